"""Modules of the standard library that Pyodide keeps in packages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SAFE, SCRIPT_DIES, Finding, Interpreter, rule
from pyscript_doctor.queries.config_edits import added_package
from pyscript_doctor.queries.imports import AbsenceKind, absences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code


@rule(severity=ERROR, faq="python-packages", effect=SCRIPT_DIES, interpreter=Interpreter.PYODIDE)
def stdlib_unvendored(code: Code) -> Iterator[Finding]:
    """Python imports a module of the standard library that this Pyodide has only as a package."""
    for imported, missing in absences(code):
        if missing.kind is AbsenceKind.UNVENDORED:
            yield Finding(
                span=imported.place.span,
                message=f"`{imported.module}` is a part of Python, but this Pyodide has it only as a package",
                label="not loaded",
                help=f'Add `{missing.detail}` to `packages`:\n\n```toml\npackages = ["{missing.detail}"]\n```',
                console=imported.module.partition(".")[0],
                fix=added_package(code.runtime, missing.detail, SAFE),
            )
