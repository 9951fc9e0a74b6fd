"""Which standard modules each interpreter imports, and which names MicroPython's modules and types have."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from pyscript_doctor.knowledge.data import read
from pyscript_doctor.knowledge.packages import nearest_pyodide

if TYPE_CHECKING:
    from collections.abc import Mapping

PyodideModule = Literal["present", "unvendored", "removed", "gone", "later", "fails"]
LETTERS: dict[str, PyodideModule] = {
    "p": "present",
    "u": "unvendored",
    "r": "removed",
    "g": "gone",
    "l": "later",
    "f": "fails",
}
ADDED_BY_PYSCRIPT = frozenset({"pyscript", "polyscript", "_pyscript"})
"""What PyScript gives both interpreters; old releases have pyweb too: ask `pyscript_names` for these."""
FIRST_BUILD_WITH_MIP = "1.21.0-278"
"""From release 2024.1.1 on, whose MicroPython this was, PyScript writes `mip` into MicroPython's file system."""


def pyodide_module(version: str, name: str) -> PyodideModule | None:
    """What happens if a Pyodide imports a standard module, or one of its own; None if it is neither.

    present: it imports. unvendored: only after a package of the same lock was loaded (`Lock.providers` names it).
    removed: that Python has it, Pyodide does not. gone, later: an older or a newer Python has it. fails: it is there,
    but raises. A version that is not known counts as the nearest one. Raises ValueError if it is not a version.
    """
    modules = _pyodide_modules(nearest_pyodide(version))
    if name in modules:
        return modules[name]
    package = modules.get(name.partition(".")[0])
    return None if package == "present" else package


def pyodide_modules(version: str) -> frozenset[str]:
    """The standard modules, and Pyodide's own, that a Pyodide imports, submodules left out.

    Raises ValueError if it is not a version.
    """
    modules = _pyodide_modules(nearest_pyodide(version))
    return frozenset(name for name, outcome in modules.items() if outcome == "present" and "." not in name)


def micropython_builds() -> tuple[str, ...]:
    """The builds that are known, oldest first."""
    return tuple(read("micropython")["builds"])


def nearest_build(build: str) -> str:
    """That build where it is known, else the newest before it, else the oldest. Raises ValueError."""
    if build in micropython_builds():
        return build
    wanted = _build_number(build)
    return next((known for known in reversed(micropython_builds()) if _build_number(known) <= wanted), _oldest())


def _oldest() -> str:
    return micropython_builds()[0]


def _build_number(build: str) -> tuple[int, ...]:
    match = re.fullmatch(r"(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:-(preview-)?(\d{1,9}))?", build, re.ASCII)
    if match is None:
        raise ValueError(f"{build!r} is not a build of MicroPython")
    return (*(int(match[part]) for part in (1, 2, 3)), int(not match[4]), int(match[5] or 0))


@lru_cache(maxsize=100)
def micropython_modules(build: str) -> frozenset[str]:
    """The modules of a MicroPython, without those of PyScript. Raises ValueError if it is not a build."""
    return _present(read("micropython")["modules"], nearest_build(build))


def micropython_has_module(build: str, name: str) -> bool:
    """Whether a module can be imported in PyScript's MicroPython, before any `files` and `packages`.

    Raises ValueError if it is not a build.
    """
    if name == "mip":
        return _build_number(build) >= _build_number(FIRST_BUILD_WITH_MIP)
    return name in micropython_modules(build) or name.partition(".")[0] in ADDED_BY_PYSCRIPT


@lru_cache(maxsize=1_000)
def micropython_names(build: str, module: str) -> frozenset[str] | None:
    """The names of a module ("json"), of a class in one ("datetime.datetime") or of a built-in type ("builtins.str").

    None if MicroPython does not have it, or has names that change (`js`). Names that begin with an underscore
    are left out but for `builtins`. Raises ValueError if it is not a build.
    """
    return _present(read("micropython")["names"].get(module, {}), nearest_build(build)) or None


@lru_cache(maxsize=1_000)
def micropython_lacks(build: str, module: str) -> frozenset[str]:
    """The names that Python 3.11 or 3.14 has in a module or class and this MicroPython, which has it too, does not.

    Raises ValueError if it is not a build.
    """
    present = micropython_names(build, module)
    if present is None:
        return frozenset()
    every = {name for names in read("micropython")["names"][module].values() for name in names.split()}
    return frozenset(every - present)


def micropython_has_ulab(build: str) -> bool:
    """Whether `packages = ["ulab"]` makes PyScript load a variant of the build that can `import ulab`."""
    return nearest_build(build) in read("micropython")["ulab"]


@cache
def _pyodide_modules(pyodide: str) -> Mapping[str, PyodideModule]:
    place = list(read("standard_library")["pyodides"]).index(pyodide)
    profiles = read("standard_library")["profiles"]
    return {name: LETTERS[profile[place]] for profile, names in profiles.items() for name in names.split()}


def _present(profiles: Mapping[str, str], build: str) -> frozenset[str]:
    place = micropython_builds().index(build)
    lines = (names for profile, names in profiles.items() if profile[place] == "1")
    return frozenset(name for names in lines for name in names.split())
