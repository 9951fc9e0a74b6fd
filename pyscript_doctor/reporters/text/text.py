"""The report for a person."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from pyscript_doctor.reporters.positions import Positions
from pyscript_doctor.reporters.terminal.styled import EMPTY, Line, Role, Segment, line
from pyscript_doctor.reporters.terminal.visible import visible, width
from pyscript_doctor.reporters.text.diagnostic import diagnostic_lines
from pyscript_doctor.reporters.text.overview import fix_first, problem_lines, summary
from pyscript_doctor.reporters.text.questions import asked_for_several, question_lines
from pyscript_doctor.reporters.text.wording import severities

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.engine.finding import Diagnostic
    from pyscript_doctor.engine.report import Report

COLUMNS = 80


def text_lines(report: Report, columns: int = COLUMNS, *, quiet: bool = False) -> Iterator[Line]:
    """The whole report: what to fix first, the findings file by file, and a summary.

    A quiet one has only the findings, and what could not be read.
    """
    positions = Positions(report.sources)
    asked = frozenset[str]() if quiet else asked_for_several(report)
    if not quiet:
        yield from fix_first(report, positions, columns)
    for path, group in groupby(report.diagnostics, key=lambda diagnostic: diagnostic.finding.span.path):
        diagnostics = list(group)
        yield _heading(path, diagnostics, columns)
        yield EMPTY
        for diagnostic in diagnostics:
            yield from diagnostic_lines(diagnostic, positions, columns, asked)
            yield EMPTY
    yield from problem_lines(report, columns)
    if not quiet:
        yield from question_lines(report, columns)
        yield from summary(report, columns)


def _heading(path: str, diagnostics: list[Diagnostic], columns: int) -> Line:
    """The name of a file, and what was found in it, on a rule across the page."""
    name, found = visible(path), severities(diagnostics)
    rule = "-" * max(3, columns - width(name) - len(found) - len("--   "))
    return line(
        Segment("-- ", Role.GUTTER), Segment(name, Role.PLACE), Segment(f" {rule} ", Role.GUTTER), Segment(found)
    )
