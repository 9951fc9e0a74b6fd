"""dependencies.json: packages of the Python package index: the newest version of each, and what it brings along."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.make.document import listed, write
from pyscript_doctor.knowledge.packages import known_pyodides, newest_of_series
from pyscript_doctor.package_index.addresses import addresses
from pyscript_doctor.package_index.cache import Cache as IndexCache
from pyscript_doctor.package_index.lookup import PackageIndex
from pyscript_doctor.project.runtime.package_answers import Question, Reason

if TYPE_CHECKING:
    from pyscript_doctor.knowledge.make.gather import Cache

SOURCE = (
    "make/dependencies.txt, kept by hand; the index was asked what micropip installs with each of its names in the"
    " newest Pyodide of each series. What any of these brings along counts. With each package its newest version, and"
    " the packages that it brings along."
)
AT_ONCE = 40
SECONDS = 600
NO_VERSION = 10**8


def make(cache: Cache) -> None:
    """Write dependencies.json. Raises RuntimeError if the index does not answer everything."""
    index = PackageIndex(addresses(os.environ), IndexCache(cache.folder / "index"), seconds=SECONDS)
    pyodides = tuple(dict.fromkeys(map(newest_of_series, known_pyodides())))
    found: dict[str, tuple[str, str]] = {}
    wanted = listed("dependencies")
    for start in range(0, len(wanted), AT_ONCE):
        found |= _facts_of(wanted[start : start + AT_ONCE], pyodides, index)
    write("dependencies", SOURCE, {"packages": found})


def _facts_of(names: list[str], pyodides: tuple[str, ...], index: PackageIndex) -> dict[str, tuple[str, str]]:
    """The newest version of each, and what it brings along in any Pyodide; those that install nowhere are left out."""
    asked = [Question(pyodide, (name,)) for name in names for pyodide in pyodides]
    asked += [_beyond_all(name, pyodides) for name in names]
    answered = index.ask(asked)
    if answered.troubles:
        raise RuntimeError("; ".join(answered.troubles))
    found: dict[str, tuple[str, str]] = {}
    for name in names:
        answers = [answered.answers[Question(pyodide, (name,))][name] for pyodide in pyodides]
        installed = [answer for answer in answers if answer.installs]
        if installed:
            beyond = _beyond_all(name, pyodides)
            (fault,) = answered.answers[beyond][beyond.requirements[0]].faults
            newest = fault.detail if fault.reason is Reason.VERSION else ""
            found[name] = newest, " ".join(sorted({each for answer in installed for each in answer.brings} - {name}))
    return found


def _beyond_all(name: str, pyodides: tuple[str, ...]) -> Question:
    """A question for a version that no package has: the fault in its answer names the newest one."""
    return Question(pyodides[0], (f"{name}>={NO_VERSION}",))
