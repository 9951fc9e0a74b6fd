"""Annotations for GitHub Actions: the workflow commands `::error`, `::warning` and `::notice`.

The commands and how their values are escaped: GitHub's documentation of workflow commands, and `@actions/core`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.engine.finding import Severity
from pyscript_doctor.reporters.positions import Positions
from pyscript_doctor.reporters.terminal.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.engine.finding import Diagnostic
    from pyscript_doctor.engine.report import Report

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github(report: Report) -> Iterator[str]:
    """One command for each finding, and one for each file that could not be read."""
    positions = Positions(report.sources)
    for diagnostic in report.diagnostics:
        yield _annotation(diagnostic, positions)
    for problem in report.problems:
        yield f"::error file={_property(problem.path)}::{_message(problem.said)}"


def _annotation(diagnostic: Diagnostic, positions: Positions) -> str:
    finding = diagnostic.finding
    start, end = positions.start(finding.span), positions.end(finding.span)
    place = {"file": finding.span.path, "line": start.line, "endLine": end.line}
    if start.line == end.line:
        place |= {"col": start.column, "endColumn": end.column}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in place.items())
    unless = f" (unless {finding.unless})" if finding.unless else ""
    message = f"{finding.message}{unless}" + (f"\n\n{finding.help}" if finding.help else "")
    return f"::{COMMANDS[diagnostic.severity]} {properties},title={diagnostic.rule.name}::{_message(message)}"


def _message(text: str) -> str:
    """Text that ends no command and starts no other."""
    lines = (visible(line) for line in text.split("\n"))
    return "%0A".join(line.replace("%", "%25").replace("\r", "%0D") for line in lines)


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
