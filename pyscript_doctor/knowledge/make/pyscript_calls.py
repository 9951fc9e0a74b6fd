"""pyscript_calls.json: how PyScript's own functions are called and what its classes have, by release."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyscript_doctor.knowledge.make.document import write
from pyscript_doctor.knowledge.make.pyscript_api import MISSING, in_workers, unpack
from pyscript_doctor.knowledge.releases import releases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyscript_doctor.knowledge.make.gather import Cache

SOURCE = (
    "Measured: the folder src/stdlib of each release's git tag was imported in CPython, with what Pyodide and the page"
    " give imitated, on the main thread and in a worker. An entry is a list of [first release, what it is]; null:"
    " nothing that the package's Python makes. What it is: ['function', parameters], ['object', class], ['same', where"
    " it was made], ['class', bases, parameters (^: as its base), open, own methods with their parameters (without"
    " self), own properties, own values]. open: objects answer for any name. Parameters are written as"
    " in Python, 'async ' before them where the call must be awaited; null where Python does not tell. 'worker' holds"
    " the entries that differ in a worker."
)
THREADS = ("main", "worker")


def make(cache: Cache) -> None:
    """Write pyscript_calls.json."""
    repository = cache.repository("pyscript", "pyscript")
    modern = [release.name for release in releases() if not release.legacy]
    found: dict[str, list[dict[str, Any]]] = {thread: [] for thread in THREADS}
    for release in modern:
        with tempfile.TemporaryDirectory() as folder:
            package = unpack(repository, release, Path(folder))
            with_pyscript = in_workers(repository, release)
            for thread in THREADS:
                hidden = () if thread == "main" or with_pyscript else ("_pyscript",)
                found[thread].append(_described(package, (*MISSING[thread], *hidden)))
    names = _table(found["main"])
    differences = _differences(_table(found["worker"]), names)
    write("pyscript_calls", SOURCE, {"releases": modern, "names": names, "worker": differences})


def _described(package: Path, missing: Sequence[str]) -> dict[str, Any]:
    command = [sys.executable, "-m", "pyscript_doctor.knowledge.make.probe_pyscript_calls", str(package), *missing]
    found: dict[str, Any] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    return {name: _shortened(entry) for name, entry in found.items()}


def _shortened(entry: list[Any]) -> list[Any]:
    """A class with its members as {method: parameters} and two texts, of properties and of values."""
    if entry[0] != "class":
        return entry
    *facts, members = entry
    methods = {name: member[1] for name, member in members.items() if member[0] == "method"}
    others = [" ".join(name for name in members if members[name][0] == kind) for kind in ("property", "value")]
    return [*facts, methods, *others]


def _table(columns: Sequence[dict[str, Any]]) -> dict[str, list[Any]]:
    names = sorted({name for column in columns for name in column})
    return {name: _runs([column.get(name) for column in columns]) for name in names}


def _runs(values: Sequence[Any]) -> list[Any]:
    """The value from each release on at which it changes."""
    changes = [place for place, value in enumerate(values) if not place or values[place - 1] != value]
    return [[place, values[place]] for place in changes if place or values[0] is not None]


def _differences(table: dict[str, list[Any]], usual: dict[str, list[Any]]) -> dict[str, list[Any]]:
    names = sorted({*table, *usual})
    return {name: table.get(name, []) for name in names if table.get(name) != usual.get(name)}
