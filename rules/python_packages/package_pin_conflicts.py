"""Pins that neither Pyodide's lock file nor the index can meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, UNSAFE, Finding, Interpreter, Unknown, rule
from pyscript_doctor.queries.package_checks import answer, index_may_meet, is_in_lock
from pyscript_doctor.queries.packages import PackageEntry, Reason, lock, package_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Project, Runtime
    from pyscript_doctor.queries.packages import Fault, LockedPackage, PackageAnswer


@rule(severity=ERROR, faq="python-packages", effect=PAGE_BLANK, fix=UNSAFE, interpreter=Interpreter.PYODIDE)
def package_pin_conflicts(runtime: Runtime, project: Project) -> Iterator[Finding]:
    """`packages` pins a version that this Pyodide does not come with, or that does not exist."""
    for entry in package_entries(runtime):
        if entry.requirement is None or not entry.requirement.specifier:
            continue
        told = answer(project, runtime, entry)
        if is_in_lock(entry, runtime):
            yield from _with_lock(entry, runtime, told)
        elif told and told.faults and not told.faults[0].chain:
            yield from _with_index(entry, told.faults[0])


def _with_lock(entry: PackageEntry, runtime: Runtime, told: PackageAnswer | None) -> Iterator[Finding]:
    assert entry.requirement is not None
    conflicts = [(package, version) for version in runtime.versions if (package := _conflict(entry, version))]
    if len(conflicts) < len(runtime.versions):
        if conflicts:
            raise Unknown("version of the interpreter")
        return
    package, version = conflicts[-1]
    if told is None or (told.faults and not told.faults[0].chain):
        open_question = told is None and index_may_meet(entry, package, version)
        yield Finding(
            span=entry.leaf.text.span(),
            message=f"this Pyodide comes with `{package.name}` {package.version}, which the pin excludes",
            label=f"Pyodide has {package.version}",
            help=f'Leave the version to Pyodide: write `"{entry.requirement.name}"`.',
            console="Can't find a pure Python 3 wheel",
            unless="the index has a wheel of that version that this Pyodide takes" if open_question else "",
        )


def _conflict(entry: PackageEntry, version: str) -> LockedPackage | None:
    """The package of the lock file that the requirement excludes."""
    assert entry.requirement is not None
    package = lock(version).package(entry.name)
    if package is None or entry.requirement.specifier.contains(package.version, prereleases=True):
        return None
    return package


def _with_index(entry: PackageEntry, fault: Fault) -> Iterator[Finding]:
    span = entry.leaf.text.span()
    if fault.reason is Reason.VERSION:
        newest = f": the newest is {fault.detail}" if fault.detail else ""
        yield Finding(
            span=span,
            message=f"no version of `{fault.name}` meets `{entry.requirement.specifier}`{newest}",  # type: ignore[union-attr]
            label="no such version",
            help="Ask for a version that exists, or leave the version out.",
            console="Can't find a pure Python 3 wheel",
        )
    elif fault.reason is Reason.CONFLICT:
        yield Finding(
            span=span,
            message=f"another package brings in `{fault.name}` {fault.detail}, which the pin excludes",
            label=f"{fault.detail} is installed already",
            help="Leave the version out.",
            console="is already installed",
        )
