"""The file of settings: where it is found, what it changes, and how it says what is not right."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.settings.file import find_settings
from tests.command import doctor
from tests.projects import page
from tests.sources.repositories import repository, write

if TYPE_CHECKING:
    from pathlib import Path

SLEEPS = page('<script type="mpy">\nimport time\ntime.sleep(9)\nprint(1)\n</script><p id="x"></p>')
SETTINGS = "pyscript-doctor.toml"


def rules_said(folder: Path, *options: str) -> list[tuple[str, str, str]]:
    """Rule, severity and path of each finding."""
    done = doctor("check", ".", "--output-format", "json", *options, cwd=folder)
    assert done.stderr == ""
    return [(each["rule"], each["severity"], each["path"]) for each in json.loads(done.stdout)["findings"]]


def project(folder: Path, settings: str, name: str = SETTINGS) -> Path:
    return write(folder, {"index.html": SLEEPS, "old/index.html": SLEEPS, name: settings})


def test_the_nearest_file_above_counts_and_none_beyond_the_repository(tmp_path: Path) -> None:
    write(tmp_path, {SETTINGS: ""})
    root = repository(tmp_path / "site", {"docs/app/index.html": ""})
    assert find_settings(root / "docs" / "app") is None
    write(root, {SETTINGS: "", "docs/pyproject.toml": "[tool.pyscript-doctor]\n"})
    assert find_settings(root / "docs" / "app") == root / "docs" / "pyproject.toml"
    assert find_settings(root) == root / SETTINGS


@pytest.mark.parametrize(
    ("settings", "name"),
    [('ignore = ["blocking-sleep"]', SETTINGS), ('[tool.pyscript-doctor]\nignore = ["main_thread"]', "pyproject.toml")],
)
def test_a_file_or_a_table_of_pyproject_says_which_rules_run(tmp_path: Path, settings: str, name: str) -> None:
    assert rules_said(project(tmp_path, settings, name)) == []


def test_isolated_reads_no_file(tmp_path: Path) -> None:
    folder = project(tmp_path, 'ignore = ["blocking-sleep"]')
    assert [rule for rule, _, _ in rules_said(folder, "--isolated")] == ["blocking-sleep", "blocking-sleep"]


def test_the_command_line_adds_to_what_is_ignored_and_replaces_what_is_selected(tmp_path: Path) -> None:
    folder = project(tmp_path, 'select = ["pyscript-latest"]')
    assert rules_said(folder) == []
    assert len(rules_said(folder, "--select", "blocking-sleep")) == 2
    assert rules_said(folder, "--select", "blocking-sleep", "--ignore", "blocking-sleep") == []


@pytest.mark.parametrize(
    "settings",
    ['exclude = ["old/"]', 'extend-exclude = ["/old/*.html"]', '[per-file-ignores]\n"old/**" = ["main-thread"]'],
)
def test_patterns_leave_files_out(tmp_path: Path, settings: str) -> None:
    assert [path for _, _, path in rules_said(project(tmp_path, settings))] == ["index.html"]


def test_patterns_begin_in_the_folder_of_the_file(tmp_path: Path) -> None:
    repository(tmp_path, {SETTINGS: 'exclude = ["/web/old/"]', "web/index.html": SLEEPS, "web/old/index.html": SLEEPS})
    done = doctor("check", "web", "--output-format", "json", cwd=tmp_path)
    assert [each["path"] for each in json.loads(done.stdout)["findings"]] == ["web/index.html"]


def test_a_rule_gets_another_severity(tmp_path: Path) -> None:
    folder = project(tmp_path, '[severity]\nblocking-sleep = "info"\n')
    assert {severity for _, severity, _ in rules_said(folder)} == {"info"}
    assert doctor("check", ".", cwd=folder).returncode == 0


def test_the_fail_level_of_the_file_gives_way_to_the_command_line(tmp_path: Path) -> None:
    folder = project(tmp_path, 'fail-level = "error"')
    assert doctor("check", ".", cwd=folder).returncode == 0
    assert doctor("check", ".", "--fail-level", "warning", cwd=folder).returncode == 1


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ('strict = true\nignor = ["x"]', ":2: there is no setting `ignor`: did you mean `ignore`?"),
        ('ignore = [\n  "blocking-slep",\n]', ":1: there is no rule or section named 'blocking-slep'"),
        ('\n[severity]\nblocking-slep = "info"', ":3: there is no rule named 'blocking-slep'"),
        ('[severity]\nblocking-sleep = "bad"', ":2: a severity is one of error, warning, info"),
        ('strict = "yes"', ":1: `strict` takes true or false"),
        ('fail-level = "fatal"', ":1: `fail-level` takes one of a few strings: error, warning, info"),
        ('exclude = "old"', ":1: `exclude` takes a list of patterns"),
        ('[per-file-ignores]\n"a" = 1', ":2: `a` takes a list of names of rules or sections"),
        ("strict = = 1", ":1: this is not TOML"),
        ('required-version = ">=99"', ": this project wants pyscript-doctor >=99, and this is "),
        ('required-version = "new"', ": `required-version` must look like \">=0.2\", and is 'new'"),
    ],
)
def test_what_is_not_right_is_said_with_its_line(tmp_path: Path, settings: str, message: str) -> None:
    done = doctor("check", ".", cwd=project(tmp_path, settings))
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{SETTINGS}{message}" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    write(tmp_path, {"index.html": SLEEPS, SETTINGS: b"ignore = ['\xff']"})
    assert "is not UTF-8, which TOML must be" in doctor("check", ".", cwd=tmp_path).stderr


def test_show_settings_says_what_holds_and_from_where(tmp_path: Path) -> None:
    folder = project(tmp_path, 'ignore = ["blocking-sleep"]\n[severity]\noutput-nowhere = "error"\n')
    done = doctor("check", ".", "--show-settings", "--strict", cwd=folder)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0] == f"# {SETTINGS}"
    assert 'ignore = ["blocking-sleep"]  # pyscript-doctor.toml' in lines
    assert 'severity = { "output-nowhere" = "error" }  # pyscript-doctor.toml' in lines
    assert "strict = true  # the command line" in lines
    assert 'fail-level = "warning"  # the default' in lines
