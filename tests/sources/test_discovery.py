"""What the command line's paths mean."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.sources.paths import PathError, Prefix, Target, find_projects, has_settings
from tests.sources.repositories import commit, repository, write

if TYPE_CHECKING:
    from pathlib import Path


def test_without_a_path_the_working_directory_is_checked(tmp_path: Path) -> None:
    assert find_projects([], tmp_path) == (Target(tmp_path, Prefix(""), None),)
    assert find_projects(["."], tmp_path) == (Target(tmp_path, Prefix(""), None),)


def test_each_folder_is_a_project_of_its_own(tmp_path: Path) -> None:
    repository(tmp_path, {"ada/index.html": "", "bob/index.html": "", "pyscript-doctor.toml": ""})
    assert find_projects(["bob", "ada"], tmp_path) == (
        Target(tmp_path / "bob", Prefix("bob/"), None),
        Target(tmp_path / "ada", Prefix("ada/"), None),
    )


def test_a_folder_beside_the_working_directory_is_shown_by_its_way(tmp_path: Path) -> None:
    write(tmp_path, {"site/index.html": "", "here/x": ""})
    assert find_projects(["../site"], tmp_path / "here") == (Target(tmp_path / "site", Prefix("../site/"), None),)


def test_files_narrow_the_report_to_them_in_the_project_of_git(tmp_path: Path) -> None:
    repository(tmp_path, {"docs/index.html": "", "docs/main.py": "", "other.html": ""})
    assert find_projects(["docs/index.html", "docs/main.py"], tmp_path) == (
        Target(tmp_path, Prefix(""), frozenset({"docs/index.html", "docs/main.py"})),
    )


def test_a_file_s_project_is_shown_from_the_working_directory(tmp_path: Path) -> None:
    repository(tmp_path, {"docs/index.html": ""})
    assert find_projects(["index.html"], tmp_path / "docs") == (
        Target(tmp_path, Prefix("../"), frozenset({"docs/index.html"})),
    )


@pytest.mark.parametrize(
    "settings",
    [
        {"web/pyscript-doctor.toml": ""},
        {"web/pyproject.toml": "[tool.pyscript-doctor]\nselect = []\n"},
        {"web/pyproject.toml": "[tool]\npyscript-doctor.strict = true\n"},
    ],
)
def test_the_nearest_settings_make_the_project_of_a_file(tmp_path: Path, settings: dict[str, str | bytes]) -> None:
    repository(tmp_path, {"web/app/index.html": "", "pyscript-doctor.toml": "", **settings})
    assert find_projects(["web/app/index.html"], tmp_path) == (
        Target(tmp_path / "web", Prefix("web/"), frozenset({"app/index.html"})),
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('[project]\nname = "pyscript-doctor"\n', False),
        ("[tool.ruff]\n", False),
        ("tool = 1 # pyscript-doctor\n", False),
        ("[tool.pyscript-doctor]\nbroken = \n", True),
        (b"# pyscript-doctor\n\xff", True),
        ("", False),
    ],
)
def test_a_pyproject_file_counts_where_it_has_the_table_or_cannot_tell(
    tmp_path: Path, content: str | bytes, expected: bool
) -> None:
    assert has_settings(write(tmp_path, {"pyproject.toml": content})) is expected


def test_settings_above_git_s_root_belong_to_another_project(tmp_path: Path) -> None:
    write(tmp_path, {"pyscript-doctor.toml": ""})
    repository(tmp_path / "clone", {"sub/index.html": ""})
    assert find_projects(["clone/sub/index.html"], tmp_path) == (
        Target(tmp_path / "clone", Prefix("clone/"), frozenset({"sub/index.html"})),
    )


def test_a_file_outside_of_git_belongs_to_its_own_folder(tmp_path: Path) -> None:
    write(tmp_path, {"site/index.html": "", "index.html": ""})
    assert find_projects(["site/index.html", "index.html"], tmp_path) == (
        Target(tmp_path / "site", Prefix("site/"), frozenset({"index.html"})),
        Target(tmp_path, Prefix(""), frozenset({"index.html"})),
    )


def test_a_folder_that_is_named_covers_the_files_below(tmp_path: Path) -> None:
    repository(tmp_path, {"docs/sub/index.html": "", "other.html": ""})
    assert find_projects(["docs/sub/index.html", "docs", "docs/../docs/"], tmp_path) == (
        Target(tmp_path / "docs", Prefix("docs/"), None),
    )


def test_a_folder_inside_another_that_is_named_is_a_part_of_it(tmp_path: Path) -> None:
    write(tmp_path, {"docs/sub/index.html": "", "documents/index.html": ""})
    assert find_projects([".", "docs", "docs/sub/index.html"], tmp_path) == (Target(tmp_path, Prefix(""), None),)
    assert find_projects(["docs/sub", "documents", "docs"], tmp_path) == (
        Target(tmp_path / "documents", Prefix("documents/"), None),
        Target(tmp_path / "docs", Prefix("docs/"), None),
    )


@pytest.mark.parametrize("folder", ["dist", "node_modules/library"])
def test_a_folder_that_another_leaves_out_is_a_project_of_its_own(tmp_path: Path, folder: str) -> None:
    repository(tmp_path, {".gitignore": "dist/\n", f"{folder}/index.html": ""})
    assert find_projects([".", folder], tmp_path) == (
        Target(tmp_path, Prefix(""), None),
        Target(tmp_path / folder, Prefix(f"{folder}/"), None),
    )


def test_a_deleted_file_that_git_knows_is_named(tmp_path: Path) -> None:
    repository(tmp_path, {"gone/page.html": "", "index.html": ""})
    commit(tmp_path)
    (tmp_path / "gone/page.html").unlink()
    (tmp_path / "gone").rmdir()
    assert find_projects(["gone/page.html"], tmp_path) == (Target(tmp_path, Prefix(""), frozenset({"gone/page.html"})),)


@pytest.mark.parametrize("path", ["nosuch", "nosuch.html", "nosuch/deeper.html", "index.html/x", "nosuch/..", "*.html"])
def test_a_path_that_never_was_is_a_mistake_of_the_user(tmp_path: Path, path: str) -> None:
    repository(tmp_path, {"index.html": ""})
    commit(tmp_path)
    with pytest.raises(PathError) as raised:
        find_projects(["index.html", path], tmp_path)
    assert str(raised.value) == f"{path}: there is no such file or folder"


def test_a_missing_path_outside_of_git_is_a_mistake_too(tmp_path: Path) -> None:
    with pytest.raises(PathError, match="no such file or folder"):
        find_projects(["nosuch"], tmp_path)


def test_a_pipe_is_neither_file_nor_folder(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.html")
    with pytest.raises(PathError, match="neither a file nor a folder"):
        find_projects(["pipe.html"], tmp_path)


def test_a_linked_folder_is_the_folder_it_leads_to(tmp_path: Path) -> None:
    write(tmp_path, {"real/index.html": ""})
    (tmp_path / "link").symlink_to("real")
    assert find_projects(["link", "real"], tmp_path) == (Target(tmp_path / "real", Prefix("real/"), None),)
    assert find_projects(["link/index.html"], tmp_path) == (
        Target(tmp_path / "real", Prefix("real/"), frozenset({"index.html"})),
    )


def test_a_linked_file_keeps_its_name(tmp_path: Path) -> None:
    write(tmp_path, {"index.html": ""})
    (tmp_path / "link.html").symlink_to("index.html")
    assert find_projects(["link.html"], tmp_path) == (Target(tmp_path, Prefix(""), frozenset({"link.html"})),)


def test_files_are_named_as_they_are_reached_from_inside_of_the_root(tmp_path: Path) -> None:
    repository(tmp_path, {"week1/ada/index.html": "", "week1/emmy/index.html": "", "week2/index.html": ""})
    (target,) = find_projects(["index.html", "../emmy/index.html"], tmp_path / "week1" / "ada")
    assert target.root == tmp_path
    assert target.prefix == "../../"
    assert [target.prefix + path for path in ("week1/ada/index.html", "week1/emmy/index.html", "week2/index.html")] == [
        "index.html",
        "../emmy/index.html",
        "../../week2/index.html",
    ]
    assert (target.prefix + "week1/ada", target.prefix + "") == ("", "../../")


def test_files_are_named_with_the_way_to_a_root_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (target,) = find_projects(["site"], tmp_path)
    assert target.prefix + "index.html" == "site/index.html"
