"""What a whole log comes to: each known error once, in order, with who wrote it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pyscript_doctor.explain.log import log_of
from pyscript_doctor.explain.recognise import Explanation, Recognised, recognise
from pyscript_doctor.explain.speaker import Speaker, speaker_of
from pyscript_doctor.knowledge.releases import number
from tests.browser.runtimes import ROOT
from tests.explain.test_traceback import MICROPYTHON, PYODIDE
from tests.rule_pages import examples
from tests.truth.cases import Case, Run, load_cases

CONSOLE_TEXTS: dict[str, dict[str, str]] = json.loads(
    Path(__file__).with_name("console_texts.json").read_text(encoding="utf-8")
)["not_recognised"]
CUT_OFF = {
    "at",
    "T",
    "x",
    "^^^^^^^^",
    "WARNING:root:x",
    "AttributeError: 'NoneType' obje",
    "The module 'micropip' is in",
}
"""What the record holds of an error that it cut off too early to be known."""


def said(text: str) -> Recognised:
    return recognise(log_of(text))


def names(text: str) -> list[str]:
    return [each.entry.name for each in said(text).explanations]


def only(text: str) -> Explanation:
    (explanation,) = said(text).explanations
    return explanation


# A log


def test_each_error_is_told_once_in_the_order_of_the_log_with_its_count() -> None:
    borrowed = "This borrowed proxy was automatically destroyed at the end of a function call."
    explanations = said("\n".join(["(PY0404)", borrowed, "(PY0404)", "hello", borrowed, borrowed])).explanations
    assert [(each.entry.name, each.line, each.count) for each in explanations] == [
        ("code-py0404", 1, 2),
        ("borrowed-proxy", 2, 3),
    ]


def test_two_modules_that_are_missing_are_two_errors() -> None:
    text = "ModuleNotFoundError: No module named 'arrr'\nModuleNotFoundError: No module named 'utils'"
    assert [each.values["module"] for each in said(text).explanations] == ["arrr", "utils"]


def test_lines_that_are_no_errors_are_passed_over() -> None:
    noise = "[pyscript/main] PyScript Ready\nhello\n  at foo (core.js:1:2)\nHeld value x not relevant anymore\n"
    assert names(noise) == []
    assert said(noise).unknown == ()


def test_an_error_that_is_not_known_is_said_to_be_so() -> None:
    result = said("Uncaught FlurbError: the flurb is empty\n(PY0404)\nUncaught FlurbError: the flurb is empty")
    assert result.unknown == ("Uncaught FlurbError: the flurb is empty",)
    assert result.unknown_count == 1


def test_what_a_traceback_quotes_is_no_error_of_its_own() -> None:
    text = """\
Traceback (most recent call last):
  File "/lib/python3.12/site-packages/micropip/_commands/install.py", line 142, in install
    raise ValueError("Can't fetch metadata for 'x'")
ZeroDivisionError: division by zero
"""
    assert names(text) == ["python-exception"]


# Two texts of one error are one explanation: the one that says more


CORS = "from origin 'http://localhost:8080' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header"
LIBRARY = "https://micropython.org/pi/v2/package/py/numpy/latest.json"
TOLD_TOGETHER = {
    "fetch-status": """\
GET http://localhost:8000/main.py 404 (Not Found)
(PY0404): Fetching from URL main.py failed with error 404 (Not Found). Are your filename and path correct?
""",
    "not-installed": """\
ModuleNotFoundError: No module named 'numpy'
The module 'numpy' is included in the Pyodide distribution, but it is not installed.
You can install it by calling:
  await micropip.install("numpy")
""",
    "file-protocol": """\
Access to script at 'file:///C:/x/core.js' from origin 'null' has been blocked by CORS policy: no
Failed to load resource: net::ERR_FAILED
""",
    "mpy-package": f"""\
