"""Imports of packages that are not installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, WARNING, Finding, Interpreter, rule
from pyscript_doctor.queries.config_edits import added_package
from pyscript_doctor.queries.config_text import files_block, packages_block
from pyscript_doctor.queries.edits import respelling
from pyscript_doctor.queries.imports import AbsenceKind, absences, near_module
from pyscript_doctor.queries.interpreters import OF_MICROPYTHON
from pyscript_doctor.queries.packages import distribution_of, unavailable_package

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Import, Runtime
    from pyscript_doctor.queries.imports import Absence


@rule(severity=ERROR, faq="python-packages", effect=SCRIPT_DIES, interpreter=Interpreter.PYODIDE)
def import_without_package(code: Code) -> Iterator[Finding]:
    """Python on Pyodide imports a package that neither the config nor the code installs."""
    for imported, missing in absences(code):
        top = imported.module.partition(".")[0]
        if missing.kind is AbsenceKind.SLIP:
            yield _slip(imported, missing, code.runtime)
        elif missing.kind is AbsenceKind.ENDING:
            yield _ending(imported, top, code.runtime)
        if missing.kind in {AbsenceKind.UNLISTED, AbsenceKind.MISSING} and top not in OF_MICROPYTHON | {"micropip"}:
            known = missing.detail or distribution_of(top)
            package = known or top
            yield Finding(
                span=imported.module_span or imported.place.span,
                message=f"`{package}` is not installed, so `import {imported.module}` fails"
                if known
                else f"`import {imported.module}` fails: no package and no file of the config brings it",
                label="not installed" if known else "not there",
                help=_help(missing, package, top, code.runtime),
                console=f"No module named '{top}'",
                unless="" if missing.certain else f"a newer version of one of your packages installs `{package}`, too",
                fix=added_package(code.runtime, package) if _is_sure(missing, package, top) else None,
            )


def _slip(imported: Import, missing: Absence, runtime: Runtime) -> Finding:
    meant = missing.detail
    top = imported.module.partition(".")[0]
    span = imported.module_span or imported.place.span
    owner = "your project" if runtime.has_local_module(meant) else "Pyodide"
    return Finding(
        span=span,
        message=f"`import {imported.module}` fails: {owner} has `{meant}`, but not `{imported.module}`",
        label="not there",
        help=f"Did you mean `{meant}`?",
        console=f"No module named '{top}'",
        severity=ERROR if missing.certain else WARNING,
        unless="" if missing.certain else f"one of your packages contains a module `{top}`",
    )


def _ending(imported: Import, module: str, runtime: Runtime) -> Finding:
    span = imported.module_span or imported.place.span
    return Finding(
        span=span,
        message=f"`import {imported.module}` fails: Python looks for a module `py` inside of `{module}`",
        label="a file's name",
        help=f"Write the module's name without `.py`: `{module}`.",
        console=f"No module named '{imported.module}'",
        fix=respelling(runtime.page.resolver.reader, span, imported.module, module),
    )


def _help(missing: Absence, package: str, top: str, runtime: Runtime) -> str:
    packages = packages_block(runtime.config, package)
    listed = f"Add `{package}` to `packages` in the config:\n\n{packages}"
    if missing.kind is AbsenceKind.UNLISTED:
        return listed
    unavailable = unavailable_package(package)
    if unavailable and not unavailable.installs:
        return (
            f"`{package}` can't be installed in a browser, because it needs {unavailable.needs}. {unavailable.advice}"
        )
    if distribution_of(top):
        return listed
    near = near_module(runtime, top)
    either = (
        f"If it is your own file, copy it with the config:\n\n{files_block(runtime.config, f'./{top}.py', '')}\n\n"
        f"If it is a package, install it:\n\n{packages}"
    )
    return f"Did you mean `{near}`? {either}" if near else either


def _is_sure(missing: Absence, package: str, top: str) -> bool:
    """Whether the package is the one that was meant, and installs in a browser."""
    unavailable = unavailable_package(package)
    return missing.kind is AbsenceKind.UNLISTED or (distribution_of(top) == package and not unavailable)
