"""The hooks, as pre-commit runs them in a repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.browser.runtimes import ROOT
from tests.once import made_once
from tests.pace import on_this_machine
from tests.sources.repositories import git, write

HOOKS = ROOT / ".pre-commit-hooks.yaml"
CORE = """\
<!doctype html>
<meta charset="utf-8">
<title>Hello</title>
<link rel="stylesheet" href="https://pyscript.net/releases/2026.7.3/core.css">
<script type="module" src="https://pyscript.net/releases/2026.7.3/core.js"></script>
"""
GOOD = CORE + '<script type="py" src="./main.py"></script>\n'
WITHOUT_MODULE = GOOD.replace(' type="module"', "")


def environment() -> dict[str, str]:
    """What a shell of the user has: the doctor is found, and git knows who commits."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
    folder = str(Path(sys.executable).parent)
    who = {f"GIT_{role}_{what}": "t@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return {**own, **who, "PATH": f"{folder}{os.pathsep}{own['PATH']}", "PRE_COMMIT_COLOR": "never"}


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, check=False, cwd=folder, env=environment(), capture_output=True, encoding="utf-8", timeout=60
    )


def hooks(*names: str) -> str:
    """Settings of pre-commit that run our hooks as they are, but with the doctor that is installed here."""
    own = {hook["id"]: {**hook, "language": "system"} for hook in yaml.safe_load(HOOKS.read_text(encoding="utf-8"))}
    return str(yaml.safe_dump({"repos": [{"repo": "local", "hooks": [own[name] for name in names]}]}))


@pytest.fixture
def project(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a page that works, and the hook."""
    return shutil.copytree(made_once(tmp_path_factory, "hooked", begin), tmp_path / "project")


def begin(folder: Path) -> None:
    write(folder, {"index.html": GOOD, "main.py": "print('hello')\n", "notes/ideas.txt": "None yet.\n"})
    write(folder, {".pre-commit-config.yaml": hooks("pyscript-doctor")})
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    assert run(folder, "pre-commit", "install").returncode == 0
    assert run(folder, "git", "commit", "-m", "Begin").returncode == 0


def test_pre_commit_takes_the_file_of_hooks() -> None:
    result = run(ROOT, "pre-commit", "validate-manifest", str(HOOKS))
    assert (result.returncode, result.stdout) == (0, "")


@pytest.mark.in_turns
def test_bad_commit_is_stopped_with_a_reason_and_goes_through_once_it_is_fixed(project: Path) -> None:
    write(project, {"index.html": WITHOUT_MODULE})
    stopped = run(project, "git", "commit", "-a", "-m", "Change the page")
    assert stopped.returncode == 1
    assert "index.html:5:2: error[core-not-module]" in stopped.stderr
    assert "The doctor can fix it with `pyscript-doctor check --fix`." in stopped.stderr
    fixed = run(project, "pyscript-doctor", "check", "--fix", ".")
    assert fixed.returncode == 0
    assert (project / "index.html").read_text(encoding="utf-8") == GOOD
    write(project, {"main.py": "print('hello again')\n"})
    assert run(project, "git", "commit", "-a", "-m", "Change the page").returncode == 0


@pytest.mark.parametrize(
    "command", [("rm", "main.py"), pytest.param(("mv", "main.py", "start.py"), marks=pytest.mark.long)]
)
def test_commit_that_takes_a_file_from_a_page_is_stopped(project: Path, command: tuple[str, ...]) -> None:
    git(project, *command)
    stopped = run(project, "git", "commit", "-m", "Tidy up")
    assert stopped.returncode == 1
    assert "index.html:6:24: error[missing-local-file]" in stopped.stderr


def test_commit_that_changes_nothing_of_a_page_is_quick(project: Path) -> None:
    """0.3 seconds of the usual processor are allowed; a check of this project needs more than twice as many."""
    write(project, {"notes/ideas.txt": "One.\n"})
    git(project, "add", "--all")
    before = os.times()
    result = run(project, "pyscript-doctor", "check", "--staged")
    used = sum(os.times()[2:4]) - sum(before[2:4])
    assert (result.returncode, result.stdout) == (0, "")
    assert used < on_this_machine(0.3)
    assert run(project, "git", "commit", "-m", "Think").returncode == 0


@pytest.mark.long
def test_fixing_hook_fixes_and_stops_so_that_you_look(project: Path) -> None:
    write(project, {".pre-commit-config.yaml": hooks("pyscript-doctor-fix"), "index.html": WITHOUT_MODULE})
    git(project, "add", "--all")
    stopped = run(project, "git", "commit", "-m", "Change the page")
    assert stopped.returncode == 1
    assert "files were modified by this hook" in stopped.stderr
    assert (project / "index.html").read_text(encoding="utf-8") == GOOD
    git(project, "add", "--all")
    assert run(project, "git", "commit", "-m", "Change the page").returncode == 0


@pytest.mark.long
def test_all_files_are_checked_where_nothing_is_committed(project: Path) -> None:
    """As in CI: `pre-commit run --all-files`."""
    assert run(project, "pre-commit", "run", "--all-files").returncode == 0
    shutil.rmtree(project / ".git")
    write(project, {"index.html": WITHOUT_MODULE})
    git(project, "init", "--quiet")
    git(project, "add", "--all")
    run(project, "git", "commit", "-m", "All", "--no-verify")
    assert run(project, "pre-commit", "run", "--all-files").returncode == 1
