"""Lists as MkDocs reads them: what belongs to an item is indented by four spaces. GitHub does not ask for so many."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

MARKER = re.compile(r" *(?:[-*+]|\d{1,9}[.)]) +")
SPACES = 4


def with_indented_lists(markdown: str) -> str:
    """The text with each line in a list indented by four spaces for each item that it belongs to."""
    lines = markdown.splitlines()
    items = [token.map for token in MarkdownIt().parse(markdown) if token.type == "list_item_open" and token.map]
    around: list[list[int]] = [[] for _ in lines]
    for first, end in items:
        for number in range(first, end):
            around[number].append(first)
    return "\n".join(_indented(line, around[number], number, lines) for number, line in enumerate(lines)) + "\n"


def _indented(line: str, items: list[int], number: int, lines: list[str]) -> str:
    """One line. items: the lines at which the items begin that it belongs to, the outermost first."""
    if not items or not line.strip():
        return line
    if items[-1] == number:
        return " " * SPACES * (len(items) - 1) + line.lstrip()
    marker = MARKER.match(lines[items[-1]])
    own = len(marker[0]) if marker else 0
    left = max(0, len(line) - len(line.lstrip()) - own)
    return " " * (SPACES * len(items) + left) + line.lstrip()
