"""`check --add-ignores`, as somebody uses it who knows better than the doctor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.command import doctor
from tests.projects import page
from tests.sources.repositories import commit, git, repository, write

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "index.html": page('<script type="mpy" src="main.py"></script>'),
    "main.py": "import time\n\ntime.sleep(1)\nprint(1)\n",
    "other/index.html": page('<script type="mpy" src="more.py"></script>'),
    "other/more.py": "import time\n\ntime.sleep(2)\nprint(2)\n",
}
JSON = {
    "index.html": page('<p id="x"></p>\n<script type="py" src="main.py" config="pyscript.json"></script>'),
    "main.py": "import sklearn\n",
    "pyscript.json": '{"packages": ["sklearn"]}',
}


def test_a_second_run_finds_nothing(tmp_path: Path) -> None:
    commit(repository(tmp_path, FILES))
    done = doctor("check", "--add-ignores", "the page shows a clock meanwhile", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "2 findings are ignored now, by comments in 2 files.\n"
    changed = [line for line in git(tmp_path, "diff", "-U0").splitlines() if line.startswith(("+", "-"))]
    comment = "+# pyscript-doctor: ignore[blocking-sleep] the page shows a clock meanwhile"
    assert changed == ["--- a/main.py", "+++ b/main.py", comment, "--- a/other/more.py", "+++ b/other/more.py", comment]
    assert doctor("check", cwd=tmp_path).returncode == 0
    again = doctor("check", "--add-ignores", cwd=tmp_path)
    assert (again.returncode, again.stdout) == (0, "Nothing was found, so there is nothing to ignore.\n")


def test_the_settings_and_the_paths_say_what_is_meant(tmp_path: Path) -> None:
    repository(tmp_path, FILES)
    assert doctor("check", "--add-ignores", "--ignore", "blocking-sleep", cwd=tmp_path).stdout.startswith("Nothing")
    assert doctor("check", "--add-ignores", "main.py", cwd=tmp_path).returncode == 0
    assert git(tmp_path, "status", "--short") != ""
    assert (tmp_path / "main.py").read_text().count("ignore[blocking-sleep]\n") == 1
    assert (tmp_path / "other" / "more.py").read_text() == FILES["other/more.py"]


def test_what_the_baseline_knows_gets_no_comment(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    doctor("check", "--update-baseline", "main.py", cwd=tmp_path)
    assert doctor("check", "--add-ignores", cwd=tmp_path).stdout.startswith("1 finding is ignored now")
    assert (tmp_path / "main.py").read_text() == FILES["main.py"]


def test_it_says_for_what_it_could_write_none(tmp_path: Path) -> None:
    write(tmp_path, JSON)
    done = doctor("check", "--add-ignores", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout == (
        "No comment can be written for 1 finding:\n  pyscript.json:1:16: package-import-name: JSON has no comments\n"
    )


def test_a_file_that_git_ignores_is_not_written(tmp_path: Path) -> None:
    repository(tmp_path, {**FILES, ".gitignore": "main.py\n"})
    done = doctor("check", "--add-ignores", cwd=tmp_path)
    assert (tmp_path / "main.py").read_text() == FILES["main.py"]
    assert "more.py" in git(tmp_path, "status", "--short", "--untracked-files=all")
    assert done.returncode in {0, 1}


@pytest.mark.parametrize("reason", ["done -->", "a */ b", "{{ x }}", "</script>"])
def test_a_reason_cannot_end_its_comment(tmp_path: Path, reason: str) -> None:
    write(tmp_path, FILES)
    done = doctor("check", "--add-ignores", reason, cwd=tmp_path)
    assert done.returncode == 2
    assert "--add-ignores: a reason can't contain" in done.stderr
    assert (tmp_path / "main.py").read_text() == FILES["main.py"]


def test_a_reason_is_one_line(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    done = doctor("check", "--add-ignores", "one\ntwo", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (
        2,
        "pyscript-doctor: error: --add-ignores: a reason is one line of plain text\n",
    )


@pytest.mark.parametrize("other", ["--fix", "--update-baseline", "--diff"])
def test_it_goes_alone(tmp_path: Path, other: str) -> None:
    write(tmp_path, FILES)
    done = doctor("check", "--add-ignores", "because", other, cwd=tmp_path)
    assert done.returncode == 2
    assert "can't go together: run one after the other" in done.stderr
