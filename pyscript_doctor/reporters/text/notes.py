"""What is said under a piece of source, each note with its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.reporters.terminal.styled import Line, Role, Segment, prose
from pyscript_doctor.reporters.terminal.wrap import Paragraph, blocks, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

_CODE_INDENT = 4


def note(name: str, text: str, digits: int, columns: int) -> Iterator[Line]:
    """A note, its first line beside its name and the others under that."""
    head = " " * digits + " = "
    indent = " " * (len(head) + len(name) + 2)
    body = _console if name == "console" else _prose
    for index, rest in enumerate(body(text, columns - len(indent))):
        names = (Segment(head, Role.GUTTER), Segment(f"{name}:", Role.STRONG), Segment(" "))
        yield Line((*(names if index == 0 else (Segment(indent),)), *rest))


def _console(text: str, room: int) -> Iterator[tuple[Segment, ...]]:
    """What the browser's console shows, with its own lines."""
    for source in text.strip().splitlines():
        margin = " " * (len(source) - len(source.lstrip()))
        for part in wrap(source, room - len(margin)):
            yield (Segment(margin + part, Role.CODE),)


def _prose(text: str, room: int) -> Iterator[tuple[Segment, ...]]:
    """Paragraphs, and blocks of code with an empty line around them."""
    for block in blocks(text):
        if isinstance(block, Paragraph):
            yield from (tuple(prose(part)) for part in wrap(block.text, room))
            continue
        yield ()
        yield from ((Segment(" " * _CODE_INDENT + source, Role.CODE),) for source in block.lines)
        yield ()
