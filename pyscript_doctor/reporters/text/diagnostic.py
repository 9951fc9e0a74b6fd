"""One finding as a person reads it: what happens, where, and how to fix it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.engine.finding import Diagnostic, Effect, Related, Severity, shortened
from pyscript_doctor.reporters.difference import small_difference
from pyscript_doctor.reporters.terminal.styled import SEVERITY_ROLES, Line, Role, Segment, line, prose
from pyscript_doctor.reporters.terminal.visible import visible
from pyscript_doctor.reporters.terminal.wrap import wrap
from pyscript_doctor.reporters.text.excerpt import Mark, excerpt, gutter, last_line
from pyscript_doctor.reporters.text.notes import note
from pyscript_doctor.reporters.text.wording import affected_pages, effect, listed, with_release

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.reporters.positions import Positions

_MOST_RELATED = 6
_MOST_AGAIN = 100


def diagnostic_lines(
    diagnostic: Diagnostic,
    positions: Positions,
    columns: int,
    asked: Container[str] = frozenset(),
    *,
    again: Sequence[Span] = (),
) -> Iterator[Line]:
    """The lines that show a finding, at most so many columns wide where code and addresses allow it.

    asked: circumstances that the report asks about in another place. again: the other places at which the same is
    found.
    """
    shown = diagnostic.finding.related[:_MOST_RELATED]
    spans = [diagnostic.finding.span, *(related.span for related in shown)]
    digits = max(len(str(last_line(span, positions.lines(span.path)))) for span in spans)
    yield from _header(diagnostic, columns)
    yield from _places(diagnostic, shown, positions, digits, columns)
    notes = list(_notes(diagnostic, positions, asked, again))
    if notes:
        yield line(gutter(digits))
    for name, text in notes:
        yield from note(name, text, digits, columns)


def _header(diagnostic: Diagnostic, columns: int) -> Iterator[Line]:
    """Severity and rule name, linked to what explains them, and what happens."""
    rule = diagnostic.rule
    role = SEVERITY_ROLES[diagnostic.severity]
    head = f"{diagnostic.severity.label}[{rule.name}]: "
    name = Segment(head[:-2], role, link=rule.faq_url or rule.guide_url or rule.url or "")
    first, *more = wrap(diagnostic.finding.message, columns - 2, first=columns - len(head))
    yield line(name, ": ", *prose(first, Role.STRONG))
    for part in more:
        yield line("  ", *prose(part, Role.STRONG))


def _places(
    diagnostic: Diagnostic, related: tuple[Related, ...], positions: Positions, digits: int, columns: int
) -> Iterator[Line]:
    """The source around the finding, then that of the related places in other files."""
    finding = diagnostic.finding
    marks = [Mark(finding.span, finding.label, SEVERITY_ROLES[diagnostic.severity], "^")]
    marks += [Mark(each.span, each.message, Role.RELATED, "-") for each in related]
    for index, path in enumerate(dict.fromkeys(mark.span.path for mark in marks)):
        here = [mark for mark in marks if mark.span.path == path]
        arrow = "-->" if index == 0 else ":::"
        if index:
            yield line(gutter(digits))
        yield line(Segment(" " * digits + arrow + " ", Role.GUTTER), Segment(positions.place(here[0].span), Role.PLACE))
        if positions.knows(path):
            yield line(gutter(digits))
            yield from excerpt(here, positions.lines(path), digits, columns)
        else:
            yield from (line(gutter(digits), *prose(part)) for mark in here for part in wrap(mark.label, columns - 4))


def _notes(
    diagnostic: Diagnostic, positions: Positions, asked: Container[str], again: Sequence[Span]
) -> Iterator[tuple[str, str]]:
    """What is said under the source, each with its name."""
    finding, rule = diagnostic.finding, diagnostic.rule
    if again:
        yield "again at", _places_by_file(again, positions)
    hidden = len(finding.related) - _MOST_RELATED
    if hidden > 0:
        yield "also", f"{hidden} more places like these"
    if diagnostic.severity is not Severity.INFO and diagnostic.effect is not Effect.COSMETIC:
        verb = "will" if diagnostic.severity is Severity.ERROR else "may"
        yield "effect", effect(diagnostic.effect, affected_pages(diagnostic), verb)
    if finding.console:
        yield "console", finding.console
    if finding.help:
        yield "help", finding.help
    if finding.fix and (changed := small_difference(finding.fix, positions)):
        yield "fix", f"{shortened(finding.fix.title)} ({finding.fix.safety.value}):\n\n```diff\n{changed}\n```"
    if finding.unless:
        so = ", so this is a warning" if diagnostic.severity is Severity.WARNING else ""
        yield "unless", finding.unless + ("" if finding.unless in asked else f" (the doctor cannot see that{so})")
    if not diagnostic.everywhere:
        yield "runs in", listed(list(dict.fromkeys(map(with_release, diagnostic.runtimes))))
    if rule.faq_url or rule.guide_url:
        yield "faq" if rule.faq_url else "guide", rule.faq_url or rule.guide_url or ""


def _places_by_file(spans: Sequence[Span], positions: Positions) -> str:
    """ "main.py:14:34, 20:34; other.py:3:4 and 5 more"."""
    files: dict[str, list[str]] = {}
    for span in spans[:_MOST_AGAIN]:
        where = positions.place(span)
        files.setdefault(span.path, []).append(where.removeprefix(visible(span.path) + ":"))
    named = [
        visible(path) if wheres == [visible(path)] else f"{visible(path)}:{', '.join(wheres)}"
        for path, wheres in files.items()
    ]
    more = len(spans) - _MOST_AGAIN
    return "; ".join(named) + (f" and {more} more" if more > 0 else "")
