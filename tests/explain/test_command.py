"""`pyscript-doctor explain` as a user meets it."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.browser.runtimes import ROOT
from tests.command import doctor
from tests.projects import page

if TYPE_CHECKING:
    from pathlib import Path

PYTHON = "import sys\ndef inner():\n    failure\ninner()\n"
LOG = """\
[pyscript/main] PyScript Ready
index.html:9 PythonError: Traceback (most recent call last):
  File "/lib/python314.zip/_pyodide/_base.py", line 597, in eval_code_async
    .run_async(globals, locals)
  File "<exec>", line 4, in <module>
  File "<exec>", line 3, in inner
NameError: name 'failure' is not defined
    at new_error (https://cdn.jsdelivr.net/pyodide/v314.0.2/full/pyodide.asm.mjs:1:569233)
"""
EXPLAINED = """\
NameError: name 'failure' is not defined
  --> index.html:11:5
   |
11 |     failure
   |     ^^^^^^^
   |
   = said by: Pyodide 314.0.2 with Python 3.14 (PyScript 2026.7.1 to 2026.7.2)
   = means: Python does not know `failure` at this point. It is misspelled, it
            is not imported, or something defines it only further down or in
            another script.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "index.html").write_text(page(f'<script type="py">\n{PYTHON}</script>'), encoding="utf-8")
    (tmp_path / "console.log").write_text(LOG, encoding="utf-8")
    return tmp_path


def test_a_log_in_a_file_is_explained_and_the_line_opened(project: Path) -> None:
    result = doctor("explain", "console.log", cwd=project)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith(EXPLAINED)
    assert result.stdout.rstrip().endswith("= faq: https://docs.pyscript.net/latest/faq/#reading-error-messages")


