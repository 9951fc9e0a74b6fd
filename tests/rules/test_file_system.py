"""The early exits of the rules about files: what looks like a fault and is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.in_one_test import in_one_test
from tests.projects import page, report_of, said
from tests.rules.scripts import findings

if TYPE_CHECKING:
    from pyscript_doctor.engine.finding import Diagnostic

ARCHIVES = "files-archive-destination"
FILES = {"a.zip": "", "b.zip": "", "a.tar": "", "a.tgz": "", "a.txt": "", "b.txt": "", "c/a.txt": ""}


def rules(rule: str, files: str, kind: str = "py", release: str = "2026.7.3", python: str = "print(1)") -> list[str]:
    """The severities with which a rule flags the table `files` of a config."""
    body = f'<{kind}-config>\n[files]\n{files}\n</{kind}-config>\n<script type="{kind}">\n{python}\n</script>'
    found = said({"index.html": page(body, release=release), **FILES})
    return [each.split()[1] for each in found if each.split()[2] == rule]


@pytest.mark.parametrize(
    ("files", "kind", "release", "expected"),
    [
        ('"./a.zip" = "./a/*"', "py", "2026.7.3", []),
        ('"./a.zip" = "./a/*"', "py", "2024.1.1", ["warning"]),
        ('"./a.zip" = "./a/*"', "py", "2024.3.2", []),
        ('"./a.zip" = ""', "py", "2026.7.3", ["warning"]),
        ('"{NOTHING}/a.zip" = ""', "py", "2026.7.3", []),
        ('"./a.txt" = "./a/*"', "py", "2026.7.3", ["error"]),
        ('"./a.txt" = "./a/*"', "py", "2024.1.1", []),
        ('"./a.txt" = ""', "py", "2026.7.3", []),
        ('"./a.tar" = "./a/*"', "py", "2026.7.3", []),
        ('"./a.tar" = "./a/*"', "mpy", "2026.7.3", ["warning"]),
        ('"./a.tgz" = "./a/*"', "py", "2024.3.2", ["warning"]),
        ('"./a.tgz" = "./a/*"', "mpy", "2026.7.3", []),
    ],
)
def test_an_archive_is_unpacked_by_what_can_unpack_it(files: str, kind: str, release: str, expected: list[str]) -> None:
    assert rules(ARCHIVES, files, kind, release) == expected


ZIP, GZIP, TAR = b"PK\x05\x06" + b"\0" * 18, b"\x1f\x8b\x08", b"\0" * 257 + b"ustar" + b"\0" * 250


@in_one_test(
    [
        ("a.zip", b"Hello", ["error"]),
        ("a.zip", b"", []),
        ("a.zip", b"version https://git-lfs.github.com/spec/v1", []),
        ("a.zip", GZIP, ["error"]),
        ("a.zip", ZIP, []),
        ("a.zip", b"#!/bin/sh" + ZIP, []),  # it unpacks itself, too
        ("a.whl", b"Hello", ["error"]),
        ("a.tar.gz", ZIP, ["error"]),
        ("a.tar.gz", GZIP, []),
        ("a.tgz", b"Hello", ["error"]),
    ]
)
def test_a_file_that_is_no_archive_cannot_be_unpacked(name: str, content: bytes, expected: list[str]) -> None:
    for kind in ("py", "mpy"):
        assert _of_archive(name, content, kind) == expected


def test_pyodide_unpacks_a_tar_that_is_not_packed_and_micropython_does_not() -> None:
    assert _of_archive("a.tar.gz", TAR, "py") == []
    assert _of_archive("a.tar.gz", TAR, "mpy") == ["error"]
    assert _of_archive("a.tar", TAR, "py") == []
    assert _of_archive("a.tar", b"Hello", "py") == ["error"]


def test_the_console_names_the_kind_of_an_archive_only_for_a_zip_on_pyodide() -> None:
    for name, kind, console in (
        ("a.zip", "py", "is not a zip file"),
        ("a.zip", "mpy", "Error"),
        ("a.tar.gz", "py", "Error"),
    ):
        (found,) = _said_of_archive(name, b"Hello", kind)
        assert found.finding.console == console


def test_a_file_that_a_placeholder_names_is_not_looked_into() -> None:
    table = '"{HERE}" = "./b"\n"{HERE}/a.zip" = "./a/*"'
    body = f'<py-config>\n[files]\n{table}\n</py-config>\n<script type="py">print(1)</script>'
    files: dict[str, str | bytes] = {"index.html": page(body), "b/a.zip": ZIP, "{HERE}/a.zip": b"Hello"}
    assert not report_of(files, select=frozenset({ARCHIVES})).diagnostics


def _of_archive(name: str, content: bytes, kind: str) -> list[str]:
    return [each.severity.label for each in _said_of_archive(name, content, kind)]


def _said_of_archive(name: str, content: bytes, kind: str) -> list[Diagnostic]:
    config = f'<{kind}-config>\n[files]\n"./{name}" = "./a/*"\n</{kind}-config>\n'
    html = page(f'{config}<script type="{kind}">print(1)</script>')
    return list(report_of({"index.html": html, name: content}, select=frozenset({ARCHIVES})).diagnostics)


@pytest.mark.parametrize("python", ["import zipfile", "open('a.zip', 'rb')", "# micropip"])
def test_a_copy_that_python_may_open_as_an_archive_is_meant(python: str) -> None:
    assert rules(ARCHIVES, '"./a.zip" = ""', python=python) == []


def test_a_module_from_elsewhere_may_open_the_copy() -> None:
    files = '"./a.zip" = ""\n"https://modules.example/reader.py" = ""'
    assert rules(ARCHIVES, files, python="import reader") == []


@pytest.mark.parametrize(
    ("destination", "meant"),
    [
        ("", "./*"),
        ("a.zip", "./*"),
        ("./a.zip", "./*"),
        ("./in/a.zip", "./in/*"),
        ("./in/", "./in/*"),
        ("/in", "/in/*"),
    ],
)
def test_the_help_says_where_an_archive_can_be_unpacked(destination: str, meant: str) -> None:
    body = f'<py-config>\n[files]\n"./a.zip" = "{destination}"\n</py-config>\n<script type="py">print(1)</script>'
    (found,) = report_of({"index.html": page(body), **FILES}, select=frozenset({ARCHIVES})).diagnostics

    assert f'"./a.zip" = "{meant}"' in found.finding.help


@pytest.mark.parametrize(
    ("table", "fix"),
    [
        ('"./a.zip?v=1" = "./a/*"', True),
        ('"{HERE}" = "./c"\n"{HERE}/a.zip?v=1" = "./a/*"', False),  # the URL is not written here as it is
        ('"./a.txt" = "./a/*"', False),
    ],
)
def test_what_is_behind_the_name_of_an_archive_can_be_removed(table: str, fix: bool) -> None:
    body = f"<py-config>\n[files]\n{table}\n</py-config>\n<script type='py'>print(1)</script>"
    found = report_of({"index.html": page(body), **FILES}, select=frozenset({ARCHIVES})).diagnostics
    assert [each.finding.fix is not None for each in found] == [fix]


@pytest.mark.parametrize(
    ("files", "kind", "release", "expected"),
    [
        ('"./a.txt" = ""\n"./c/a.txt" = ""', "py", "2026.7.3", ["error"]),
        ('"./a.txt" = "./x.txt"\n"./c/a.txt" = "x.txt"', "py", "2026.7.3", ["warning"]),
        ('"./a.txt" = ""\n"./b.txt" = ""', "py", "2026.7.3", []),
        ('"./a.txt" = ""\n"{NOTHING}/a.txt" = ""', "py", "2026.7.3", []),
        ('"./a.zip" = "./x/*"\n"./b.zip" = "./x/*"', "py", "2026.7.3", []),
        ('"./a.zip" = "./x/*"\n"./b.zip" = "./x/*"', "py", "2024.10.2", ["error"]),
        ('"./a.zip" = "./x/*"\n"./b.zip" = "./x/*"', "mpy", "2026.7.3", ["error"]),
        ('"./a.zip" = "./x/*"\n"./b.zip" = "x/*"', "mpy", "2026.7.3", []),
    ],
)
def test_two_files_have_one_destination(files: str, kind: str, release: str, expected: list[str]) -> None:
    assert rules("files-duplicate-destination", files, kind, release) == expected


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ('"data.txt" = "https://example.org/data.txt"', ["error"]),
        ('"https://example.org/data.txt" = "data.txt"', []),
        ('"https://example.org/a.txt" = "https://example.org/b.txt"', []),
        ('"./a.txt" = "./b.txt"', []),
    ],
)
def test_a_url_belongs_first(files: str, expected: list[str]) -> None:
    assert rules("files-reversed", files) == expected


READS = "print(open('notes.txt').read())"
ON_CLICK = f"""
from pyscript import when
@when('click', '#a')
def read(event):
    try:
        {READS}
    except OSError:
        pass
