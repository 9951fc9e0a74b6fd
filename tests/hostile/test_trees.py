"""Whatever is in a folder, the doctor reads only files of the project, and their names give no orders."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.hostile.run import run
from tests.hostile.test_kinds import SECONDS, assert_harmless
from tests.hostile.trees import TREES
from tests.pace import on_this_machine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECRET = "the_content_of_a_file_elsewhere"
NEVER_SHOWN = ("\x1b", "\x07", "\r", "\u202e", "\u2028", "\x85", "\0")
OF_A_LOG = ("::error file=forged", "##[")
FORMS = ("text", "concise", "github", "markdown")
SLOW = frozenset({"many-files", "deep-folders"})
WITH_ORDERS = frozenset({"names-that-give-orders", "texts-that-give-orders", "names-that-are-no-text"})


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """An empty folder, beside `outside`, in which a file holds a secret."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.py").write_text(f"import {SECRET}\n")
    (tmp_path / "root").mkdir()
    yield tmp_path / "root"
    # Python's own functions stumble over what is 2,000 folders deep.
    subprocess.run(["rm", "-rf", str(tmp_path / "root" / "a")], check=True)


def _cases() -> Iterator[object]:
    """Each folder in the plain form, and those whose names or texts give orders in every form."""
    for name in TREES:
        for form in FORMS if name in WITH_ORDERS else FORMS[:1]:
            yield pytest.param(name, form, marks=[pytest.mark.long] if name in SLOW else [])


@pytest.mark.parametrize(("name", "form"), list(_cases()))
def test_a_hostile_folder(name: str, form: str, folder: Path) -> None:
    TREES[name](folder)
    outcome = run(folder, "check", "--output-format", form)
    assert_harmless(outcome)
    assert outcome.cpu < on_this_machine(SECONDS)
    shown = outcome.out + outcome.err
    assert SECRET not in shown
    assert not [character for character in NEVER_SHOWN if character in shown]
    assert not [line for line in shown.splitlines() if line.startswith(OF_A_LOG)]
    assert not (folder.parent / "outside" / "started").exists()


@pytest.mark.parametrize("name", ["git-with-programs", "a-git-file-that-points-elsewhere"])
def test_git_runs_nothing_that_the_project_names(name: str, folder: Path) -> None:
    """A named file that is not there is the one thing that git is asked about."""
    TREES[name](folder)
    outcome = run(folder, "check", "deleted.py")
    assert_harmless(outcome)
    assert not (folder.parent / "outside" / "started").exists()


def test_a_pipe_that_a_page_needs_is_named(folder: Path) -> None:
    TREES["pipe-for-python"](folder)
    outcome = run(folder, "check", "--output-format", "concise")
    assert "main.py: could not be read: is not a regular file" in outcome.out
    assert outcome.code == 2
