"""packages.json: what the lock file of each Pyodide offers."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from pyscript_doctor.knowledge.make.document import write
from pyscript_doctor.knowledge.make.probe import probe
from pyscript_doctor.knowledge.releases import cores, number, releases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.knowledge.make.gather import Cache

SOURCE = (
    "The lock file (pyodide-lock.json, repodata.json before 0.24) in the npm package of each Pyodide that a release of"
    " PyScript or a published version of @pyscript/core loads. Pyodide 0.20.0 has none. A package is a list of"
    " records: first and last Pyodide (places in 'pyodides'), version, dependencies, import names, kind: p pure wheel,"
    " c compiled wheel, s part of the standard library, l shared library; t where its tests are a package of their own,"
    " called NAME-tests. A list that stops early goes on like the record before it. The Python of a Pyodide is what"
    " that Pyodide says of itself; the platforms are those of the wheels that its micropip takes, best first: from 0.26"
    " on the tag of its ABI too, and that tag's newer name (PEP 783) from micropip 0.11.1 on."
)

FIRST_MICROPIP_WITH_PEP_783 = (0, 11, 1)


def make(cache: Cache) -> None:
    """Write packages.json."""
    locks = {version: lock for version in pyodides_in_use() if (lock := read_lock(cache, version))}
    pyodides = {
        version: [probe(cache, version, "names")["python"], list(_platforms(lock))] for version, lock in locks.items()
    }
    packages: dict[str, list[list[Any]]] = {}
    for place, lock in enumerate(locks.values()):
        for name, facts in _packages(lock):
            _append(packages.setdefault(name, []), place, facts)
    content = {"pyodides": pyodides, "packages": {name: list(_shortened(packages[name])) for name in sorted(packages)}}
    write("packages", SOURCE, content)


def pyodides_in_use() -> tuple[str, ...]:
    """Every Pyodide that a release or a published core loads, oldest first."""
    of_cores = {version for core in cores() for version in (core.pyodide, core.pyodide_worker)}
    return tuple(sorted(of_cores | {release.pyodide for release in releases()}, key=number))


def read_lock(cache: Cache, pyodide: str) -> Any:
    """The lock file in Pyodide's npm package (called repodata before 0.24), or None if it has none."""
    package = cache.package("pyodide", pyodide)
    for name in ("pyodide-lock.json", "repodata.json"):
        if (package / name).exists():
            return json.loads((package / name).read_text("utf-8"))
    return None


def _platforms(lock: Any) -> Iterator[str]:
    info = lock["info"]
    abi = info.get("abi_version")
    if abi and number(lock["packages"]["micropip"]["version"]) >= FIRST_MICROPIP_WITH_PEP_783:
        yield f"pyemscripten_{abi}_{info['arch']}"
    if abi:
        yield f"pyodide_{abi}_{info['arch']}"
    yield f"{info['platform']}_{info['arch']}"


def normalised(name: str) -> str:
    """A name as PEP 503 writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _packages(lock: Any) -> Iterator[tuple[str, list[str]]]:
    entries = {normalised(key): entry for key, entry in lock["packages"].items()}
    for name, entry in entries.items():
        if not _is_tests(entry):
            depends = " ".join(sorted(normalised(dependency) for dependency in entry["depends"]))
            tests = "t" if f"{name}-tests" in entries else ""
            yield name, [entry["version"], depends, " ".join(_imports(entry)), kind(entry) + tests]


def _is_tests(entry: Any) -> bool:
    return bool(entry["install_dir"] == "site" and entry["file_name"].endswith(".tar"))


def kind(entry: Any) -> str:
    """The letter for the kind of an entry that holds no tests. Raises ValueError for a kind never seen."""
    if entry.get("package_type") == "cpython_module" or entry["install_dir"] in ("lib", "stdlib"):
        return "s"
    if entry.get("package_type", "shared_library") == "shared_library" and entry["install_dir"] == "dynlib":
        return "l"
    if entry.get("package_type", "package") != "package" or not entry["file_name"].endswith(".whl"):
        raise ValueError(f"unknown kind of package: {entry}")
    return "p" if entry["file_name"].endswith("-any.whl") else "c"


def _imports(entry: Any) -> list[str]:
    """Its import names, without submodules; old locks gave shared libraries names that cannot be imported."""
    names = set(entry["imports"]) if kind(entry) != "l" else set()
    return sorted(name for name in names if not any(name.startswith(f"{other}.") for other in names))


def _append(records: list[list[Any]], place: int, facts: list[str]) -> None:
    if records and records[-1][1] == place - 1 and records[-1][2:] == facts:
        records[-1][1] = place
    else:
        records.append([place, place, *facts])


def _shortened(records: list[list[Any]]) -> Iterator[list[Any]]:
    before: list[Any] = []
    for record in records:
        short = list(record)
        while len(short) > 2 and before and short[-1] == before[len(short) - 1]:
            short.pop()
        yield short
        before = record