def test_the_project_may_lie_elsewhere(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    result = doctor("explain", str(project / "console.log"), "--project", str(project), cwd=elsewhere)
    assert "index.html:11:5\n" in result.stdout
    result = doctor("explain", str(project / "console.log"), cwd=elsewhere)
    assert "= your line: line 3 of a script of the page, in `inner`, counted from the line\n" in result.stdout


def test_a_project_that_is_not_there_is_a_slip(project: Path) -> None:
    result = doctor("explain", "console.log", "--project", "nowhere", cwd=project)
    assert (result.returncode, result.stdout) == (2, "")
    assert "nowhere: there is no such file or folder" in result.stderr


def test_a_log_comes_by_standard_input(project: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "pyscript_doctor", "explain", "-"],
        cwd=project, input=LOG.encode() + b"\xff\x00", capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    assert result.returncode == 0
    assert result.stdout.decode().startswith(EXPLAINED)


def test_a_text_is_explained_with_or_without_quotes(tmp_path: Path) -> None:
    text = "(PY0404): Fetching from URL main.py failed with error 404"
    quoted, split = doctor("explain", text, cwd=tmp_path), doctor("explain", *text.split(), cwd=tmp_path)
    assert quoted.returncode == 0
    assert quoted.stdout == split.stdout
    assert "missing-local-file" in quoted.stdout


@pytest.mark.parametrize("code", ["PY0404", "(PY0404)"])
def test_a_number_alone_is_explained(tmp_path: Path, code: str) -> None:
    result = doctor("explain", code, cwd=tmp_path)
    assert result.returncode == 0
    assert "PyScript's number for: a file was not found (404)" in " ".join(result.stdout.split())


def test_several_errors_have_a_heading(tmp_path: Path) -> None:
    result = doctor("explain", "OSError: 44\nImportError: no module named 'typing'", cwd=tmp_path)
    assert result.stdout.startswith("2 known errors, written by MicroPython. The first is often the cause.\n")


def test_of_very_many_errors_some_are_shown(tmp_path: Path) -> None:
    log = "\n".join(f"ImportError: no module named 'm{number}'" for number in range(100))
    result = doctor("explain", log, cwd=tmp_path)
    assert "70 more errors like these are known too.\n" in result.stdout


def test_an_unknown_text_is_answered_honestly_with_1(tmp_path: Path) -> None:
    result = doctor("explain", "FlurbError: the flurb in 'x.py' is empty", cwd=tmp_path)
    assert result.returncode == 1
    assert (
        result.stdout
        == """\
The doctor does not know this text.
  FlurbError: the flurb in 'x.py' is empty
To see whether other people had this error:
https://github.com/search?type=issues&q=org%3Apyscript+FlurbError+the+flurb+in+is+empty
To ask people, go to https://discord.gg/HxvBtukrg2 and show the whole text of
the console.
"""
    )


def test_garbage_is_not_known_either(tmp_path: Path) -> None:
    (tmp_path / "garbage").write_bytes(bytes(range(128, 256)) * 80_000)
    result = doctor("explain", "garbage", cwd=tmp_path)
    assert result.returncode == 1
    assert (
        result.stdout
        == """\
The log is very long, so only its start and its end were read.

The doctor does not know this text.
To ask people, go to https://discord.gg/HxvBtukrg2 and show the whole text of
the console.
"""
    )


def test_what_is_unknown_beside_a_known_error_is_said(tmp_path: Path) -> None:
    result = doctor("explain", "(PY0404)\nFlurbError: the flurb is empty", cwd=tmp_path)
    assert result.returncode == 0
    assert "Not known: 1 other line that may be about an error.\n  FlurbError: the flurb is empty\n" in result.stdout


def test_what_a_text_holds_is_not_obeyed(tmp_path: Path) -> None:
    result = doctor("explain", "\x1b[31mError:\x1b]8;;http://evil\x07 No module named 'a\x1b[2Jb'", cwd=tmp_path)
    assert "\x1b" not in result.stdout


README_LOG = """\
[pyscript/main] PyScript Ready
PythonError: Traceback (most recent call last):
  File "<stdin>", line 2, in <module>
ImportError: no module named 'dataclasses'

    at Object.runPythonAsync (https://cdn.jsdelivr.net/npm/@micropython/micropython-webassembly-pyscript@1.28.0-6/micropython.mjs:1:97669)
    at Object.$t [as runAsync] (https://pyscript.net/releases/2026.7.3/core-C9KDLldu.js:1:13815)
Traceback (most recent call last):
  File "<stdin>", line 2, in <module>
ImportError: no module named 'dataclasses'
"""
"""What Chromium's console and the page's banner show of a page of the school garden."""


def test_the_example_of_the_readme_is_what_comes_out(tmp_path: Path) -> None:
    log = tmp_path / "console.txt"
    log.write_text(README_LOG, encoding="utf-8")
    result = doctor("explain", str(log), cwd=ROOT / "fixtures" / "school-garden")
    assert f"```\n{result.stdout.strip()}\n```\n" in (ROOT / "README.md").read_text(encoding="utf-8")


# Rules, sections and slips


@pytest.mark.parametrize(
    "name",
    [
        "pyscript-latest",
        "[pyscript_latest]",
        "PYSCRIPT-LATEST",
        "pyscript_latest.py",
        "rules/pyscript_latest/pyscript_latest.md",
        "https://pyscript.github.io/pyscript-doctor/docs/rules/pyscript-latest/",
        "https://pyscript.github.io/pyscript-doctor/docs/rules/pyscript-latest/#flagged",
    ],
)
def test_a_rule_is_meant_by_its_name_its_address_or_its_file(tmp_path: Path, name: str) -> None:
    result = doctor("explain", name, cwd=tmp_path)
    assert result.returncode == 0
    assert "`pyscript-latest`, warning" in result.stdout


@pytest.mark.parametrize(
    "section",
    [
        "#borrowed-proxy",
        "https://docs.pyscript.net/latest/faq/#borrowed-proxy",
        "faq#borrowed-proxy",
        "Borrowed-Proxy",
    ],
)
def test_a_section_of_the_faq_is_explained(tmp_path: Path, section: str) -> None:
    result = doctor("explain", section, cwd=tmp_path)
    assert result.returncode == 0
    assert result.stdout.startswith("https://docs.pyscript.net/latest/faq/#borrowed-proxy\n")
    assert "callback-without-create-proxy" in result.stdout


def test_a_source_is_no_log(project: Path) -> None:
    result = doctor("explain", "index.html", cwd=project)
    assert result.returncode == 2
    assert "index.html is not a log of a console; `pyscript-doctor check index.html` checks it" in result.stderr


def test_a_section_that_the_faq_has_lost_leads_to_todays(tmp_path: Path) -> None:
    result = doctor("explain", "#readwrite-content", cwd=tmp_path)
    assert result.stdout.startswith(
        "The FAQ has no section `#readwrite-content` any more. What it said is here now:\n"
        "https://docs.pyscript.net/latest/faq/#filesystem\n"
    )


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("worker-isolation", "there is no rule named 'worker-isolation': did you mean worker-without-isolation"),
        ("nowhere/console.log", "there is no file 'nowhere/console.log'"),
        ("console.txt", "there is no file 'console.txt'"),
        (".", ". is not a file; `pyscript-doctor check .` checks a folder"),
        ("#no-such-section", "the FAQ has, and had, no section #no-such-section"),
        (" ", "there is nothing to explain"),
    ],
)
def test_a_slip_is_answered_with_a_line_and_2(tmp_path: Path, asked: str, message: str) -> None:
    result = doctor("explain", asked, cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"pyscript-doctor: error: {message}")


