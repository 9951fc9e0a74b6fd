"""The report that other tools read."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from pyscript_doctor.engine.finding import Problem
from pyscript_doctor.engine.report import Report
from pyscript_doctor.reporters.json import to_json
from tests.reporters.examples import BLANK_PAGE, WORKER_PROJECT, place


def document(report: Report) -> Any:
    return json.loads(to_json(report, "1.2.3", "2026-11-22"))


def test_the_whole_document() -> None:
    assert document(WORKER_PROJECT) == {
        "version": 1,
        "findings": [
            {
                "rule": "worker-without-isolation",
                "severity": "warning",
                "effect": "script-dies",
                "faq": "https://docs.pyscript.net/latest/faq/#sharedarraybuffer",
                "guide": None,
                "url": "https://pyscript.github.io/pyscript-doctor/docs/rules/worker-without-isolation/",
                "path": "index.html",
                "start": {"line": 3, "column": 19},
                "end": {"line": 3, "column": 25},
                "message": "This worker reaches the page, but the page is not cross-origin isolated",
                "unless": "your server sends the headers",
                "help": WORKER_PROJECT.diagnostics[0].finding.help,
                "related": [
                    {
                        "path": "main.py",
                        "start": {"line": 3, "column": 1},
                        "end": {"line": 3, "column": 9},
                        "message": "reaches the page here",
                    }
                ],
                "fix": None,
                "runtimes": [
                    {"page": "index.html", "release": "2025.11.1", "interpreter": "pyodide", "thread": "worker"}
                ],
            }
        ],
        "ignored": [],
        "problems": [],
        "troubles": [],
        "summary": {
            "files": 2,
            "pages": 1,
            "errors": 0,
            "warnings": 1,
            "infos": 0,
            "silenced": 0,
            "baselined": 0,
            "gone_from_baseline": 0,
            "online": False,
            "open_package_checks": 0,
            "skipped": [
                {"rule": "package-without-wheel", "reason": "value in a template", "count": 7, "path": None},
                {"rule": "", "reason": "Python in a template", "count": 1, "path": None},
            ],
            "unused": [],
            "questions": [],
        },
        "tool": {"version": "1.2.3", "knowledge": "2026-11-22"},
    }


def test_a_rule_of_the_guide_has_no_faq_and_a_certain_finding_no_unless() -> None:
    finding = document(BLANK_PAGE)["findings"][0]
    assert finding["faq"] is None
    assert finding["guide"] == "https://docs.pyscript.net/latest/user-guide/configuration/"
    assert finding["unless"] is None


def test_problems_are_listed() -> None:
    report = Report(problems=(Problem("a.html", "it is no text"),))
    assert document(report)["problems"] == [{"path": "a.html", "message": "it is no text"}]


def test_columns_count_code_points_and_ends_are_exclusive() -> None:
    source = "\ufeffé👨 = 日本\r\n"
    finding = replace(BLANK_PAGE.diagnostics[0].finding, span=place("a.py", source, "日本\r\n"), related=())
    report = Report((BLANK_PAGE.diagnostics[0]._replace(finding=finding),), sources={"a.py": source})
    shown = document(report)["findings"][0]
    assert shown["start"] == {"line": 1, "column": 6}
    assert shown["end"] == {"line": 2, "column": 1}


def test_the_document_is_ascii_whatever_it_says() -> None:
    report = Report(problems=(Problem("日本\udc80.html", "\u202e"),))
    assert to_json(report, "1", "2026-11-22").isascii()
    assert document(report)["problems"][0]["path"] == "日本\udc80.html"


def test_what_the_network_kept_back_is_told() -> None:
    written = document(Report(online=True, open_checks=2, troubles=("index.test cannot be reached",)))
    assert written["troubles"] == ["index.test cannot be reached"]
    assert (written["summary"]["online"], written["summary"]["open_package_checks"]) == (True, 2)
