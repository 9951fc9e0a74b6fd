"""Which files Python opens, and which of them it may make itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.knowledge.interpreters import Interpreter
from pyscript_doctor.queries.file_uses import (
    READERS,
    addresses_opened,
    files_read,
    may_make_files,
    mentioned,
    relative_path,
    writings,
)
from tests.in_one_test import in_one_test
from tests.projects import page, project_of

if TYPE_CHECKING:
    from pyscript_doctor.project.program.facts import Code
    from pyscript_doctor.project.runtime.runtime import Runtime

START = """\
import io, os, shutil
from pathlib import Path
from pyscript import window
name = input()
def load(path): return open(path)
"""


def runtime_of(source: str, config: str = "", files: dict[str, str | bytes] | None = None) -> Runtime:
    html = page(f'{config}<script type="py">\n{START}{source}\n</script>')
    (runtime,) = project_of({"index.html": html, **(files or {})}).runtimes
    return runtime


def code_of(source: str) -> Code:
    (code,) = runtime_of(source).codes
    return code


def read(source: str) -> list[str]:
    return [use.path for use in files_read(code_of(source))]


PYODIDE, MICROPYTHON = Interpreter.PYODIDE, Interpreter.MICROPYTHON


@pytest.mark.parametrize(
    ("path", "pyodide", "micropython"),
    [
        ("notes.txt", "notes.txt", "notes.txt"),
        ("./data/../notes.txt", "notes.txt", "notes.txt"),
        ("/home/pyodide/data/notes.txt", "data/notes.txt", None),
        ("/notes.txt", None, "notes.txt"),
        ("/lib/notes.txt", None, None),
        ("/elsewhere/of/python/notes.txt", None, None),
        ("../notes.txt", None, None),
        ("https://example.com/notes.txt", None, None),
        ("data/", None, None),
        (".", None, None),
        ("", None, None),
        (" ", None, None),
        ("one\ntwo", None, None),
    ],
)
def test_a_path_from_the_working_directory(path: str, pyodide: str | None, micropython: str | None) -> None:
    assert relative_path(path, PYODIDE) == pyodide
    assert relative_path(path, MICROPYTHON) == micropython


@in_one_test(
    [
        *("open('a.txt')", "open('a.txt', 'r')", "open('a.txt', mode='rb')", "io.open(file='a.txt')"),
        *("Path('a.txt').read_text()", "Path('a.txt').read_bytes()", "Path('a.txt').open()", "Path('a.txt').open('r')"),
        "Path('a.txt').read_text('utf-8')",
        *("with open('a.txt') as file:\n    pass", "load('a.txt')"),
    ]
)
def test_what_opens_a_file_to_read_it(source: str) -> None:
    assert read(source) == ["a.txt"]


def test_what_opens_a_file_for_a_package() -> None:
    for function in READERS:
        module, _, member = function.rpartition(".")
        assert read(f"import {module} as package\npackage.{member}('a.txt', 'other.txt')") == ["a.txt"]


@in_one_test(
    [
        *(
            "open('a.txt', 'w')",
            "open('a.txt', name)",
            "open(name)",
            "open()",
            "open(1)",
            "open('a.txt', 1)",
            "print('a.txt')",
        ),
        *("Path('a.txt').open('w')", "Path('a.txt').open(name)", "Path('a.txt').write_text('')", "Path('a.txt')"),
        *("Path('data', 'a.txt').read_text()", "Path('a.txt').parent.read_text()", "Path('a.txt').exists()"),
        *("import json\njson.loads('a.txt').read_text()", "window.open('a.txt')", "Path('a.txt')()"),
    ]
)
def test_what_does_not_read_a_file_by_its_name(source: str) -> None:
    assert read(source) == []


@pytest.mark.parametrize(
    ("source", "path"),
    [
        ("open('a.txt', 'w')", "a.txt"),
        ("open('a.txt', mode='a')", "a.txt"),
        ("open('a.txt', name)", "a.txt"),
        ("open(file='in/a.txt', mode='x')", "in/a.txt"),
        ("open('a.txt', 'r')", ""),
        ("open('a.txt')", ""),
        ("open(name, 'w')", ""),
        ("print('a.txt', 'w')", ""),
    ],
)
def test_what_opens_a_file_to_write_it(source: str, path: str) -> None:
    assert [use.path for use in writings(code_of(source))] == [path] * bool(path)


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("open('https://example.com/a.txt')", 1),
        ("open(file='http://example.com/a.txt')", 1),
        ("from PIL import Image\nImage.open('https://example.com/a.png')", 1),
        ("from PIL import Image\nImage.open(fp='https://example.com/a.png')", 1),
        ("open('a.txt', 'https://example.com/a.txt')", 0),
        ("open('a.txt')", 0),
        ("print('https://example.com/a.txt')", 0),
    ],
)
def test_what_opens_an_address(source: str, count: int) -> None:
    assert len([*addresses_opened(code_of(source))]) == count


@in_one_test(
    [
        *("os.chdir('data')", "shutil.move('a', 'b')", "import zipfile\nzipfile.ZipFile('a.zip')"),
        *("open(name, 'w')", "window.unpackArchive()\nshutil.unpack_archive('a.zip')", "Path(name).write_text('')"),
        *("window.pyodide.FS.writeFile(name, name)", "name.save()", "import sys\nsys.save_all(1)"),
        "import json\njson.loads('a.txt').save()",
    ]
)
def test_what_may_bring_files_of_any_name(source: str) -> None:
    assert may_make_files(runtime_of(source))


@in_one_test(
    [
        *("open('a.txt')", "open('a.txt', 'w')", "open(name)", "open(name, 'r')", "Path('a.txt').write_text('')"),
        *("shutil.copy('a.txt', name)", "import json\njson.dump({}, open('a.txt', 'w'))", "print(name)"),
        *("from matplotlib import pyplot\npyplot.savefig(io.BytesIO())", "Path('a.txt')()", "import js\njs()"),
    ]
)
def test_what_brings_only_files_that_it_names(source: str) -> None:
    assert not may_make_files(runtime_of(source))


def test_python_that_is_not_there_may_bring_files() -> None:
    remote = '<py-config>\n[files]\n"https://example.com/helper.py" = ""\n</py-config>'
    assert may_make_files(runtime_of("import helper", remote))
    broken = '<py-config>\n[files]\n"./helper.py" = ""\n</py-config>'
    assert may_make_files(runtime_of("import helper", broken, {"helper.py": "def ("}))
    assert not may_make_files(runtime_of("import helper", broken, {"helper.py": ""}))
    assert may_make_files(runtime_of("print(1)", '<script type="py" src="./other.py"></script>'))


@in_one_test(
    [
        *("open('a.txt', 'w')", "Path('a.txt').write_text('')", "shutil.copy('b.txt', './a.txt')"),
        *("os.path.exists('a.txt')", "Path('a.txt').exists()", "print('a.txt')", "name == 'a.txt'"),
        "open('a.txt')\nprint('a.txt')",
        "load('a.txt')\nopen('a.txt', 'w')",
        "load('a.txt')\nos.path.exists('a.txt')",
    ]
)
def test_what_names_a_file_elsewhere_than_where_it_is_read(source: str) -> None:
    assert "a.txt" in mentioned(runtime_of(source))


@in_one_test(["open('a.txt')", "load('a.txt')", "Path('a.txt').read_text()", "print('b.txt')"])
def test_what_only_reads_a_file_is_no_sign_that_it_is_made(source: str) -> None:
    assert "a.txt" not in mentioned(runtime_of(source))


def test_a_string_that_is_checked_on_its_way_to_open_may_be_made() -> None:
    checked = "def get(path):\n    if os.path.exists(path):\n        return open(path)\nget('a.txt')"
    assert "a.txt" in mentioned(runtime_of(checked))
    made = "def get(path):\n    open(path, 'w')\n    return open(path)\nget('a.txt')"
    assert "a.txt" in mentioned(runtime_of(made))
    copied = "def get(path):\n    shutil.copy('b.txt', path)\n    return open(path)\nget('a.txt')"
    assert "a.txt" in mentioned(runtime_of(copied))
    shown = "def get(path):\n    print(path)\n    return open(path)\nget('a.txt')"
    assert "a.txt" not in mentioned(runtime_of(shown))
