"""The packages of an interpreter, in columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.reporters.terminal.styled import Line, Role, Segment, line
from pyscript_doctor.reporters.terminal.tree import Branch, bounded
from pyscript_doctor.reporters.terminal.visible import visible, width
from pyscript_doctor.reporters.text.wording import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyscript_doctor.inspection.records import PackageRecord
    from pyscript_doctor.reporters.inspect.names import Names

MOST_PACKAGES = 30
WIDEST_NAME = 28
WIDEST_VERSION = 12

_SOURCES = {
    "pyodide": "comes with Pyodide",
    "index": "from the package index",
    "url": "from its URL",
    "site": "from the site itself",
    "micropython-lib": "from MicroPython's library",
    "micropython": "",
    "nothing": "",
}


def packages_branch(packages: Sequence[PackageRecord] | Unknown, page: Names) -> Branch | None:
    """What a config installs; None if it installs nothing."""
    if isinstance(packages, Unknown):
        return Branch(line("packages: ", Segment(f"unknown, {packages.reason}", Role.WARNING)))
    if not packages:
        return None
    names = min(WIDEST_NAME, max(width(_name(each)) for each in packages))
    told = [width(each.version) for each in packages if not isinstance(each.version, Unknown)]
    versions = min(WIDEST_VERSION, max(told, default=0))
    members = [Branch(_package(each, names, versions, page)) for each in packages]
    return Branch(line("packages"), bounded(members, MOST_PACKAGES))


def _name(package: PackageRecord) -> str:
    return visible(package.name or package.written or "others")


def _package(package: PackageRecord, names: int, versions: int, page: Names) -> Line:
    name = _padded(_name(package), names)
    brings = f"brings {listed(package.brings, most=3)}" if package.brings else ""
    beside = [Segment(", by code"), *page.beside(package.span)] if package.span else []
    if isinstance(package.version, Unknown):
        notes = ", ".join(part for part in (brings, package.note) if part)
        unknown = Segment(f"version unknown: {package.version.reason}", Role.WARNING)
        return line(name, "  ", unknown, Segment(f", {notes}" if notes else "", Role.FAINT), *beside)
    notes = ", ".join(part for part in (_SOURCES[package.source], brings, package.note) if part)
    version = Segment(_padded(package.version, versions), Role.CODE)
    return line(name, "  ", version, Segment(f"  {notes}" if notes else "", Role.FAINT), *beside)


def _padded(text: str, columns: int) -> str:
    return text + " " * max(0, columns - width(text))
