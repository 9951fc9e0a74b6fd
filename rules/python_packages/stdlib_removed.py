"""Modules of the standard library that Pyodide does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, Finding, Interpreter, rule
from pyscript_doctor.queries.imports import AbsenceKind, absences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code


@rule(severity=ERROR, faq="python-packages", effect=SCRIPT_DIES, interpreter=Interpreter.PYODIDE)
def stdlib_removed(code: Code) -> Iterator[Finding]:
    """Python imports a module of the standard library that this Pyodide does not have."""
    for imported, missing in absences(code):
        if missing.kind is AbsenceKind.REMOVED:
            yield Finding(
                span=imported.place.span,
                message=f"Pyodide has no `{imported.module}`, because it cannot work in a browser, or newer Pythons "
                "have removed it",
                label="not in Pyodide",
                help=f"Write the script without `{imported.module}`.",
                console=imported.module.partition(".")[0],
            )
