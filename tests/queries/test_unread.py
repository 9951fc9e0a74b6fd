"""What was not read is named, with the reason."""

from __future__ import annotations

import sys

import pytest

from pyscript_doctor.engine.report import merge, prefixed
from pyscript_doctor.engine.session import Session
from pyscript_doctor.queries.unread import HOST
from pyscript_doctor.reporters.terminal.styled import plain
from pyscript_doctor.reporters.text.text import text_lines
from pyscript_doctor.sources.memory import Files
from tests.projects import page, report_of
from tests.rules.sites import Site

MAIN = '<script type="py" src="main.py"></script>'
NEWEST = 'name = "Ada"\nprint(t"hello {name}")\n'
NEW_SYNTAX = f"it seems to use syntax of Python 3.14, and this doctor runs on {HOST}"
older_than_3_14 = pytest.mark.skipif(sys.version_info >= (3, 14), reason="this Python reads it")


def unread(files: dict[str, str]) -> dict[str, str]:
    return {skip.path: skip.reason for skip in report_of(files).skips if skip.path}


def shown(files: dict[str, str]) -> str:
    return plain(text_lines(report_of(files), 200))


@older_than_3_14
def test_python_that_is_newer_than_the_doctors_own_is_named() -> None:
    assert unread({"index.html": page(MAIN), "main.py": NEWEST}) == {"main.py": NEW_SYNTAX}


@older_than_3_14
def test_it_is_named_too_if_the_version_of_the_interpreter_is_not_known() -> None:
    """The config that is missing may say which one to load."""
    script = '<script type="py" src="main.py" config="missing.toml"></script>'
    assert unread({"index.html": page(script), "main.py": NEWEST}) == {"main.py": NEW_SYNTAX}


@older_than_3_14
def test_a_script_in_the_page_is_named_by_its_line() -> None:
    files = {"index.html": page(f'<script type="py">\n{NEWEST}</script>')}
    assert unread(files) == {"index.html": f"of the script in line 8, {NEW_SYNTAX}"}


@older_than_3_14
def test_a_module_that_is_imported_is_named() -> None:
    config = '<py-config>[files]\n"./helper.py" = ""\n</py-config><script type="py">import helper</script>'
    assert unread({"index.html": page(config), "helper.py": NEWEST}) == {"helper.py": NEW_SYNTAX}


@older_than_3_14
def test_nothing_is_all_good_where_something_was_not_read() -> None:
    said = shown({"index.html": page(MAIN), "main.py": NEWEST})
    assert "All good" not in said
    assert "Nothing wrong in what the doctor could read.\n" in said
    assert f"\nNot checked: main.py ({NEW_SYNTAX}).\n" in said


def test_python_that_is_not_here_is_named() -> None:
    assert unread({"index.html": page(MAIN)}) == {"main.py": "index.html names it, but it is not here"}
    assert unread({"index.html": page('<script type="py" src="https://x.example/main.py"></script>')}) == {
        "https://x.example/main.py": "it is on another host"
    }


def test_a_file_outside_of_the_project_has_its_path_from_the_project() -> None:
    config = '<script type="py" config="../../conf/shop.toml">import shop</script>'
    files = {"shop/index.html": page(config), "shop/about.html": page(config)}
    assert unread(files) == {"../conf/shop.toml": "it is outside of the project"}
    assert "\nNot checked: ../conf/shop.toml (it is outside of the project).\n" in shown(files)
    report = prefixed(report_of(files), "sites/one/")
    assert {skip.path for skip in report.skips if skip.path} == {"sites/conf/shop.toml"}


def test_python_that_is_read_is_not_named() -> None:
    assert unread({"index.html": page(MAIN), "main.py": "print(1)"}) == {}


