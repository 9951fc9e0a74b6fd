"""TOML as toml-j0.4 reads it (npm: @webreflection/toml-j0.4 1.1.3 and 1.1.4, which read alike).

It follows TOML 0.4, but has no dotted keys and no keys in single quotes, and all elements of an array must have the
same type. It reads trailing commas and comments in arrays, inline tables on one line, escapes, and multi-line strings
as TOML says.
"""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from pyscript_doctor.parsers.config.ecmascript import number_text
from pyscript_doctor.parsers.config.expected_tokens import END_OF_INPUT
from pyscript_doctor.parsers.config.toml_j04_scalars import BLANKS, NEWLINE, REST_OF_LINE, SPACES, Scalars, Typed
from pyscript_doctor.parsers.config.toml_tables import DraftArray, DraftTable
from pyscript_doctor.parsers.config.values import DEEPEST, Array, Entry, Node, Reading, Refused, Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyscript_doctor.parsers.text import Span, Text

TOO_DEEP = f"more than {DEEPEST} arrays and tables in each other"

Thing = TypeVar("Thing")


def read_toml_j04(text: Text) -> Reading:
    """What toml-j0.4 makes of a document, with toml-j0.4's own message if it refuses it."""
    try:
        return Reading(_Document(text).table())
    except Refused as refused:
        return Reading(None, refused.refusal)


