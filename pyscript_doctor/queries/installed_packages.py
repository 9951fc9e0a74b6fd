"""Which packages a Runtime has: what its config and its code install, and what comes with these packages."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.distributions import brought_by, micropython_lib
from pyscript_doctor.knowledge.packages import lock, newest_lock, normalised
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.program.values import Collection, Literal, Result, Value
from pyscript_doctor.project.runtime.packages import PackageKind, package_entries
from pyscript_doctor.project.runtime.runtime import RuntimeKind
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.project.program.facts import Call
    from pyscript_doctor.project.runtime.packages import PackageEntry
    from pyscript_doctor.project.runtime.runtime import Runtime

INSTALLERS = {
    "micropip.install",
    "mip.install",
    "pyodide_js.loadPackage",
    "pyodide_js.loadPackagesFromImports",
    "pyodide.loadPackage",
    "pyscript.py_import",
    "polyscript.lazy_py_modules",
}
NAME_PACKAGES = {"micropip.install", "pyodide_js.loadPackage"}
"""Those of them that take names of packages."""
REQUIREMENT_NAME = lazy_pattern(r"[^A-Za-z0-9._-]")
SEARCH_PATHS = {"sys.path.append", "sys.path.insert", "sys.path.extend"}


class InstalledPackages(NamedTuple):
    """The packages that a Runtime has. open: there may be others, or they may bring others.

    from_index: some come from an index, where a new version may bring others by now.
    """

    names: frozenset[str]
    open: bool = False
    from_index: bool = False


@lru_cache(maxsize=32)
def installed_packages(runtime: Runtime, version: str) -> InstalledPackages:
    """What a Runtime has on a version of its interpreter. Worked out once, because each import asks for it.

    Raises Unknown if code adds folders to sys.path, where there can be any module.
    """
    brought = [*_of_a_game(runtime, version), *_of_the_config(runtime, version), *_of_the_code(runtime, version)]
    from_index = any(each.from_index for each in brought)
    # Another index may have other packages of these names.
    is_open = any(each.open for each in brought) or (from_index and runtime.config.get("index_urls") is not None)
    return InstalledPackages(frozenset[str]().union(*(each.names for each in brought)), is_open, from_index)


def _of_a_game(runtime: Runtime, version: str) -> Iterator[InstalledPackages]:
    """What PyScript installs by itself: if this Pyodide does not have it, broken-in-release says so."""
    if runtime.kind is RuntimeKind.GAME:
        names = frozenset(_closure(version, "pygame-ce"))
        yield InstalledPackages(names, open=not names)


def _of_the_config(runtime: Runtime, version: str) -> Iterator[InstalledPackages]:
    for entry in package_entries(runtime):
        if entry.kind is PackageKind.WHEEL and runtime.is_pyodide:
            yield _of_a_wheel(entry, runtime, version)
        elif entry.kind is not PackageKind.REQUIREMENT:
            yield InstalledPackages(frozenset(), open=True)
        elif runtime.is_pyodide:
            yield _brought_in(version, entry.written)
        elif entry.written in micropython_lib() or newest_lock().package(entry.name) is None:
            yield InstalledPackages(frozenset({entry.name, entry.written}))


def _of_a_wheel(entry: PackageEntry, runtime: Runtime, version: str) -> InstalledPackages:
    """What a wheel of the site contains: its modules, and what it requires."""
    from pyscript_doctor.queries.wheels import contents_of

    wheel = next((each for each in runtime.wheels if each.span == entry.leaf.text.span()), None)
    contents = contents_of(wheel, runtime.page.resolver.reader) if wheel else None
    if contents is None:
        return InstalledPackages(frozenset(), open=True)
    required = [_brought_in(version, each) for each in contents.requires]
    own = frozenset(normalised(each) for each in contents.modules)
    return InstalledPackages(
        own.union(*(each.names for each in required)),
        open=any(each.open for each in required),
        from_index=any(each.from_index for each in required),
    )


def _of_the_code(runtime: Runtime, version: str) -> Iterator[InstalledPackages]:
    for call in _calls_that_install(runtime):
        for name in _literals(_what_it_installs(call)):
            found = _brought_in(version, name) if runtime.is_pyodide else InstalledPackages(frozenset({name}))
            yield found._replace(open=found.open or call.name not in NAME_PACKAGES)


def _brought_in(version: str, written: str) -> InstalledPackages:
    """What micropip installs for a requirement."""
    name = REQUIREMENT_NAME.split(written, maxsplit=1)[0]
    if locked := _closure(version, name):
        return InstalledPackages(frozenset(locked), open="[" in written)
    brought = brought_by(written)
    if brought is None:  # it asks for a version or an extra, or is not known
        return InstalledPackages(frozenset({normalised(name)}), open=True)
    needed = {each for other in brought for each in _closure(version, other) or {other}}
    return InstalledPackages(frozenset({*needed, normalised(name)}), from_index=True)


def _closure(version: str, name: str) -> set[str]:
    """A package of the lock file with all that it needs; empty if the lock file does not have it."""
    locked = lock(version)
    if first := locked.package(name):
        names, queue = set[str](), [first.name]
        while queue:
            current = queue.pop()
            package = locked.package(current)
            if current not in names and package:
                names.add(current)
                queue += package.depends
        return names
    return set()


def _what_it_installs(call: Call) -> Value:
    """What a call of micropip or the like installs."""
    if call.name in SEARCH_PATHS:
        raise Unknown("folders that code adds to sys.path")
    argument = call.argument(0)
    return argument.value if argument else call.callee


@lru_cache(maxsize=32)
def _calls_that_install(runtime: Runtime) -> tuple[Call, ...]:
    """Found once, because each import asks for them."""
    return tuple(call for code in runtime.codes for call in code.calls if call.name in INSTALLERS | SEARCH_PATHS)


def _literals(value: Value) -> Iterator[str]:
    if isinstance(value, Literal) and isinstance(value.value, str):
        yield value.value.lower()
    elif isinstance(value, Collection):
        for item in value.items:
            yield from _literals(item)
    elif isinstance(value, Result):
        for item in value.arguments:
            yield from _literals(item)
    else:
        yield ""


def loads_micropip(runtime: Runtime) -> bool:
    """Whether something loads micropip before Python asks for it: packages in the config, or code."""
    if runtime.kind is RuntimeKind.GAME or package_entries(runtime):
        return True
    callees = {call.name for code in runtime.codes for call in code.calls}
    return bool(callees & (INSTALLERS - {"micropip.install"}))
