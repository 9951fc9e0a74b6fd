"""What a change of release or interpreter would bring, for a person and as one line a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.engine.comparison import releases_of
from pyscript_doctor.reporters.concise import finding_line
from pyscript_doctor.reporters.positions import Positions
from pyscript_doctor.reporters.terminal.styled import EMPTY, Line, Role, Segment, line, prose
from pyscript_doctor.reporters.terminal.visible import visible
from pyscript_doctor.reporters.terminal.wrap import one_line, wrap
from pyscript_doctor.reporters.text.diagnostic import diagnostic_lines
from pyscript_doctor.reporters.text.overview import problem_lines
from pyscript_doctor.reporters.text.wording import counted, interpreter, listed, severities

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyscript_doctor.engine.comparison import ReportComparison
    from pyscript_doctor.engine.finding import Diagnostic


def comparison_lines(comparison: ReportComparison, columns: int, *, quiet: bool = False) -> Iterator[Line]:
    """First what would appear, in full; then what would vanish, and what would change; at the end a summary."""
    after, before = Positions(comparison.after.sources), Positions(comparison.before.sources)
    if comparison.appearing:
        yield _heading(f"With {assumed(comparison)} this would appear", comparison.appearing, Role.ERROR)
        yield EMPTY
        for diagnostic in comparison.appearing:
            yield from diagnostic_lines(diagnostic, after, columns)
            yield EMPTY
    if comparison.vanishing:
        yield _heading(f"With {assumed(comparison)} this would vanish", comparison.vanishing, Role.GOOD)
        yield EMPTY
        for diagnostic in comparison.vanishing:
            yield from _in_short(diagnostic, before, columns, diagnostic.severity.label)
        yield EMPTY
    if comparison.changing:
        later = [diagnostic for _, diagnostic in comparison.changing]
        yield _heading(f"With {assumed(comparison)} this would be of another severity", later, Role.WARNING)
        yield EMPTY
        for earlier, diagnostic in comparison.changing:
            yield from _in_short(diagnostic, after, columns, _severity_change(earlier, diagnostic))
        yield EMPTY
    yield from problem_lines(comparison.after, columns)
    if not quiet:
        for part in wrap(summary(comparison), columns):
            yield line(*prose(part))


def comparison_concise(comparison: ReportComparison, *, quiet: bool = False) -> Iterator[str]:
    """A line for each finding, and a summary.

    "+" is before what would appear, "-" before what would vanish, and "!" before what would be of another severity.
    """
    after, before = Positions(comparison.after.sources), Positions(comparison.before.sources)
    yield from (f"+ {finding_line(each, after)}" for each in comparison.appearing)
    yield from (f"- {finding_line(each, before)}" for each in comparison.vanishing)
    yield from (
        f"! {finding_line(each, after)} (now: {earlier.severity.label})" for earlier, each in comparison.changing
    )
    for problem in comparison.after.problems:
        yield one_line(f"{problem.path}: {problem.said}")
    if not quiet:
        yield summary(comparison)


def assumed(comparison: ReportComparison) -> str:
    """ "PyScript 2026.7.3 and MicroPython"."""
    release, name = comparison.assumptions.release, comparison.assumptions.interpreter
    parts = [f"PyScript {release.name}" if release else "", interpreter(name) if name else ""]
    return " and ".join(part for part in parts if part)


def summary(comparison: ReportComparison) -> str:
    """What would change, in a sentence or two."""
    if not comparison.after.pages:
        return "No page that runs PyScript was found, so there is nothing to compare."
    own = ""
    if comparison.assumptions.release:
        releases = listed([visible(each) for each in releases_of(comparison.before)])
        pages = counted(len(comparison.before.pages), "page")
        own = f" ({pages}, now on {releases})"
    appear, vanish, stay = len(comparison.appearing), len(comparison.vanishing), comparison.staying
    change = len(comparison.changing)
    if not appear and not vanish and not change:
        said = f"With {assumed(comparison)}{own} nothing would change that the doctor knows of"
        return f"{said}; {counted(stay, 'finding')} would stay." if stay else f"{said}."
    said = f"With {assumed(comparison)}{own} {counted(appear, 'finding')} would appear and {vanish} vanish"
    rest = [f"{change} would be of another severity" if change else "", f"{stay} would stay" if stay else ""]
    return "; ".join(part for part in (said, *rest) if part) + "."


def _heading(text: str, diagnostics: Sequence[Diagnostic], role: Role) -> Line:
    return line(Segment(text, role), f": {severities(diagnostics)}")


def _severity_change(earlier: Diagnostic, later: Diagnostic) -> str:
    return f"{later.severity.label} (now: {earlier.severity.label})"


def _in_short(diagnostic: Diagnostic, positions: Positions, columns: int, severity: str) -> Iterator[Line]:
    place = positions.place(diagnostic.finding.span)
    yield line("  ", Segment(place, Role.PLACE), f" {severity}[{diagnostic.rule.name}]")
    for part in wrap(diagnostic.finding.message, columns - 6):
        yield line("      ", *prose(part))
