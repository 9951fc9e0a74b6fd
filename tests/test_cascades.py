"""One cause, one finding: what depends on a config that PyScript cannot read is not checked, and the report says so."""

from __future__ import annotations

import pytest

from pyscript_doctor.reporters.terminal.styled import plain
from pyscript_doctor.reporters.text.text import text_lines
from tests.projects import page, report_of, said

PYODIDE = """\
import micropip
import numpy
import shop
import sqlite3
from pyscript.js_modules import lib

open("data.csv")
"""
MICROPYTHON = PYODIDE.replace("import micropip\n", "").replace("import sqlite3\n", "")
BROKEN = {
    "a bracket that is not closed": ("toml", 'packages = ["numpy"\n[files]\n"./shop.py" = ""\n'),
    "a comma too many": ("json", '{"packages": ["numpy",]}'),
    "another language": ("toml", "packages:\n  - numpy\nfiles:\n  - shop.py\njs_modules:\n  main: lib\n"),
    "a colon for an equals sign": (
        "toml",
        'packages: ["numpy", "sqlite3"]\nfiles: {"./shop.py": ""}\njs_modules: "lib"',
    ),
}
CONFIGS = pytest.mark.parametrize(("syntax", "config"), BROKEN.values(), ids=BROKEN)
INTERPRETERS = pytest.mark.parametrize(("tag", "python"), [("py", PYODIDE), ("mpy", MICROPYTHON)], ids=["py", "mpy"])


def rules_of(files: dict[str, str]) -> set[str]:
    return {each.rsplit(" ", 1)[1] for each in said(files)}


@CONFIGS
@INTERPRETERS
@pytest.mark.parametrize("attributes", ["", " worker"])
def test_a_config_file_that_cannot_be_read_is_the_only_fault(
    syntax: str, config: str, tag: str, python: str, attributes: str
) -> None:
    script = f'<script type="{tag}"{attributes} src="main.py" config="./pyscript.{syntax}"></script>'
    assert rules_of({"index.html": page(script), "main.py": python, f"pyscript.{syntax}": config}) == {"config-invalid"}


@CONFIGS
@INTERPRETERS
def test_so_is_one_that_stands_in_the_page(syntax: str, config: str, tag: str, python: str) -> None:
    body = f'<{tag}-config type="{syntax}">\n{config}\n</{tag}-config>\n<script type="{tag}" src="main.py"></script>'
    assert rules_of({"index.html": page(body), "main.py": python}) == {"config-invalid"}


@pytest.mark.parametrize(
    "script",
    [
        '<script type="py-editor" config="./pyscript.json">\nimport numpy\n</script>',
        '<canvas id="canvas"></canvas><script type="py-game" config="./pyscript.json">\nimport shop\n</script>',
    ],
)
def test_so_is_that_of_an_editor_or_a_game(script: str) -> None:
    files = {"index.html": page(script), "pyscript.json": '{"packages": ["numpy",]}', "_headers": ""}
    assert rules_of(files) == {"config-invalid"}


@INTERPRETERS
def test_a_config_that_is_missing_is_the_only_fault(tag: str, python: str) -> None:
    script = f'<script type="{tag}" src="main.py" config="./pyscript.toml"></script>'
    assert rules_of({"index.html": page(script), "main.py": python}) == {"missing-local-file"}


@INTERPRETERS
def test_so_are_two_configs_between_which_pyscript_refuses_to_choose(tag: str, python: str) -> None:
    config = f"<{tag}-config>\npackages = []\n</{tag}-config>\n"
    body = f'{config}{config}<script type="{tag}" src="main.py"></script>'
    assert rules_of({"index.html": page(body), "main.py": python}) == {"config-conflict"}


def test_scripts_with_another_config_are_judged_all_the_same() -> None:
    body = (
        '<script type="py" src="main.py" config="./broken.json"></script>\n'
        '<script type="mpy" src="other.py" config="./fine.json"></script>'
    )
    files = {
        "index.html": page(body),
        "main.py": PYODIDE,
        "other.py": "import numpy",
        "broken.json": "{",
        "fine.json": "{}",
    }
    assert said(files) == ["broken.json:1 error config-invalid", "other.py:1 error mpy-missing-module"]


def test_what_does_not_hang_on_the_config_is_judged_all_the_same() -> None:
    script = '<script type="py" src="main.py" config="./broken.json"></script>'
    files = {"index.html": page(script), "main.py": "import time\n\ntime.sleep(1)", "broken.json": "{"}
    assert rules_of(files) == {"config-invalid", "blocking-sleep"}


def test_a_key_that_a_broken_config_does_not_mention_is_not_set() -> None:
    script = '<script type="py" src="main.py" config="./pyscript.toml"></script>'
    files = {"index.html": page(script), "main.py": "import numpy", "pyscript.toml": "debug: true"}
    assert rules_of(files) == {"config-invalid", "import-without-package"}


def test_the_report_says_what_was_not_checked() -> None:
    script = '<script type="py" src="main.py" config="./pyscript.json"></script>'
    report = report_of({"index.html": page(script), "main.py": PYODIDE, "pyscript.json": "{"})
    shown = plain(text_lines(report, 200))
    assert "Not checked: 1 config that cannot be read" in shown
    assert {"import-without-package", "js-module-missing-name"} <= {skip.rule for skip in report.skips}


@pytest.mark.parametrize("code", ["pyscript.write('out', 'hello')", "Element('out').write('hello')"])
def test_a_name_of_the_old_pyscript_is_one_fault(code: str) -> None:
    body = f'<div id="out"></div><script type="mpy">\n{code}\n</script>'
    assert rules_of({"index.html": page(body)}) == {"legacy-api"}
