"""Packages that MicroPython cannot install."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, UNSAFE, Finding, Interpreter, fix_of, rule
from pyscript_doctor.queries.config_edits import set_value
from pyscript_doctor.queries.interpreters import micropython_has_ulab
from pyscript_doctor.queries.packages import (
    PackageKind,
    distribution_of,
    micropython_lib,
    newest_lock,
    package_entries,
    unavailable_package,
)
from pyscript_doctor.queries.spelling import nearest_spelling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Fix, Runtime
    from pyscript_doctor.queries.packages import PackageEntry


@rule(
    severity=ERROR,
    faq="python-packages",
    effect=PAGE_BLANK,
    interpreter=Interpreter.MICROPYTHON,
    mentions=("packages",),
)
def mpy_package_not_in_lib(runtime: Runtime) -> Iterator[Finding]:
    """A script on MicroPython lists a package that MicroPython's own library does not have."""
    for entry in package_entries(runtime):
        if entry.kind in {PackageKind.REQUIREMENT, PackageKind.INVALID} and not _is_there(entry, runtime):
            yield _finding(entry)


def _is_there(entry: PackageEntry, runtime: Runtime) -> bool:
    if entry.written == "ulab":
        return all(micropython_has_ulab(version) for version in runtime.versions)
    return entry.written in micropython_lib()


def _finding(entry: PackageEntry) -> Finding:
    message, help_text, certain = _said(entry)
    return Finding(
        span=entry.leaf.text.span(),
        message=message,
        label="not in micropython-lib",
        help=help_text,
        console="micropython.org/pi/v2/package/py/",
        unless="" if certain else "the library got this package recently",
        fix=_fix(entry),
    )


def _fix(entry: PackageEntry) -> Fix | None:
    """Only the name, if that is a package of the library, or the name that is like it."""
    name = entry.requirement.name if entry.requirement else ""
    if name not in micropython_lib():
        name = "" if _of_pyodide(name) else _near(entry) or ""
    return fix_of(UNSAFE, f"Write `{name}`", lambda: [set_value(entry.leaf, name)]) if name else None


def _near(entry: PackageEntry) -> str | None:
    """The package of MicroPython's library that is almost written so."""
    return nearest_spelling(entry.written, micropython_lib(), 0.85)


def _said(entry: PackageEntry) -> tuple[str, str, bool]:
    """What is wrong with an entry, how to fix it, and whether that is certain."""
    name = entry.requirement.name if entry.requirement else ""
    if entry.requirement and entry.requirement.specifier and name in micropython_lib():
        return "MicroPython reads the version as part of the name", f'Write only the name: `"{name}"`.', True
    in_pyodide = _of_pyodide(name)
    if in_pyodide:
        called = "" if in_pyodide == entry.name else f" as `{in_pyodide}`"
        on_pyodide = f'Run the script on Pyodide (`type="py"`), or write it without `{name}`.'
        return f"`{name}` comes with Pyodide{called}, but MicroPython cannot install it", on_pyodide, True
    message = f"MicroPython's package library has no `{entry.written}`"
    unavailable = unavailable_package(name)
    if unavailable:
        return f"{message}, which needs {unavailable.needs}", unavailable.advice, True
    near = _near(entry)
    if near:
        return message, f"Did you mean `{near}`?", not entry.requirement
    of_pyodide = nearest_spelling(entry.name, newest_lock().packages, 0.88)
    if of_pyodide:
        return message, f"Did you mean `{of_pyodide}`, which Pyodide has?", not entry.requirement
    return message, "Copy the package with `files`, or list it by its URL.", not entry.requirement


def _of_pyodide(name: str) -> str | None:
    """The package of the newest Pyodide with this name, or with this import name."""
    newest = newest_lock()
    package = newest.package(name) or newest.package(distribution_of(name) or "")
    return package.name if package else None
