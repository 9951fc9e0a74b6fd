"""Which commits a hook has to look at: those that can matter to a page."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.sources.commits import may_matter_to_a_page
from tests.sources.repositories import commit, git, repository, write

if TYPE_CHECKING:
    from pathlib import Path

CORE = '<script type="module" src="https://pyscript.net/releases/2026.7.3/core.js"></script>\n'
FILES: dict[str, str | bytes] = {
    "index.html": f'{CORE}<script type="py" src="./main.py" config="./pyscript.toml"></script>\n',
    "main.py": "import chart\n",
    "chart.py": 'import colours\nopen("data/rain 2025.csv")\n',
    "colours.py": 'NAMES = "palette_of_autumn.txt"\n',
    "palette_of_autumn.txt": "red\n",
    "pyscript.toml": '[files]\n"chart.py" = ""\n"data/rain%202025.csv" = ""\n"tools/__init__.py" = ""\n',
    "data/rain 2025.csv": "1\n",
    "tools/__init__.py": "",
    "_headers": "/*\n  Cross-Origin-Opener-Policy: same-origin\n",
    "server.py": 'HEADERS = {"Cross-Origin-Opener-Policy": "same-origin"}\n',
    "letters/aunt.py": "print('Dear aunt')\n",
    "notes.md": "What we talked about.\n",
    "photo.png": b"\x89PNG",
    "LICENSE": "Do what you like.\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    repository(tmp_path, FILES)
    commit(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "main.py",
        "chart.py",
        "palette_of_autumn.txt",
        "data/rain 2025.csv",
        "tools/__init__.py",
        "_headers",
        "server.py",
    ],
)
def test_deleted_file_of_a_page_matters(project: Path, path: str) -> None:
    git(project, "rm", "--quiet", path)
    assert may_matter_to_a_page(project)


def test_renamed_file_of_a_page_matters(project: Path) -> None:
    git(project, "mv", "chart.py", "diagram.py")
    assert may_matter_to_a_page(project)


@pytest.mark.parametrize("path", ["letters/aunt.py", "notes.md", "photo.png", "LICENSE"])
def test_file_that_no_page_names_does_not_matter(project: Path, path: str) -> None:
    write(project, {path: "print('changed')\n"})
    git(project, "add", path)
    assert not may_matter_to_a_page(project)
    git(project, "rm", "--quiet", "--force", path)
    assert not may_matter_to_a_page(project)


@pytest.mark.parametrize(
    "text",
    [
        'from pyscript import document\n"""No page names this file."""\n',
        'HEADERS = {"Cross-Origin-Embedder-Policy": "require-corp"}\n',
    ],
)
def test_file_with_a_trace_of_pyscript_or_of_headers_matters(project: Path, text: str) -> None:
    write(project, {"letters/aunt.py": text})
    git(project, "add", "--all")
    assert may_matter_to_a_page(project)


@pytest.mark.parametrize("path", ["*.py", "(.csv", "é.csv", "nothing-that-has-an-ending"])
def test_name_that_cannot_be_searched_for_matters(project: Path, path: str) -> None:
    write(project, {path: "1\n"})
    git(project, "add", "--all")
    assert may_matter_to_a_page(project)


def test_prose_about_pyscript_does_not_matter_but_a_page_in_markdown_does(project: Path) -> None:
    write(project, {"notes.md": "We use PyScript now.\n"})
    git(project, "add", "--all")
    assert not may_matter_to_a_page(project)
    write(project, {"notes.md": '<script type="py" src="other.py"></script>\n'})
    git(project, "add", "--all")
    assert may_matter_to_a_page(project)


def test_everything_is_new_before_the_first_commit(tmp_path: Path) -> None:
    repository(tmp_path, {"notes.md": "Hello\n"})
    git(tmp_path, "add", "--all")
    assert not may_matter_to_a_page(tmp_path)
    write(tmp_path, {"index.html": CORE})
    git(tmp_path, "add", "--all")
    assert may_matter_to_a_page(tmp_path)


def test_without_a_commit_under_way_everything_is_looked_at(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert may_matter_to_a_page(project)
    assert may_matter_to_a_page(tmp_path_factory.mktemp("no repository"))


def test_index_of_the_hook_counts(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`git commit -a` and `git commit FILE` make an index of their own, and name it to the hook."""
    write(project, {"notes.md": "Changed\n"})
    git(project, "add", "notes.md")
    own = project / ".git" / "own-index"
    own.write_bytes((project / ".git" / "index").read_bytes())
    git(project, "rm", "--quiet", "main.py")
    monkeypatch.chdir(project)
    assert may_matter_to_a_page(project)
    monkeypatch.setenv("GIT_INDEX_FILE", os.path.join(".git", "own-index"))
    assert not may_matter_to_a_page(project)


def test_no_program_that_the_repository_names_is_run(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    ran = tmp_path_factory.mktemp("outside") / "ran"
    program = ran.with_name("program")
    program.write_text(f"#!/bin/sh\ntouch '{ran}'\ncat\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    write(project, {".gitattributes": "* filter=own diff=own\n", "notes.md": "Changed\n"})
    git(project, "add", "--all")
    commit(project)
    write(project, {"notes.md": "Changed again\n"})
    git(project, "add", "--all")
    for key in (
        *("core.fsmonitor", "core.hooksPath", "core.pager", "core.sshCommand", "diff.external"),
        *("filter.own.clean", "filter.own.smudge", "filter.own.process", "diff.own.textconv", "diff.own.command"),
    ):
        git(project, "config", key, str(program))
    may_matter_to_a_page(project)
    assert not ran.exists()
    with_filter = git(project, "diff", "--cached")  # the same repository, asked in the usual way
    assert ran.exists(), with_filter
