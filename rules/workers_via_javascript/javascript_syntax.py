"""JavaScript that the browser cannot read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, Finding, Related, rule
from pyscript_doctor.queries.javascript_faults import refused_scripts, repeated_declarations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Page, Project


@rule(severity=ERROR, faq="workers-via-javascript", effect=ACTION_FAILS)
def javascript_syntax(page: Page, project: Project) -> Iterator[Finding]:
    """A script has a syntax error, or declares what another one did, so the browser runs none of it."""
    for script, fault in refused_scripts(page, project):
        name = f"`{script.path.rpartition('/')[2]}`" if script.path != page.path else "this script"
        yield Finding(
            span=fault,
            message=f"the browser cannot read the JavaScript from here on, so nothing of {name} runs",
            label="reading fails here",
            help="Fix the syntax: look for a bracket, a comma or a `=>` that is missing here or just before.",
            console="SyntaxError",
        )
    for repeated in repeated_declarations(page, project):
        name = f"`{repeated.script.path.rpartition('/')[2]}`" if repeated.script.path != page.path else "this script"
        yield Finding(
            span=repeated.span,
            message=f"an earlier script of the page declares `{repeated.name}` too, so nothing of {name} runs",
            label="declared twice",
            help="Scripts of a page share their names. Give one another name, or declare it in one script only.",
            related=(Related(repeated.earlier, "it is declared here first"),),
            console=f"Identifier '{repeated.name}' has already been declared",
        )
