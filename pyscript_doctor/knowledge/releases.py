"""The releases of PyScript, the versions of its npm package, and which interpreters they load."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache, total_ordering
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge import KNOWLEDGE_DATE
from pyscript_doctor.knowledge.data import read
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from datetime import date


@total_ordering
@dataclass(frozen=True, slots=True)
class Release:
    """A release on pyscript.net; later ones compare greater.

    day: "2026-07-03". legacy: before 2023.11, the PyScript of pyscript.js, which had no MicroPython and no polyscript.
    core: the version of the npm package that the same sources bear. A release is built from the sources of its tag,
    with the polyscript that the tag's lock file names; npm's package of the same version was sometimes published
    earlier, with an older polyscript, and loads another Pyodide: `npm_instead` says where. 2026.7.3 on pyscript.net
    loads Pyodide 314.0.3, npm's 0.7.31 loads 314.0.2, and its own package.json still names the polyscript before.
    python: "3.12"; None if it is not known.
    """

    name: str
    day: str
    legacy: bool
    core: str | None
    core_on_npm: bool
    polyscript: str | None
    pyodide: str
    micropython: str | None
    python: str | None

    @property
    def date(self) -> date:
        """When it came out."""
        from datetime import date

        return date.fromisoformat(self.day)

    @property
    def number(self) -> tuple[int, ...]:
        """Year, month and patch."""
        return number(self.name)

    def __lt__(self, other: Release) -> bool:
        return self.number < other.number


class Core(NamedTuple):
    """A version of the npm package @pyscript/core, as published.

    pyodide_worker: the Pyodide that its workers load, which once was another than the main thread's.
    measured: read from the published bundle, not from the sources that introduced the version.
    """

    version: str
    pyodide: str
    pyodide_worker: str
    micropython: str
    python: str
    measured: bool

    @property
    def number(self) -> tuple[int, ...]:
        """Major, minor and patch."""
        return number(self.version)


@lru_cache(maxsize=1024)
def number(version: str) -> tuple[int, ...]:
    """The numbers of a version: (2024, 5, 1) of "2024.05.1". Raises ValueError if it does not start with one."""
    match = re.match(r"\d+(?:\.\d+)*", version, re.ASCII)
    if match is None:
        raise ValueError(f"{version!r} is not a version")
    return tuple(int(part[:9]) for part in match[0].split("."))


@cache
def releases() -> tuple[Release, ...]:
    """Every release, oldest first."""
    return tuple(
        Release(
            name=entry["release"],
            day=entry["date"],
            legacy=entry["legacy"],
            core=entry.get("core"),
            core_on_npm=entry.get("core_on_npm", False),
            polyscript=entry.get("polyscript"),
            pyodide=entry["pyodide"],
            micropython=entry.get("micropython"),
            python=entry["python"],
        )
        for entry in read("releases")["releases"]
    )


@cache
def cores() -> tuple[Core, ...]:
    """Every published version of @pyscript/core, oldest first."""
    return tuple(
        Core(
            version=entry["core"],
            pyodide=entry["pyodide"],
            pyodide_worker=entry.get("pyodide_worker", entry["pyodide"]),
            micropython=entry["micropython"],
            python=entry["python"],
            measured=entry["measured"],
        )
        for entry in read("releases")["cores"]
    )


def newest() -> Release:
    """The newest release known."""
    return releases()[-1]


def release_named(name: str) -> Release | None:
    """The release of exactly that name; 2024.05.1 is not one, its address is a 404."""
    return _by_name().get(name)


@cache
def _by_name() -> dict[str, Release]:
    return {release.name: release for release in releases()}


def nearest(name: str) -> Release:
    """The release whose number is nearest, the later one of two. Raises ValueError if the name is not a version."""
    wanted = _position(number(name))
    return min(reversed(releases()), key=lambda release: abs(_position(release.number) - wanted))


def can_exist(name: str) -> bool:
    """Whether there may be a release of that name.

    False if its month was over when the facts were gathered, and is not later than that of the newest release known:
    2026.7.33, 2024.05.1. True for what is newer, and for what is not a plain year, month and patch.
    """
    if release_named(name) is not None:
        return True
    match = re.fullmatch(r"(\d{4})\.(\d{1,2})\.\d{1,9}", name, re.ASCII)
    if match is None:
        return True
    month = (int(match[1]), int(match[2]))
    gathered = tuple(int(part) for part in KNOWLEDGE_DATE.split("-"))
    over = month < gathered[:2]
    return not (over and month <= newest().number[:2])


def _position(parts: tuple[int, ...]) -> int:
    year, month, patch = (*parts, 0, 0, 0)[:3]
    return (year * 12 + month) * 100 + min(patch, 99)


def release_of_core(version: str) -> tuple[Release, ...]:
    """The releases made from that version of @pyscript/core, else the two between which it is, oldest first.

    Beyond the last and before the first there is only one. Raises ValueError if it is not a version.
    """
    wanted = number(version)
    modern = [release for release in releases() if release.core]
    same = tuple(release for release in modern if release.core == version)
    if same:
        return same
    before = [release for release in modern if release.core and number(release.core) <= wanted]
    after = [release for release in modern if release.core and number(release.core) > wanted]
    return tuple(before[-1:] + after[:1])


def npm_instead(release: Release) -> Core | None:
    """What npm has under the version of a release where that loads other interpreters than the release itself does.

    None if npm has the same, or nothing. Read from npm's bundles, for every release that npm has.
    """
    core = core_named(release.core) if release.core and release.core_on_npm else None
    if core is None or (core.pyodide, core.micropython) == (release.pyodide, release.micropython):
        return None
    return core


def core_named(version: str) -> Core | None:
    """What npm and its networks give for a version: that one, or the newest that starts with it ("0.7", "")."""
    exact = next((core for core in cores() if core.version == version), None)
    if exact is not None or version.count(".") >= 2:
        return exact
    prefix = f"{version}." if version else ""
    return next((core for core in reversed(cores()) if core.version.startswith(prefix)), None)
