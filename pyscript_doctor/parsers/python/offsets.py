"""From the lines and columns of `ast` to offsets."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, TypeAlias

from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    import ast

# What has a place in `ast`.
Placed: TypeAlias = "ast.expr | ast.stmt | ast.arg | ast.keyword | ast.alias | ast.excepthandler | ast.pattern"

_LINE_END = lazy_pattern(r"\r\n|\r|\n")


class Places:
    """Where the lines of a source begin, as `ast` counts them: only \\n, \\r\\n and \\r end a line.

    `ast` counts lines from 1 and columns in bytes of UTF-8.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(source))]
        self._is_ascii = source.isascii()
        self._columns: dict[int, tuple[int, ...]] = {}

    def start(self, node: Placed) -> int:
        """The offset of a node's first character."""
        if self._is_ascii:
            return self._starts[node.lineno - 1] + node.col_offset
        return self.offset(node.lineno, node.col_offset)

    def end(self, node: Placed) -> int:
        """The offset after a node's last character."""
        line, column = node.end_lineno, node.end_col_offset
        if line is None or column is None:
            return self.start(node)
        if self._is_ascii:
            return self._starts[line - 1] + column
        return self.offset(line, column)

    def offset(self, line: int, column: int) -> int:
        """The offset of a place."""
        columns = self._columns_of(line)
        return self._starts[line - 1] + (bisect_right(columns, column) if columns else column)

    def line(self, line: int) -> tuple[int, int]:
        """The offsets of a line, its end left out."""
        line = min(max(line, 1), len(self._starts))
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(self.source)
        return start, start + len(self.source[start:end].rstrip("\r\n"))

    def _columns_of(self, line: int) -> tuple[int, ...]:
        """Where each character of a line ends in its bytes; empty if each character is one byte."""
        if line not in self._columns:
            start = self._starts[line - 1]
            end = self._starts[line] if line < len(self._starts) else len(self.source)
            characters = self.source[start:end]
            self._columns[line] = () if characters.isascii() else tuple(accumulate(map(_bytes_of, characters)))
        return self._columns[line]


def _bytes_of(character: str) -> int:
    """How many bytes a character takes in UTF-8."""
    if character < "\x80":
        return 1
    return 2 if character < "\u0800" else 3 if character < "\U00010000" else 4
