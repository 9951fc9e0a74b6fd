"""The names that PyScript's own Python package offers, by release, thread and interpreter."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.data import read
from pyscript_doctor.knowledge.interpreters import Interpreter, Thread

if TYPE_CHECKING:
    from collections.abc import Mapping

JS_MODULES = "pyscript.js_modules"
"""Its names are the page's own, from `js_modules` of the configuration."""


@lru_cache(maxsize=1_000)
def pyscript_names(
    release: str, module: str = "pyscript", thread: Thread = Thread.MAIN, interpreter: Interpreter = Interpreter.PYODIDE
) -> frozenset[str] | None:
    """The public names of a module of PyScript ("pyscript", "pyscript.web", "pyweb.pydom"), submodules included.

    None if that release has no such module, or not in that thread, or if its import fails on MicroPython
    (`pyscript_import_error` says how). Raises LookupError for a release that is legacy or not known, and for
    pyscript.js_modules.
    """
    if module == JS_MODULES or module.startswith(f"{JS_MODULES}."):
        raise LookupError(module)
    modules = _modules(release, thread)
    submodules = {name.removeprefix(f"{module}.") for name in modules if name.startswith(f"{module}.")}
    if module not in modules and not submodules:
        return None
    names = modules.get(module, frozenset()) | {name for name in submodules if "." not in name}
    if interpreter is Interpreter.PYODIDE:
        return names
    missing = read("pyscript_api")["micropython"].get(release, {})
    return _without(names, module, missing)


def pyscript_import_error(release: str, module: str) -> str | None:
    """The error of importing a module of PyScript on that release's MicroPython, or None if it imports."""
    difference = read("pyscript_api")["micropython"].get(release, {}).get(module)
    return difference if isinstance(difference, str) else None


def pyscript_unsupported(release: str) -> frozenset[str]:
    """The names ("pyscript.when") that MicroPython's main thread can import in a release and that fail when used.

    Raises LookupError for a release that is legacy or not known.
    """
    return _marked("unsupported", release)


def core_exports(release: str) -> frozenset[str]:
    """The names that JavaScript can import from a release's `core.js`.

    Raises LookupError for a release that is legacy or not known.
    """
    return _marked("exports", release)


def _marked(table: str, release: str) -> frozenset[str]:
    data = read("pyscript_api")
    if release not in data["releases"]:
        raise LookupError(release)
    place = data["releases"].index(release)
    return frozenset(name for name, profile in data[table].items() if profile[place] == "1")


def _without(names: frozenset[str], module: str, missing: Mapping[str, str | list[str]]) -> frozenset[str] | None:
    here = missing.get(module, ())
    if isinstance(here, str):
        return None
    failing = {name for name in names if isinstance(missing.get(f"{module}.{name}"), str)}
    return names - failing - (frozenset(here) - _importable(module, names))


def _importable(module: str, names: frozenset[str]) -> frozenset[str]:
    known = read("pyscript_api")["modules"]
    return frozenset(name for name in names if f"{module}.{name}" in known)


@cache
def _modules(release: str, thread: Thread) -> Mapping[str, frozenset[str]]:
    data = read("pyscript_api")
    if release not in data["releases"]:
        raise LookupError(release)
    place = data["releases"].index(release)
    there = ("b", thread[0])
    found = {
        module: frozenset(
            name for profile, names in profiles.items() if profile[place] in there for name in names.split()
        )
        for module, profiles in data["modules"].items()
    }
    return {module: names for module, names in found.items() if names}
