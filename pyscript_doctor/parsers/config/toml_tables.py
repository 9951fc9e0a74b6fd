"""TOML tables while they are being read: the headers of a document keep adding to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from pyscript_doctor.parsers.config.values import Array, Entry, Node, Table

if TYPE_CHECKING:
    from pyscript_doctor.parsers.text import Span, Text


class DraftTable:
    """A table that can still grow. As in JavaScript, a key `__proto__` is lost.

    defined: whether a header names this table itself, and not only a table inside it.
    """

    __slots__ = ("_by_name", "defined", "entries", "span")

    def __init__(self, span: Span) -> None:
        self.span = span
        self.entries: list[tuple[Text, Draft]] = []
        self.defined = False
        self._by_name: dict[str, Draft] = {}

    def get(self, name: str) -> Draft | None:
        """The value of the last entry of that name."""
        return self._by_name.get(name)

    def add(self, key: Text, value: Draft) -> None:
        """Adds an entry; an earlier one of that name stays, but no longer counts."""
        if key.value != "__proto__":
            self.entries.append((key, value))
            self._by_name[key.value] = value

    def swap(self, name: str, value: Draft) -> None:
        """Replaces the value of the entry of that name that counts."""
        self._by_name[name] = value
        last = max(index for index, (key, _) in enumerate(self.entries) if key.value == name)
        self.entries[last] = (self.entries[last][0], value)

    def finished(self) -> Table:
        """The table as it is now."""
        return Table(tuple(Entry(key, finished(value)) for key, value in self.entries), self.span)


class DraftArray:
    """An array of tables that can still grow; it starts with what was assigned to it."""

    __slots__ = ("items", "span")

    def __init__(self, span: Span, items: list[Draft]) -> None:
        self.span = span
        self.items = items


Draft: TypeAlias = DraftTable | DraftArray | Node


def finished(draft: Draft) -> Node:
    """The value as it is now."""
    if isinstance(draft, DraftTable):
        return draft.finished()
    if isinstance(draft, DraftArray):
        return Array(tuple(finished(item) for item in draft.items), draft.span)
    return draft
