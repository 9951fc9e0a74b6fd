"""Lines and columns: the only place where offsets become what an editor shows."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.records import NamedTuple
from pyscript_doctor.reporters.terminal.visible import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyscript_doctor.parsers.text import Span

_NEWLINE = lazy_pattern(r"\r\n|\n|\r")
_BYTE_ORDER_MARK = "\ufeff"


class Position(NamedTuple):
    """A place in a file, both counted from 1; columns in code points, a byte order mark not counted."""

    line: int
    column: int


class Lines:
    """The lines of a decoded file, as an editor counts them: each ends with LF, CR LF or CR."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _bounds(self) -> tuple[tuple[int, int], ...]:
        """Where each line starts and ends, its newline left out."""
        bounds = []
        start = 1 if self.text.startswith(_BYTE_ORDER_MARK) else 0
        for newline in _NEWLINE.finditer(self.text):
            bounds.append((start, newline.start()))
            start = newline.end()
        bounds.append((start, len(self.text)))
        return tuple(bounds)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(start for start, _ in self._bounds)

    def position(self, offset: int) -> Position:
        """The place of an offset; one beyond either end of the file is taken as that end."""
        inside = min(max(offset, self._starts[0]), len(self.text))
        index = bisect_right(self._starts, inside) - 1
        return Position(index + 1, inside - self._starts[index] + 1)

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._bounds)

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its newline."""
        start, end = self._bounds[number - 1]
        return self.text[start:end]


class Positions:
    """The positions of Spans in the files of a report."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._sources = sources
        self._lines: dict[str, Lines] = {}

    def knows(self, path: str) -> bool:
        """Whether the file's text is known."""
        return path in self._sources

    def lines(self, path: str) -> Lines:
        """The lines of a file; of one whose text is not known, a single empty one."""
        if path not in self._lines:
            self._lines[path] = Lines(self._sources.get(path, ""))
        return self._lines[path]

    def start(self, span: Span) -> Position:
        """Where a Span starts."""
        return self.lines(span.path).position(span.start)

    def end(self, span: Span) -> Position:
        """Where a Span ends, exclusive."""
        return self.lines(span.path).position(span.end)

    def place(self, span: Span) -> str:
        """ "index.html:9:25", which editors and terminals make a link; only the path if the text is not known."""
        if not self.knows(span.path):
            return visible(span.path)
        start = self.start(span)
        return f"{visible(span.path)}:{start.line}:{start.column}"
