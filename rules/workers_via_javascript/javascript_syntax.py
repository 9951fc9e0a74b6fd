"""JavaScript that the browser cannot read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, Finding, rule
from pyscript_doctor.queries.javascript_faults import refused_scripts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Page, Project


@rule(severity=ERROR, faq="workers-via-javascript", effect=ACTION_FAILS)
def javascript_syntax(page: Page, project: Project) -> Iterator[Finding]:
    """A script of the page has a syntax error, so the browser runs none of it."""
    for script, fault in refused_scripts(page, project):
        name = f"`{script.path.rpartition('/')[2]}`" if script.path != page.path else "this script"
        yield Finding(
            span=fault,
            message=f"the browser cannot read the JavaScript from here on, so nothing of {name} runs",
            label="reading fails here",
            help="Fix the syntax: look for a bracket, a comma or a `=>` that is missing here or just before.",
            console="SyntaxError",
        )
