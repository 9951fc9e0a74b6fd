"""Packages that MicroPython cannot install."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, Finding, rule
from pyscript_doctor.knowledge.distributions import micropython_lib
from pyscript_doctor.knowledge.modules import micropython_has_ulab
from pyscript_doctor.knowledge.packages import known_pyodides, lock
from pyscript_doctor.project.packages import package_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Runtime
    from pyscript_doctor.project.packages import PackageEntry


@rule(severity=ERROR, faq="python-packages", effect=PAGE_BLANK)
def mpy_package_not_in_lib(runtime: Runtime) -> Iterator[Finding]:
    """`packages` of MicroPython names what its own package library does not have."""
    if runtime.is_pyodide:
        return
    for entry in package_entries(runtime):
        if entry.kind in {"requirement", "invalid"} and not _is_there(entry, runtime):
            yield _finding(entry)


def _is_there(entry: PackageEntry, runtime: Runtime) -> bool:
    if entry.written == "ulab":
        return all(micropython_has_ulab(version) for version in runtime.versions)
    return entry.written in micropython_lib()


def _finding(entry: PackageEntry) -> Finding:
    pinned = entry.requirement is not None and bool(entry.requirement.specifier)
    in_pyodide = bool(entry.name) and lock(known_pyodides()[-1]).package(entry.name) is not None
    if pinned and entry.requirement and entry.requirement.name in micropython_lib():
        message, help_text = "MicroPython takes the version for a part of the name", "Write the name alone."
    elif in_pyodide:
        message = f"`{entry.name}` comes with Pyodide; MicroPython cannot install it"
        help_text = 'Run the script on Pyodide (`type="py"`), or write it without this package.'
    else:
        message = f"MicroPython's package library has no `{entry.written}`"
        help_text = "Copy the package with `files`, or name it by a URL."
    return Finding(
        span=entry.leaf.text.span(),
        message=message,
        label="not in micropython-lib",
        help=help_text,
        console="micropython.org/pi/v2/package/py/",
        unless="" if pinned or in_pyodide or entry.kind == "invalid" else "it came to the library lately",
    )
