"""Imports of modules that MicroPython does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, Finding, Interpreter, rule
from pyscript_doctor.queries.edits import respelling
from pyscript_doctor.queries.imports import AbsenceKind, absences, near_module
from pyscript_doctor.queries.interpreters import OF_PYODIDE, pyodide_module
from pyscript_doctor.queries.packages import newest_lock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Fix, Runtime, Span


@rule(severity=ERROR, faq="python-packages", effect=SCRIPT_DIES, interpreter=Interpreter.MICROPYTHON)
def mpy_missing_module(code: Code) -> Iterator[Finding]:
    """Python on MicroPython imports a module that this build of MicroPython does not have."""
    for imported, missing in absences(code):
        module = imported.module
        # interpreter-mismatch reports modules that only Pyodide has.
        if (
            missing.kind not in {AbsenceKind.NOT_IN_FILES, AbsenceKind.SLIP}
            and module.partition(".")[0] not in OF_PYODIDE
        ):
            yield Finding(
                span=imported.module_span or imported.place.span,
                message=f"MicroPython has no module `{module}`{_elsewhere(module)}, so `import {module}` fails",
                label="no such module",
                help=_help(module, code.runtime),
                console=f"no module named '{module}'",
                fix=_fix(imported.module_span or imported.place.span, module, code.runtime),
            )


def _fix(span: Span, module: str, runtime: Runtime) -> Fix | None:
    near = None if _elsewhere(module) else near_module(runtime, module)
    return respelling(runtime.page.resolver.reader, span, module, near or "")


def _elsewhere(module: str) -> str:
    newest = newest_lock()
    in_pyodide = pyodide_module(newest.pyodide, module) == "present" or newest.providers(module)
    return " (Pyodide has it)" if in_pyodide else ""


def _help(module: str, runtime: Runtime) -> str:
    if _elsewhere(module):
        return f'Run this script on Pyodide (`type="py"`), or write it without `{module}`.'
    near = near_module(runtime, module)
    meant = f"Did you mean `{near}`? If not, add" if near else "Add"
    return f"{meant} the module with `packages` or `files`, or write the script without it."
