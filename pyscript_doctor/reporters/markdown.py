"""A summary in Markdown, such as GitHub shows beside a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.reporters.positions import Positions
from pyscript_doctor.reporters.terminal.visible import visible
from pyscript_doctor.reporters.text.wording import counted, severities

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.engine.finding import Diagnostic
    from pyscript_doctor.engine.report import Report

MOST_ROWS = 200
_SPECIAL = lazy_pattern(r"([\\|<>\[\]*_~#&])")


def markdown(report: Report) -> Iterator[str]:
    """A heading that says how it went, and a table of the findings, at most 200 of them."""
    found = severities(report.diagnostics)
    yield f"### PyScript: {found or 'nothing wrong'}"
    yield ""
    yield f"{counted(len(report.pages), 'page')} checked."
    if report.diagnostics:
        positions = Positions(report.sources)
        yield ""
        yield "| | Where | What happens | Rule |"
        yield "| --- | --- | --- | --- |"
        for diagnostic in report.diagnostics[:MOST_ROWS]:
            yield _row(diagnostic, positions)
        if len(report.diagnostics) > MOST_ROWS:
            yield ""
            yield f"{counted(len(report.diagnostics) - MOST_ROWS, 'finding')} more."
    for problem in report.problems:
        yield ""
        label = "Not checked in full" if problem.partial else "Could not be read"
        yield f"{label}: {_code(problem.path)}, {_escaped(problem.message)}."


def _row(diagnostic: Diagnostic, positions: Positions) -> str:
    finding = diagnostic.finding
    unless = f" (unless {finding.unless})" if finding.unless else ""
    what = _text(f"{finding.message}{unless}")
    rule = f"[{diagnostic.rule.name}]({diagnostic.rule.url})"
    return f"| {diagnostic.severity.label} | {_code(positions.place(finding.span))} | {what} | {rule} |"


def _text(message: str) -> str:
    """A message whose code, between back-ticks, stays code."""
    parts = visible(message).split("`")
    if len(parts) % 2 == 0:
        return _escaped(message)
    return "".join(_code(part) if index % 2 else _escaped(part) for index, part in enumerate(parts))


def _code(text: str) -> str:
    return "`" + visible(text).replace("`", "'").replace("|", "\\|") + "`"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", visible(text))
