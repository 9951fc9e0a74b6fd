"""Names that JavaScript declares and does not share with Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, SCRIPT_DIES, Finding, Related, rule
from pyscript_doctor.queries.kept_names import kept_names
from pyscript_doctor.queries.page_elements import page_elements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Project
    from pyscript_doctor.queries.kept_names import KeptName


@rule(severity=ERROR, faq="javascript-modules", effect=ACTION_FAILS)
def js_name_not_global(code: Code, project: Project) -> Iterator[Finding]:
    """Python asks `window` for a name that a module, or a `const` or `let`, does not make global."""
    page = code.runtime.page
    for kept in kept_names(code, page_elements(page, project.runtimes_of(page))):
        yield Finding(
            span=kept.place.span,
            message=f"`{kept.name}` is not in `window`, because {_reason(kept)}, so this line fails",
            label="not on `window`",
            help=f"In the JavaScript, write `window.{kept.name} = {kept.name};` after the declaration.",
            related=(Related(kept.declared, "declared here"),),
            console=_console(kept, code),
            effect=SCRIPT_DIES if kept.place.at_load else ACTION_FAILS,
        )


def _reason(kept: KeptName) -> str:
    if kept.in_module:
        return "a module keeps its names to itself"
    return "what `const`, `let` and `class` declare does not go there"


def _console(kept: KeptName, code: Code) -> str:
    if kept.imported:
        return kept.name
    is_pyodide = code.runtime.is_pyodide
    return f"AttributeError: {kept.name}" if is_pyodide else f"module 'js' has no attribute '{kept.name}'"
