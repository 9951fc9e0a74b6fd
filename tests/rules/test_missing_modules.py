"""What is said of an import that fails: of a package, of a part of Python, or of the project's own module."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.projects import page, report_of
from tests.rules.package_lists import MANY_PYODIDES, told_of

if TYPE_CHECKING:
    from pyscript_doctor.engine.finding import Diagnostic

PACKAGE = "import-without-package"
OWN = {"own_tools.py": "a = 1"}


def fix_of(found: Diagnostic) -> str:
    return found.finding.fix.title if found.finding.fix else ""


def marked(found: Diagnostic, source: str) -> str:
    """The part of the script that a finding marks."""
    start = page(f'<script type="py">\n{source}\n</script>').index(source)
    span = found.finding.span
    return source[span.start - start : span.end - start]


@pytest.mark.parametrize(
    ("module", "message", "help_text", "fixed"),
    [
        ("numpy", "`numpy` is not installed, so `import numpy` fails", "Add `numpy` to `packages`", True),
        ("PIL.Image", "`pillow` is not installed, so `import PIL.Image`", "Add `pillow` to `packages`", True),
        ("docx", "`python-docx` is not installed", "Add `python-docx` to `packages`", True),
        ("_yaml", "`pyyaml` is not installed, so `import _yaml` fails", "Add `pyyaml` to `packages`", True),
        ("flask", "`import flask` fails: no package and no file", "If it is your own file, copy it", False),
        ("torch", "`import torch` fails: no package", "`torch` can't be installed in a browser, because", False),
        ("psycopg2", "`psycopg2-binary` is not installed", "`psycopg2-binary` can't be installed in a browser", False),
        ("transformers", "`import transformers` fails: no package", "If it is your own file", False),
        ("serial", "`pyserial` is not installed", "Add `pyserial` to `packages`", False),  # it fails when it is used
        ("nowhere", "`import nowhere` fails: no package", "If it is your own file, copy it with the config", False),
        ("pandsa", "`import pandsa` fails: no package", "Did you mean `pandas`? If it is your own file", False),
    ],
)
def test_a_package_that_nothing_installs_fails(module: str, message: str, help_text: str, fixed: bool) -> None:
    source = f"from {module} import *"
    (found,) = told_of(PACKAGE, source=source)
    assert found.finding.message.startswith(message)
    assert (found.finding.help or "").startswith(help_text)
    assert bool(fix_of(found)) is fixed
    assert marked(found, source) == module


@pytest.mark.parametrize("module", ["micropip", "machine", "machine.pins", "js", "json", "tkinter", "own_tools"])
def test_other_rules_tell_of_modules_that_no_package_has(module: str) -> None:
    assert told_of(PACKAGE, source=f"import {module}", files=OWN) == []


def test_a_module_with_the_ending_of_its_file_is_marked_whole() -> None:
    source = "from csv.py import reader"
    (found,) = told_of(PACKAGE, source=source)
    assert (marked(found, source), found.finding.label) == ("csv.py", "a file's name")


@pytest.mark.parametrize(
    ("module", "owner"),
    [("own_toolz", "your project has `own_tools`"), ("ownership", ""), ("ranodm", "Pyodide has `random`")],
)
def test_a_slip_is_told_with_who_has_the_module(module: str, owner: str) -> None:
    found = told_of(PACKAGE, "folium", config='[files]\n"./own_tools.py" = ""', source=f"import {module}", files=OWN)
    assert [owner in each.finding.message for each in found] == [True] * bool(owner)
    assert all(each.severity.label == "warning" for each in found)


NOT_IN_FILES = "import-not-in-files"


@pytest.mark.parametrize(
    ("config", "label", "fixed"),
    [
        ("", "not in files", True),
        ('[files]\n"./other.py" = ""', "not in files", True),
        ('[files]\n"./own_tools.py" = "./tools.py"', "copied under another name", False),
        ('[files]\n"own_tools.py" = "./tools.py"', "copied under another name", False),
        ('[files]\n"./own_tools.py" = ""', "", False),
        ('[files]\n"https://example.org/other.py" = ""', "not in files", True),
    ],
)
def test_a_module_of_the_project_is_copied_under_its_own_name(config: str, label: str, fixed: bool) -> None:
    files = {**OWN, "other.py": "a = 1"}
    found = told_of(NOT_IN_FILES, source="import own_tools", config=config, files=files)
    assert [each.finding.label for each in found] == [label] * bool(label)
    assert any(each.finding.fix for each in found) is fixed


@pytest.mark.parametrize(("release", "flagged"), [("2025.5.1", True), ("2025.8.1", False), ("2026.7.3", False)])
def test_a_name_in_other_letters_stops_the_page_since_2025_8(release: str, flagged: bool) -> None:
    config = '[files]\n"./Own_Tools.py" = ""'
    found = told_of(NOT_IN_FILES, source="import own_tools", config=config, files=OWN, release=release)
    assert [each.finding.fix for each in found] == [None] * flagged


@pytest.mark.parametrize(
    ("path", "entry"),
    [
        ("own_tools.py", '"./own_tools.py" = "./own_tools.py"'),
        ("own_tools/__init__.py", '"./own_tools/__init__.py" = "./own_tools/__init__.py"'),
    ],
)
def test_a_package_is_copied_into_a_folder_of_its_name(path: str, entry: str) -> None:
    (found,) = told_of(NOT_IN_FILES, source="import own_tools", files={path: "a = 1"})
    assert entry in (found.finding.help or "")


@pytest.mark.parametrize(
    ("tag", "console", "help_text"),
    [
        ('<script type="py">', "No module", "Add a config to the page that copies it:\n\n```html\n<py-config>"),
        ('<script type="mpy">', "no module", "Add a config to the page that copies it:\n\n```html\n<mpy-config>"),
        ("<script type=\"py\" config='packages = []'>", "No module", "Add it to `files` in the config:\n\n```toml\n"),
        ('<script type="py" config=\'{"a": 1}\'>', "No module", "Add it to `files` in the config:\n\n```json\n"),
        ('<script type="py-editor">', "No module", "Add it to `files` in the config:\n\n```toml\n"),
    ],
)
def test_the_help_fits_the_config_that_the_page_has(tag: str, console: str, help_text: str) -> None:
    html = page(f"{tag}import own_tools</script>")
    report = report_of({"index.html": html, **OWN}, select=frozenset({NOT_IN_FILES}))
    (found,) = (each for each in report.diagnostics if each.rule.name == NOT_IN_FILES)
    assert (found.finding.help or "").startswith(help_text)
    assert found.finding.console == f"{console} named 'own_tools'"


@pytest.mark.parametrize(
    ("rule", "module", "release", "flagged"),
    [
        ("stdlib-removed", "tkinter", "2026.7.3", True),
        ("stdlib-removed", "nowhere", "2026.7.3", False),
        ("stdlib-removed", "numpy", "2026.7.3", False),
        ("stdlib-removed", "sqlite3", "2025.11.1", False),
        ("stdlib-removed", "asyncore", "2026.7.3", True),
        ("stdlib-unvendored", "sqlite3", "2025.11.1", True),
        ("stdlib-unvendored", "sqlite3", "2026.7.3", False),
        ("stdlib-unvendored", "tkinter", "2026.7.3", False),
        ("stdlib-unvendored", "numpy", "2026.7.3", False),
        ("stdlib-unvendored", "sqlite3", MANY_PYODIDES, False),
    ],
)
def test_a_part_of_python_that_pyodide_lacks_is_told_by_one_rule(
    rule: str, module: str, release: str, flagged: bool
) -> None:
    assert bool(told_of(rule, source=f"import {module}", release=release)) is flagged


MICROPIP = "micropip-not-loaded"


@pytest.mark.parametrize(
    ("source", "entries", "files", "flagged"),
    [
        ("import micropip", (), {}, True),
        ("from micropip import install", (), {}, True),
        ("import micropip", ("numpy",), {}, False),
        ("try:\n import micropip\nexcept ImportError: pass", (), {}, False),
        ("import sys\nsys.modules['micropip'] = 1\nimport micropip", (), {}, False),
        ("import pyodide_js\nawait pyodide_js.loadPackage('micropip')\nimport micropip", (), {}, False),
        ("import json", (), {}, False),
    ],
)
def test_micropip_is_there_only_if_something_loads_it(
    source: str, entries: tuple[str, ...], files: dict[str, str], flagged: bool
) -> None:
    assert bool(told_of(MICROPIP, *entries, source=source, files=files)) is flagged


def test_a_page_may_have_a_micropip_of_its_own() -> None:
    config, files = '[files]\n"./micropip.py" = ""', {"micropip.py": "install = print"}
    assert told_of(MICROPIP, source="import micropip", config=config, files=files) == []


@pytest.mark.parametrize("kind", ["py", "mpy"])
def test_a_page_may_have_a_module_with_the_name_of_the_other_interpreters(kind: str) -> None:
    module = {"py": "machine", "mpy": "pyodide"}[kind]
    config = f'[files]\n"./{module}.py" = ""'
    source = f"import {module}"
    assert told_of("interpreter-mismatch", source=source, kind=kind) != []
    assert (
        told_of("interpreter-mismatch", source=source, kind=kind, config=config, files={f"{module}.py": "a = 1"}) == []
    )
