"""What the entries of `packages` come to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyscript_doctor.inspection.records import PackageRecord
from pyscript_doctor.knowledge.distributions import micropython_lib
from pyscript_doctor.knowledge.modules import micropython_has_ulab
from pyscript_doctor.knowledge.packages import lock
from pyscript_doctor.parsers.config.values import Leaf
from pyscript_doctor.project.program.values import Collection, Literal
from pyscript_doctor.project.runtime.packages import PackageEntry, PackageKind, entry_of, package_entries
from pyscript_doctor.project.runtime.runtime import RuntimeKind
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.queries.installed_packages import INSTALLERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyscript_doctor.knowledge.packages import Lock, LockedPackage
    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.program.values import Value
    from pyscript_doctor.project.runtime.runtime import Runtime

IMPORT_SCANNERS = {"pyodide_js.loadPackagesFromImports"}
OF_THE_INDEX = "the package index decides"


def packages_of(runtime: Runtime) -> tuple[PackageRecord, ...] | Unknown:
    """The packages that a Runtime's config lists and its Python installs, and those that `py-game` adds.

    Unknown if the config cannot be read.
    """
    try:
        return tuple(_packages(runtime))
    except Unknown as unknown:
        return unknown


def _packages(runtime: Runtime) -> Iterator[PackageRecord]:
    versions = runtime.versions if runtime.is_pyodide else ()
    locks = [lock(version) for version in versions]
    if runtime.kind is RuntimeKind.GAME:
        yield _implied("pygame-ce", locks)
    for entry in package_entries(runtime):
        yield _record(entry, runtime, locks)
    for installed, span in _installed_by_code(runtime):
        if isinstance(installed, PackageEntry):
            yield replace(_record(installed, runtime, locks), span=span)
        else:
            yield PackageRecord("", "", installed, "nothing", span=span)


def _record(entry: PackageEntry, runtime: Runtime, locks: Sequence[Lock]) -> PackageRecord:
    if entry.kind is PackageKind.WHEEL:
        return _wheel(entry, runtime)
    if entry.kind in {PackageKind.CONFIG, PackageKind.URL}:
        reason = "another config lists them" if entry.kind is PackageKind.CONFIG else "the URL decides"
        return PackageRecord(entry.written, entry.name, Unknown(reason), "url")
    return _of_pyodide(entry, locks) if runtime.is_pyodide else _of_micropython(entry, runtime)


def _installed_by_code(runtime: Runtime) -> Iterator[tuple[PackageEntry | Unknown, Span]]:
    """What calls of micropip and the like install, as far as it is in them."""
    for code in runtime.codes:
        for call in code.calls_of(*(INSTALLERS - IMPORT_SCANNERS)):
            values = [argument.value for argument in call.arguments if argument.keyword in {None, "requirements"}]
            for value in values:
                for literal in value.items if isinstance(value, Collection) else (value,):
                    yield _installed(literal), call.callee_span


def _installed(value: Value) -> PackageEntry | Unknown:
    if isinstance(value, Literal) and isinstance(value.value, str) and value.text is not None:
        return entry_of(Leaf(value.value, value.text.span(), value.text))
    return Unknown("your code decides which")


def _implied(name: str, locks: Sequence[Lock]) -> PackageRecord:
    found = [package for each in locks if (package := each.package(name))]
    return PackageRecord(name, name, _one([each.version for each in found]), "pyodide", note="every py-game gets it")


def _of_pyodide(entry: PackageEntry, locks: Sequence[Lock]) -> PackageRecord:
    if entry.requirement is None:
        return PackageRecord(entry.written, "", Unknown("this is not the name of a package"), "nothing")
    found = [package for each in locks if (package := each.package(entry.name))]
    accepted = [each for each in found if entry.requirement.specifier.contains(each.version, prereleases=True)]
    if not accepted:
        note = f"Pyodide comes with {_span([each.version for each in found])}, which this excludes" if found else ""
        return PackageRecord(entry.written, entry.name, _pinned(entry), "index", note=note)
    if len(accepted) < len(locks):
        reason = "not every release that the page can load has it"
        return PackageRecord(entry.written, entry.name, Unknown(reason), "pyodide")
    near = next((each for each in locks if not each.exact), None)
    note = f"as in Pyodide {near.pyodide}, the nearest known" if near else ""
    version = _one([each.version for each in accepted])
    return PackageRecord(entry.written, entry.name, version, "pyodide", _brought(accepted[-1], locks[-1]), note)


def _pinned(entry: PackageEntry) -> str | Unknown:
    """The version that a requirement names exactly."""
    specifiers = list(entry.requirement.specifier) if entry.requirement else []
    exact = [each.version for each in specifiers if each.operator == "==" and "*" not in each.version]
    return exact[0] if exact else Unknown(OF_THE_INDEX)


def _brought(package: LockedPackage, locked: Lock) -> tuple[str, ...]:
    """The packages of the lock file that come with one, without the libraries that nobody imports."""
    seen, queue = {package.name}, list(package.depends)
    brought = []
    while queue:
        current = locked.package(queue.pop(0))
        if current is not None and current.name not in seen:
            seen.add(current.name)
            queue += current.depends
            if current.imports:
                brought.append(current.name)
    return tuple(brought)


def _of_micropython(entry: PackageEntry, runtime: Runtime) -> PackageRecord:
    if entry.written == "ulab":
        built_in = all(micropython_has_ulab(version) for version in runtime.versions)
        version = "built in" if built_in else Unknown("this MicroPython does not have it")
        return PackageRecord("ulab", "ulab", version, "micropython")
    if entry.written in micropython_lib():
        return PackageRecord(entry.written, entry.written, Unknown("MicroPython's library decides"), "micropython-lib")
    return PackageRecord(
        entry.written, entry.name, Unknown("MicroPython's library has no package of that name"), "nothing"
    )


def _wheel(entry: PackageEntry, runtime: Runtime) -> PackageRecord:
    from packaging.utils import InvalidWheelFilename, parse_wheel_filename

    local = any(str(reference.text.value).strip() == entry.written for reference in runtime.wheels)
    file_name = entry.written.split("?", 1)[0].split("#", 1)[0].rsplit("/", 1)[-1]
    source = "site" if local else "url"
    try:
        name, version, _, _ = parse_wheel_filename(file_name)
    except InvalidWheelFilename:
        return PackageRecord(entry.written, "", Unknown("this is not the name of a wheel"), source)
    return PackageRecord(entry.written, name, str(version), source)


def _one(versions: Sequence[str]) -> str | Unknown:
    distinct = list(dict.fromkeys(versions))
    if len(distinct) == 1:
        return distinct[0]
    return Unknown(f"{_span(versions)}, as the release is" if distinct else "the release decides")


def _span(versions: Sequence[str]) -> str:
    distinct = list(dict.fromkeys(versions))
    return distinct[0] if len(distinct) == 1 else f"{distinct[0]} to {distinct[-1]}"
