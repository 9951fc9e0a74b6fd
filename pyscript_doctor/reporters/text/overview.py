"""What a report says about everything: what was found, checked and left out, and what to fix first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.reporters.terminal.styled import EMPTY, SEVERITY_ROLES, Line, Role, Segment, line, prose
from pyscript_doctor.reporters.terminal.visible import visible
from pyscript_doctor.reporters.terminal.wrap import wrap
from pyscript_doctor.reporters.text.sites import site_lines
from pyscript_doctor.reporters.text.wording import (
    baseline,
    checked,
    clause,
    counted,
    effect,
    fixable,
    listed,
    not_checked,
    of_templates,
    open_checks,
    severities,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyscript_doctor.engine.finding import Diagnostic, Problem
    from pyscript_doctor.engine.report import Report
    from pyscript_doctor.reporters.positions import Positions
    from pyscript_doctor.reporters.text.entries import Cause

_MOST_FIRST = 3
RUNNING = (
    "The doctor read templates, and not what is made of them. So start your server and check its address, "
    "as in `check http://localhost:8000/`. Or check the folder that your build writes."
)


def fix_first(causes: Sequence[Cause], positions: Positions, columns: int) -> Iterator[Line]:
    """For the pages that are worst off, which finding stops them from running; the last one is the one to fix first."""
    others = sum(len(pages) for _, pages in causes[_MOST_FIRST:])
    if others:
        yield EMPTY
        yield line(f"{counted(others, 'more page')} will not run either: see above.")
    for number, (diagnostic, pages) in reversed(list(enumerate(causes[:_MOST_FIRST]))):
        yield EMPTY
        yield from _cause(diagnostic, pages, positions, columns, is_first=number == 0)


def _cause(
    diagnostic: Diagnostic, pages: Sequence[str], positions: Positions, columns: int, *, is_first: bool
) -> Iterator[Line]:
    seen = effect(diagnostic.effect, pages, "will")
    why = clause(diagnostic.finding.message)
    advice = (" (fix this first)" if ": " in why else ": fix this first") if is_first else ""
    for part in wrap(f"{seen} because {why}{advice}", columns):
        yield line(*prose(part, Role.ERROR))
    yield line(Segment(" --> ", Role.GUTTER), Segment(positions.place(diagnostic.finding.span), Role.PLACE))


def problem_lines(report: Report, columns: int) -> Iterator[Line]:
    """What could not be read, and why."""
    for problem in report.problems:
        yield from _paragraph(_of_problem(problem), columns, Role.ERROR)
    if report.problems:
        yield EMPTY


def _of_problem(problem: Problem) -> str:
    return f"{problem.path}: {problem.said}" if problem.partial else f"could not read {problem.path}: {problem.message}"


def summary(report: Report, columns: int, first_rule: str) -> Iterator[Line]:
    """What was found, what was checked, and what was not. first_rule: the rule of what to fix first, "" for none."""
    yield from site_lines(report)
    yield from _paragraph(*_verdict(report, columns))
    if report.pages:
        yield from _paragraph(f"Checked {checked(report)}.", columns)
    skipped = not_checked(report.skips)
    if skipped:
        yield from _paragraph(f"Not checked: {listed(skipped, most=8)}.", columns)
    if of_templates(report.skips):
        yield from _paragraph(RUNNING, columns)
    if still_open := open_checks(report):
        yield from _paragraph(f"{still_open[0].upper()}{still_open[1:]}.", columns)
    if report.silenced:
        verb = "is" if report.silenced == 1 else "are"
        yield from _paragraph(
            f"{counted(report.silenced, 'finding')} {verb} ignored, because comments say so.", columns
        )
    if known := baseline(report):
        yield from _paragraph(known, columns)
    if first_rule:
        yield from _paragraph(f"To read more about a rule: `pyscript-doctor explain {first_rule}`", columns)
    if can_fix := fixable(report):
        yield from _paragraph(can_fix, columns)


def _verdict(report: Report, columns: int) -> tuple[str, int, Role]:
    """The line that says how it went."""
    if report.diagnostics:
        worst = max(diagnostic.severity for diagnostic in report.diagnostics)
        return f"{severities(report.diagnostics)} found.", columns, SEVERITY_ROLES[worst]
    if report.problems:
        unread = not all(problem.partial for problem in report.problems)
        why = "a file could not be read" if unread else "there is too much in a file"
        return f"The check is not complete, because {why}.", columns, Role.ERROR
    if not report.pages:
        return _nothing_to_check(report), columns, Role.STRONG
    if any(skip.path for skip in report.skips) or of_templates(report.skips):
        return "Nothing wrong in what the doctor could read.", columns, Role.STRONG
    if report.baselined:
        return "Nothing new was found.", columns, Role.GOOD
    return "All good: nothing wrong was found.", columns, Role.GOOD


def _nothing_to_check(report: Report) -> str:
    if report.unused:
        return f"No page uses {listed([visible(path) for path in report.unused])}, so there is nothing to check."
    looked = f" among {counted(report.files, 'file')}" if report.files else ""
    return f"No page that runs PyScript was found{looked}, so there is nothing to check."


def _paragraph(text: str, columns: int, role: Role = Role.PLAIN) -> Iterator[Line]:
    for part in wrap(text, columns):
        yield line(*prose(part, role))
