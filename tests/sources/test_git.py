"""What git knows of a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.sources.git import git_folder, git_root, submodules, was_deleted
from pyscript_doctor.sources.gitignore import GitIgnore
from tests.sources.repositories import commit, git, repository, write

if TYPE_CHECKING:
    from pathlib import Path


def test_the_root_is_the_nearest_work_tree(tmp_path: Path) -> None:
    repository(tmp_path, {"sub/deep/a": ""})
    repository(tmp_path / "sub", {})
    assert git_root(tmp_path / "sub/deep") == tmp_path / "sub"
    assert git_root(tmp_path / "elsewhere/missing") == tmp_path


def test_a_folder_named_git_is_not_yet_a_repository(tmp_path: Path) -> None:
    write(tmp_path, {".git/notes": ""})
    assert git_folder(tmp_path) is None


def test_a_linked_work_tree_shares_what_git_excludes(tmp_path: Path) -> None:
    main = repository(tmp_path / "main", {"a": ""})
    commit(main)
    git(main, "worktree", "add", "--quiet", "../linked")
    write(main, {".git/info/exclude": "secret\n"})
    assert git_root(tmp_path / "linked") == tmp_path / "linked"
    assert GitIgnore(tmp_path / "linked").ignores("secret")


def test_submodules_are_read_from_their_file(tmp_path: Path) -> None:
    write(
        tmp_path,
        {".gitmodules": '[submodule "x"]\n\tpath = libs/x\n\turl = ../x\r\n[submodule "y"]\r\n path="y z"\r\n'},
    )
    assert submodules(str(tmp_path)) == ("libs/x", "y z")
    assert submodules(str(tmp_path / "missing")) == ()


@pytest.mark.parametrize("name", ["page.html", "é [1] *.html", "sub/page.html"])
def test_git_knows_a_file_that_was_deleted(tmp_path: Path, name: str) -> None:
    repository(tmp_path, {name: "", "other": ""})
    commit(tmp_path)
    (tmp_path / name).unlink()
    assert was_deleted(tmp_path, name)
    commit(tmp_path)
    assert was_deleted(tmp_path, name)


def test_git_knows_a_file_that_was_only_added(tmp_path: Path) -> None:
    repository(tmp_path, {"page.html": ""})
    git(tmp_path, "add", "page.html")
    (tmp_path / "page.html").unlink()
    assert was_deleted(tmp_path, "page.html")


def test_a_folder_that_was_deleted_is_no_file(tmp_path: Path) -> None:
    repository(tmp_path, {"sub/page.html": ""})
    commit(tmp_path)
    (tmp_path / "sub/page.html").unlink()
    commit(tmp_path)
    assert not was_deleted(tmp_path, "sub")


@pytest.mark.parametrize("path", ["never.html", "*.html", "../page.html", "--help"])
def test_git_does_not_know_what_never_was(tmp_path: Path, path: str) -> None:
    repository(tmp_path, {"page.html": ""})
    commit(tmp_path)
    assert not was_deleted(tmp_path, path)


def test_a_hook_s_environment_does_not_lead_astray(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository(tmp_path / "one", {"page.html": ""})
    commit(tmp_path / "one")
    repository(tmp_path / "two", {"other.html": ""})
    commit(tmp_path / "two")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "two/.git"))
    assert was_deleted(tmp_path / "one", "page.html")
    assert not was_deleted(tmp_path / "one", "other.html")


def test_without_git_nothing_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository(tmp_path, {"page.html": ""})
    commit(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not was_deleted(tmp_path, "page.html")
