"""Where an import of a Runtime finds its module, or why it does not."""

from __future__ import annotations

import posixpath
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.distributions import brought_by, distribution_of
from pyscript_doctor.knowledge.interpreters import Interpreter
from pyscript_doctor.knowledge.modules import (
    micropython_has_module,
    micropython_modules,
    pyodide_module,
    pyodide_modules,
)
from pyscript_doctor.knowledge.packages import lock, normalised
from pyscript_doctor.project.runtime.runtime import RuntimeKind
from pyscript_doctor.project.unknown import Unknown, known
from pyscript_doctor.project.urls.reference import folder_of
from pyscript_doctor.project.urls.site import ancestors
from pyscript_doctor.queries.installed_packages import installed_packages
from pyscript_doctor.queries.made_modules import may_make_module
from pyscript_doctor.queries.spelling import nearest_spelling
from pyscript_doctor.records import NamedTuple
from pyscript_doctor.sources.snapshot import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyscript_doctor.knowledge.packages import Lock
    from pyscript_doctor.project.program.facts import Code, Import
    from pyscript_doctor.project.reader import Reader
    from pyscript_doctor.project.runtime.runtime import Runtime

OF_PYSCRIPT = {"pyscript", "polyscript", "_pyscript", "pyweb"}
"""If a release does not have them, that is a matter of its API."""
MAIN = "__main__"
"""The module of the scripts themselves, on both interpreters."""
OF_A_PACKAGE = "modules that a package brings in"
NEAR_OWN = 0.84
"""How similar to an own module's name one must be that a package could have too."""
SHORTEST_NEAR = 5
HTML_NAMES = (".html", ".htm", ".xhtml")
NEAR = 0.84


class AbsenceKind(str, Enum):
    """Why a module is not there.

    UNVENDORED: of the standard library, in a package of its own. REMOVED: of the standard library. UNLISTED: a package
    that nothing installs. NOT_IN_FILES: a file of the project. MISSING: none of these. SLIP: written almost like a
    module of the project, or without the package that it is in; a package may have it. ENDING: a file's name instead of
    the module's, as in `import csv.py`.
    """

    UNVENDORED = "unvendored"
    REMOVED = "removed"
    UNLISTED = "unlisted"
    NOT_IN_FILES = "not in files"
    MISSING = "missing"
    SLIP = "slip"
    ENDING = "ending"

    __str__ = str.__str__


class Absence(NamedTuple):
    """Why a module cannot be imported.

    detail: the package, or the file, that has it, or the module that is meant. certain: no package of unknown content
    can contain the module.
    """

    kind: AbsenceKind
    detail: str
    certain: bool


def absences(code: Code) -> Iterator[tuple[Import, Absence]]:
    """The imports of a source that fail, without those that are expected to fail.

    In the end raises Unknown if one of them could not be decided.
    """
    reader = code.runtime.page.resolver.reader
    found, untold = reader.once_complete((absences, code), lambda: _absences(code))
    yield from found
    known(untold)


def _absences(code: Code) -> tuple[tuple[tuple[Import, Absence], ...], Unknown | None]:
    """Worked out once, because several rules ask. With the reason if one of them could not be decided."""
    found: list[tuple[Import, Absence]] = []
    untold: Unknown | None = None
    for imported in code.imports:
        try:
            missing = None if imported.soft else absence(code.runtime, imported.module)
        except Unknown as unknown:
            meant = _meant_module(code, imported.module) if unknown.reason == OF_A_PACKAGE else None
            missing = Absence(AbsenceKind.SLIP, meant, certain=False) if meant else None
            untold = untold if meant else unknown.with_traceback(None)  # else it keeps all code that it passed
        if missing:
            found.append((imported, missing))
    return tuple(found), untold


def _meant_module(code: Code, module: str) -> str | None:
    """The module of the project that an import means, if it is in the same package, or the name is almost its own."""
    top, runtime = module.partition(".")[0], code.runtime
    if distribution_of(top) or not runtime.filesystem.complete:
        return None
    packages = code.module.split(".")
    around = [".".join(packages[:end]) for end in range(len(packages), 0, -1)]
    for package in around:
        if runtime.has_local_module(f"{package}.{module}"):
            return f"{package}.{module}"
    if len(top) < SHORTEST_NEAR:
        return None
    own = {name.partition(".")[0] for name in runtime.modules}
    meant = nearest_spelling(top, own, NEAR_OWN)
    return meant if meant or not _knows_packages(runtime) else near_module(runtime, top)


