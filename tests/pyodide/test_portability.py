"""The doctor runs in a browser: its wheel, installed in Pyodide, checks projects that are held in memory."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from email.parser import HeaderParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from pyscript_doctor import check
from tests.browser.runtimes import ROOT, package_folder
from tests.once import made_once

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
PYODIDE = "314.0.2"
PYTHON = "3.14"
NOT_WANTED = {"httpx", "micropip", "platformdirs", "rich"}
"""What only `--online` and a terminal need."""
LARGEST = 300_000
CHECK_ALL = """
import json, sys
from pyscript_doctor import check

def said(files):
    report = check(files)
    found = [[each.finding.span.path, each.finding.span.start, each.rule.name, each.finding.message]
             for each in report.diagnostics]
    return found + [[each.path, each.message] for each in report.problems]

answer = {name: said(files) for name, files in json.loads(job).items()}
"""


def projects() -> dict[str, dict[str, str]]:
    """The fixtures, as far as they are text."""
    found: dict[str, dict[str, str]] = {}
    for folder in sorted(path for path in (ROOT / "fixtures").iterdir() if path.is_dir()):
        files = [path for path in folder.rglob("*") if path.is_file() and path.stat().st_size < LARGEST]
        texts = {path.relative_to(folder).as_posix(): path.read_bytes().decode("utf-8", "replace") for path in files}
        found[folder.name] = texts
    return found


def said(files: dict[str, str]) -> list[list[object]]:
    report = check(files)
    found: list[list[object]] = [
        [each.finding.span.path, each.finding.span.start, each.rule.name, each.finding.message]
        for each in report.diagnostics
    ]
    return found + [[each.path, each.message] for each in report.problems]


# Without what a browser does not have


def test_it_checks_without_what_a_terminal_or_the_network_needs() -> None:
    blocked = f"import sys\nfor name in {sorted(NOT_WANTED)}:\n    sys.modules[name] = None\njob = sys.stdin.read()\n"
    done = subprocess.run(
        [sys.executable, "-c", f"{blocked}{CHECK_ALL}print(json.dumps(answer))"],
        input=json.dumps(projects()),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    assert json.loads(done.stdout) == {name: said(files) for name, files in projects().items()}


# In Pyodide


def built_wheel(folder: Path) -> Path:
    """The wheel of this checkout."""
    source = folder / "source"
    for name in ("pyscript_doctor", "rules"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    pip("wheel", "--no-deps", "--wheel-dir", str(folder / "wheels"), str(source))
    return next((folder / "wheels").glob("*.whl"))


def pip(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "pip", "--quiet", *arguments], check=True, capture_output=True)


def needs(wheel: Path) -> Iterator[str]:
    """What a wheel needs in Pyodide."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        written = HeaderParser().parsestr(archive.read(name).decode()).get_all("Requires-Dist") or []
    there = {"sys_platform": "emscripten", "platform_system": "Emscripten", "python_version": PYTHON, "extra": ""}
    for requirement in map(Requirement, written):
        if requirement.marker is None or requirement.marker.evaluate(there):
            yield f"{canonicalize_name(requirement.name)}{requirement.specifier}"


def add_dependencies(wheel: Path) -> None:
    """Put all that the wheel needs beside it, pure Python all of them: first what it names, then what these name."""
    done, wanted = set[str](), dict.fromkeys(needs(wheel))
    while wanted:
        pure = ("--only-binary", ":all:", "--platform", "any", "--implementation", "py", "--abi", "none")
        pip("download", "--no-deps", *pure, "--python-version", PYTHON, "--dest", str(wheel.parent), *wanted)
        done |= {Requirement(each).name for each in wanted}
        found = [path for name, path in by_name(wheel.parent).items() if name in done]
        wanted = dict.fromkeys(each for path in found for each in needs(path) if Requirement(each).name not in done)


def by_name(folder: Path) -> dict[str, Path]:
    """The wheels in a folder."""
    return {canonicalize_name(path.name.partition("-")[0]): path for path in sorted(folder.glob("*.whl"))}


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The wheel and all that it needs, by name."""
    folder = made_once(tmp_path_factory, "pyodide", lambda out: add_dependencies(built_wheel(out)))
    return by_name(folder / "wheels")


def in_pyodide(wheels: dict[str, Path], python: str, arguments: dict[str, Any]) -> Any:
    job = {
        "pyodide": str(package_folder(f"pyodide@{PYODIDE}")),
        "wheels": [str(path) for path in wheels.values()],
        "python": python,
        "arguments": arguments,
    }
    done = subprocess.run(
        ["node", str(HERE / "run.mjs")], input=json.dumps(job), capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


@pytest.mark.browser
def test_an_install_in_pyodide_wants_nothing_that_only_a_terminal_or_the_network_needs(wheels: dict[str, Path]) -> None:
    assert NOT_WANTED.isdisjoint(wheels)


@pytest.mark.browser
def test_in_pyodide_it_says_of_every_fixture_what_it_says_here(wheels: dict[str, Path]) -> None:
    answer = in_pyodide(wheels, f"{CHECK_ALL}json.dumps(answer)", projects())
    assert answer == {name: said(files) for name, files in projects().items()}
