"""distributions.json: import names whose distribution has another name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.data import read
from pyscript_doctor.knowledge.make.document import listed, write
from pyscript_doctor.knowledge.packages import known_pyodides, lock, normalised

if TYPE_CHECKING:
    from pyscript_doctor.knowledge.make.gather import Cache

SOURCE = (
    "From the least to the most trusted: the table of type stubs that mypy ships (made from typeshed), the list"
    " make/distributions.txt, and the import names in Pyodide's lock files, newest first. A name that is its"
    " distribution's own, but for case and separators, is left out. Distributions as PEP 503 writes them."
)
TOO_COMMON = {
    *("google", "management", "timer", "test", "tests", "win32", "bigtests", "sharedlib_test", "commctrl"),
    *("dde", "isapi", "mmapfile", "odbc", "perfmon", "regutil", "servicemanager", "sspicon", "cronlog", "crontabs"),
}
"""Names that several distributions share, or that are more likely a module of the project itself."""


def make(cache: Cache) -> None:
    """Write distributions.json."""
    known = _of_type_stubs() | _of_the_list() | _of_locks()
    standard = {name for line in read("standard_library")["profiles"].values() for name in line.split()}
    names = {name: known[name] for name in sorted(known) if _tells_something(name, known[name], standard)}
    by_distribution: dict[str, list[str]] = {}
    for name, distribution in names.items():
        by_distribution.setdefault(distribution, []).append(name)
    write("distributions", SOURCE, {"names": {key: " ".join(by_distribution[key]) for key in sorted(by_distribution)}})


def _tells_something(name: str, distribution: str, standard: set[str]) -> bool:
    return normalised(name) != distribution and name not in standard | TOO_COMMON and not name.startswith("_")


def _of_type_stubs() -> dict[str, str]:
    from mypy import stubinfo

    tables = (stubinfo.non_bundled_packages_flat, *stubinfo.non_bundled_packages_namespace.values())
    pairs = {name: stubs for table in tables for name, stubs in table.items() if stubs.startswith("types-")}
    return {name: normalised(stubs.removeprefix("types-")) for name, stubs in pairs.items()}


def _of_the_list() -> dict[str, str]:
    words = listed("distributions")
    return dict(zip(words[::2], words[1::2], strict=True))


def _of_locks() -> dict[str, str]:
    found: dict[str, str] = {}
    for pyodide in known_pyodides():
        for package in lock(pyodide).packages.values():
            if package.kind == "package":
                found |= dict.fromkeys(package.imports, package.name)
    return found