def _knows_packages(runtime: Runtime) -> bool:
    """Whether everything installed is known, though not each module in it."""
    return not any(installed_packages(runtime, each).open for each in runtime.versions)


def modules_of_packages(runtime: Runtime) -> frozenset[str]:
    """The modules, without submodules, that Python imports and that only a package of unknown content can have."""
    imported = {each.module.partition(".")[0] for code in runtime.codes for each in code.imports if not each.soft}
    return frozenset(top for top in imported if _only_a_package_has(runtime, top))


def _only_a_package_has(runtime: Runtime, top: str) -> bool:
    try:
        absence(runtime, top)
    except Unknown as unknown:
        return unknown.reason == OF_A_PACKAGE
    return False


def absence(runtime: Runtime, module: str) -> Absence | None:
    """Why a Runtime cannot import a module; None if it can.

    Raises Unknown if that is not known: a package from outside the lock file may contain anything.
    """
    top = module.partition(".")[0]
    if top in OF_PYSCRIPT or module == MAIN or runtime.has_local_module(top):
        return None
    if module == f"{top}.py" and absence(runtime, top) is None:
        return Absence(AbsenceKind.ENDING, top, certain=True)
    try:
        found = {_absence(runtime, version, module, top) for version in runtime.versions}
    except Unknown as unknown:
        own = _file_beside(runtime, top) if unknown.reason == OF_A_PACKAGE else None
        if own is None:
            raise
        _require_complete(runtime)
        return Absence(AbsenceKind.NOT_IN_FILES, own, certain=False)
    if len(found) != 1:
        raise Unknown("version of the interpreter")
    verdict = found.pop()
    if verdict and may_make_module(runtime, module):
        raise Unknown("modules that code makes")
    if verdict:
        own = _file_beside(runtime, top) or (_only_file(runtime, top) if verdict.kind is AbsenceKind.MISSING else None)
        return Absence(AbsenceKind.NOT_IN_FILES, own, verdict.certain) if own else verdict
    return verdict


def _absence(runtime: Runtime, version: str, module: str, top: str) -> Absence | None:
    if runtime.is_pyodide:
        return _absence_in_pyodide(runtime, version, module, top)
    return _absence_in_micropython(runtime, version, module, top)


def _absence_in_pyodide(runtime: Runtime, version: str, module: str, top: str) -> Absence | None:
    locked = lock(version)
    state = pyodide_module(version, module)
    if state == "present":
        return None
    providers = locked.providers(module)
    installed = installed_packages(runtime, version)
    if installed.names & set(providers):
        return None
    if state == "unvendored":  # no package of an index brings it along: it is not an index's to name
        _require_complete(runtime)
        return Absence(AbsenceKind.UNVENDORED, providers[0], certain=True)
    if state is not None and not providers:
        return Absence(AbsenceKind.REMOVED, "", certain=True)
    named = {normalised(top), distribution_of(module) or ""} & installed.names
    if named:
        # Of a package of the index only the name says what it has.
        return _by_another_name(locked, named, top)
    known = providers[0] if providers else _package_of(module)
    if installed.open or (installed.from_index and not known):
        raise Unknown(OF_A_PACKAGE)
    _require_complete(runtime)
    certain = not installed.from_index
    if providers:
        return Absence(AbsenceKind.UNLISTED, providers[0], certain)
    return Absence(AbsenceKind.MISSING, "" if certain else known, certain)


def _by_another_name(locked: Lock, packages: set[str], top: str) -> Absence | None:
    """`import Numpy` or `import pillow`, where a package of Pyodide with this name has `numpy`, or only `PIL`.

    None if there may be such a module.
    """
    found = [locked.package(each) for each in packages]
    names = sorted({name for package in found if package for name in package.imports})
    alike = [name for name in names if name.lower() == top.lower()] or (names if len(names) == 1 else [])
    return Absence(AbsenceKind.SLIP, alike[0], certain=True) if all(found) and alike else None


def _package_of(module: str) -> str:
    """The package of an index that is known to have a module, "" if there is none."""
    top = normalised(module.partition(".")[0])
    return distribution_of(module) or (top if brought_by(top) is not None else "")


