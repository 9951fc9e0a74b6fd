"""Where expressions and comments of templates are: Jinja, Django, Liquid, Twig, Handlebars, EJS, ERB, PHP.

What is in `{% raw %}` or `{% verbatim %}` is text; only the two tags count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_OPENING = lazy_pattern(r"\{\{\{?|\{%|\{#|<%|<\?(?:php\b|=)")
_CLOSINGS = {"{{": "}}", "{{{": "}}", "{%": "%}", "{#": "#}", "<%": "%>", "<?php": "?>", "<?=": "?>"}
_TAG_NAME = lazy_pattern(r"\{%[-+~]?\s*(?P<name>\w+)")
_BLOCK_ENDS = {name: lazy_pattern(rf"\{{%[-+~]?\s*end{name}\b[^%]*%\}}") for name in ("comment", "raw", "verbatim")}


class Mark(NamedTuple):
    """An expression, tag or comment of a template, from its opening to after its closing.

    inner_start, inner_end: what is between them, `{{- x -}}` without its dashes and spaces.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    comment: bool = False


class Scanner:
    """Finds the marks of a template from left to right, in time linear in its length."""

    def __init__(self, value: str) -> None:
        self._value = value
        self._next: dict[str, int] = {}

    def marks(self, start: int) -> Iterator[Mark]:
        """The marks from here on. An opening mark without a closing one is text."""
        position = start
        while match := _OPENING.search(self._value, position):
            mark = self._mark(match)
            if mark is None:
                position = match.start() + 2
                continue
            yield mark
            position = mark.end
            if not mark.comment and self._value.startswith("{%", mark.start):
                position = self._after_verbatim(mark)

    def _mark(self, opening: re.Match[str]) -> Mark | None:
        start, inside = opening.span()
        for comment, closing in (("{{!--", "--}}"), ("{{!", "}}"), ("<%#", "%>"), ("<%--", "--%>"), ("{#", "#}")):
            if self._value.startswith(comment, start):
                return self._closed(start, start + len(comment), closing, comment=True)
        if opening[0] == "{%" and self._tag(start) == "comment":
            end = self._block_end("comment", inside)
            if end:
                return Mark(start, end.end(), start, start, comment=True)
        mark = self._closed(start, inside, _CLOSINGS[opening[0]])
        if mark is None and opening[0].startswith("<?"):
            # PHP needs no closing mark at the end of a file.
            return self._between(start, inside, len(self._value), len(self._value))
        if mark and opening[0] in ("{{", "{{{", "{%") and self._value.find(opening[0][:2], inside, mark.end) >= 0:
            return None
        if mark and opening[0] == "{{{" and self._value.startswith("}", mark.end):
            return Mark(start, mark.end + 1, mark.inner_start, mark.inner_end)
        return mark

    def _closed(self, start: int, inside: int, closing: str, *, comment: bool = False) -> Mark | None:
        close = self._find(closing, inside)
        if close < 0:
            return None
        if comment:
            return Mark(start, close + len(closing), inside, close, comment=True)
        return self._between(start, inside, close, close + len(closing))

    def _between(self, start: int, inside: int, close: int, end: int) -> Mark:
        if self._value.startswith(("-", "+", "~", "_", "="), inside, close):
            inside += 1
        if self._value.endswith(("-", "+", "~", "_"), inside, close):
            close -= 1
        inner = self._value[inside:close]
        inner_start = close - len(inner.lstrip())
        return Mark(start, end, inner_start, max(inner_start, inside + len(inner.rstrip())))

    def _find(self, mark: str, start: int) -> int:
        """Like str.find, for starts that only grow: it never looks twice for what it found, or did not find."""
        known = self._next.get(mark, 0)
        if known >= 0 and (known < start or mark not in self._next):
            known = self._value.find(mark, start)
            self._next[mark] = known
        return known

    def _tag(self, start: int) -> str:
        match = _TAG_NAME.match(self._value, start)
        return match["name"] if match else ""

    def _after_verbatim(self, mark: Mark) -> int:
        """Where scanning goes on after a tag: at the end tag of a block whose content is text."""
        name = self._tag(mark.start)
        end = self._block_end(name, mark.end) if name in ("raw", "verbatim") else None
        return end.start() if end else mark.end

    def _block_end(self, name: str, start: int) -> re.Match[str] | None:
        if self._next.get(f"end{name}") == -1:
            return None
        match = _BLOCK_ENDS[name].search(self._value, start)
        if match is None:
            self._next[f"end{name}"] = -1
        return match
