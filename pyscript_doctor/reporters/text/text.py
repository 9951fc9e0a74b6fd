"""The report for a person."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from pyscript_doctor.engine.questions import questions_of
from pyscript_doctor.reporters.positions import Positions
from pyscript_doctor.reporters.terminal.styled import EMPTY, Line, Role, Segment, line
from pyscript_doctor.reporters.terminal.visible import visible, width
from pyscript_doctor.reporters.text.diagnostic import diagnostic_lines
from pyscript_doctor.reporters.text.entries import causes_of, entries, urgent_first
from pyscript_doctor.reporters.text.overview import fix_first, problem_lines, summary
from pyscript_doctor.reporters.text.questions import asked_for_several, question_lines
from pyscript_doctor.reporters.text.wording import severities

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.engine.finding import Diagnostic
    from pyscript_doctor.engine.report import Report

COLUMNS = 80


def text_lines(report: Report, columns: int = COLUMNS, *, quiet: bool = False) -> Iterator[Line]:
    """The whole report: the findings file by file, a summary, and at the end, where the eye is, what to fix first.

    A quiet one has only the findings, and what could not be read.
    """
    positions = Positions(report.sources)
    questions = [] if quiet else questions_of(report.diagnostics)
    asked = asked_for_several(questions)
    causes = causes_of(report)
    ordered = urgent_first(entries(report.diagnostics), causes)
    of_file: dict[str, list[Diagnostic]] = {}
    for each in report.diagnostics:
        of_file.setdefault(each.finding.span.path, []).append(each)
    for path, group in groupby(ordered, key=lambda entry: entry.path):
        yield _heading(path, of_file[path], columns)
        yield EMPTY
        for entry in group:
            yield from diagnostic_lines(entry.diagnostic, positions, columns, asked, again=entry.again)
            yield EMPTY
    yield from problem_lines(report, columns)
    if not quiet:
        yield from question_lines(questions, columns)
        yield from summary(report, columns, ordered[0].diagnostic.rule.name if ordered else "")
        yield from fix_first(causes if len(ordered) > 1 else [], positions, columns)


def _heading(path: str, diagnostics: list[Diagnostic], columns: int) -> Line:
    """The name of a file, and what was found in it, on a rule across the page."""
    name, found = visible(path), severities(diagnostics)
    rule = "-" * max(3, columns - width(name) - len(found) - len("--   "))
    return line(
        Segment("-- ", Role.GUTTER), Segment(name, Role.PLACE), Segment(f" {rule} ", Role.GUTTER), Segment(found)
    )
