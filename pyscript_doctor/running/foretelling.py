"""Which findings predicted an error: by the console's text, by its explanation, or by the place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyscript_doctor.engine.finding import Effect, Severity
from pyscript_doctor.explain.answer import tells_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyscript_doctor.engine.finding import Diagnostic
    from pyscript_doctor.explain.recognise import Explanation
    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.reporters.positions import Positions

SHORTEST_CONSOLE_TEXT = 8
_QUOTES = str.maketrans("‘’“”`", "''\"\"'")


def foretold(
    said: str,
    explanation: Explanation | None,
    spans: Sequence[Span],
    url: str,
    diagnostics: Sequence[Diagnostic],
    positions: Positions,
) -> list[Diagnostic]:
    """The findings that predicted an error, all of one rule; the first is the likeliest.

    said: the error's text. spans: the lines that it can be from. url: what could not be loaded, or "".
    """
    here = [each for each in diagnostics if _is_at(each, spans, positions)]
    by_console = [each for each in diagnostics if _says(said, each.finding.console)]
    by_rule = _by_rule(explanation, url, diagnostics, positions)
    certain = not explanation or not explanation.entry.general
    candidates = (
        [each for each in by_console if each in here],
        [each for each in by_rule if each in here],
        [each for each in by_rule if each in by_console],
        [each for each in by_console if not explanation or _names(explanation, url, each, positions)],
        by_rule if certain or _is_named(explanation, url) else [],
        _only_one(explanation, spans, diagnostics) if not url else [],
        [each for each in here if _can_break(each)],
    )
    found = next((group for group in candidates if group), [])
    return [each for each in found if each.rule.name == found[0].rule.name]


def _by_rule(
    explanation: Explanation | None, url: str, diagnostics: Iterable[Diagnostic], positions: Positions
) -> list[Diagnostic]:
    """The findings of the rules that find such an error, the rule that does it best first."""
    if explanation is None:
        return []
    rules = explanation.entry.rules
    found = [each for each in diagnostics if each.rule.name in rules and _names(explanation, url, each, positions)]
    return sorted(found, key=lambda each: rules.index(each.rule.name))


def _only_one(
    explanation: Explanation | None, spans: Sequence[Span], diagnostics: Iterable[Diagnostic]
) -> list[Diagnostic]:
    """The finding of the rules that find such an error, if there is just one.

    That is for errors of JavaScript, which name PyScript's own things. Python names the user's own, so another name is
    another error. If it is known which file the error is from, the finding must be about it; and if an error has many
    causes, the finding must be certain.
    """
    if explanation is None or explanation.traceback:
        return []
    rules, files = explanation.entry.rules, {span.path for span in spans}
    found = [each for each in diagnostics if each.rule.name in rules]
    if files:
        found = [each for each in found if each.finding.span.path in files]
    if explanation.entry.general:
        found = [each for each in found if each.severity is Severity.ERROR and not files]
    return found if len(found) == 1 else []


def _names(explanation: Explanation, url: str, diagnostic: Diagnostic, positions: Positions) -> bool:
    """Whether a finding, or the line that it is on, speaks of what the error names."""
    finding = diagnostic.finding
    name = _file_name(url) if not explanation.named else explanation.named
    if name and name in _line_of(finding.span, positions):
        return True
    if _file_name(url) and not explanation.named:
        return name in f"{finding.message} {finding.label} {finding.help} {finding.console}"
    return tells_of(finding, explanation)


def _line_of(span: Span, positions: Positions) -> str:
    return positions.lines(span.path).line(positions.start(span).line) if positions.knows(span.path) else ""


def _is_named(explanation: Explanation | None, url: str) -> bool:
    return bool(_file_name(url) or (explanation and explanation.named))


def folder_and_name(url: str) -> tuple[str, str]:
    """What a URL says before its last slash, and the name behind it."""
    folder, _, name = url.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")
    return folder, name


def _file_name(url: str) -> str:
    return folder_and_name(url)[1]


def _says(said: str, console: str) -> bool:
    """Whether the text that a finding predicts is in what was said, wherever lines break."""
    expected = _plain(console)
    return len(expected) >= SHORTEST_CONSOLE_TEXT and expected in _plain(said)


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.translate(_QUOTES)).strip()


def _can_break(diagnostic: Diagnostic) -> bool:
    return diagnostic.severity >= Severity.WARNING and diagnostic.effect is not Effect.COSMETIC


def _is_at(diagnostic: Diagnostic, spans: Iterable[Span], positions: Positions) -> bool:
    """Whether a finding, or a place that has a part in it, is on one of the lines."""
    lines = {line for span in spans for line in _lines(span, positions)}
    if not lines:
        return False
    places = (diagnostic.finding.span, *(related.span for related in diagnostic.finding.related))
    return any(not lines.isdisjoint(_lines(place, positions)) for place in places)


def place_of(diagnostic: Diagnostic, spans: Iterable[Span], positions: Positions) -> Span:
    """Where a finding came true: the place of its file that is on one of the lines, else its own."""
    finding = diagnostic.finding
    lines = {line for span in spans for line in _lines(span, positions)}
    places = (finding.span, *(each.span for each in finding.related if each.span.path == finding.span.path))
    return next((place for place in places if not lines.isdisjoint(_lines(place, positions))), finding.span)


def _lines(span: Span, positions: Positions) -> set[tuple[str, int]]:
    if not positions.knows(span.path):
        return set()
    first, last = positions.start(span).line, positions.end(span).line
    return {(span.path, number) for number in range(first, min(last, first + 50) + 1)}
