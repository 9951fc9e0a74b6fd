"""Which characters of a Markdown paragraph are raw HTML or text, and which are code.

Source: CommonMark 0.31.2, 6.1 "Code spans", 6.6 "Raw HTML", 2.4 "Backslash escapes".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARK = lazy_pattern(r"\\.|`+|<", re.DOTALL)
_BACKTICKS = lazy_pattern(r"`+")
# Private-use characters replace template expressions; as attributes too.
_NAME = r"[A-Za-z_:\U0010fffd][A-Za-z0-9_.:\U0010fffd-]*"
_VALUE = r"""(?:[^\s"'=<>`]+|'[^']*'|"[^"]*")"""
_TAG = lazy_pattern(rf"<(?:[A-Za-z][A-Za-z0-9-]*(?:\s+{_NAME}(?:\s*=\s*{_VALUE})?)*\s*/?|/[A-Za-z][A-Za-z0-9-]*\s*)>")
_OTHERS = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">"))


class InlineScanner:
    """Reads one paragraph, heading or table row: value[start:end]."""

    def __init__(self, value: str, start: int, end: int) -> None:
        self._value = value
        self._start = start
        self._end = end
        self._missing: set[str] = set()
        self._runs: defaultdict[int, list[int]] = defaultdict(list)
        for match in _BACKTICKS.finditer(value, start, end):
            self._runs[len(match[0])].append(match.start())

    def not_html(self) -> Iterator[tuple[int, int]]:
        """Where code spans and comments are, and each `<` that does not begin HTML."""
        position = self._start
        while match := _MARK.search(self._value, position, self._end):
            position = match.end()
            if match[0] == "\\<":
                yield match.end() - 1, match.end()
            elif match[0].startswith("`"):
                close = self._closing(len(match[0]), match.end())
                if close is not None:
                    position = close
                    yield match.start(), close
            elif match[0] == "<":
                end = self._html_end(match.start())
                if end is None:
                    yield match.start(), match.end()
                    continue
                position = end
                if self._value.startswith("<!--", match.start()):
                    yield match.start(), end

    def _closing(self, length: int, start: int) -> int | None:
        """Where a code span that opens with so many backticks ends."""
        runs = self._runs[length]
        index = bisect_left(runs, start)
        return runs[index] + length if index < len(runs) else None

    def _html_end(self, start: int) -> int | None:
        match = _TAG.match(self._value, start, self._end)
        if match:
            return match.end()
        for opening, closing in _OTHERS:
            if self._value.startswith(opening, start):
                return self._after(closing, start + len(opening))
        return None

    def _after(self, mark: str, start: int) -> int | None:
        if mark in self._missing:
            return None
        found = self._value.find(mark, start, self._end)
        if found < 0:
            self._missing.add(mark)
            return None
        return found + len(mark)
