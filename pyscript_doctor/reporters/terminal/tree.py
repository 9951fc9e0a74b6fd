"""Trees of lines, drawn with guides that the output's encoding has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from pyscript_doctor.reporters.terminal.styled import Line, line
from pyscript_doctor.reporters.terminal.terminal import STYLES, columns, console

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.text import Text
    from rich.tree import Tree


@dataclass(frozen=True, slots=True)
class Branch:
    """A line, and the branches below it."""

    label: Line
    children: tuple[Branch, ...] = ()


def bounded(branches: Sequence[Branch], most: int) -> tuple[Branch, ...]:
    """At most so many branches; the last says how many were left out."""
    if len(branches) <= most:
        return tuple(branches)
    return (*branches[: most - 1], Branch(line(f"... and {len(branches) - most + 1} more")))


def write_trees(trees: Iterable[Branch], stream: TextIO, *, color: bool) -> None:
    """Write trees, an empty line after each; lines that are too long go on below, under their own guides."""
    width = columns(stream)
    drawn = console(stream, color=color)
    for each in trees:
        with drawn.capture() as captured:
            drawn.print(_tree(each), width=width)
        stream.writelines(f"{row.rstrip()}\n" for row in captured.get().split("\n"))


def _tree(branch: Branch) -> Tree:
    from rich.tree import Tree

    root = Tree(_text(branch.label), guide_style="bright_blue")
    pending = [(root, branch)]
    while pending:
        node, current = pending.pop()
        pending += [(node.add(_text(child.label)), child) for child in current.children]
    return root


def _text(label: Line) -> Text:
    """A label as rich draws it: nothing in it is taken for markup."""
    from rich.text import Text

    text = Text(overflow="fold")
    for segment in label.segments:
        text.append(segment.text, STYLES.get(segment.role, ""))
    text.rstrip()
    return text