def _absence_in_micropython(runtime: Runtime, version: str, module: str, top: str) -> Absence | None:
    if micropython_has_module(version, module) or (module == "code" and _has_terminal(runtime)):
        return None
    installed = installed_packages(runtime, version)
    if top in installed.names or module.replace(".", "-") in installed.names:
        return None
    if installed.open:
        raise Unknown(OF_A_PACKAGE)
    _require_complete(runtime)
    return Absence(AbsenceKind.MISSING, "", certain=True)


def _has_terminal(runtime: Runtime) -> bool:
    """Whether a script asks for a terminal: since 2024.4.1 PyScript then gives MicroPython a module `code`."""
    asked = runtime.kind is RuntimeKind.SCRIPTS and any(script.has("terminal") for script in runtime.scripts)
    return asked and runtime.releases.since("2024.4.1")


def near_module(runtime: Runtime, module: str) -> str | None:
    """A module that the Runtime can have and whose name differs by a letter or so; None if there is none."""
    top = module.partition(".")[0]
    if len(top) < 4:
        return None
    own = frozenset(name.partition(".")[0] for name in (*runtime.modules, *runtime.opaque_modules, "pyscript"))
    return _importable(runtime.interpreter, runtime.versions, own).near(top)


class _Names:
    """Names in order, by length: most are too short or too long to be similar to another."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_length: dict[int, list[str]] = {}
        self._near: dict[str, str | None] = {}
        for name in sorted(names):
            self._by_length.setdefault(len(name), []).append(name)

    def near(self, written: str) -> str | None:
        """The one that is nearest to a name and is not the name itself; None if none is near."""
        if written not in self._near:
            lengths = [
                length for length in self._by_length if 2 * min(length, len(written)) >= NEAR * (length + len(written))
            ]
            others = (name for length in lengths for name in self._by_length[length])
            self._near[written] = nearest_spelling(written, others, NEAR)
        return self._near[written]


@lru_cache(maxsize=8)
def _importable(interpreter: Interpreter, versions: tuple[str, ...], own: frozenset[str]) -> _Names:
    """The names of modules that a Runtime with these own modules can have."""
    names = set(own)
    for version in versions:
        if interpreter is Interpreter.PYODIDE:
            names |= {name for package in lock(version).packages.values() for name in package.imports}
            names |= pyodide_modules(version)
        else:
            names |= micropython_modules(version)
    return _Names(names)


def _require_complete(runtime: Runtime) -> None:
    if not runtime.filesystem.complete:
        raise Unknown("files that are not known")


def _file_beside(runtime: Runtime, top: str) -> str | None:
    """The project's own file of that name, next to the page, the config or a script."""
    reader = runtime.page.resolver.reader
    folders = {folder_of(runtime.page.path), runtime.config.base.folder}
    sources = (script.reference.path for script in runtime.scripts if script.reference)
    folders |= {folder_of(source) for source in sources if source}
    paths = (posixpath.join(folder, name) for folder in sorted(folders) for name in (f"{top}.py", f"{top}/__init__.py"))
    if reader.is_live:
        return next((path for path in paths if reader.status(path) is Status.FOUND), None)
    return next(filter(reader.lists, paths), None)


def _only_file(runtime: Runtime, top: str) -> str | None:
    """The only file of that name anywhere in the project, if no package is known by it."""
    reader = runtime.page.resolver.reader
    if distribution_of(top) or reader.is_live:
        return None
    found = reader.of_listing(lambda listing: (*listing.ending(f"{top}.py"), *listing.ending(f"{top}/__init__.py")))
    return found[0] if len(found) == 1 and not _is_of_another_page(found[0], runtime) else None


def _is_of_another_page(path: str, runtime: Runtime) -> bool:
    """Whether a file belongs to a page of another folder, one that does not hold this page too."""
    reader, page = runtime.page.resolver.reader, runtime.page.path
    names = reader.of_listing(lambda listing: tuple(name for name in listing if name.lower().endswith(HTML_NAMES)))
    folders = {folder_of(other) for other in names if _may_be_page(other, reader)}
    nearest = next((folder for folder in ancestors(path) if folder in folders), "")
    return nearest not in ancestors(page)


def _may_be_page(path: str, reader: Reader) -> bool:
    """Whether a file is HTML that mentions PyScript."""
    resource = reader.resource(path)
    return resource is not None and reader.has_trace(resource)