# For programs


def test_json_tells_the_same(project: Path) -> None:
    result = doctor("explain", "console.log", "--output-format", "json", cwd=project)
    read = json.loads(result.stdout)
    (explained,) = read["explanations"]
    assert read["version"] == 1
    assert read["complete"]
    assert explained["name"] == "name-error"
    assert explained["rules"][0] == "undefined-name"
    assert explained["speaker"]["interpreter"] == "Pyodide"
    assert explained["speaker"]["version"] == "314.0.2"
    assert explained["frame"] == {"file": "<exec>", "line": 3, "function": "inner"}
    assert [(each["rule"], each["path"], each["start"]["line"]) for each in explained["found"]] == [
        ("undefined-name", "index.html", 11)
    ]
    assert explained["places"] == [
        {"path": "index.html", "start": {"line": 11, "column": 5}, "end": {"line": 11, "column": 12}}
    ]


def test_json_of_a_rule_and_of_a_section(tmp_path: Path) -> None:
    rule = json.loads(doctor("explain", "pyscript-latest", "--output-format", "json", cwd=tmp_path).stdout)
    assert rule["rule"]["name"] == "pyscript-latest"
    section = json.loads(doctor("explain", "#filesystem", "--output-format", "json", cwd=tmp_path).stdout)
    assert "files-how" in [entry["name"] for entry in section["entries"]]


def test_json_of_an_unknown_text(tmp_path: Path) -> None:
    result = doctor("explain", "FlurbError: x", "--output-format", "json", cwd=tmp_path)
    assert result.returncode == 1
    assert json.loads(result.stdout)["unknown"] == {"count": 1, "first": ["FlurbError: x"]}


def test_a_large_folder_is_not_searched_unasked(tmp_path: Path) -> None:
    """Who asks in a folder that holds a thousand other things wants an answer, not a search of them all."""
    source = tmp_path / "index.html"
    source.write_text(page('<script type="mpy">\nopen("data.csv")\n</script>'), encoding="utf-8")
    asked = ("explain", "OSError: [Errno 44] ENOENT: data.csv")
    here = doctor(*asked, cwd=tmp_path)
    for number in range(3100):
        (tmp_path / f"{number}.txt").touch()
    large, named = doctor(*asked, cwd=tmp_path), doctor(*asked, "--project", ".", cwd=tmp_path)
    assert "index.html" in here.stdout
    assert "index.html" not in large.stdout
    assert named.stdout == here.stdout