open('notes.txt', 'w')
"""


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (READS, ["1 warning"]),
        (f"try:\n {READS}\nexcept FileNotFoundError: pass", []),
        (f"try:\n {READS}\nexcept IOError: pass", []),
        (f"try:\n {READS}\nexcept KeyError: pass", ["2 warning"]),
        (f"open('notes.txt', 'w').write('x')\n{READS}", []),
        (f"import os\nos.chdir('x')\n{READS}", []),
        ("open('notes')", []),
        ("open('pyscript/notes.txt')", []),
        ("open('/etc/notes.txt')", []),
        ("open(name)", []),
        ("open('notes.txt', mode)", []),
    ],
)
def test_a_file_is_missed_only_where_nothing_can_bring_it(source: str, expected: list[str]) -> None:
    assert findings("open-not-in-files", source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f"try:\n {READS}\nexcept OSError: pass\nopen('notes.txt', 'w')", ["2 info"]),
        (f"import os\nif os.path.exists('./notes.txt'):\n {READS}\nopen('notes.txt', 'w')", ["3 info"]),
        (f"import os\nif os.path.exists('other.txt'):\n {READS}\nopen('notes.txt', 'w')", []),
        (f"import os\nif os.path.exists(name):\n {READS}\nopen('notes.txt', 'w')", []),
        (f"try:\n {READS}\nexcept OSError: pass", []),
        (f"open('notes.txt', 'w')\n{READS}", []),
        (f"def read():\n try:\n  {READS}\n except OSError: pass\nopen('notes.txt', 'w')\nread()", ["3 info"]),
        (f"def read(event):\n try:\n  {READS}\n except OSError: pass\nopen('notes.txt', 'w')", []),
        (ON_CLICK, []),
        (f"import os\nos.stat(0)\n{READS}\nopen('notes.txt', 'w')", []),
        ("from js import window\nwindow.showSaveFilePicker()", ["2 info"]),
        ("from js import window\ndef save(event):\n window.showSaveFilePicker()\nwindow.f = save", []),
        ("from pyscript import fs\nawait fs.mount('/data')", ["2 info"]),
        ("from js import window\nwindow.alert('x')", []),
    ],
)
def test_a_file_of_the_last_visit_is_expected_where_it_is_looked_for(source: str, expected: list[str]) -> None:
    assert findings("persistence-expected", source) == expected


def _files(table: str) -> str:
    return f"<script type='py' config='{{\"files\": {{{table}}}}}'>"


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ('"{DATA}/a.csv": ""', ["0 error"]),
        ('"{DATA}": "https://example.com", "{DATA}/a.csv": ""', []),
        ('"{DATA}/a.csv": "", "{DATA}": "https://example.com"', ["0 error"]),
        ('"{DATA}": "https://example.com", "{DATA}/a.csv": "./{TO}/a.csv"', ["0 error"]),
        ('"{{ url }}/a.csv": ""', []),
        ('"${url}/a.csv": ""', []),
        ('"a.csv": ""', []),
    ],
)
def test_a_placeholder_is_defined_above_the_line_that_uses_it(table: str, expected: list[str]) -> None:
    assert findings("files-unknown-placeholder", "print(1)", _files(table)) == expected


def test_a_template_may_fill_in_a_config_file() -> None:
    tag = '<script type="py" config="pyscript.toml">'
    for url, expected in {"{{ url }}": 0, "${url}": 0, "{% if a %}{DATA}": 0, "{DATA}": 1}.items():
        files = {"pyscript.toml": f'[files]\n"{url}/a.csv" = ""\n'}
        assert len(findings("files-unknown-placeholder", "print(1)", tag, files=files)) == expected


def test_the_placeholder_is_underlined_where_it_is() -> None:
    config = '[files]\n"a.csv" = "./{TO}/a.csv"\n"{DATA}/b.csv" = "b.csv"\n'
    files = {"index.html": page('<script type="py" config="pyscript.toml">1</script>'), "pyscript.toml": config}
    spans = [
        each.finding.span for each in report_of(files).diagnostics if each.rule.name == "files-unknown-placeholder"
    ]
    assert [config[span.start : span.end].strip('"') for span in spans] == ["./{TO}/a.csv", "{DATA}/b.csv"]


def test_two_archives_for_one_folder_stop_pyscript_in_its_own_words() -> None:
    tables = {'"a.zip" = "./a/*"\n"b.zip" = "./a/*"': "File exists", '"a.txt" = "./c"\n"b.txt" = "./c"': "Duplicated"}
    for table, console in tables.items():
        body = f'<mpy-config>\n[files]\n{table}\n</mpy-config>\n<script type="mpy">1</script>'
        report = report_of({"index.html": page(body), **FILES})
        (found,) = [each.finding for each in report.diagnostics if each.rule.name == "files-duplicate-destination"]
        assert found.console.startswith(console)


def missing(body: str, files: dict[str, str] | None = None, release: str = "2026.7.3") -> list[tuple[str, str]]:
    """The message of each missing file, and what it is unless."""
    report = report_of({"index.html": page(body, release=release), **(files or {})})
    found = [each for each in report.diagnostics if each.rule.name == "missing-local-file"]
    return [(f"{each.severity.label}: {each.finding.message}", each.finding.unless) for each in found]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('<script type="py" src="a.py"></script>', "error: the Python file `a.py` does not exist"),
        ('<script type="py" config="a.toml">1</script>', "error: the config file `a.toml` does not exist"),
        (
            '<script src="a.js"></script><script type="py">1</script>',
            "warning: the JavaScript file `a.js` does not exist",
        ),
        (
            '<link rel="stylesheet" href="a.css"><script type="py">1</script>',
            "warning: the stylesheet `a.css` does not exist",
        ),
    ],
)
def test_what_a_page_names_and_does_not_have(body: str, message: str) -> None:
    assert missing(body) == [(message, "")]


@pytest.mark.parametrize(
    "body",
    [
        '<img src="a.png"><script type="py">1</script>',
        '<a href="a.html">a</a><script type="py">1</script>',
        '<script src="./mini-coi.js"></script><script type="py">1</script>',
        '<script type="py" src="https://example.com/a.py"></script>',
    ],
)
def test_other_files_are_no_matter_of_this_rule(body: str) -> None:
    assert missing(body) == []


def test_a_file_that_a_config_names_may_be_made_by_a_build() -> None:
    body = """<script type="py" config='{"files": {"a.csv": ""}}'>1</script>"""
    made = "your build or your server makes this file"
    assert missing(body) == [("warning: the file `a.csv` does not exist", made)]
    moved = missing(body, {"data/a.csv": "1"})
    assert moved == [("warning: the file `a.csv` does not exist", "your build copies the file there")]


def test_older_releases_go_on_without_a_file_of_the_config() -> None:
    body = """<script type="py" config='{"files": {"a.csv": ""}}'>1</script>"""
    for release, severity in (("2025.7.3", "warning"), ("2025.8.1", "error")):
        assert missing(body, {"A.csv": "1"}, release) == [(f"{severity}: the file `a.csv` does not exist", "")]


def test_a_folder_is_not_a_file() -> None:
    body = """<script type="py" config='{"files": {"data": ""}}'>1</script>"""
    message = "`data` is a folder, but `files` copies single files"
    assert missing(body, {"data/a.csv": "1"}) == [(f"error: {message}", "")]
    assert missing(body, {"data/a.csv": "1"}, "2025.8.1") == [(f"error: {message}", "")]
    assert missing(body, {"data/a.csv": "1"}, "2025.7.3") == [(f"warning: {message}", "")]


def test_the_help_names_a_few_files_of_a_large_folder() -> None:
    body = """<script type="py" config='{"files": {"data": ""}}'>1</script>"""
    for number, more in ((5, False), (6, True)):
        files = {f"data/{index}.csv": "1" for index in range(number)}
        report = report_of({"index.html": page(body), **files}, select=frozenset({"missing-local-file"}))
        (found,) = report.diagnostics
        assert ("# ..." in found.finding.help) is more
        assert '"data/4.csv" = "./data/4.csv"' in found.finding.help


@pytest.mark.parametrize(
    ("python", "expected"),
    [
        ("open('results/a.txt', 'w')", ["warning"]),
        ("open('results/a.txt', mode='a')", ["warning"]),
        ("open('a.txt', 'w')", []),
        ("open('c/a.txt', 'w')", []),
        ("open('/tmp/a.txt', 'w')", []),
        ("try:\n    open('results/a.txt', 'w')\nexcept OSError:\n    pass", []),
        ("import os\nos.mkdir('results')\nopen('results/a.txt', 'w')", []),
        ("import os\nif os.path.exists('results'):\n    open('results/a.txt', 'w')", []),
        ("from pyscript import fs\nawait fs.mount('/results')\nopen('results/a.txt', 'w')", []),
        ("import shutil\nshutil.unpack_archive('a.zip')\nopen('results/a.txt', 'w')", []),
        ("import os\nos.listdir('pictures')", ["warning"]),
        ("import os\nos.listdir('pictures/')", ["warning"]),
        ("import os\nos.scandir(path='pictures')", ["warning"]),
        ("import os\nos.listdir()\nos.listdir('.')\nos.listdir('/')\nos.listdir('c')\nos.listdir(os.name)", []),
        ("import os\ntry:\n    os.listdir('pictures')\nexcept FileNotFoundError:\n    pass", []),
        ("import os\nopen('pyscript/a.txt', 'w')", []),
    ],
)
def test_a_folder_is_there_if_something_may_make_it(python: str, expected: list[str]) -> None:
    assert rules("open-not-in-files", '"./c/a.txt" = "./c/a.txt"', python=python) == expected


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("title: a", 1),
        ("include: [_app]", 0),
        ("include: [main.py]", 1),  # its folder is left out all the same
    ],
)
def test_jekyll_leaves_out_folders_with_an_underscore_unless_they_are_included(settings: str, expected: int) -> None:
    html = page('<script type="py" src="_app/main.py"></script>')
    files = {"index.html": html, "_app/main.py": "print(1)", "_config.yml": settings}
    assert len(report_of(files, select=frozenset({"jekyll-underscore"})).diagnostics) == expected
