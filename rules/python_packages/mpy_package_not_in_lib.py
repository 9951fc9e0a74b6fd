"""Packages that MicroPython cannot install."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, UNSAFE, Finding, Interpreter, fix_of, rule
from pyscript_doctor.queries.config_edits import set_value
from pyscript_doctor.queries.interpreters import micropython_has_ulab
from pyscript_doctor.queries.packages import (
    PackageKind,
    distribution_of,
    known_pyodides,
    lock,
    micropython_lib,
    package_entries,
    unavailable_package,
)

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
        near = get_close_matches(entry.written, sorted(micropython_lib()), n=1, cutoff=0.85)
        name = near[0] if near and not _of_pyodide(name) else ""
    return fix_of(UNSAFE, f"Write `{name}`", lambda: [set_value(entry.leaf, name)]) if name else None


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
    near = get_close_matches(entry.written, sorted(micropython_lib()), n=1, cutoff=0.85)
    near = near or get_close_matches(entry.name, sorted(lock(known_pyodides()[-1]).packages), n=1, cutoff=0.88)
    if near:
        where = "" if near[0] in micropython_lib() else ", which Pyodide has"
        return message, f"Did you mean `{near[0]}`{where}?", not entry.requirement
    return message, "Copy the package with `files`, or list it by its URL.", not entry.requirement


def _of_pyodide(name: str) -> str | None:
    """The package of the newest Pyodide with this name, or with this import name."""
    newest = lock(known_pyodides()[-1])
    package = newest.package(name) if name else None
    imported = distribution_of(name) if name else None
    return package.name if package else imported if imported and newest.package(imported) else None
