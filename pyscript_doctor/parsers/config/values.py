"""What a JSON or TOML document holds: values that know where they were written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Span, Text

Scalar: TypeAlias = "str | int | float | bool | None"

DEEPEST = 100
"""How many arrays and tables can be nested; a document that is nested deeper is refused."""


class Leaf(NamedTuple):
    """A string, number, boolean, null, or date (as its text).

    `text` is the value as the page's Python sees it: for a string, what is between its quotes, unescaped.
    """

    value: Scalar
    span: Span
    text: Text


class Array(NamedTuple):
    """A list of values."""

    items: tuple[Node, ...]
    span: Span


class Entry(NamedTuple):
    """One key of a table and its value. `key` is the text between the quotes, unescaped."""

    key: Text
    value: Node

    @property
    def name(self) -> str:
        """The key as a string."""
        return self.key.value


@dataclass(frozen=True, slots=True)
class Table:
    """A JSON object or a TOML table, with its entries in the order in which they were written."""

    entries: tuple[Entry, ...]
    span: Span

    def entry(self, name: str) -> Entry | None:
        """The entry that counts: the last of that name."""
        return next((entry for entry in reversed(self.entries) if entry.name == name), None)

    def get(self, *names: str) -> Node | None:
        """The value that a route of keys leads to, or None if a key is missing or is not a table."""
        node: Node | None = self
        for name in names:
            entry = node.entry(name) if isinstance(node, Table) else None
            node = entry.value if entry else None
        return node

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)


Node: TypeAlias = Leaf | Array | Table


class Refusal(NamedTuple):
    """The place where a parser gives up, and what it says there."""

    span: Span
    message: str


class Refused(Exception):  # noqa: N818 - a parser's verdict, caught where a document's reading begins
    """Raised inside a parser when it gives up."""

    def __init__(self, span: Span, message: str) -> None:
        super().__init__(message)
        self.refusal = Refusal(span, message)


class Reading(NamedTuple):
    """What a parser makes of a document.

    `table` is None if `refusal` is set: the parser threw and nothing was read. `skipped` are the
    statements that the parser ignores without an error.
    """

    table: Table | None
    refusal: Refusal | None = None
    skipped: tuple[Span, ...] = ()
