"""Markdown: its raw HTML runs, its code is only shown.

Source: CommonMark 0.31.2, through markdown-it-py, which says where the blocks are.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.markdown.inline import InlineScanner
from pyscript_doctor.parsers.templates.front_matter import blank, front_matter_end
from pyscript_doctor.parsers.templates.masking import MASK
from pyscript_doctor.parsers.text import Part, Text
from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_NEWLINE = lazy_pattern(r"\r\n?|\n")
_NOT_NEWLINE = lazy_pattern(r"[^\r\n]")
_LANGUAGE = lazy_pattern(r"\s*\{?\.?(?P<language>[\w+#-]*)")
_NOT_BLANK = lazy_pattern(r"\S")
_CODE_TAG = lazy_pattern(r"<(?P<slash>/?)(?P<name>script|(?:py|mpy)-[a-z-]+)(?=[\s/>])[^<>]*>", re.IGNORECASE)

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block.

    language: the language that it names, in lower case, "" for none. information: everything after its mark. text: what
    is in it.
    """

    language: str
    information: str
    text: Text


def mask_markdown(text: Text) -> Text:
    """A Markdown page in which everything except its text and raw HTML is masked.

    Code, comments, front matter and each `<` that does not begin HTML become spaces; newlines are kept. The content of
    a script or of a PyScript element is masked as unknown unless it is in one block of raw HTML: Markdown rewrites it
    before the browser sees it. Mask templates first (`templates.mask`), because their engines run first.
    """
    source = _Source(text.value)
    parts: list[str] = []
    position = 0
    for start, end in source.live():
        parts.append(blank(text.value[position:start]))
        parts.append(text.value[start:end])
        position = end
    parts.append(blank(text.value[position:]))
    return text.masked(_with_rewritten_code_masked("".join(parts), source.html_blocks()))


def fences(text: Text) -> tuple[Fence, ...]:
    """The fenced blocks of a Markdown page, wherever they are: in lists and block quotes too."""
    return tuple(fence for section in fences_by_section(text) for fence in section)


def fences_by_section(text: Text) -> tuple[tuple[Fence, ...], ...]:
    """The fenced blocks before the first heading, and those below each heading, if there are any."""
    source = _Source(text.value)
    sections: list[list[Fence]] = [[]]
    for token in source.tokens:
        if token.type == "heading_open":
            sections.append([])
        elif token.type == "fence":
            content = text.spliced(source.fence_parts(token))
            sections[-1].append(Fence(_language(token.info), token.info.strip(), content))
    return tuple(tuple(section) for section in sections if section)


def _language(information: str) -> str:
    match = _LANGUAGE.match(information)
    return match["language"].lower() if match else ""


class _Source:
    """A Markdown page, its lines and blocks."""

    def __init__(self, value: str) -> None:
        start = front_matter_end(value)
        self._value = blank(value[:start]) + value[start:]
        self._lines = list(_lines(value))
        self.tokens: Sequence[Token] = _parser().parse(self._value)

    def html_blocks(self) -> list[Range]:
        """Where the blocks of raw HTML are, from their first to their last line."""
        return [self._range(token) for token in self.tokens if token.type == "html_block"]

    def live(self) -> Iterator[Range]:
        """The text and the raw HTML, in order."""
        last = 0
        for token in self.tokens:
            if token.type == "html_block":
                yield from self._live_html(token)
            elif token.type == "inline" and self._range(token)[0] >= last:
                # The cells of a row of a table name the same line.
                start, last = self._range(token)
                yield from _between(start, last, InlineScanner(self._value, start, last).not_html())

    def fence_parts(self, token: Token) -> Iterator[Part]:
        """The content of a fence, without what its list or block quote has before each line."""
        for start, end, newline_end in self._content_lines(token, 1):
            yield Part(start, end)
            if newline_end > end:
                yield Part(end, newline_end, None if self._value[end:newline_end] == "\n" else "\n")

    def _range(self, token: Token) -> Range:
        first, last = token.map or (0, 0)
        return self._lines[first][0], self._lines[last - 1][2]

    def _live_html(self, token: Token) -> Iterator[Range]:
        comment_end = 0
        if token.content.lstrip().startswith("<!--"):
            close = self._value.find("-->", self._range(token)[0])
            comment_end = len(self._value) if close < 0 else close + len("-->")
        for start, _, newline_end in self._content_lines(token, 0):
            if max(start, comment_end) < newline_end:
                yield max(start, comment_end), newline_end

    def _content_lines(self, token: Token, first: int) -> Iterator[tuple[int, int, int]]:
        """For each line of a block: where its content starts, where that ends, and where the newline ends."""
        lines = token.content.removesuffix("\n").split("\n") if token.content else []
        begin = token.map[0] + first if token.map else 0
        block = self._lines[begin : begin + len(lines)]
        for content, (start, end, newline_end) in zip(lines, block, strict=False):
            is_suffix = self._value.endswith(content, start, end)
            yield (end - len(content) if is_suffix else start), end, newline_end


def _lines(value: str) -> Iterator[tuple[int, int, int]]:
    """Where each line starts, where it ends, and where its newline ends."""
    position = 0
    for match in _NEWLINE.finditer(value):
        yield position, match.start(), match.end()
        position = match.end()
    yield position, len(value), len(value)


def _between(start: int, end: int, holes: Iterable[Range]) -> Iterator[Range]:
    for first, last in holes:
        yield start, first
        start = last
    yield start, end


def _with_rewritten_code_masked(value: str, html: Sequence[Range]) -> str:
    parts: list[str] = []
    position = 0
    for start, close in _code(value):
        if start < position:
            continue
        # An element that the text only mentions, and that nothing ends: its text is unknown, what follows it still
        # counts.
        end = _line_end(value, start) if close is None else close
        if not _in_one(html, start, end):
            parts.append(value[position:start])
            parts.append(_NOT_NEWLINE.sub(MASK, value[start:end]))
            position = end
    parts.append(value[position:])
    return "".join(parts)


def _code(value: str) -> list[tuple[int, int | None]]:
    """Where the content of scripts and of PyScript's elements starts, and where an end tag ends it.

    There is no end if the next one of its kind begins first.
    """
    found: list[tuple[int, int | None]] = []
    following: dict[str, re.Match[str]] = {}
    for tag in reversed(list(_CODE_TAG.finditer(value))):
        name = tag["name"].lower()
        if not tag["slash"]:
            after = following.get(name)
            found.append((tag.end(), after.start() if after and after["slash"] else None))
        if tag["slash"] or name != "script":
            following[name] = tag
    return found[::-1]


def _line_end(value: str, start: int) -> int:
    """Where the first line after a place ends that is not blank."""
    match = _NOT_BLANK.search(value, start)
    newline = _NEWLINE.search(value, match.start()) if match else None
    return newline.start() if newline else len(value)


def _in_one(ranges: Sequence[Range], start: int, end: int) -> bool:
    index = bisect_right(ranges, start, key=lambda found: found[0]) - 1
    return index >= 0 and end <= ranges[index][1]


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    """Reads only blocks: `InlineScanner` reads what is in a paragraph, in linear time."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table").disable("reference")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser
