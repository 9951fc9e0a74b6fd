"""`pyscript doctor`, with the real pyscript-cli.

It is in an environment of its own, since it wants older packages than the tests. Its typer does not work with the
newest click, which it does not say itself.
"""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import tomli

from tests.browser.runtimes import ROOT
from tests.sources.repositories import write
from tests.test_cli import ERROR, GOOD, WARNING

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.long

VERSION = "0.3.4"
ENVIRONMENT = ROOT / ".cache" / f"pyscript-cli-{VERSION}-python-{sys.version_info.major}.{sys.version_info.minor}"
COMMAND = ENVIRONMENT / "bin" / "pyscript"


@pytest.fixture(scope="module")
def environment() -> Path:
    """The environment, made once: pyscript-cli and the packages that the doctor needs, without the doctor itself."""
    ENVIRONMENT.parent.mkdir(exist_ok=True)
    with (ENVIRONMENT.parent / f"{ENVIRONMENT.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the tests may run in several processes
        if not (ENVIRONMENT / "complete").exists() or not COMMAND.exists():
            make_environment()
    return ENVIRONMENT


def make_environment() -> None:
    # Without a pip of its own, which takes longer to make than all else: the pip that is here installs into it.
    subprocess.run([sys.executable, "-m", "venv", "--clear", "--without-pip", str(ENVIRONMENT)], check=True)
    wanted = [
        f"pyscript-cli=={VERSION}", "click<8.2", "beautifulsoup4", "httpx", "markdown-it-py", "packaging", "pathspec",
        "platformdirs", "pyflakes", "soupsieve", "tomli",
    ]  # fmt: skip
    pip = [sys.executable, "-m", "pip", "--python", str(ENVIRONMENT), "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--quiet", "--no-compile", *wanted], check=True, capture_output=True)
    (ENVIRONMENT / "complete").touch()


@pytest.fixture(scope="module")
def doctor_here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to import this doctor from, with the entry points that `pyproject.toml` gives its wheel."""
    folder = tmp_path_factory.mktemp("installed")
    (folder / "pyscript_doctor").mkdir()
    for part in ((ROOT / "rules"), *(ROOT / "pyscript_doctor").iterdir()):
        (folder / "pyscript_doctor" / part.name).symlink_to(part)
    project = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    points = "".join(f"{name} = {place}\n" for name, place in project["entry-points"]["pyscript"].items())
    write(
        folder / "pyscript_doctor-0.dist-info",
        {
            "METADATA": "Metadata-Version: 2.1\nName: pyscript-doctor\nVersion: 0\n",
            "entry_points.txt": f"[pyscript]\n{points}",
        },
    )
    return folder


def pyscript(environment: Path, doctor_here: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(environment / "bin" / "python"), str(COMMAND), *arguments],
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(doctor_here), "HOME": str(folder), "NO_COLOR": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


def test_doctor_is_a_command_of_pyscript(environment: Path, doctor_here: Path, tmp_path: Path) -> None:
    assert "doctor" in pyscript(environment, doctor_here, tmp_path, "--help").stdout


def test_it_checks_this_folder_and_exits_as_the_doctor_does(
    environment: Path, doctor_here: Path, tmp_path: Path
) -> None:
    write(tmp_path / "good", {"index.html": GOOD})
    write(tmp_path / "bad", {"index.html": ERROR})
    good = pyscript(environment, doctor_here, tmp_path / "good", "doctor")
    assert (good.returncode, good.stderr) == (0, "")
    assert good.stdout.startswith("All good")
    bad = pyscript(environment, doctor_here, tmp_path / "bad", "doctor")
    assert bad.returncode == 1
    assert "error[callback-without-create-proxy]" in bad.stdout


def test_options_and_commands_are_passed_on(environment: Path, doctor_here: Path, tmp_path: Path) -> None:
    write(tmp_path, {"index.html": WARNING})
    done = pyscript(environment, doctor_here, tmp_path, "doctor", "--output-format", "concise", "--fail-level", "error")
    assert done.returncode == 0
    assert "warning[pyscript-latest]" in done.stdout
    done = pyscript(environment, doctor_here, tmp_path, "doctor", "explain", "pyscript-latest")
    assert done.stdout.startswith("# ")
    done = pyscript(environment, doctor_here, tmp_path, "doctor", "check", "--help")
    assert done.stdout.startswith("usage: pyscript-doctor check ")


def test_run_with_its_options_is_passed_on(environment: Path, doctor_here: Path, tmp_path: Path) -> None:
    """pyscript-cli has a `run` of its own, which this is not."""
    told = pyscript(environment, doctor_here, tmp_path, "doctor", "run", "--help")
    assert told.returncode == 0
    assert "try every page in a browser without a window" in " ".join(told.stdout.split())
    wrong = pyscript(environment, doctor_here, tmp_path, "doctor", "run", "--like", "nowhere", "--no-open")
    assert wrong.returncode == 2
    assert "nowhere" in wrong.stderr
