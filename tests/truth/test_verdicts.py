"""The doctor's verdicts held against what the browser did with 305 small projects.

`misses.json` names the failing runs that the doctor does not foretell, each with the reason. It is exact both ways:
a run that is foretold after all must be taken out of it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.engine.finding import Diagnostic, Severity
from pyscript_doctor.engine.loader import rules
from tests.projects import report_of
from tests.truth.cases import LOCALHOST, Case, Run, load_cases

if TYPE_CHECKING:
    from collections.abc import Iterator

MISSES: dict[str, str] = json.loads(Path(__file__).with_name("misses.json").read_text(encoding="utf-8"))
KNOWN = {rule.name for rule in rules()}


def cases() -> Iterator[object]:
    """Each project as it was for each run. The last run that breaks and the last one that works are tried always."""
    for case in load_cases():
        runs = [run for run in case.runs if run.host == LOCALHOST and case.expected(run)]
        last = {case.expected(run): run for run in runs}
        for run in runs:
            marks = [] if run is last[case.expected(run)] else [pytest.mark.long]
            yield pytest.param(case, run, id=f"{case.name}-{run.release}-{run.headers}", marks=marks)


def serious(case: Case, run: Run) -> list[Diagnostic]:
    """The errors and warnings on a project as it was for that run."""
    found = report_of(case.files_for(run)).diagnostics
    return [each for each in found if each.severity > Severity.INFO]


@pytest.mark.in_turns
@pytest.mark.parametrize(("case", "run"), list(cases()))
def test_the_doctor_foretells_what_the_browser_did(case: Case, run: Run) -> None:
    found = serious(case, run)
    names = {each.rule.name for each in found}
    if case.expected(run) == "runs":
        assert [each.finding.message for each in found if each.severity is Severity.ERROR] == []
        excused = set(case.cause.rules) if case.cause.ok_warning else set()
        assert {each.rule.name for each in found if not each.finding.unless} <= excused
        return
    named = bool(names & set(case.rules_for(run)))
    explained = f"{case.name} {run.release}" in MISSES or case.name in MISSES
    assert named != explained, MISSES.get(case.name, f"none of {case.rules_for(run)} among {names or 'nothing'}")