class _Document(Scalars):
    def __init__(self, text: Text) -> None:
        super().__init__(text)
        self.depth = 0
        self.root = DraftTable(text.span())
        self.current = self.root

    def table(self) -> Table:
        """The whole document, one statement a line."""
        while True:
            self.skip_blanks()
            start = self.at
            if not self.statement():
                break
            self.skip(REST_OF_LINE, "Whitespace", "Comment")
            if not self.match(NEWLINE, "Newline"):
                break
        if self.at < len(self.value):
            self.missed(END_OF_INPUT)
            raise self.stopped(start)
        return self.root.finished()

    def skip_blanks(self) -> None:
        self.skip(BLANKS, "Whitespace", "Newline", "Comment")

    def skip_spaces(self) -> None:
        self.skip(SPACES, "Whitespace")

    def statement(self) -> bool:
        start = self.at
        if self.take("["):
            if (keys := self.header()) and self.take("]"):
                self.current = self.array_element(keys, self.text.span(start, self.at))
                return True
            self.at = start
        if keys := self.header():
            self.current = self.headed_table(keys, self.text.span(start, self.at))
            return True
        entry = self.assignment()
        if not entry:
            return False
        if self.current.get(entry.name) is not None:
            raise _redefined(entry.key.span(), _quoted(entry.name))
        self.current.add(entry.key, entry.value)
        return True

    def header(self) -> list[Text] | None:
        start = self.at
        if not self.take("["):
            return None
        self.skip_spaces()
        keys = self.separated(self.key, ".", DEEPEST)
        self.skip_spaces()
        if not (keys and self.take("]")):
            self.at = start
            return None
        return keys

    def separated(self, thing: Callable[[], Thing | None], separator: str, most: int | None = None) -> list[Thing]:
        """As many of them as there are here, on one line; raises Refused if there are more than `most`."""
        things: list[Thing] = []
        resume = self.at
        found = thing()
        while found is not None:
            things.append(found)
            if most is not None and len(things) > most:
                raise Refused(self.text.span(resume, self.at), TOO_DEEP)
            resume = self.at
            self.skip_spaces()
            found = None
            if self.take(separator):
                self.skip_spaces()
                found = thing()
        self.at = resume
        return things

    def assignment(self) -> Entry | None:
        start = self.at
        key = self.key()
        if key is None:
            return None
        self.skip_spaces()
        if self.take("="):
            self.skip_spaces()
            if value := self.typed_value():
                return Entry(key, value.node)
        self.at = start
        return None

    def typed_value(self) -> Typed | None:
        return self.scalar() or self.array() or self.inline_table()

    def array(self) -> Typed | None:
        start = self.at
        if not self.take("["):
            return None
        self.deeper(start)
        self.skip_blanks()
        values = self.elements()
        if values:
            self.skip_blanks()
            if self.take(","):
                self.skip_blanks()
        self.depth -= 1
        if not self.take("]"):
            self.at = start
            return None
        return Typed("Array", Array(tuple(value.node for value in values), self.text.span(start, self.at)))

    def elements(self) -> list[Typed]:
        values: list[Typed] = []
        resume = self.at
        value = self.typed_value()
        while value:
            values.append(value)
            resume = self.at
            self.skip_blanks()
            value = None
            if self.take(","):
                self.skip_blanks()
                value = self.typed_value()
        self.at = resume
        _check_types(values)
        return values

    def inline_table(self) -> Typed | None:
        start = self.at
        if not self.take("{"):
            return None
        self.deeper(start)
        self.skip_spaces()
        entries = self.separated(self.assignment, ",")
        if entries:
            self.skip_spaces()
        self.depth -= 1
        if not self.take("}"):
            self.at = start
            return None
        table = DraftTable(self.text.span(start, self.at))
        for entry in entries:
            if table.get(entry.name) is not None:
                raise _redefined(entry.key.span(), _quoted(entry.name))
            table.add(entry.key, entry.value)
        return Typed("InlineTable", table.finished())

    def deeper(self, start: int) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Refused(self.text.span(start, start + 1), TOO_DEEP)

    def array_element(self, keys: list[Text], span: Span) -> DraftTable:
        """The new table that a header adds to an array of tables."""
        table, route = self.walked(keys[:-1], span)
        key = keys[-1]
        element = DraftTable(span)
        array = table.get(key.value)
        if array is None:
            table.add(key, DraftArray(span, [element]))
        elif isinstance(array, DraftArray):
            array.items.append(element)
        else:
            raise _redefined(span, _longer(route, key))
        return element

    def headed_table(self, keys: list[Text], span: Span) -> DraftTable:
        table, route = self.walked(keys[:-1], span)
        table = self.stepped(table, keys[-1], _longer(route, keys[-1]), span)
        if table.defined:
            raise _redefined(span, _longer(route, keys[-1]))
        table.defined = True
        return table

    def walked(self, keys: list[Text], span: Span) -> tuple[DraftTable, str]:
        """The table that a route of keys leads to, created if it is missing, and the route as the messages write it."""
        table, route = self.root, ""
        for key in keys:
            route = _longer(route, key)
            array = table.get(key.value)
            if isinstance(array, DraftArray) and isinstance(array.items[-1], DraftTable):
                route += f".{len(array.items) - 1}"
                table = array.items[-1]
            else:
                table = self.stepped(table, key, route, span)
        return table, route

    def stepped(self, table: DraftTable, key: Text, route: str, span: Span) -> DraftTable:
        inner = table.get(key.value)
        if inner is None:
            inner = DraftTable(span)
            table.add(key, inner)
        elif not isinstance(inner, DraftTable):
            raise _redefined(span, route)
        return inner


def _check_types(values: list[Typed]) -> None:
    """Refuses an array of several types, at the last place where the type changes."""
    for one, other in reversed(list(pairwise(values))):
        if one.type != other.type:
            raise Refused(other.node.span, f'{_stringified(other.node)} should be of type "{one.type}".')


def _redefined(span: Span, name: str) -> Refused:
    return Refused(span, f"Value for {name} should not be redefined in the same table.")


def _longer(route: str, key: Text) -> str:
    return f"{route}.{_quoted(key.value)}" if route else _quoted(key.value)


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _stringified(node: Node) -> str:
    """As `JSON.stringify` writes it."""
    if isinstance(node, Array):
        return f"[{','.join(map(_stringified, node.items))}]"
    if isinstance(node, Table):
        return "{" + ",".join(f"{_quoted(entry.name)}:{_stringified(entry.value)}" for entry in node) + "}"
    if isinstance(node.value, str):
        return _quoted(node.value)
    return str(node.value).lower() if isinstance(node.value, bool) else number_text(node.value or 0)