LOADER = '<script type="module" src="https://pyscript.net/releases/2026.7.3/core.js"></script>'


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("src/App.vue", f"<template>\n{LOADER}\n</template>"),
        ("app/Plot.tsx", 'export default () => <Script\n src="https://pyscript.net/releases/2026.7.3/core.js" />'),
        ("lesson.ipynb", '{"cells": [{"source": [\n"import \\"@pyscript/core\\""]}]}'),
        ("lesson.qmd", 'Text\n<script type="py">print(1)</script> of pyscript'),
    ],
)
def test_a_file_of_another_form_that_loads_pyscript_is_named(path: str, text: str) -> None:
    end = path.rpartition(".")[2]
    reason = f"line 2 seems to load PyScript, but the doctor cannot read .{end} files"
    assert unread({path: text}) == {path: reason}
    assert f"Not checked: {path} ({reason}).\n" in shown({path: text})


def test_a_file_of_another_form_that_only_speaks_of_pyscript_is_not_named() -> None:
    assert unread({"App.vue": "<p>Made with pyscript</p>"}) == {}


def test_a_path_leads_from_the_working_directory_and_a_url_stays() -> None:
    body = '<script type="py" src="gone.py"></script><script type="py" src="https://x.example/main.py"></script>'
    report = merge([prefixed(report_of({"index.html": page(body)}), "docs/")])
    assert [skip.path for skip in report.skips if skip.path] == ["docs/gone.py", "https://x.example/main.py"]


def test_a_named_file_that_no_page_uses_is_said_to_be_so() -> None:
    session = Session(Files({"index.html": page(MAIN), "main.py": "print(1)", "other.py": "print(2)"}))
    report = session.check(["other.py"])
    assert report.unused == ("other.py",)
    assert "No page uses other.py, so there is nothing to check.\n" in plain(text_lines(report, 80))
    assert session.check(["main.py"]).unused == ()


def test_in_a_project_without_pages_there_is_no_page() -> None:
    report = Session(Files({"other.py": "print(2)"})).check(["other.py"])
    assert "No page that runs PyScript was found" in plain(text_lines(report, 80))


def test_files_that_make_pages_are_named_among_others_and_other_texts_are_not() -> None:
    files = {"index.html": page(MAIN), "main.py": "print(1)", "App.vue": f"\n{LOADER}", "notes.txt": LOADER}
    reason = "line 2 seems to load PyScript, but the doctor cannot read .vue files"
    assert unread(files) == {"App.vue": reason}


def test_nobody_can_search_the_files_of_a_server() -> None:
    site = Site({"index.html": page(MAIN), "main.py": "print(1)"})
    assert Session(site).check().skips == ()


@older_than_3_14
@pytest.mark.skipif(sys.version_info < (3, 11), reason="Pyodide reads more than this Python")
def test_what_no_interpreter_takes_is_an_error_and_not_unread() -> None:
    """Pyodide of this release comes with Python 3.11."""
    files = {"index.html": page(MAIN, release="2024.5.1"), "main.py": NEWEST}
    assert unread(files) == {}
    assert unread({"index.html": page(MAIN), "main.py": "name = (\n"}) == {}
    micropython = page(MAIN.replace('"py"', '"mpy"'))
    assert unread({"index.html": micropython, "main.py": "name = 0777\n"}) == {}


def test_python_that_is_nested_too_deeply_for_the_doctor_is_named() -> None:
    deep = f"name = {'-' * 100_000}1\n"
    assert unread({"index.html": page(MAIN), "main.py": deep}) == {"main.py": "it is nested too deeply"}


@older_than_3_14
def test_lines_are_counted_from_the_first() -> None:
    html = page(f'<script type="py">\n{NEWEST}</script>')
    assert unread({"index.html": f"\n{html}"}) == {"index.html": f"of the script in line 9, {NEW_SYNTAX}"}


def test_what_an_address_holds_itself_is_not_on_another_host() -> None:
    html = page('<script type="py" src="data:text/plain,print(1)"></script><script src="/show.js"></script>')
    assert unread({"index.html": html}) == {}
