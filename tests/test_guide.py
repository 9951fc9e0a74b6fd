"""Every command that the guide shows does what the guide says."""

from __future__ import annotations

import doctest
import os
import random
import re
import shlex
import socket
import subprocess
import sys
import threading
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.cli.outputs import FORMATS
from tests.browser.runtimes import ROOT
from tests.command import doctor
from tests.guide import PAGES, Step, prepare, steps

if TYPE_CHECKING:
    from collections.abc import Iterator

BINARIES = Path(sys.executable).parent
SHOWN = [*PAGES, ROOT / "docs" / "ci.md"]
INSTALLING = re.compile(
    r"(?:pip install pyscript-doctor|uvx pyscript-doctor check|pip install \"pyscript-doctor\[run\]\""
    r"|pip install \"pyscript-doctor\[browser\]\" && playwright install chromium\npyscript-doctor run --headless .*)"
)
FOR_A_SHELL = frozenset("*;|>$")
PORT, HOME = "8731", "/home/ada/garden"
"""What the pages show for a port that is free, and for the folder of the project."""
BEHIND = " &"
"""The end of a command that goes on while the next ones run."""
PATIENCE = 60
"""Seconds that a busy machine may take to start a server."""
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")


def blocks() -> Iterator[object]:
    """What each block of each page shows. To start a server takes long."""
    for page in SHOWN:
        for at, block in enumerate(steps(page), 1):
            serves = any(step.command.endswith(BEHIND) for step in block)
            yield pytest.param(block, id=f"{page.stem}-{at}", marks=[pytest.mark.long] if serves else [])


def say(step: Step, folder: Path) -> str:
    """What the command prints, as on a terminal: output and errors."""
    name, *arguments = shlex.split(step.command)
    if name == "pyscript-doctor" and not FOR_A_SHELL.intersection(step.command):
        result = doctor(*arguments, cwd=folder)
        return result.stdout + result.stderr
    with shell(step.command, folder) as process:
        return process.communicate()[0]


def started(step: Step, folder: Path, running: ExitStack) -> str:
    """What a server prints when it starts. It goes on until the end of the block."""
    process = running.enter_context(shell(f"exec {step.command.removesuffix(BEHIND)}", folder))
    running.callback(process.kill)
    guard = threading.Timer(PATIENCE, process.kill)
    guard.start()
    said = ""
    while (line := process.stdout.readline() if process.stdout else "") and not step.matches(said := said + line):
        pass
    guard.cancel()
    return said


def shell(command: str, folder: Path) -> subprocess.Popen[str]:
    """A command in a shell, with the doctor on its path."""
    return subprocess.Popen(
        ["bash", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": f"{BINARIES}{os.pathsep}{os.environ['PATH']}", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


def free_port() -> str:
    """A port that is free now, as long as the one that the pages show, so that lines break at the same words."""
    while True:
        port = random.randrange(2000, 10_000)
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)):
                return str(port)


@pytest.mark.parametrize("block", list(blocks()))
def test_command_prints_what_the_guide_shows(block: list[Step], tmp_path: Path) -> None:
    folder = tmp_path / "project"
    assert block, "a block of commands without a command"
    prepare(block[0], folder)
    folder.mkdir(exist_ok=True)
    here = {PORT: free_port(), HOME: os.fspath(folder)}
    with ExitStack() as running:
        for step in block:
            mine = step.elsewhere(here)
            said = started(mine, folder, running) if step.command.endswith(BEHIND) else say(mine, folder)
            assert mine.matches(said), said


def test_python_prints_what_the_guide_shows() -> None:
    failed, tried = doctest.testfile(str(ROOT / "docs/guide/python.md"), module_relative=False, encoding="utf-8")
    assert (failed, tried > 8) == (0, True)


def test_what_is_not_run_here_installs_the_doctor() -> None:
    """A block `sh` is for what needs the Python index; every other command is in a block `console`, and is run."""
    blocks = [block for page in SHOWN for block in re.findall(r"^```sh\n(.*?)^```", text(page), re.M | re.S)]
    assert [block for block in blocks if not INSTALLING.fullmatch(block.strip())] == []


@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.stem)
def test_options_that_a_page_names_exist(page: Path, options: frozenset[str]) -> None:
    assert set(OPTION.findall(text(page))) - options == set()


@pytest.fixture(scope="module")
def options(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The options of all commands, and those of building the site and of running the tests."""
    commands = ("check", "inspect", "report", "explain", "rules", "init", "completion", "run", "serve")
    folder = tmp_path_factory.mktemp("empty")
    helps = "".join(doctor(command, "--help", cwd=folder).stdout for command in commands)
    return frozenset(OPTION.findall(helps)) | {"--vendor", "--group", "--quiet"}


def test_the_table_of_formats_has_every_format() -> None:
    rows = re.findall(r"^\| `([\w-]+)` \|", text(ROOT / "docs/guide/output-formats.md"), re.M)
    assert rows == list(FORMATS)


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")
