"""The packages that come with Pyodide: what its lock file offers without asking an index."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from pyscript_doctor.knowledge.data import read
from pyscript_doctor.knowledge.module_names import with_packages
from pyscript_doctor.knowledge.releases import number
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Kind = Literal["package", "stdlib", "shared_library", "tests"]
KINDS: dict[str, Kind] = {"p": "package", "c": "package", "s": "stdlib", "l": "shared_library"}
FIRST_NAMED_AFTER_PYTHON = 314
"""Pyodide went from 0.29 to 314, its first for Python 3.14; since then a change of Python changes the first number."""


class LockedPackage(NamedTuple):
    """A package of a lock file.

    name, depends: as PEP 503 writes them. imports: what it lets Python import; empty for a library.
    kind: stdlib is a part of the standard library that is not loaded by itself; tests are those of a package.
    pure: its wheel is for any platform.
    """

    name: str
    version: str
    imports: tuple[str, ...]
    depends: tuple[str, ...]
    kind: Kind
    pure: bool


class PyodideTags(NamedTuple):
    """What wheels a Pyodide takes.

    python: in full, as markers see it ("3.12.7"). interpreter: of CPython ("cp312"), which is its ABI as well.
    platforms: best first. Wheels for any platform are taken too.
    """

    python: str
    interpreter: str
    platforms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lock:
    """What a lock file offers. pyodide: whose it is; asked: the version that was asked for."""

    pyodide: str
    asked: str
    packages: Mapping[str, LockedPackage] = field(repr=False)

    @property
    def exact(self) -> bool:
        """Whether it is the lock file of the version asked for, and not of one near it."""
        return self.pyodide == self.asked

    @property
    def same_minor(self) -> bool:
        """Whether it is of the same Python and the same series of Pyodide."""
        return _series(self.pyodide) == _series(self.asked)

    def package(self, name: str) -> LockedPackage | None:
        """The package of that name, however it is written."""
        return self.packages.get(normalised(name))

    def providers(self, import_name: str) -> tuple[str, ...]:
        """The packages that provide a module, or the nearest package that holds it ("ruamel.yaml.main")."""
        importable = _importable(self.pyodide)
        names = reversed(with_packages(import_name))
        return next((importable[name] for name in names if name in importable), ())


def normalised(name: str) -> str:
    """A name as PEP 503 writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def known_pyodides() -> tuple[str, ...]:
    """The versions whose lock files are known, oldest first."""
    return tuple(read("packages")["pyodides"])


def newest_of_series(pyodide: str) -> str:
    """The newest known Pyodide of the series of another one that is known."""
    return [other for other in known_pyodides() if _series(other) == _series(pyodide)][-1]


def lock(pyodide_version: str) -> Lock:
    """The lock file of a Pyodide, or that of the nearest known version, of the same series where there is one.

    Raises ValueError if it is not a version.
    """
    nearest = nearest_pyodide(pyodide_version)
    return Lock(nearest, pyodide_version, _packages(nearest))


def newest_lock() -> Lock:
    """The lock file of the newest known Pyodide."""
    return lock(known_pyodides()[-1])


def pyodide_tags(pyodide_version: str) -> PyodideTags:
    """What wheels a Pyodide takes, or the nearest known one. Raises ValueError if it is not a version."""
    python, platforms = read("packages")["pyodides"][nearest_pyodide(pyodide_version)]
    major, minor = python.split(".")[:2]
    return PyodideTags(python, f"cp{major}{minor}", tuple(platforms))


def nearest_pyodide(version: str) -> str:
    """That version where it is known, else the nearest of its series, else the nearest. Raises ValueError."""
    return _nearest(version, known_pyodides())


def _nearest(version: str, known: tuple[str, ...]) -> str:
    if version in known:
        return version
    wanted = number(version)
    same_series = [other for other in known if _series(other) == _series(version)]
    candidates = same_series or known
    before = [other for other in candidates if number(other) <= wanted]
    return before[-1] if before else candidates[0]


def _series(version: str) -> tuple[int, ...]:
    parts = number(version)
    return parts[:1] if parts[0] >= FIRST_NAMED_AFTER_PYTHON else parts[:2]


@cache
def _packages(pyodide: str) -> Mapping[str, LockedPackage]:
    place = known_pyodides().index(pyodide)
    records = read("packages")["packages"]
    return {package.name: package for name in records for package in _locked(name, records[name], place)}


def _locked(name: str, records: list[list[Any]], place: int) -> Iterator[LockedPackage]:
    whole: list[Any] = []
    for record in records:
        whole = [*record, *whole[len(record) :]]
        if record[0] <= place <= record[1]:
            version, depends, imports, kind = whole[2:]
            yield LockedPackage(
                name, version, tuple(imports.split()), tuple(depends.split()), KINDS[kind[0]], kind[0] == "p"
            )
            if kind.endswith("t"):
                yield LockedPackage(f"{name}-tests", version, (), (name,), "tests", False)


@cache
def _importable(pyodide: str) -> Mapping[str, tuple[str, ...]]:
    providers: dict[str, tuple[str, ...]] = {}
    for package in _packages(pyodide).values():
        for name in package.imports:
            providers[name] = (*providers.get(name, ()), package.name)
    return providers
