"""The page says of a project what the command line says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from pyscript_doctor import __version__, check
from pyscript_doctor.engine.loader import page_text, rules
from pyscript_doctor.knowledge import KNOWLEDGE_DATE
from pyscript_doctor.reporters.json import to_json
from tests.pyodide.test_portability import projects
from tests.rule_pages import examples

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.site.playground import Playground

pytestmark = pytest.mark.browser

SHARE = 8
"""One of so many examples is checked where not all of them are asked for."""
WORDED_BY_PYTHON = {"python-eaten-by-html", "python-syntax"}
"""Rules that report a syntax error as Python does."""
NEWER_PYTHON = "Python newer than the doctor's own"
"""The command line says so where it runs on an older Python than the page does, and then knows less."""
CHECK_ALL = """async projects => {
    const doctor = await window.pyscriptWorkers["doctor"];
    const reports = [];
    for (const files of projects) {
        await doctor.open_project(JSON.stringify(files));
        reports.push(await doctor.check("{}"));
    }
    await doctor.open_project("{}");
    return reports;
}"""


def told_here(files: Mapping[str, str]) -> Any:
    return json.loads(to_json(check(files), __version__, KNOWLEDGE_DATE))


def told_there(playground: Playground, projects: list[dict[str, str]]) -> Iterator[Any]:
    yield from map(json.loads, playground.page.evaluate(CHECK_ALL, projects))


def without_wording_of_python(report: Any) -> Any:
    """A report without what Python says of a syntax error: another version has other words, and another column."""
    for finding in report["findings"]:
        if finding["rule"] in WORDED_BY_PYTHON:
            del finding["message"], finding["start"]["column"], finding["end"]
    return report


def is_for_a_newer_python(report: Any) -> bool:
    return any(each["reason"] == NEWER_PYTHON for each in report["summary"]["skipped"])


def test_of_every_fixture(playground: Playground) -> None:
    found = projects()
    for name, report in zip(found, told_there(playground, list(found.values())), strict=True):
        assert report == told_here(found[name]), name


def test_of_the_rules_examples(playground: Playground, pytestconfig: pytest.Config) -> None:
    everything = [dict(example.files) for rule in rules() for example in examples(page_text(rule))]
    chosen = everything if pytestconfig.getoption("--matrix") else everything[::SHARE]
    for files, report in zip(chosen, told_there(playground, chosen), strict=True):
        here = told_here(files)
        if not is_for_a_newer_python(here):
            assert without_wording_of_python(report) == without_wording_of_python(here), files
