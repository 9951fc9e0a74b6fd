"""The doctor's answers against micropip's own resolver, both asking the same index over HTTP.

The micropip that is installed is asked always; with --browser each one that PyScript's Pyodides come with, and with
--matrix those inside of running Pyodides.
"""

from __future__ import annotations

import importlib.metadata
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pyscript_doctor.knowledge.pyodide_environment import environment
from pyscript_doctor.knowledge.releases import number
from pyscript_doctor.package_index import lookup
from pyscript_doctor.package_index.addresses import Addresses
from pyscript_doctor.package_index.cache import Cache
from pyscript_doctor.package_index.lookup import PackageIndex
from pyscript_doctor.project.runtime.package_answers import PackageAnswer, Question, Reason
from tests.browser.runtimes import package_folder, wheel_file
from tests.package_index.requirements import REQUIREMENTS, WORLD
from tests.package_index.server import Server, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
# What was read in the running Pyodides: Python, platform, and the variables that name their ABI.
GUISES = {
    "0.25.1": ("3.11.3", "3.1.46", {}),
    "0.26.2": ("3.12.1", "3.1.58", {"PYODIDE_ABI_VERSION": "2024_0"}),
    "0.27.3": ("3.12.7", "3.1.58", {"PYODIDE_ABI_VERSION": "2024_0"}),
    "0.28.2": ("3.13.2", "4.0.9", {"PYODIDE_ABI_VERSION": "2025_0"}),
    "0.29.0": ("3.13.2", "4.0.9", {"PYODIDE_ABI_VERSION": "2025_0"}),
    "0.29.3": ("3.13.2", "4.0.9", {"PYODIDE_ABI_VERSION": "2025_0"}),
    "314.0.2": ("3.14.2", "5.0.3", {"PYODIDE_ABI_VERSION": "2026_0", "PYEMSCRIPTEN_PLATFORM_VERSION": "2026_0"}),
}
# Of these micropip cannot be told to be right: two requests race.
RACES = {("pin", "pin<3")}
OF_A_TRANSACTION = {Reason.CONFLICT, Reason.EXTRA}


@pytest.fixture(scope="module")
def index() -> Iterator[Server]:
    with serving(WORLD) as server:
        yield server


def guise(pyodide: str) -> dict[str, Any]:
    python, emscripten, variables = GUISES[pyodide]
    return {
        "version": [int(part) for part in python.split(".")],
        "platform": f"emscripten-{emscripten}-wasm32",
        "variables": variables,
        "installed": dict(environment(pyodide).installed),
        "markers": {
            "implementation_name": "cpython",
            "implementation_version": python,
            "os_name": "posix",
            "platform_machine": "wasm32",
            "platform_python_implementation": "CPython",
            "platform_release": emscripten,
            "platform_system": "Emscripten",
            "platform_version": "#1",
            "python_full_version": python,
            "python_version": python.rpartition(".")[0],
            "sys_platform": "emscripten",
        },
    }


def of_micropip(pyodide: str, index: Server, folder: Path | None) -> list[dict[str, Any]]:
    locked = environment(pyodide).lock.packages.values()
    job = {
        "guise": guise(pyodide),
        "index": index.url,
        "lists": REQUIREMENTS,
        "lock": {each.name: {"version": each.version, "depends": each.depends} for each in locked},
        "folder": str(folder or ""),
    }
    return said_by([sys.executable, str(HERE / "run_micropip.py")], job)


def said_by(command: list[str], job: dict[str, Any]) -> list[dict[str, Any]]:
    """What a program says of the requirements."""
    done = subprocess.run(command, input=json.dumps(job), capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    results: list[dict[str, Any]] = json.loads(done.stdout)
    return results


def of_the_doctor(pyodide: str, index: Server) -> list[list[PackageAnswer]]:
    questions = [Question(pyodide, each) for each in REQUIREMENTS]
    found = PackageIndex(Addresses((index.url,)), Cache(None)).ask(questions)
    assert found.troubles == ()
    return [[found.answers[question][each] for each in question.requirements] for question in questions]


def disagreements(pyodide: str, index: Server, folder: Path | None = None) -> list[str]:
    """Where the doctor and a micropip outside of Pyodide differ."""
    return compared(of_micropip(pyodide, index, folder), of_the_doctor(pyodide, index))


def compared(all_of_theirs: list[dict[str, Any]], all_of_ours: list[list[PackageAnswer]]) -> list[str]:
    """Where they differ, in words."""
    said = []
    for requirements, theirs, ours in zip(REQUIREMENTS, all_of_theirs, all_of_ours, strict=True):
        if requirements in RACES:
            assert any(each.unknown for each in ours)
            continue
        installs = all(each.installs for each in ours)
        faults = {fault for each in ours for fault in each.faults}
        named = {fault.name for fault in faults if fault.reason not in OF_A_TRANSACTION}
        if any(each.unknown for each in ours):
            said.append(f"{requirements}: undecided")
        elif installs != theirs["installs"]:
            said.append(f"{requirements}: micropip {theirs}, the doctor {ours}")
        elif not theirs.get("error") and not named <= set(theirs["failed"]):
            said.append(f"{requirements}: micropip blames {theirs['failed']}, the doctor {sorted(named)}")
    return said


def locked_wheel(name: str, pyodide: str) -> Path:
    package = environment(pyodide).lock.package(name)
    assert package is not None
    return wheel_file(f"{name}=={package.version}")


@pytest.mark.browser
@pytest.mark.parametrize("pyodide", GUISES)
def test_the_doctor_and_the_micropip_of_each_pyodide_agree(pyodide: str, index: Server, tmp_path: Path) -> None:
    for name in ("micropip", "packaging"):
        zipfile.ZipFile(locked_wheel(name, pyodide)).extractall(tmp_path)
    assert disagreements(pyodide, index, tmp_path) == []


def test_the_doctor_and_the_micropip_that_is_installed_agree(index: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = number(importlib.metadata.version("micropip"))
    newest = list(GUISES)[-1]
    pyodide = next((each for each in GUISES if environment(each).micropip >= installed), newest)
    as_installed = environment(pyodide)._replace(micropip=installed)
    monkeypatch.setattr(lookup, "environment", lambda _: as_installed)
    said = disagreements(pyodide, index)
    if installed < (0, 9):  # it leaves pre-releases to the packaging that is installed, and no Pyodide has that one
        said = [each for each in said if "early" not in each and "nightly" not in each]
    assert said == []


@pytest.mark.matrix
@pytest.mark.parametrize("pyodide", ["0.25.1", "0.26.2", "0.27.3", "0.29.3", "314.0.2"])
def test_the_doctor_and_a_running_pyodide_agree(pyodide: str, index: Server) -> None:
    """In Node: what micropip pretends in the other tests, it is here."""
    needed = ("micropip", "packaging") if environment(pyodide).micropip < (0, 9) else ("micropip",)
    job = {
        "pyodide": str(package_folder(f"pyodide@{pyodide}")),
        "wheels": [str(locked_wheel(name, pyodide)) for name in needed],
        "index": index.url,
        "lists": REQUIREMENTS,
    }
    assert compared(said_by(["node", str(HERE / "run_pyodide.mjs")], job), of_the_doctor(pyodide, index)) == []


def test_there_are_requirements_of_every_kind() -> None:
    assert len(REQUIREMENTS) >= 60
