"""Sentences and blocks of code broken into lines; code and addresses are never broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.records import NamedTuple
from pyscript_doctor.reporters.terminal.visible import visible, width

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = lazy_pattern(r"(?:`[^`]*`|\S)+")
_BREAK = lazy_pattern(r"[ \t]*[\r\n]+[ \t]*")
_FENCE = lazy_pattern(r" {0,3}(`{3,}|~{3,})")
_ITEM = lazy_pattern(r"(?:[-*]|\d+\.) ")


class Paragraph(NamedTuple):
    """A sentence or more, on one line."""

    text: str


class CodeBlock(NamedTuple):
    """Lines of code."""

    lines: tuple[str, ...]


def one_line(text: str) -> str:
    """The text on one line, with nothing in it that a terminal would obey."""
    return visible(_BREAK.sub(" ", text.strip()))


def wrap(text: str, columns: int, first: int | None = None) -> list[str]:
    """The words of a text in lines of at most so many columns, the first of at most `first`.

    A word that is longer than a line, and code between back-ticks, keep a line to themselves.
    """
    lines: list[str] = []
    current = ""
    for word in _WORD.findall(one_line(text)):
        room = columns if lines or first is None else first
        if current and width(current) + 1 + width(word) > room:
            lines.append(current)
            current = word
        else:
            current = f"{current} {word}" if current else word
    return [*lines, current]


def blocks(text: str) -> Iterator[Paragraph | CodeBlock]:
    """The paragraphs, items of lists and fenced blocks of code of a Markdown text, in order."""
    words: list[str] = []
    lines = iter(text.strip("\n").split("\n"))
    for source in lines:
        fence = _FENCE.match(source)
        if words and (fence or not source.strip() or _ITEM.match(source.strip())):
            yield Paragraph(" ".join(words))
            words = []
        if fence:
            yield CodeBlock(tuple(_fenced(lines, fence[1])))
        elif source.strip():
            words.append(source.strip())
    if words:
        yield Paragraph(" ".join(words))


def _fenced(lines: Iterator[str], fence: str) -> Iterator[str]:
    """The lines up to the fence that closes the block, or to the end of the text."""
    for source in lines:
        if source.strip().startswith(fence) and not source.strip().strip(fence[0]):
            return
        yield visible(source.rstrip())
