"""Which files lie in a project."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.sources import listing
from pyscript_doctor.sources.gitignore import GitIgnore
from pyscript_doctor.sources.listing import list_files
from tests.pace import within
from tests.sources.repositories import write

if TYPE_CHECKING:
    from pathlib import Path


def files_below(root: Path) -> set[str]:
    found = list_files(str(root), GitIgnore(root), "")
    assert not found.unreadable
    return set(found.files)


@pytest.mark.parametrize(
    "path",
    [
        ".git/config",
        "a/.git/config",
        "node_modules/x/index.html",
        "a/node_modules/x/index.html",
        "lib/site-packages/x.py",
        "a/__pycache__/x.pyc",
        ".cache/x",
        ".mypy_cache/x",
        ".pytest_cache/x",
        ".ruff_cache/x",
        ".tox/x",
        ".nox/x",
        "my_app.egg-info/PKG-INFO",
        ".next/index.html",
        ".svelte-kit/index.html",
    ],
)
def test_what_is_not_the_project_s_own_is_left_out(tmp_path: Path, path: str) -> None:
    assert files_below(write(tmp_path, {path: "", "index.html": ""})) == {"index.html"}


@pytest.mark.parametrize("folder", ["docs", "dist", "build", "public", "_site", "out", "env", "venv", ".venv", "site"])
def test_a_folder_that_may_be_deployed_is_read(tmp_path: Path, folder: str) -> None:
    assert files_below(write(tmp_path, {f"{folder}/index.html": ""})) == {f"{folder}/index.html"}


def test_the_output_of_jekyll_is_left_out(tmp_path: Path) -> None:
    write(tmp_path, {"_config.yml": "", "_site/index.html": "", "sub/_site/index.html": ""})
    assert files_below(tmp_path) == {"_config.yml", "sub/_site/index.html"}


def test_a_virtual_environment_is_left_out_whatever_its_name(tmp_path: Path) -> None:
    write(tmp_path, {"mine/pyvenv.cfg": "", "mine/share/doc.html": "", "index.html": ""})
    assert files_below(tmp_path) == {"index.html"}


@pytest.mark.parametrize("packages", ["env/lib/python3.12/site-packages/x.py", "env/Lib/site-packages/x.py"])
def test_a_folder_that_is_named_as_an_environment_and_holds_packages_is_one(tmp_path: Path, packages: str) -> None:
    assert files_below(write(tmp_path, {packages: "", "env/share/doc.html": "", "a": ""})) == {"a"}


def test_the_root_itself_is_read_whatever_it_is(tmp_path: Path) -> None:
    root = write(tmp_path / "node_modules", {"pyvenv.cfg": "", "index.html": ""})
    assert files_below(root) == {"pyvenv.cfg", "index.html"}


def test_patterns_hold_below_their_folder_and_can_be_taken_back(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            ".gitignore": "*.html\n/dist/\n",
            "index.html": "",
            "dist/main.py": "",
            "app/dist/main.py": "",
            "app/index.html": "",
            "app/kept/.gitignore": "!*.html\n*.py\n",
            "app/kept/index.html": "",
            "app/kept/main.py": "",
        },
    )
    assert files_below(tmp_path) == {".gitignore", "app/dist/main.py", "app/kept/.gitignore", "app/kept/index.html"}


def test_a_link_to_a_file_or_folder_of_the_project_is_followed(tmp_path: Path) -> None:
    write(tmp_path, {"src/app/main.py": "", "site/index.html": ""})
    (tmp_path / "site/py").symlink_to("../src/app")
    (tmp_path / "site/start.html").symlink_to("index.html")
    assert files_below(tmp_path) == {"src/app/main.py", "site/index.html", "site/py/main.py", "site/start.html"}


def test_a_folder_is_followed_once(tmp_path: Path) -> None:
    write(tmp_path, {"v2/index.html": ""})
    (tmp_path / "latest").symlink_to("v2")
    (tmp_path / "stable").symlink_to("v2")
    assert files_below(tmp_path) == {"v2/index.html", "latest/index.html"}


def test_links_in_circles_end(tmp_path: Path) -> None:
    write(tmp_path, {"a/x": "", "b/y": ""})
    (tmp_path / "a/up").symlink_to("..")
    (tmp_path / "a/self").symlink_to(".")
    (tmp_path / "a/b").symlink_to("../b")
    (tmp_path / "b/a").symlink_to("../a")
    (tmp_path / "loop").symlink_to("loop")
    assert files_below(tmp_path) == {"a/x", "b/y", "a/b/y", "b/a/x"}


def test_no_link_leads_out_of_the_project(tmp_path: Path) -> None:
    write(tmp_path, {"project/index.html": "", "project-secret/x": "", "file": ""})
    (tmp_path / "project/folder").symlink_to(tmp_path / "project-secret")
    (tmp_path / "project/file").symlink_to(tmp_path / "file")
    (tmp_path / "project/nothing").symlink_to("nosuch")
    assert files_below(tmp_path / "project") == {"index.html"}


def test_a_link_into_installed_packages_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path, {"node_modules/lib/x.js": "", "index.html": ""})
    (tmp_path / "vendor").symlink_to("node_modules/lib")
    assert files_below(tmp_path) == {"index.html"}


def test_pipes_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "index.html")
    assert files_below(tmp_path) == set()


def test_names_that_are_no_utf_8_are_listed(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.html")).touch()
    assert files_below(tmp_path) == {"caf\udce9.html"}


def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path) -> None:
    found = list_files(str(tmp_path / "nosuch"), GitIgnore(tmp_path), "")
    assert not found.files
    assert found.unreadable == {"": "cannot be listed: no such file or directory"}


def test_a_folder_that_lies_too_deep_is_told(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(listing.DEEPEST + 5):
        folder = folder / "d"
    folder.mkdir(parents=True)
    found = list_files(str(tmp_path), GitIgnore(tmp_path), "")
    assert list(found.unreadable.values()) == ["is more than 100 folders deep"]


def test_too_many_files_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "MOST_FILES", 10)
    write(tmp_path, {f"{folder}/{name}": "" for folder in range(5) for name in range(5)})
    found = list_files(str(tmp_path), GitIgnore(tmp_path), "")
    assert len(found.files) < 25
    assert found.unreadable == {"": "holds more than 10 files; the others were not read"}


def test_many_files_are_listed_quickly(tmp_path: Path) -> None:
    write(tmp_path, {".gitignore": "*.pyc\n/dist/\n*.py[cod]\n.env.*\ndocs/_build/\n"})
    for folder in range(100):
        (tmp_path / f"{folder}").mkdir()
        for name in range(50):
            (tmp_path / f"{folder}/{name}.html").touch()
    with within(2):
        assert len(files_below(tmp_path)) == 5001
