"""`check -`: what an editor has open, checked as if it were saved."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.command import Result, doctor
from tests.sources.repositories import git, write
from tests.test_cli import CORE, ERROR, GOOD

if TYPE_CHECKING:
    from pathlib import Path

PAGE = CORE + '<script type="py" src="app/main.py"></script>\n'


def check(folder: Path, text: str, *arguments: str) -> Result:
    return doctor("check", "-", "--output-format", "json", *arguments, cwd=folder, stdin=text)


def places(result: Result) -> list[tuple[str, str]]:
    return [(each["path"], each["rule"]) for each in json.loads(result.stdout)["findings"]]


def test_page_without_a_name_is_a_page_in_this_folder(tmp_path: Path) -> None:
    result = check(tmp_path, ERROR)
    assert (result.returncode, places(result)) == (1, [("stdin.html", "callback-without-create-proxy")])
    assert check(tmp_path, GOOD).returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_python_is_read_as_the_file_of_its_page(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    write(tmp_path, {"index.html": PAGE, "app/main.py": "print('saved')\n"})
    text = "import js\njs.setTimeout(lambda: print('never'), 10)\n"
    result = check(tmp_path, text, "--stdin-filename", "app/main.py")
    assert places(result) == [("app/main.py", "callback-without-create-proxy")]
    assert doctor("check", cwd=tmp_path).returncode == 0


def test_file_need_not_be_saved_yet_nor_be_in_the_working_directory(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    write(tmp_path, {"index.html": PAGE, "app/notes.txt": ""})
    result = check(tmp_path / "app", "print('new')\n", "--stdin-filename", "main.py")
    assert (result.returncode, places(result)) == (0, [])


def test_settings_are_those_around_the_file(tmp_path: Path) -> None:
    write(tmp_path, {"site/pyscript-doctor.toml": 'ignore = ["callback-without-create-proxy"]\n'})
    assert check(tmp_path, ERROR, "--stdin-filename", "site/index.html").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-", "--fix"], "--fix needs files, and `-` is standard input"),
        (["-", "index.html"], "`-` is standard input, and it can't be checked together with other paths"),
        (["--stdin-filename", "a.html"], "write `check -` with it"),
        (["-", "--stdin-filename", "missing/a.html"], "missing/a.html: a file of that name can't be there"),
    ],
)
def test_what_makes_no_sense_is_said(tmp_path: Path, arguments: list[str], message: str) -> None:
    result = doctor("check", *arguments, cwd=tmp_path, stdin=GOOD)
    assert (result.returncode, result.stdout) == (2, "")
    assert message in result.stderr
