"""Globals of JavaScript libraries that the page does not load."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, WARNING, Finding, rule
from pyscript_doctor.queries.library_globals import missing_globals
from pyscript_doctor.queries.missing_names import missing_names
from pyscript_doctor.queries.page_elements import page_elements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Project


@rule(severity=WARNING, faq="javascript-modules", effect=ACTION_FAILS)
def global_not_loaded(code: Code, project: Project) -> Iterator[Finding]:
    """Python uses a global of a JavaScript library, but no script of the page loads that library."""
    elements = page_elements(code.runtime.page, project.runtimes_of(code.runtime.page))
    found = tuple(missing_globals(code, elements))
    misspelt = {missing.span for missing in missing_names(code, elements)} if found else set()
    for missing in found:
        if missing.span in misspelt:
            continue  # browser-name-missing names the slip
        yield Finding(
            span=missing.span,
            message=f"no script of the page defines `{missing.name}`, and the browser has no such name",
            label="not loaded",
            help=f"Load the library that defines `{missing.name}` with a `<script src=...>` in the `<head>`, before "
            "PyScript. Or load it as a module with `js_modules` in the config.",
            console=missing.name if code.runtime.is_pyodide else "",
        )
