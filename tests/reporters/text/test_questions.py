"""What the doctor asks once, though several findings depend on it."""

from __future__ import annotations

import json

from pyscript_doctor.engine.questions import Question, questions_of
from pyscript_doctor.reporters.json import to_json
from pyscript_doctor.reporters.terminal.styled import plain
from pyscript_doctor.reporters.text.text import text_lines
from tests.projects import page, report_of

WORKER = page('<p id="x"></p>\n<script type="py" worker src="main.py"></script>')
FILES = {
    "index.html": WORKER,
    "more.html": WORKER,
    "main.py": 'from pyscript import document\ndocument.getElementById("x").textContent = "hello"\n',
}
ASKED = Question("your server sends the isolation headers", 'hosting = "isolation-headers"', 2)
ONE = """\
1 finding depends on something that the doctor can't see. If your server sends
the isolation headers, say so in your settings (`pyscript-doctor.toml`, or
`[tool.pyscript-doctor]` of `pyproject.toml`):

    hosting = "isolation-headers"
"""


def test_findings_that_depend_on_the_same_are_one_question() -> None:
    report = report_of(FILES)
    assert questions_of(report.diagnostics) == (ASKED,)
    text = plain(text_lines(report, 80))
    assert text.count("hosting = ") == 1
    assert "2 findings depend on something that the doctor can't see." in text
    assert text.count("= unless: your server sends the isolation headers\n") == 2


def test_a_single_finding_says_itself_what_cannot_be_seen() -> None:
    text = plain(text_lines(report_of({**FILES, "more.html": ""}), 80))
    assert ONE in text
    assert "(the doctor cannot see" in text


def test_nothing_is_asked_where_the_settings_have_answered() -> None:
    assert questions_of(report_of(FILES, hosting="github-pages").diagnostics) == ()


def test_a_quiet_report_asks_nothing_apart_and_so_says_it_with_each_finding() -> None:
    text = plain(text_lines(report_of(FILES), 80, quiet=True))
    assert "hosting = " not in text
    assert text.count("(the doctor cannot see") == 2


def test_json_has_the_question() -> None:
    asked = json.loads(to_json(report_of(FILES), "0", "today"))["summary"]["questions"]
    assert asked == [{"unless": ASKED.circumstance, "setting": ASKED.setting, "findings": 2}]
