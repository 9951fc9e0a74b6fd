"""Versions in `packages` that neither Pyodide nor the index has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, UNSAFE, Finding, Interpreter, Unknown, fix_of, rule
from pyscript_doctor.queries.config_edits import set_value
from pyscript_doctor.queries.package_checks import answer, index_may_meet, is_in_lock, newest_far_behind
from pyscript_doctor.queries.packages import PackageEntry, Reason, lock, package_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Fix, Project, Runtime
    from pyscript_doctor.queries.packages import Fault, LockedPackage, PackageAnswer


@rule(severity=ERROR, faq="python-packages", effect=PAGE_BLANK, interpreter=Interpreter.PYODIDE, mentions=("packages",))
def package_pin_conflicts(runtime: Runtime, project: Project) -> Iterator[Finding]:
    """`packages` asks for a version that this Pyodide does not have, or that does not exist."""
    for entry in package_entries(runtime):
        if entry.requirement is None or not entry.requirement.specifier:
            continue
        told = answer(project, runtime, entry)
        if is_in_lock(entry, runtime):
            yield from _with_lock(entry, runtime, told)
        elif told and told.faults and not told.faults[0].chain:
            yield from _with_index(entry, told.faults[0])
        elif told is None and (newest := newest_far_behind(entry, runtime)):
            yield _no_version(entry, newest, unless="that version came out recently")


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
            message=f"this Pyodide comes with `{package.name}` {package.version}, but you ask for "
            f"`{entry.requirement.specifier}`",
            label=f"Pyodide has {package.version}",
            help=f'Let Pyodide choose the version: write `"{entry.requirement.name}"`.',
            console="Can't find a pure Python 3 wheel",
            unless="the index has a wheel of that version that this Pyodide can use" if open_question else "",
            fix=_without_version(entry),
        )


def _without_version(entry: PackageEntry) -> Fix | None:
    assert entry.requirement is not None
    requirement = entry.requirement
    extras = f"[{','.join(sorted(requirement.extras))}]" if requirement.extras else ""
    name = f"{requirement.name}{extras}"
    return fix_of(UNSAFE, f"Write `{name}`", lambda: [set_value(entry.leaf, name)])


def _conflict(entry: PackageEntry, version: str) -> LockedPackage | None:
    """The package of the lock file that the requirement excludes."""
    assert entry.requirement is not None
    package = lock(version).package(entry.name)
    if package is None or entry.requirement.specifier.contains(package.version, prereleases=True):
        return None
    return package


def _with_index(entry: PackageEntry, fault: Fault) -> Iterator[Finding]:
    if fault.reason is Reason.VERSION:
        yield _no_version(entry, fault.detail)
    elif fault.reason is Reason.CONFLICT:
        yield Finding(
            span=entry.leaf.text.span(),
            message=f"another package already installs `{fault.name}` {fault.detail}, but you ask for another version",
            label=f"{fault.detail} is already installed",
            help=f'Leave the version out: write `"{fault.name}"`.',
            console="is already installed",
            fix=_without_version(entry),
        )


def _no_version(entry: PackageEntry, newest: str, unless: str = "") -> Finding:
    """newest: the newest version that there is, "" if there is not one."""
    assert entry.requirement is not None
    there_is = f" (the newest is {newest})" if newest else ""
    return Finding(
        span=entry.leaf.text.span(),
        message=f"no version of `{entry.name}` fits `{entry.requirement.specifier}`{there_is}",
        label="no such version",
        help="Ask for a version that exists, or leave the version out.",
        console="Can't find a pure Python 3 wheel",
        unless=unless,
        fix=_without_version(entry),
    )
