"""`pyscript-doctor init`: what it asks, what it writes, and that it changes nothing that is there."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from pyscript_doctor.cli.hosts import HOSTS, SERVED
from pyscript_doctor.cli.starting_files import GITHUB, GITHUB_TEXT, GITLAB, GITLAB_TEXT, HOOK, HOOK_TEXT, SETTINGS
from pyscript_doctor.knowledge.declared_hosts import HOSTS as DECLARED
from tests.command import doctor
from tests.schemas import GITHUB_WORKFLOW, GITLAB_CI, PRE_COMMIT_CONFIG, faults
from tests.sources.repositories import git, write
from tests.test_ci import BLOCKS, without_the_key_on
from tests.test_cli import GOOD


def files(folder: Path) -> set[str]:
    found = (path for path in folder.rglob("*") if path.is_file() and ".git/" not in path.as_posix())
    return {path.relative_to(folder).as_posix() for path in found}


def test_it_writes_settings_a_hook_and_a_job(tmp_path: Path) -> None:
    done = doctor("init", "--host", "netlify", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert files(tmp_path) == {SETTINGS, HOOK, GITHUB}
    assert f"written  {SETTINGS}\n" in done.stdout


@pytest.mark.parametrize("host", HOSTS)
def test_settings_for_every_host_are_read_without_complaint(tmp_path: Path, host: str) -> None:
    write(tmp_path, {"index.html": GOOD})
    assert doctor("init", "--host", host, cwd=tmp_path).returncode == 0
    assert doctor("check", "--show-settings", cwd=tmp_path).stderr == ""
    assert doctor("check", cwd=tmp_path).returncode == 0


def test_hosts_have_the_names_of_the_setting_wherever_they_are_named() -> None:
    served = set(SERVED) - {"python", "plain"}  # these are not hosts of the web
    assert served < set(HOSTS)
    assert set(HOSTS) - {"gitlab-pages", "other"} == set(DECLARED)


@pytest.mark.parametrize("written", ["cloudflare", "Cloudflare", "cloudflare-pages"])
def test_a_host_can_be_named_in_short(tmp_path: Path, written: str) -> None:
    assert doctor("init", "--host", written, cwd=tmp_path).returncode == 0
    assert 'hosting = "cloudflare-pages"\n' in (tmp_path / SETTINGS).read_text(encoding="utf-8")
    assert "nowhere: there is no such" in doctor("run", "nowhere", "--like", written, cwd=tmp_path).stderr


def test_files_are_valid_and_those_of_the_documentation() -> None:
    assert faults(yaml.safe_load(HOOK_TEXT), PRE_COMMIT_CONFIG) == []
    assert faults(without_the_key_on(yaml.safe_load(GITHUB_TEXT)), GITHUB_WORKFLOW) == []
    assert faults(yaml.safe_load(GITLAB_TEXT), GITLAB_CI) == []
    assert BLOCKS == {HOOK: HOOK_TEXT, GITHUB: GITHUB_TEXT, GITLAB: GITLAB_TEXT}


def test_nothing_that_is_there_is_changed_but_what_it_could_have_is_shown(tmp_path: Path) -> None:
    write(tmp_path, {HOOK: "repos: []\n", "pyproject.toml": "[tool.pyscript-doctor]\nstrict = true\n"})
    done = doctor("init", "--yes", "--ci", "none", cwd=tmp_path)
    assert done.returncode == 0
    assert files(tmp_path) == {HOOK, "pyproject.toml"}
    assert (tmp_path / HOOK).read_text(encoding="utf-8") == "repos: []\n"
    assert "      - id: pyscript-doctor\n" in done.stdout


@pytest.mark.parametrize(
    ("sign", "job"),
    [({"netlify.toml": ""}, GITHUB), ({GITLAB: "stages: []\n"}, GITLAB), ({"index.html": GOOD}, GITHUB)],
)
def test_without_a_question_the_project_decides(tmp_path: Path, sign: dict[str, str], job: str) -> None:
    write(tmp_path, sign)
    assert doctor("init", "--yes", cwd=tmp_path).returncode == 0
    assert job in files(tmp_path)


def test_remote_of_git_decides_whose_job_it_is(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "remote", "add", "origin", "https://gitlab.com/someone/something.git")
    assert doctor("init", "--yes", cwd=tmp_path).returncode == 0
    assert GITLAB in files(tmp_path)


def test_where_nobody_can_be_asked_it_says_what_to_write(tmp_path: Path) -> None:
    done = doctor("init", cwd=tmp_path)
    assert (done.returncode, files(tmp_path)) == (2, set())
    assert "say who serves the project, such as `--host netlify`, or `--yes`" in done.stderr
    done = doctor("init", "--host", "netlfy", cwd=tmp_path)
    assert "--host: there is no 'netlfy': did you mean 'netlify'?" in done.stderr


@pytest.mark.parametrize(
    ("answer", "job"),
    [("2\n", GITLAB), ("GitLab-Pages\n", GITLAB), ("9\n2\n", GITLAB), ("netlify\n", GITHUB), ("\n", GITHUB)],
)
def test_person_at_a_terminal_is_asked(tmp_path: Path, answer: str, job: str) -> None:
    master, slave = pty.openpty()
    command = [str(Path(sys.executable).parent / "pyscript-doctor"), "init"]
    with subprocess.Popen(command, cwd=tmp_path, stdin=slave, stdout=subprocess.PIPE, encoding="utf-8") as process:
        os.close(slave)
        os.write(master, answer.encode())
        assert process.stdout is not None
        said = process.stdout.read()
    os.close(master)
    assert process.returncode == 0
    assert "Who serves the project?\n  1  GitHub Pages\n" in said
    assert files(tmp_path) == {SETTINGS, HOOK, job}
