"""What a path that leads nowhere was probably meant to be."""

from __future__ import annotations

import pytest

from pyscript_doctor.parsers.text import Text
from pyscript_doctor.project.urls.reference import Base, Missing, Reference, ReferenceKind
from pyscript_doctor.queries.mistaken_paths import meant_by_end, mistake, url_of
from pyscript_doctor.sources.file_names import FileNames


@pytest.mark.parametrize(
    ("url", "path", "files", "kind", "meant"),
    [
        ("app\\main.py", "app/main.py", ["app/main.py"], "backslash", "app/main.py"),
        ("app\\main.py", "app/main.py", ["app/other.js"], "", ""),
        ("app/Main.py", "app/Main.py", ["app/main.py"], "case", "app/main.py"),
        ("app/mian.py", "app/mian.py", ["app/main.py", "app/tea.py"], "near", "app/main.py"),
        ("mian.py", "mian.py", ["app/main.py"], "", ""),
        ("main.py", "main.py", ["app/main.py"], "elsewhere", "app/main.py"),
        ("a/main.py", "a/main.py", ["a/b/main.py", "c/main.py"], "elsewhere", "a/b/main.py"),
        ("a/main.py", "a/main.py", ["x/y/main.py", "x/z/main.py"], "elsewhere", "x/y/main.py"),
        ("tea.py", "tea.py", ["main.py"], "", ""),
    ],
)
def test_the_likeliest_mistake(url: str, path: str, files: list[str], kind: str, meant: str) -> None:
    missing = Missing(path)
    reference = Reference(ReferenceKind.PYTHON, Text("index.html", url, ()), url, missing)
    found = mistake(reference, missing, FileNames(files))
    assert (str(found.kind), found.path) == (kind, meant) if found else not kind


@pytest.mark.parametrize(
    ("url", "files", "of_static", "meant"),
    [
        ("/static/app/mian.py", ["app/main.py"], False, "app/main.py"),
        ("/static/app/main.py", ["app/main.py"], False, None),
        ("./app/mian.py?v=1", ["web/app/main.py"], False, "web/app/main.py"),
        ("../mian.py", ["web/app/main.py"], False, "web/app/main.py"),
        ("../../mian.py", ["web/app/main.py"], False, "web/app/main.py"),
        ("app/mian.py", ["web/other/main.py"], False, None),
        ("app/mian.js", ["app/main.py"], False, None),
        ("app/mian", ["app/main"], False, None),
        ("app/", ["app/main.py"], False, None),
        ("app/tea.py", ["app/main.py"], False, None),
        ("app/mäin.py", ["app/main.py"], False, None),
        ("app/main.py", ["web/main.py"], True, "web/main.py"),
        ("app/main.py", ["web/main.py"], False, None),
        ("app/main.py", ["web/main.py", "other/main.py"], True, None),
    ],
)
def test_the_file_that_the_end_of_a_url_means(url: str, files: list[str], of_static: bool, meant: str | None) -> None:
    assert meant_by_end(url, FileNames(files), of_static=of_static) == meant


@pytest.mark.parametrize(
    ("path", "folder", "written", "url"),
    [
        ("app/main.py", "", "mian.py", "app/main.py"),
        ("app/main.py", "", "./mian.py", "./app/main.py"),
        ("app/main.py", "app", "mian.py", "main.py"),
        ("app/main.py", "web", "mian.py", "../app/main.py"),
        ("app/main.py", "web", "./mian.py", "../app/main.py"),
        ("app/main.py", "web", "/mian.py", "/app/main.py"),
        ("app/main.py", "web", "//mian.py", "../app/main.py"),
    ],
)
def test_a_path_is_named_in_the_style_of_the_url(path: str, folder: str, written: str, url: str) -> None:
    assert url_of(path, Base(folder), written) == url
