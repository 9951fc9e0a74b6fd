"""One line a finding, for logs, editors and agents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.reporters.positions import Positions
from pyscript_doctor.reporters.terminal.visible import visible
from pyscript_doctor.reporters.terminal.wrap import CodeBlock, Paragraph, blocks, one_line
from pyscript_doctor.reporters.text.wording import counted, listed, not_checked, open_checks, severities

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.engine.finding import Diagnostic
    from pyscript_doctor.engine.report import Report


def concise(report: Report, *, quiet: bool = False) -> Iterator[str]:
    """`path:line:column: severity[rule] message; help` for each finding, and a summary; if quiet, only the findings."""
    positions = Positions(report.sources)
    for diagnostic in report.diagnostics:
        yield finding_line(diagnostic, positions)
    for problem in report.problems:
        yield one_line(f"{problem.path}: {problem.said}")
    if not quiet:
        yield _summary(report)


def finding_line(diagnostic: Diagnostic, positions: Positions) -> str:
    """One finding."""
    finding = diagnostic.finding
    unless = f" (unless {finding.unless})" if finding.unless else ""
    said = "; ".join(part for part in (f"{finding.message}{unless}", _short_help(finding.help)) if part)
    place, label = positions.place(finding.span), diagnostic.severity.label
    return f"{place}: {label}[{diagnostic.rule.name}] {one_line(said)}"


def _short_help(text: str) -> str:
    """The help in short: its first paragraph, with the code that it announces."""
    parts = blocks(text)
    first = next(parts, None)
    if not isinstance(first, Paragraph):
        return ""
    code = next(parts, None)
    if not first.text.endswith(":") or not isinstance(code, CodeBlock):
        return first.text.rstrip(":.")
    return f"{first.text} {', '.join(f'`{line.strip()}`' for line in code.lines if line.strip())}"


def _summary(report: Report) -> str:
    if not (report.pages or report.diagnostics or report.problems):
        if report.unused:
            return f"no page uses {listed(list(map(visible, report.unused)))}"
        skipped = f"; not checked: {', '.join(not_checked(report.skips))}" if report.skips else ""
        return f"no page that runs PyScript was found{skipped}"
    skipped, still_open = ", ".join(not_checked(report.skips)), open_checks(report).replace("`", "")
    return (
        f"{counted(len(report.pages), 'page')} checked: {severities(report.diagnostics) or _nothing(report)}"
        + _unread(report)
        + (f"; not checked: {skipped}" if skipped else "")
        + (f"; {still_open}" if still_open else "")
    )


def _unread(report: Report) -> str:
    partly = sum(problem.partial for problem in report.problems)
    unread = len(report.problems) - partly
    said = f", {counted(unread, 'file')} could not be read" if unread else ""
    return f"{said}, some files not in full" if partly else said


def _nothing(report: Report) -> str:
    if report.problems:
        return "not complete"
    return "nothing new" if report.baselined else "nothing wrong"
