"""The entries of a report: the same mistake made many times is one entry, and what to fix first comes first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyscript_doctor.reporters.text.sites import worst_of_pages

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeAlias

    from pyscript_doctor.engine.finding import Diagnostic
    from pyscript_doctor.engine.report import Report
    from pyscript_doctor.parsers.text import Span

    Cause: TypeAlias = tuple[Diagnostic, list[str]]
    """A finding that stops pages from running, and the pages for which it is the worst."""


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A finding, and the places where it is found again. The pages of the finding are those of all its places."""

    diagnostic: Diagnostic
    again: tuple[Span, ...] = ()

    @property
    def path(self) -> str:
        """The file that it is shown in."""
        return self.diagnostic.finding.span.path


def entries(diagnostics: Iterable[Diagnostic]) -> tuple[Entry, ...]:
    """The findings, those that say the same in one entry, at the place of the first one."""
    alike: dict[object, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        alike.setdefault(_said(diagnostic), []).append(diagnostic)
    return tuple(map(_entry, alike.values()))


def urgent_first(made: Iterable[Entry], causes: Iterable[Cause]) -> tuple[Entry, ...]:
    """The entries file by file, in the order of the files and places, but what to fix first comes first."""
    urgency = {_said(diagnostic): number for number, (diagnostic, _) in enumerate(causes)}
    of_entry = {entry: urgency.get(_said(entry.diagnostic), len(urgency)) for entry in made}
    order: dict[str, int] = {}
    of_file: dict[str, int] = {}
    for entry, urgent in of_entry.items():
        order.setdefault(entry.path, len(order))
        of_file[entry.path] = min(urgent, of_file.get(entry.path, urgent))
    return tuple(sorted(of_entry, key=lambda entry: (of_file[entry.path], order[entry.path], of_entry[entry])))


def causes_of(report: Report) -> list[Cause]:
    """The findings that keep pages from running, the worst first."""
    worst = sorted(worst_of_pages(report).items(), key=lambda item: item[1].effect.rank)
    pages_of: dict[object, list[str]] = {}
    for page, diagnostic in worst:
        pages_of.setdefault(_said(diagnostic), []).append(page)
    causes = {_said(diagnostic): diagnostic for _, diagnostic in reversed(worst)}
    return [(causes[said], pages) for said, pages in pages_of.items()]


def _said(diagnostic: Diagnostic) -> object:
    """What a finding says, without where."""
    finding = diagnostic.finding
    related = tuple(each.message for each in finding.related)
    return diagnostic.rule.name, diagnostic.severity, diagnostic.effect, finding.message, finding.help, related


def _entry(diagnostics: list[Diagnostic]) -> Entry:
    first, *others = diagnostics
    if not others:
        return Entry(first)
    joined = first._replace(
        runtimes=tuple(dict.fromkeys(runtime for each in diagnostics for runtime in each.runtimes)),
        everywhere=all(each.everywhere for each in diagnostics),
        pages=tuple(dict.fromkeys(page for each in diagnostics for page in each.pages)),
    )
    return Entry(joined, tuple(each.finding.span for each in others))
