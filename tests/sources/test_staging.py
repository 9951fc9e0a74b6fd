"""Files that are written beside others: what a killed process left is never read, and the next writer removes it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.sources.gitignore import GitIgnore
from pyscript_doctor.sources.listing import list_files
from pyscript_doctor.sources.staging import LONGEST_AGE, SHORTEST_AGE, is_staged, staged
from pyscript_doctor.sources.writing import write_all

if TYPE_CHECKING:
    from pathlib import Path


def left(folder: Path, process: int, age: int) -> Path:
    """A file that a process left so many seconds ago."""
    place = folder / f".index.html.pyscript-doctor-{process}-abcdef_1"
    place.write_bytes(b"<p>half of a pa")
    os.utime(place, (time.time() - age,) * 2)
    return place


@pytest.fixture
def ended() -> int:
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows nothing shows whether a process has ended")
def test_next_writer_removes_what_a_process_that_ended_left(tmp_path: Path, ended: int) -> None:
    stale = left(tmp_path, ended, SHORTEST_AGE + 5)
    write_all(tmp_path, {"index.html": (None, b"1")})
    assert not stale.exists()
    assert os.listdir(tmp_path) == ["index.html"]


def test_what_may_be_in_use_stays(tmp_path: Path, ended: int) -> None:
    young = left(tmp_path, ended, 0)
    running = left(tmp_path, os.getpid(), SHORTEST_AGE + 5)
    write_all(tmp_path, {"index.html": (None, b"1")})
    assert young.exists()
    assert running.exists()


def test_after_a_day_it_is_removed_whatever_runs_under_its_number(tmp_path: Path) -> None:
    old = left(tmp_path, os.getpid(), LONGEST_AGE + 5)
    write_all(tmp_path, {"index.html": (None, b"1")})
    assert not old.exists()


def test_it_is_no_file_of_the_project(tmp_path: Path) -> None:
    left(tmp_path, os.getpid(), 0)
    assert list_files(str(tmp_path), GitIgnore(tmp_path), "").files == frozenset()


@pytest.mark.parametrize(
    "name", [".pyscript-doctor.toml", "pyscript-doctor-baseline.jsonl", ".index.html.pyscript-doctor-notes", "a.html"]
)
def test_names_of_the_user_are_left_alone(tmp_path: Path, name: str) -> None:
    assert not is_staged(name)
    (tmp_path / name).write_bytes(b"")
    os.utime(tmp_path / name, (1, 1))
    write_all(tmp_path, {"index.html": (None, b"1")})
    assert (tmp_path / name).exists()


def test_a_file_of_the_longest_name_can_be_written(tmp_path: Path) -> None:
    name = "n" * 250 + ".html"
    temporary = staged(tmp_path / name, b"1")
    assert is_staged(temporary.name)
    write_all(tmp_path, {name: (None, b"1")})
    assert (tmp_path / name).read_bytes() == b"1"
