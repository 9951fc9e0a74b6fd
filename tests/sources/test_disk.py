"""What a folder answers when it is asked for paths and phrases."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.sources.disk import Disk
from pyscript_doctor.sources.file_names import FileNames
from pyscript_doctor.sources.reading import LARGEST_FILE
from pyscript_doctor.sources.searching import LARGEST_SEARCHED
from pyscript_doctor.sources.snapshot import Fetch, Resource, Search, Snapshot, Status
from tests.sources.repositories import commit, git, repository, write

if TYPE_CHECKING:
    from pathlib import Path

    from pyscript_doctor.sources.snapshot import Source


def fetch(root: Path, path: str) -> Resource:
    disk: Source = Disk(root)
    return disk.answer(disk.open(), [Fetch(path)]).resources[path]


def search(root: Path, *phrases: str) -> dict[str, tuple[str, ...]]:
    disk = Disk(root)
    return dict(disk.answer(disk.open(), map(Search, phrases)).matches)


def test_opening_lists_the_files_and_reads_none(tmp_path: Path) -> None:
    write(tmp_path, {"index.html": "x", "app/main.py": ""})
    assert Disk(tmp_path).open() == Snapshot(FileNames({"index.html", "app/main.py"}))


def test_answers_are_added_to_those_that_are_there(tmp_path: Path) -> None:
    disk = Disk(write(tmp_path, {"a": "1", "b": "2"}))
    first = disk.answer(disk.open(), [Fetch("a"), Search("1")])
    second = disk.answer(first, [Fetch("b")])
    assert {path: resource.content for path, resource in second.resources.items()} == {"a": b"1", "b": b"2"}
    assert second.answers(Search("1"))
    assert not first.answers(Fetch("b"))


def test_a_listed_file_is_found_with_its_bytes(tmp_path: Path) -> None:
    write(tmp_path, {"app/main.py": b"\xff\0\r\n"})
    assert fetch(tmp_path, "app/main.py") == Resource("app/main.py", Status.FOUND, b"\xff\0\r\n")


@pytest.mark.parametrize("path", ["./app/main.py", "app//main.py", "app/../app/./main.py"])
def test_dots_in_a_path_are_followed(tmp_path: Path, path: str) -> None:
    write(tmp_path, {"app/main.py": "x"})
    assert fetch(tmp_path, path).status is Status.FOUND


@pytest.mark.parametrize("path", ["node_modules/x.js", ".hidden/__pycache__/x"])
def test_a_file_that_is_not_listed_is_found_where_it_is_asked_for(tmp_path: Path, path: str) -> None:
    assert fetch(write(tmp_path, {path: "x"}), path).content == b"x"


@pytest.mark.parametrize(
    "path", ["nosuch.py", "nosuch/main.py", "app/main.py/x", "app\\main.py", "a\0b", "a/" * 3000, "x" * 300]
)
def test_what_is_not_there_is_missing(tmp_path: Path, path: str) -> None:
    assert fetch(write(tmp_path, {"app/main.py": ""}), path).status is Status.MISSING


@pytest.mark.parametrize("path", ["App/main.py", "app/Main.py", "app/main.PY"])
def test_the_case_of_a_name_matters_as_on_a_web_server(tmp_path: Path, path: str) -> None:
    assert fetch(write(tmp_path, {"app/main.py": ""}), path).status is Status.MISSING


def test_the_case_matters_where_the_file_system_does_not_care(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"Main.py": ""})
    # On Windows and macOS opening `main.py` opens `Main.py`: here a link that the listing does not show does so.
    (tmp_path / "main.py").symlink_to("Main.py")
    names = os.listdir
    monkeypatch.setattr(os, "listdir", lambda folder: [name for name in names(folder) if name != "main.py"])
    disk = Disk(tmp_path)
    assert disk.answer(Snapshot(), [Fetch("main.py")]).resources["main.py"].status is Status.MISSING


def test_a_build_product_that_git_ignores_will_be_there(tmp_path: Path) -> None:
    repository(tmp_path, {".gitignore": "/dist/\n", "index.html": ""})
    assert fetch(tmp_path, "dist/app.js").status is Status.IGNORED
    assert fetch(tmp_path, "dost/app.js").status is Status.MISSING


def test_an_ignored_file_that_is_there_is_found_but_not_listed(tmp_path: Path) -> None:
    repository(tmp_path, {".gitignore": "/dist/\n", "dist/app.js": "x"})
    assert fetch(tmp_path, "dist/app.js").status is Status.FOUND
    assert Disk(tmp_path).open().listing == FileNames({".gitignore"})


def test_an_ignored_file_that_was_named_is_listed(tmp_path: Path) -> None:
    repository(tmp_path, {".gitignore": "/dist/\n", "dist/index.html": "", "dist/other.html": ""})
    disk = Disk(tmp_path, frozenset({"dist/index.html", "dist/deleted.html"}))
    assert disk.open().listing == FileNames({".gitignore", "dist/index.html"})


def test_patterns_above_the_root_hold_up_to_git_s_root(tmp_path: Path) -> None:
    write(tmp_path, {".gitignore": "*.html\n"})
    repository(tmp_path / "clone", {".gitignore": "*.log\n/site/made/\n", ".git/info/exclude": "notes\n"})
    root = write(tmp_path / "clone/site", {"index.html": "", "x.log": "", "made/app.js": "", "notes": ""})
    assert Disk(root).open().listing == FileNames({"index.html"})
    assert fetch(root, "made/other.js").status is Status.IGNORED


def test_a_root_that_git_ignores_is_read_because_it_was_asked_for(tmp_path: Path) -> None:
    repository(tmp_path, {".gitignore": "/dist/\n"})
    root = write(tmp_path / "dist", {"index.html": "", "x.log": "", "sub/.gitignore": "*\n", "sub/y": ""})
    assert Disk(root).open().listing == FileNames({"index.html", "x.log"})
    assert fetch(root, "nosuch.js").status is Status.MISSING
    assert fetch(root, "sub/nosuch.js").status is Status.IGNORED


def test_a_submodule_that_was_not_checked_out_is_told(tmp_path: Path) -> None:
    library = repository(tmp_path / "library", {"x.py": "x"})
    commit(library)
    project = repository(tmp_path / "project", {"site/index.html": ""})
    git(project, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(library), "site/libs/x")
    assert fetch(project / "site", "libs/x/x.py").status is Status.FOUND
    assert fetch(project / "site", "libs/x/nosuch.py").status is Status.MISSING
    git(project, "submodule", "--quiet", "deinit", "--force", "--all")
    assert fetch(project / "site", "libs/x/x.py").status is Status.SUBMODULE
    assert fetch(project, "site/libs/x/x.py").status is Status.SUBMODULE
    (project / "site/libs/x").rmdir()
    assert fetch(project, "site/libs/x/x.py").status is Status.SUBMODULE
    assert fetch(project, "site/libs/y/x.py").status is Status.MISSING


def test_a_path_above_the_root_is_read_within_git_s_root(tmp_path: Path) -> None:
    repository(tmp_path / "clone", {"site/index.html": "", "shared/main.py": "x", ".gitignore": "made\n"})
    write(tmp_path, {"secret": "x"})
    root = tmp_path / "clone/site"
    assert fetch(root, "../shared/main.py") == Resource("../shared/main.py", Status.FOUND, b"x")
    assert fetch(root, "../shared/Main.py").status is Status.MISSING
    assert fetch(root, "../shared/made/x").status is Status.IGNORED
    assert fetch(root, "../../secret").status is Status.OUTSIDE
    assert fetch(root, "../../clone/site/index.html").status is Status.OUTSIDE


@pytest.mark.parametrize("path", ["../secret", "/etc/passwd", "a/../../secret", "../nosuch"])
def test_without_git_the_root_is_the_border(tmp_path: Path, path: str) -> None:
    write(tmp_path, {"secret": "x", "project/a/index.html": ""})
    assert fetch(tmp_path / "project", path).status is Status.OUTSIDE


def test_a_link_that_leads_out_is_outside(tmp_path: Path) -> None:
    write(tmp_path, {"secret": "x", "folder/secret": "x", "project/index.html": ""})
    (tmp_path / "project/link").symlink_to("../secret")
    (tmp_path / "project/folder").symlink_to("../folder")
    for path in ("link", "folder/secret"):
        resource = fetch(tmp_path / "project", path)
        assert (resource.status, resource.content) == (Status.OUTSIDE, b"")
        assert resource.reason == "is a link that leads out of the project"


def test_links_inside_are_followed_and_dead_ones_missing(tmp_path: Path) -> None:
    write(tmp_path, {"src/main.py": "x"})
    (tmp_path / "py").symlink_to("src")
    (tmp_path / "again").symlink_to("py")
    (tmp_path / "dead").symlink_to("nosuch")
    (tmp_path / "loop").symlink_to("loop")
    assert fetch(tmp_path, "again/main.py").content == b"x"
    assert fetch(tmp_path, "dead").status is Status.MISSING
    assert fetch(tmp_path, "loop").status is Status.UNREADABLE


@pytest.mark.parametrize("path", ["app", "app/", "", "."])
def test_a_folder_is_no_file(tmp_path: Path, path: str) -> None:
    write(tmp_path, {"app/main.py": ""})
    assert fetch(tmp_path, path) == Resource(path, Status.UNREADABLE, reason="is a folder")


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "main.py")
    assert fetch(tmp_path, "main.py") == Resource("main.py", Status.UNREADABLE, reason="is not a regular file")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "page.html").open("wb") as file:
        file.truncate(LARGEST_FILE + 1_500_000)
    resource = fetch(tmp_path, "page.html")
    assert resource == Resource("page.html", Status.UNREADABLE, reason="is larger than 8 MB (9.5 MB)")
    assert Disk(tmp_path).open().listing == FileNames({"page.html"})


def test_what_the_system_does_not_let_us_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A name that is too long for the system does what missing permissions do: the superuser has all of them.
    write(tmp_path, {"index.html": ""})
    long = "x" * 300
    names = os.listdir
    monkeypatch.setattr(os, "listdir", lambda folder: [*names(folder), long])
    resource = fetch(tmp_path, long)
    assert resource.status is Status.UNREADABLE
    assert resource.reason == "cannot be read: file name too long"


def test_names_that_are_no_utf_8_are_read_and_searched(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.html")
    (tmp_path / name).write_bytes(b"phrase")
    assert fetch(tmp_path, name).content == b"phrase"
    assert search(tmp_path, "phrase", "caf\udce9") == {"phrase": (name,), "caf\udce9": ()}


def test_an_unreadable_folder_is_in_the_snapshot_from_the_start(tmp_path: Path) -> None:
    (tmp_path / ("d/" * 105)).mkdir(parents=True)
    opened = Disk(tmp_path).open()
    assert [resource.status for resource in opened.resources.values()] == [Status.UNLISTED]


def test_a_phrase_is_found_in_any_case_in_the_files_that_are_listed(tmp_path: Path) -> None:
    repository(
        tmp_path,
        {
            ".gitignore": "made\n",
            "netlify.toml": "Cross-Origin-Embedder-Policy",
            "app/server.py": "x = 'cross-origin-embedder-policy'",
            "other.py": "Cross Origin Embedder Policy",
            "made/server.js": "Cross-Origin-Embedder-Policy",
            "node_modules/x.js": "Cross-Origin-Embedder-Policy",
            "vendor/x.js": "Cross-Origin-Embedder-Policy",
        },
    )
    assert search(tmp_path, "cross-origin-EMBEDDER-policy", "nowhere") == {
        "cross-origin-EMBEDDER-policy": ("app/server.py", "netlify.toml"),
        "nowhere": (),
    }


def test_only_ascii_letters_have_two_cases(tmp_path: Path) -> None:
    write(tmp_path, {"a": "straße Ä", "b": "STRASSE ä"})
    assert search(tmp_path, "Straße", "ä") == {"Straße": ("a",), "ä": ("b",)}


def test_binary_and_large_files_are_not_searched(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "binary": b"phrase\0",
            "photo.png": "phrase",
            "large": b"phrase" + b"x" * LARGEST_SEARCHED,
            "late": b"phrase" + b"x" * 10_000 + b"\0",
        },
    )
    assert search(tmp_path, "phrase") == {"phrase": ("late",)}