Access to XMLHttpRequest at '{LIBRARY}' {CORS}
Failed to load resource: net::ERR_FAILED
Failed to execute 'send' on 'XMLHttpRequest': Failed to load '{LIBRARY}'.
""",
    "other-interpreter": "ImportError: no module named 'pyodide.ffi'",
}


@pytest.mark.parametrize("entry", TOLD_TOGETHER)
def test_of_several_texts_the_one_that_says_most_is_told(entry: str) -> None:
    assert names(TOLD_TOGETHER[entry]) == [entry]


def test_a_general_error_far_away_is_another_one() -> None:
    far = "\n".join(f"line {number}" for number in range(100))
    text = (
        f"Failed to load resource: net::ERR_FAILED\n{far}\n(PY0404): Fetching from URL a.py failed with error 404 (x)"
    )
    assert names(text) == ["resource-failed", "fetch-status"]


# Who wrote it


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ('  File "/lib/python312.zip/_pyodide/_base.py", line 5, in f', Speaker("Pyodide", python="3.12")),
        ('  File "/lib/python3.13/site-packages/x.py", line 5, in f', Speaker("Pyodide", python="3.13")),
        ('  File "<exec>", line 1, in <module>', Speaker("Pyodide")),
        ('  File "<stdin>", line 1, in <module>', Speaker("MicroPython")),
        ("NameError: name 'x' isn't defined", Speaker("MicroPython")),
        ("NameError: name 'x' is not defined", Speaker("Pyodide")),
        ("AttributeError: 'JsProxy' object has no attribute 'x'", Speaker("Pyodide")),
        ("at f (https://cdn.jsdelivr.net/pyodide/v0.26.2/full/pyodide.asm.js:9:1)", Speaker("Pyodide", "0.26.2")),
        (
            "at g (https://cdn.jsdelivr.net/npm/@micropython/micropython-webassembly-pyscript@1.24.0-preview-114/m.mjs:1:1)",
            Speaker("MicroPython", "1.24.0-preview-114"),
        ),
        ("at h (https://pyscript.net/releases/2025.11.1/core-x.js:1:1)", Speaker(release="2025.11.1")),
        ("at h (https://cdn.jsdelivr.net/npm/@pyscript/core@0.6.20/dist/core.js:1:1)", Speaker(release="2024.11.1")),
        ("3.4.0; MicroPython v1.28.0-6.g974b56afa6 on 2026-04-06", Speaker("MicroPython", "1.28.0-6")),
        ("3.14.2 (main, Jun 30 2026, 11:29:08) [Clang 23.0.0git", Speaker()),
        ("hello", Speaker()),
    ],
)
def test_a_line_tells_who_wrote_it(line: str, speaker: Speaker) -> None:
    assert speaker_of([line]) == speaker


def test_what_is_known_of_the_speaker_is_put_together() -> None:
    assert said(PYODIDE).speaker == Speaker("Pyodide", "314.0.2", "3.14")


def test_the_speaker_tells_the_releases() -> None:
    found = [each.name for each in Speaker("Pyodide", python="3.12").releases]
    assert (found[0], found[-1]) == ("2024.6.1", "2025.7.3")
    assert [each.name for each in Speaker(release="2025.3.1").releases] == ["2025.3.1"]


def test_each_error_of_a_page_with_both_interpreters_has_its_own_speaker() -> None:
    one, other = said(PYODIDE + MICROPYTHON.replace("failure", "other")).explanations
    assert (one.speaker.interpreter, other.speaker.interpreter) == ("Pyodide", "MicroPython")


def test_an_error_carries_the_traceback_that_it_ends() -> None:
    traceback = only(PYODIDE).traceback
    assert traceback is not None
    assert traceback.place is not None
    assert traceback.place.file == "/home/pyodide/helper.py"


def test_meaning_and_help_speak_of_the_case() -> None:
    explanation = only("ModuleNotFoundError: No module named 'utils'")
    assert "`utils`" in explanation.meaning
    assert '"./utils.py"' in explanation.help


def test_a_value_is_cut_and_keeps_its_place_in_the_sentence() -> None:
    explanation = only(f"(PY1000): Invalid URL: {'`' + 'x' * 500}")
    assert len(explanation.help) < 300
    assert "``" not in explanation.help


# What the rules' pages promise for the console


def console_texts() -> list[tuple[str, str]]:
    """The texts by rule, but for what the example's own files write or name."""
    found = set()
    for page in (ROOT / "rules").rglob("*.md"):
        for example in examples(page.read_text(encoding="utf-8")):
            written = "\n".join(example.files.values())
            texts = (text for text in example.console if text not in written)
            found |= {(page.stem.replace("_", "-"), text) for text in texts}
    return sorted(found)


@pytest.mark.parametrize(("rule", "text"), console_texts(), ids=lambda value: value[:30])
def test_the_text_that_a_rule_foretells_is_recognised_and_names_the_rule(rule: str, text: str) -> None:
    found = {name for each in said(text).explanations for name in each.entry.rules}
    listed = text in CONSOLE_TEXTS.get(rule, {})
    assert (rule in found) is not listed, "recognised: take it off the list" if listed else f"explained by {found}"


def test_the_list_of_texts_that_are_not_recognised_holds_none_that_no_page_has() -> None:
    assert {(rule, text) for rule, texts in CONSOLE_TEXTS.items() for text in texts} <= set(console_texts())


# What browsers were seen to say


def failing_runs() -> list[object]:
    seen: dict[tuple[str, ...], object] = {}
    for case in load_cases():
        for run in case.runs:
            if run.errors and not CUT_OFF.issuperset(run.errors):
                seen.setdefault(run.errors, pytest.param(case, run, id=f"{case.name}-{run.release}"))
    return list(seen.values())


@pytest.mark.parametrize(("case", "run"), failing_runs())
def test_what_a_failing_page_said_is_known(case: Case, run: Run) -> None:
    text = "\n".join(run.errors)
    cut_off_traceback = re.fullmatch(r'(?s)(?:.*\n)?\s*File "[^\n]*', text)
    assert names(text) or cut_off_traceback


@pytest.mark.parametrize(("case", "run"), failing_runs())
def test_a_release_speaks_as_its_wordings_say(case: Case, run: Run) -> None:
    for each in said("\n".join(run.errors)).explanations:
        since, until = each.wording.since or run.release, each.wording.until or run.release
        assert number(since) <= number(run.release) <= number(until), each.message
