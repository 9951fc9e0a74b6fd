"""`check --baseline` and `--update-baseline`, as somebody uses them who adopts the doctor in an old project."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.command import doctor
from tests.projects import page
from tests.sources.repositories import commit, git, repository, write

if TYPE_CHECKING:
    from pathlib import Path

FILE = "pyscript-doctor-baseline.jsonl"
SETTINGS = "pyscript-doctor.toml"
OLD = {
    "index.html": page('<script type="mpy" src="main.py"></script>\n<script type="mpy" src="more.py"></script>'),
    "main.py": "import time\n\ntime.sleep(1)\nprint(1)\ntime.sleep(1)\nprint(2)\n",
    "more.py": "import time\n\ntime.sleep(2)\nprint(3)\n",
}


def adopted(folder: Path) -> Path:
    """An old project after its one command."""
    write(folder, OLD)
    done = doctor("check", "--update-baseline", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{FILE} has 3 findings: 3 new, 0 gone.\n", "")
    return folder


def lines(folder: Path, *options: str) -> list[str]:
    """The places of what is found, and the summary."""
    done = doctor("check", "--output-format", "concise", *options, cwd=folder)
    assert done.stderr == ""
    *found, summary = done.stdout.splitlines()
    assert done.returncode == (1 if found else 0)
    return [each.split(" ", 1)[0] for each in found] + [summary]


def test_one_command_adopts_a_project(tmp_path: Path) -> None:
    assert lines(adopted(tmp_path)) == ["1 page checked: nothing new"]


def test_the_report_says_what_it_leaves_out(tmp_path: Path) -> None:
    done = doctor("check", cwd=adopted(tmp_path))
    assert "Nothing new was found." in done.stdout
    assert "3 findings are left out, because the baseline has them." in done.stdout
    summary = json.loads(doctor("check", "--output-format", "json", cwd=tmp_path).stdout)["summary"]
    assert (summary["baselined"], summary["gone_from_baseline"], summary["warnings"]) == (3, 0, 0)


def test_only_a_new_fault_fails(tmp_path: Path) -> None:
    write(adopted(tmp_path), {"main.py": "import time\n\nprint(0)\ntime.sleep(9)\n" + OLD["main.py"]})
    assert lines(tmp_path) == ["main.py:4:1:", "1 page checked: 1 warning"]


def test_a_third_of_what_was_there_twice_is_new(tmp_path: Path) -> None:
    write(adopted(tmp_path), {"main.py": OLD["main.py"] + "time.sleep(1)\nprint(3)\n"})
    assert lines(tmp_path) == ["main.py:7:1:", "1 page checked: 1 warning"]


def test_a_renamed_file_is_still_known(tmp_path: Path) -> None:
    adopted(tmp_path)
    (tmp_path / "more.py").rename(tmp_path / "renamed.py")
    write(tmp_path, {"index.html": OLD["index.html"].replace("more.py", "renamed.py")})
    assert lines(tmp_path) == ["1 page checked: nothing new"]
    assert doctor("check", "--update-baseline", cwd=tmp_path).stdout == f"{FILE} has 3 findings: 0 new, 0 gone.\n"
    assert '"path": "renamed.py"' in (tmp_path / FILE).read_text()


def test_what_is_gone_is_counted_and_pruned(tmp_path: Path) -> None:
    write(adopted(tmp_path), {"main.py": "print(1)\n"})
    said = " ".join(doctor("check", cwd=tmp_path).stdout.split())
    assert "2 findings of the baseline are gone: `--update-baseline` removes them there." in said
    assert doctor("check", "--update-baseline", cwd=tmp_path).stdout == f"{FILE} has 1 finding: 0 new, 2 gone.\n"
    assert len((tmp_path / FILE).read_text().splitlines()) == 2


@pytest.mark.parametrize("options", [("more.py",), ("--select", "pyscript-latest"), ("--ignore", "main-thread")])
def test_a_narrower_check_prunes_nothing_that_it_cannot_see(tmp_path: Path, options: tuple[str, ...]) -> None:
    before = (adopted(tmp_path) / FILE).read_text()
    assert "gone" not in doctor("check", *options, cwd=tmp_path).stdout
    doctor("check", "--update-baseline", *options, cwd=tmp_path)
    assert (tmp_path / FILE).read_text() == before


def test_the_baseline_is_found_from_a_folder_inside(tmp_path: Path) -> None:
    repository(tmp_path, {f"site/{name}": text for name, text in OLD.items()} | {SETTINGS: ""})
    doctor("check", "--update-baseline", cwd=tmp_path)
    assert lines(tmp_path / "site") == ["1 page checked: nothing new"]
    assert lines(tmp_path / "site", "index.html") == ["1 page checked: nothing new"]


def test_the_settings_or_the_option_name_another_file(tmp_path: Path) -> None:
    write(tmp_path, {**OLD, SETTINGS: 'baseline = "ci/known.jsonl"\n'})
    done = doctor("check", cwd=tmp_path)
    assert done.returncode == 2
    assert "ci/known.jsonl: there is no such file; `--update-baseline` writes it" in done.stderr
    doctor("check", "--update-baseline", cwd=tmp_path)
    assert lines(tmp_path) == ["1 page checked: nothing new"]
    doctor("check", "--update-baseline", "--baseline", "mine.jsonl", cwd=tmp_path)
    assert '"path": "main.py"' in (tmp_path / "mine.jsonl").read_text()
    assert '"path": "../main.py"' in (tmp_path / "ci" / "known.jsonl").read_text()
    assert lines(tmp_path, "--isolated", "--baseline", "mine.jsonl") == ["1 page checked: nothing new"]


def test_without_settings_no_baseline_is_read(tmp_path: Path) -> None:
    assert len(lines(adopted(tmp_path), "--isolated")) == 4
    write(tmp_path, {SETTINGS: 'baseline = ""\n'})
    assert len(lines(tmp_path)) == 4
    done = doctor("check", "--update-baseline", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (2, "pyscript-doctor: error: name the baseline: --baseline FILE\n")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"pyscript-doctor-baseline": 9}\n', "a newer pyscript-doctor wrote this baseline (version 9)"),
        (b"# Readme\n", "line 1: a baseline starts with"),
        (b"\xff\xfe", "is not UTF-8, so it is not a baseline"),
    ],
)
def test_a_file_that_is_no_baseline_is_refused_and_never_overwritten(
    tmp_path: Path, content: bytes, message: str
) -> None:
    write(tmp_path, OLD)
    (tmp_path / FILE).write_bytes(content)
    for options in ((), ("--update-baseline",)):
        done = doctor("check", *options, cwd=tmp_path)
        assert done.returncode == 2
        assert f"error: {FILE}: {message}" in done.stderr
        assert (tmp_path / FILE).read_bytes() == content


def test_a_baseline_after_a_merge_conflict_is_written_again(tmp_path: Path) -> None:
    place = adopted(tmp_path) / FILE
    before = place.read_text()
    place.write_text(before.replace("\n", "\n<<<<<<< HEAD\n", 1))
    assert "git left a merge conflict here" in doctor("check", cwd=tmp_path).stderr
    assert doctor("check", "--update-baseline", cwd=tmp_path).returncode == 0
    assert place.read_text() == before


def test_it_reads_well_in_a_review(tmp_path: Path) -> None:
    commit(repository(adopted(tmp_path), {}))
    write(tmp_path, {"more.py": OLD["more.py"].replace("print(3)", "time.sleep(4)")})
    doctor("check", "--update-baseline", cwd=tmp_path)
    changed = [line for line in git(tmp_path, "diff", "-U0", FILE).splitlines() if line.startswith(("+{", "-{"))]
    assert changed == ['+{"path": "more.py", "rule": "blocking-sleep", "code": "time.sleep(4)"}']
