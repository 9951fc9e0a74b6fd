"""Blocks that Python-Markdown indents below a marker: admonitions, details and tabs, as MkDocs shows them.

CommonMark takes what is indented like this for code. Source: the documentation of Python-Markdown's and PyMdown's
extensions.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.text import Part, Text
from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BLOCKS = 500
DEEPEST = 5
INDENT = 4

_MARKER = lazy_pattern(r"^(?P<indent> *)(?:!!!|\?\?\?\+?|===[!+]?) +\S.*$")
_LINE = lazy_pattern(r"[^\n]*\n|[^\n]+\Z")


def admonitions(text: Text) -> tuple[Text, ...]:
    """The content of each such block, without its indentation; blocks inside others are listed too."""
    found: list[Text] = []
    level = [text]
    for _ in range(DEEPEST):
        level = list(islice((block for each in level for block in _blocks(each)), MOST_BLOCKS))
        found += level
    return tuple(found[:MOST_BLOCKS])


def _blocks(text: Text) -> Iterator[Text]:
    """The blocks that are in no other."""
    indent: int | None = None
    parts: list[Part] = []
    for line in _LINE.finditer(text.value):
        content = line[0].rstrip("\r\n")
        if indent is not None and (not content.strip() or content.startswith(" " * indent)):
            start = line.start() + min(indent, len(content))
            parts.append(Part(start, line.end()))
            continue
        if parts:
            yield text.spliced(parts)
        marker = _MARKER.match(content)
        indent, parts = (len(marker["indent"]) + INDENT if marker else None), []
    if parts:
        yield text.spliced(parts)
