"""Edits of any JSON document, which keep its format. They raise Unwritable where a place is not in the document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.layers import Indentation
from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyscript_doctor.parsers.config.values import Array, Table
    from pyscript_doctor.parsers.text import Edit, Text

INDENTED = lazy_pattern(r"\n([ \t]+)\S")
BEFORE_FIRST = lazy_pattern(r"\n([ \t]*)\Z")


def add_item(text: Text, array: Array, value: object) -> Edit:
    """Write one more item at the end of an array."""
    if not array.items:
        return text.insertion(text.offset(array.span.start) + 1, json.dumps(value))
    last = array.items[-1].span
    pretty = json.dumps(value, indent=_unit(text))
    return _after(text, last.start, last.end, [pretty], [json.dumps(value)])


def add_entries(text: Text, table: Table, entries: Mapping[str, object]) -> Edit:
    """Write more entries at the end of an object."""
    unit = _unit(text)
    pretty = [_entry(key, value, unit) for key, value in entries.items()]
    if not table.entries:
        lines = Indentation(unit).written("\n" + ",\n".join(pretty))
        return text.insertion(text.offset(table.span.start) + 1, f"{lines}\n")
    last = table.entries[-1]
    short = [_entry(key, value, None) for key, value in entries.items()]
    return _after(text, last.key.span().start - 1, last.value.span.end, pretty, short)


def _after(text: Text, start: int, end: int, pretty: list[str], short: list[str]) -> Edit:
    """Write after something: on lines of its own if that has its own, else on the same line."""
    at = text.offset(end - 1) + 1
    own_line = BEFORE_FIRST.search(text.value, 0, text.offset(start))
    if own_line is None:
        return text.insertion(at, "".join(f", {each}" for each in short))
    return text.insertion(at, Indentation(own_line[1]).written("".join(f",\n{each}" for each in pretty)))


def _entry(key: str, value: object, indentation: str | None) -> str:
    return f"{json.dumps(key)}: {json.dumps(value, indent=indentation)}"


def _unit(text: Text) -> str:
    """The white space with which the document indents what is inside something."""
    first = INDENTED.search(text.value)
    return first[1] if first else "  "
