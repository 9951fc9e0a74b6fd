"""What the doctor says of a planted fault, beside what Chromium did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.engine.finding import Severity
from tests.projects import line_of, report_of

if TYPE_CHECKING:
    from tests.planted.bases import Base
    from tests.planted.faults import Fault

EXACT, ELSEWHERE, MISSED = "found at its line", "found elsewhere", "not found"
Told = list[tuple[str, str, int, Severity]]


def told(files: dict[str, str]) -> Told:
    """The errors and warnings: rule, path, line, severity."""
    return [
        (each.rule.name, each.finding.span.path, line_of(each, files), each.severity)
        for each in report_of(files).diagnostics
        if each.severity is not Severity.INFO
    ]


def verdict(base: Base, fault: Fault, said: Told) -> str:
    """Whether what is said is about the fault."""
    places = fault.places(base.files)
    if any((path, line) in places for _, path, line, _ in said):
        return EXACT
    return ELSEWHERE if said else MISSED
