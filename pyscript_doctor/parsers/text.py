"""Source text that knows where each of its characters is in its file."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.layers import OPAQUE, SAME, Layer, Newline, Unwritable
from pyscript_doctor.records import NamedTuple, quick

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Span(NamedTuple):
    """A part of a file: from `start` up to `end`, in characters of the decoded file (newlines and BOM kept)."""

    path: str
    start: int
    end: int


class Edit(NamedTuple):
    """Replaces characters [start, end) of the decoded file with `text`, which is written as it is.

    creates: there is no such file yet; it is created with this text.
    """

    path: str
    start: int
    end: int
    text: str
    creates: bool = False


class Piece(NamedTuple):
    """Characters of a Text that follow one another, and the characters of the file that they come from.

    A verbatim piece maps character by character; any other (an entity, an escape) only as a whole.
    """

    start: int
    length: int
    source_start: int
    source_length: int

    @property
    def verbatim(self) -> bool:
        """Whether it maps character by character."""
        return self.length == self.source_length


_START = itemgetter(0)
"""The start of a Piece."""


class Part(NamedTuple):
    """What `Text.spliced` takes: characters [start, end) of a Text, kept or replaced."""

    start: int
    end: int
    replacement: str | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of source. Each parser takes one, and cuts new ones out of it.

    Offsets that its methods take count characters of `value`; Spans count characters of the file. layers: how what is
    written into it is escaped, the file's own layer first. Nothing can be written into a Text that something rewrote.
    """

    path: str
    value: str
    pieces: tuple[Piece, ...]
    layers: tuple[Layer, ...] = field(default=(OPAQUE,), repr=False, compare=False)

    @classmethod
    def whole(cls, path: str, value: str) -> Text:
        """The Text of a whole decoded file."""
        return cls(path, value, (Piece(0, len(value), 0, len(value)),), (Newline.of(value),))

    def __str__(self) -> str:
        return self.value

    def __len__(self) -> int:
        return len(self.value)

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Where the characters [start, end) are in the file; by default all of them."""
        end = len(self.value) if end is None else end
        only = self.pieces[0]
        if len(self.pieces) == 1 and only.verbatim and 0 <= start <= end <= only.length:  # so nearly all are
            return quick(Span, (self.path, only.source_start + start, only.source_start + end))
        if start >= end:
            place = self._source(start)
            return Span(self.path, place, place)
        return Span(self.path, self._source(start), self._source_end(end))

    def cut(self, start: int, end: int | None = None) -> Text:
        """The characters [start, end) as a Text of their own."""
        end = len(self.value) if end is None else end
        at, length, source_start, source_length = self.pieces[self._index(start)]
        if length == source_length and at <= start < end <= at + length:
            own = Piece(0, end - start, source_start + start - at, end - start)
            return Text(self.path, self.value[start:end], (own,), self.layers)
        return self.spliced([Part(start, end)], SAME)

    def stripped(self, start: int = 0, end: int | None = None) -> Text:
        """The characters [start, end), by default all of them, without the white space at both ends."""
        value = self.value[start:end]
        inside = value.strip()
        if len(inside) == len(self.value):
            return self
        first = start + (len(value) - len(value.lstrip()) if inside else len(value))
        return self.cut(first, first + len(inside))

    def masked(self, value: str) -> Text:
        """The same places with other characters, as many as before."""
        if len(value) != len(self.value):
            raise ValueError("a mask keeps the length of its text")
        return Text(self.path, value, self.pieces, self.layers)

    def within(self, layer: Layer) -> Text:
        """The same characters; what is written into them goes through one more layer first."""
        return Text(self.path, self.value, self.pieces, (*self.layers, layer))

    def replacement(self, start: int, end: int, value: str) -> Edit:
        """The edit that replaces the characters [start, end) with `value`.

        Raises Unwritable if the file cannot hold it there.
        """
        if self._splits(start) or self._splits(end):
            raise Unwritable("a part of an escape cannot be replaced")
        for layer in reversed(self.layers):
            value = layer.written(value)
        span = self.span(start, end)
        return Edit(self.path, span.start, span.end, value)

    def insertion(self, at: int, value: str) -> Edit:
        """The edit that puts `value` before the character at an offset. Raises Unwritable as `replacement` does."""
        return self.replacement(at, at, value)

    def offset(self, place: int) -> int:
        """Where a character of the file is in this Text. Raises Unwritable if it is not in it."""
        for piece in self.pieces:
            inside = place - piece.source_start
            if 0 <= inside <= piece.source_length and (piece.verbatim or inside in (0, piece.source_length)):
                return piece.start + (inside if piece.verbatim else piece.length if inside else 0)
        raise Unwritable(f"{self.path}:{place} is in no part of this text")

    def _splits(self, offset: int) -> bool:
        """Whether an offset is inside something that means another character, such as an entity."""
        piece = self.pieces[self._index(offset)]
        return not piece.verbatim and 0 < offset - piece.start < piece.length

    def spliced(self, parts: Iterable[Part], layer: Layer = OPAQUE) -> Text:
        """A Text made of parts of this one, each kept or replaced with what it means.

        This is how entities, escapes and dedented lines are decoded and keep their places. layer: how what is written
        into the new Text is written here; without one, nothing can be written into it.
        """
        values: list[str] = []
        pieces: list[Piece] = []
        length = 0
        place: int | None = None
        for part in parts:
            place = part.start if place is None else place
            value = self.value[part.start : part.end] if part.replacement is None else part.replacement
            if part.replacement is None:
                pieces.extend(self._pieces_of(part.start, part.end, length))
            elif value:
                span = self.span(part.start, part.end)
                pieces.append(Piece(length, len(value), span.start, span.end - span.start))
            values.append(value)
            length += len(value)
        if not pieces:
            pieces.append(Piece(0, 0, self._source(place or 0), 0))
        layers = self.layers if layer is SAME else (*self.layers, layer)
        return Text(self.path, "".join(values), tuple(pieces), layers)

    def _pieces_of(self, start: int, end: int, at: int) -> Iterable[Piece]:
        index = self._index(start)
        while index < len(self.pieces) and self.pieces[index].start < end:
            piece = self.pieces[index]
            first = max(start, piece.start)
            last = min(end, piece.start + piece.length)
            if first < last:
                if piece.verbatim:
                    source = (piece.source_start + first - piece.start, last - first)
                else:
                    source = (piece.source_start, piece.source_length)
                yield Piece(at + first - start, last - first, *source)
            index += 1

    def _index(self, offset: int) -> int:
        if len(self.pieces) == 1:
            return 0
        return max(0, bisect_right(self.pieces, offset, key=_START) - 1)

    def _source(self, offset: int) -> int:
        piece = self.pieces[self._index(offset)]
        inside = min(max(offset - piece.start, 0), piece.length)
        if piece.verbatim:
            return piece.source_start + inside
        return piece.source_start + (piece.source_length if inside == piece.length else 0)

    def _source_end(self, offset: int) -> int:
        piece = self.pieces[self._index(offset - 1)]
        if piece.verbatim:
            return piece.source_start + offset - piece.start
        return piece.source_start + piece.source_length


def joined(parts: Sequence[Text | str]) -> Text:
    """One Text made of several of the same file, in order. A string between them is where the next one is.

    Raises ValueError if none of the parts is a Text.
    """
    places = [part.span() for part in parts if isinstance(part, Text)]
    if not places:
        raise ValueError("strings alone are in no file")
    pieces: list[Piece] = []
    length = seen = 0
    for part in parts:
        if isinstance(part, Text):
            pieces += (piece._replace(start=piece.start + length) for piece in part.pieces)
            seen += 1
        else:
            place = places[seen].start if seen < len(places) else places[-1].end
            pieces.append(Piece(length, len(part), place, 0))
        length += len(part)
    return Text(places[0].path, "".join(map(str, parts)), tuple(pieces))
