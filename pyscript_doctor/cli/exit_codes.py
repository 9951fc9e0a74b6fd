"""What the exit codes of the command mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyscript_doctor.engine.report import Report
    from pyscript_doctor.settings import Settings

NOTHING, FOUND, FAILED, TROUBLE, INTERRUPTED = 0, 1, 2, 3, 130


def exit_code(report: Report, settings: Settings) -> int:
    """2 if something could not be read, 1 if a finding counts, 3 if the index was asked and did not answer, else 0."""
    if report.problems:
        return FAILED
    counting = (each for each in report.diagnostics if settings.strict or not each.finding.unless)
    if any(each.severity >= settings.fail_level for each in counting):
        return FOUND
    return without_findings(report)


def without_findings(report: Report) -> int:
    """The exit code if no finding counts."""
    return TROUBLE if report.troubles else NOTHING
