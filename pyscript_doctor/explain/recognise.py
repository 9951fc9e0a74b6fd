"""Which of the known errors are in a log."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from pyscript_doctor.explain.known_errors import KnownError, Wording, known_errors
from pyscript_doctor.explain.speaker import Speaker, speaker_of
from pyscript_doctor.explain.traceback import Traceback, tracebacks
from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Mapping

    from pyscript_doctor.explain.log import Log, LogLine

MOST_UNKNOWN = 3
_IDENTITY = ("module", "package", "name", "path", "url", "id", "selector")
NEAR = 30
"""Two entries within so many lines are about the same error."""

_ERROR = lazy_pattern(
    r"(?:\b[A-Z]\w{0,60}|\b)(?:Error|Exception)\b|\bUncaught\b|\bFailed to\b|^Failed\b|\bERR_[A-Z_]+|\bFatal:"
)
_QUOTE_OF_AN_ERROR = lazy_pattern(r"\s{0,200}(?:at |raise |File |\^|~|\.{3}<|@)|\s{0,200}\S{0,300}@\w{2,20}://")


@dataclass(frozen=True, slots=True)
class Match:
    """A line that an entry fits."""

    entry: KnownError
    wording: Wording
    values: Mapping[str, str]


@dataclass(frozen=True)
class Explanation:
    """An error that was recognised, with the first line about it.

    count: how many lines do. values: what the pattern's groups matched. traceback: the one that it ends, if any.
    """

    entry: KnownError
    wording: Wording
    message: str
    line: int
    count: int
    values: Mapping[str, str]
    speaker: Speaker
    traceback: Traceback | None = None

    @property
    def named(self) -> str:
        """What the error names, such as a module or a file; "" for nothing."""
        return named(self.values)

    @property
    def meaning(self) -> str:
        """What it means, in Markdown."""
        return self.entry.filled(self.entry.meaning, self.values)

    @property
    def help(self) -> str:
        """What to do, in Markdown."""
        return self.entry.filled(self.entry.help, self.values)


@dataclass(frozen=True)
class Recognised:
    """The result for a log: each error once, in the order of the log, but what breaks nothing comes last.

    unknown: the first lines that look like errors and are not known; unknown_count: how many such lines there are.
    """

    explanations: tuple[Explanation, ...]
    unknown: tuple[str, ...]
    unknown_count: int
    speaker: Speaker
    complete: bool = True


@dataclass
class _Found:
    match: Match
    line: LogLine
    traceback: Traceback | None
    lines: list[int] = field(default_factory=list)


def match(text: str) -> Match | None:
    """The entry that fits a line best: one that is not general before one that is, else the first."""
    found = list(matches(text))
    if not found:
        return None
    told = {name for each in found for name in each.entry.instead_of}
    best = [each for each in found if each.entry.name not in told] or found
    return next((each for each in best if not each.entry.general), best[0])


def matches(text: str) -> Iterator[Match]:
    """Every entry that fits a line, in their order, each with the first of its wordings that does."""
    wordings, sought = _sought()
    fitting: set[str] = set()
    for index in sorted({index for needle, index in sought if needle in text}):
        entry, wording = wordings[index]
        found = wording.expression.search(text) if entry.name not in fitting else None
        if found:
            fitting.add(entry.name)
            yield Match(entry, wording, _values(found))


@cache
def _sought() -> tuple[tuple[tuple[KnownError, Wording], ...], tuple[tuple[str, int], ...]]:
    """Every wording, and the texts of which one must be in a line before its pattern is tried, each with its index."""
    wordings = tuple((entry, wording) for entry in known_errors() for wording in entry.wordings)
    sought = ((needle, index) for index, (_, wording) in enumerate(wordings) for needle in wording.find or ("",))
    return wordings, tuple(sought)


def recognise(log: Log) -> Recognised:
    """The known errors of a log, and what else looks like an error."""
    traced = list(tracebacks(log.lines))
    ends = {each.last: each for each in traced if each.exception}
    quoted = {index for each in traced for index in range(each.first, each.last)}
    quoted |= {each.last for each in traced if not each.exception}
    found: dict[tuple[str, str], _Found] = {}
    unknown: list[str] = []
    judged: dict[str, Match | None] = {}
    for index, line in enumerate(log.lines):
        if index in quoted:
            continue
        if line.text not in judged:
            judged[line.text] = match(line.text)
        hit, traceback = judged[line.text], ends.get(index)
        if hit:
            key = (hit.entry.name, named(hit.values))
            found.setdefault(key, _Found(hit, line, traceback)).lines.append(index)
            if traceback and found[key].traceback is None:
                found[key].traceback = traceback
        elif _looks_like_an_error(line.text):
            unknown.append(line.text)
    general = speaker_of(line.text for line in log.lines)
    better = _places_of_better_ones(found.values())
    told = [each for each in found.values() if not _is_told_by_another(each, better)]
    explanations = _in_order([_explanation(each, log, general) for each in told])
    distinct = list(dict.fromkeys(unknown))
    return Recognised(explanations, tuple(distinct[:MOST_UNKNOWN]), len(distinct), general, log.complete)


def _in_order(explanations: list[Explanation]) -> tuple[Explanation, ...]:
    """In the order of the log, but a request that failed comes after the error of Python, and a notice after all."""
    traced = any(each.traceback for each in explanations)

    def rank(explanation: Explanation) -> tuple[bool, bool]:
        vague = explanation.entry.general and explanation.traceback is None
        return explanation.entry.notice, traced and vague

    return tuple(sorted(explanations, key=rank))


def named(values: Mapping[str, str]) -> str:
    """What makes two cases of one entry different, such as the name of the package."""
    return next((values[name] for name in _IDENTITY if name in values), "")


def _places_of_better_ones(found: Iterable[_Found]) -> dict[str, list[int]]:
    """For each entry that others explain better, the lines where such others were found."""
    places: dict[str, list[int]] = {}
    for each in found:
        for name in each.match.entry.instead_of:
            places.setdefault(name, []).extend(each.lines)
    return {name: sorted(lines) for name, lines in places.items()}


def _is_told_by_another(each: _Found, better: Mapping[str, list[int]]) -> bool:
    """Whether an entry that says more about the same error is near every line of this one."""
    places = better.get(each.match.entry.name)
    return places is not None and all(_near(index, places) for index in each.lines)


def _near(index: int, places: list[int]) -> bool:
    at = bisect_left(places, index)
    return any(abs(index - place) <= NEAR for place in places[max(0, at - 1) : at + 1])


def _explanation(each: _Found, log: Log, general: Speaker) -> Explanation:
    traceback = each.traceback
    block = log.lines[traceback.first : traceback.last + 1] if traceback else (each.line,)
    return Explanation(
        entry=each.match.entry,
        wording=each.match.wording,
        message=each.line.text.strip(),
        line=each.line.number,
        count=len(each.lines),
        values=each.match.values,
        speaker=speaker_of(line.text for line in block).or_else(_spoken(each.match.wording)).or_else(general),
        traceback=traceback,
    )


def _spoken(wording: Wording) -> Speaker:
    """Who speaks, if the text does not say so but only one interpreter has this wording."""
    interpreters = {"Pyodide", "MicroPython"}
    return Speaker(wording.speaker) if wording.speaker in interpreters else Speaker()


def _values(found: re.Match[str]) -> dict[str, str]:
    """What the groups matched; numbers at the end of a name only number the alternatives of a pattern."""
    return {name.rstrip("0123456789"): value.strip() for name, value in found.groupdict().items() if value}


def _looks_like_an_error(text: str) -> bool:
    return bool(_ERROR.search(text)) and not _QUOTE_OF_AN_ERROR.match(text)
