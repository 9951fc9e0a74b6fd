"""Source lines with the places of interest underlined, cut so that they fit."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from pyscript_doctor.reporters.terminal.styled import Line, Role, Segment, line, prose
from pyscript_doctor.reporters.terminal.visible import visible, visible_character, width
from pyscript_doctor.reporters.terminal.wrap import one_line, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.reporters.positions import Lines, Position

CUT = "..."

_LABEL_COLUMNS = 48
_HEAD_LINES = 2
_MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """A place to underline with a sign, and the words under it."""

    span: Span
    label: str
    role: Role
    sign: str


@dataclass(frozen=True, slots=True)
class View:
    """A source line as it is shown, and which columns of it to underline, counted from 0."""

    text: str
    start: int
    columns: int


def view(source: str, start: int, end: int, room: int) -> View:
    """The part of a source line around its characters [start, end) that fits into so many columns."""
    start = min(start, len(source))
    end = min(max(start, end), len(source))
    first, last = _window(source, start, end, room)
    before = CUT if first else ""
    after = CUT if last < len(source) else ""
    left = width(before + visible(source[first:start]))
    columns = width(visible(source[start : min(end, last)]))
    return View(before + visible(source[first:last]) + after, left, max(1, columns))


def _window(source: str, start: int, end: int, room: int) -> tuple[int, int]:
    """Which characters are shown: from the start of the line if the place then fits, else from a bit before it."""
    if _reach(source, 0, room) == len(source):
        return 0, len(source)
    last = _reach(source, 0, room - len(CUT))
    if end <= last or start <= last // 2:
        return 0, last
    first = _reach_back(source, start, room // 3)
    if _reach(source, first, room - len(CUT)) == len(source):
        return _reach_back(source, len(source), room - len(CUT)), len(source)
    return first, _reach(source, first, room - 2 * len(CUT))


def _reach(source: str, first: int, room: int) -> int:
    """Up to which character a line can be shown from another one on."""
    for index in range(first, len(source)):
        room -= _cost(source[index])
        if room < 0:
            return index
    return len(source)


def _reach_back(source: str, last: int, room: int) -> int:
    """From which character on a line can be shown up to another one."""
    for index in range(last - 1, -1, -1):
        room -= _cost(source[index])
        if room < 0:
            return index + 1
    return 0


def _cost(character: str) -> int:
    """The columns to count: at least one, so that characters without width do not make a line endless."""
    return max(1, width(visible_character(character)))


@dataclass(frozen=True, slots=True)
class _Place:
    """A Mark with its lines; `end` is the place of its last character."""

    mark: Mark
    start: Position
    end: Position

    @property
    def lines(self) -> tuple[int, int]:
        return self.start.line, self.end.line


def excerpt(marks: Iterable[Mark], lines: Lines, digits: int, columns: int) -> Iterator[Line]:
    """The lines of one file that the marks are on, in order, with what was left out between them as dots."""
    room = columns - digits - len(" | ")
    places = sorted((_place(mark, lines) for mark in marks), key=lambda place: place.lines)
    shown: int | None = None
    for (first, last), group in groupby(places, key=lambda place: place.lines):
        if shown is not None and first != shown + 1:
            yield line(Segment(CUT, Role.GUTTER))
        if first == last:
            yield from _underlined(list(group), lines.line(first), digits, room)
        else:
            for place in group:
                yield from _bracketed(place, lines, digits, room)
        shown = last


def last_line(span: Span, lines: Lines) -> int:
    """The number of the last line that an excerpt shows for a Span."""
    return lines.position(max(span.start, span.end - 1)).line


def gutter(digits: int, number: int | None = None) -> Segment:
    """What is to the left of a source line, with its number, or of a line under it."""
    return Segment(f"{'' if number is None else number:>{digits}} | ", Role.GUTTER)


def _place(mark: Mark, lines: Lines) -> _Place:
    span = mark.span
    return _Place(mark, lines.position(span.start), lines.position(max(span.start, span.end - 1)))


def _underlined(places: list[_Place], source: str, digits: int, room: int) -> Iterator[Line]:
    """A source line and under it a line for each place in it."""
    shown = ""
    for place in places:
        start = place.start.column - 1
        cut = view(source, start, start + max(place.mark.span.end - place.mark.span.start, 0), room)
        if cut.text != shown or place is places[0]:
            yield line(gutter(digits, place.start.line), cut.text)
            shown = cut.text
        signs = Segment(place.mark.sign * cut.columns, place.mark.role)
        yield from _labelled((Segment(" " * cut.start), signs), place.mark, cut.start, cut.columns, digits, room)


def _bracketed(place: _Place, lines: Lines, digits: int, room: int) -> Iterator[Line]:
    """A place of several lines, with a bracket to the left of them and a sign under its last character."""
    role = place.mark.role
    first, last = place.lines
    for number in _numbers(first, last):
        if number is None:
            yield line(Segment(f"{CUT:<{digits + 3}}", Role.GUTTER), Segment("|", role))
            continue
        source = lines.line(number)
        column = place.end.column if number == last else place.start.column if number == first else 1
        index = max(0, min(column, len(source)) - 1)
        cut = view(source, index, index + 1, room - 2)
        yield line(gutter(digits, number), Segment("/ " if number == first else "| ", role), cut.text)
    signs = Segment("|" + "_" * (cut.start + 1) + place.mark.sign, role)
    yield from _labelled((signs,), place.mark, cut.start + 2, 1, digits, room)


def _numbers(first: int, last: int) -> Iterator[int | None]:
    """The numbers of the lines to show; None for those left out."""
    if last - first < _MOST_LINES:
        yield from range(first, last + 1)
        return
    yield from range(first, first + _HEAD_LINES)
    yield None
    yield last


def _labelled(
    signs: tuple[Segment, ...], mark: Mark, start: int, columns: int, digits: int, room: int
) -> Iterator[Line]:
    """The signs under a place with their label beside them, or below where there is no room for it."""
    label = one_line(mark.label)
    if start + columns + 1 + width(label) <= room:
        yield line(gutter(digits), *signs, " ", *prose(label, mark.role))
        return
    yield line(gutter(digits), *signs)
    indent = min(start, max(0, room - min(width(label), _LABEL_COLUMNS)))
    for part in wrap(label, room - indent):
        yield line(gutter(digits), " " * indent, *prose(part, mark.role))
