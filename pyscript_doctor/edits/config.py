"""Edits of a config's document, TOML or JSON, which keep its comments and its format.

PyScript's TOML parsers differ. Whoever applies the edits must check that each release can still read the result. They
raise Unwritable if the document, or the file around it, cannot hold the new text.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.config.syntax import ConfigSyntax
from pyscript_doctor.parsers.config.values import Array, Leaf, Table
from pyscript_doctor.parsers.layers import TomlString, Unwritable
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.records import NamedTuple, compared_by_class

if TYPE_CHECKING:
    from pyscript_doctor.parsers.config.values import Entry, Node
    from pyscript_doctor.parsers.text import Edit, Span, Text

INDENTATION = lazy_pattern(r"[ \t]*")
NEXT_LINE = lazy_pattern(r"\n([ \t]*)\S")
REST_OF_ITEM = lazy_pattern(r"(?P<comma>[ \t]*,)?[ \t]*(?P<comment>#[^\n]*)?")
COMMENT = lazy_pattern(r"[ \t]*(?:#[^\n]*)?")


@compared_by_class
class ConfigDocument(NamedTuple):
    """A config's text, what was read from it, and its language."""

    text: Text
    table: Table
    syntax: ConfigSyntax

    @property
    def is_json(self) -> bool:
        """Whether it is JSON."""
        return self.syntax is ConfigSyntax.JSON


def append(document: ConfigDocument, key: str, item: str) -> tuple[Edit, ...]:
    """Add a string to the array of a top-level key; and add the key if it is not set."""
    array = document.table.get(key)
    if array is None:
        return (new_key(document, key, f"[{string(document, item)}]"),)
    if not isinstance(array, Array):
        raise Unwritable(f"{key} is not an array")
    written = string(document, item)
    if not array.items:
        return (document.text.insertion(document.text.offset(array.span.start) + 1, written),)
    return _after_item(document, array.items[-1].span, array.items[-1].span, written)


def set_entry(document: ConfigDocument, table: str, key: str, value: str) -> tuple[Edit, ...]:
    """Set a key of a table to a string; and add the table if it is not there."""
    node = document.table.get(table)
    if node is None and document.is_json:
        return (new_key(document, table, _object(document, _entry(document, key, value))),)
    if node is None:
        return (new_table(document, table, _entry(document, key, value)),)
    if not isinstance(node, Table):
        raise Unwritable(f"{table} is not a table")
    old = node.entry(key)
    if old is not None:
        return (set_value(old.value, value),)
    return new_entry(document, node, _entry(document, key, value))


def set_key(document: ConfigDocument, key: str, value: str) -> tuple[Edit, ...]:
    """Set a top-level key to a string; and add the key if it is not set."""
    old = document.table.entry(key)
    return (set_value(old.value, value) if old else new_key(document, key, string(document, value)),)


def rename(entry: Entry, name: str) -> Edit:
    """Give an entry another key."""
    return entry.key.replacement(0, len(entry.key), name)


def set_value(node: Node, value: str) -> Edit:
    """Replace a string, a number or the like with a string. Raises Unwritable if anything else is there."""
    if not isinstance(node, Leaf):
        raise Unwritable("this is not a single value")
    written = value if isinstance(node.value, str) else f'"{TomlString(chr(34)).written(value)}"'
    return node.text.replacement(0, len(node.text), written)


def new_entry(document: ConfigDocument, table: Table, written: str) -> tuple[Edit, ...]:
    """Write one more entry at the end of a table, as it is written in the document's syntax."""
    start = document.text.offset(table.span.start)
    leaves = [entry for entry in table if document.is_json or isinstance(entry.value, (Leaf, Array))]
    if document.text.value.startswith("{", start):
        if not leaves:
            return (document.text.insertion(start + 1, written if document.is_json else f" {written} "),)
        return _after_item(document, leaves[-1].key.span(), leaves[-1].value.span, written)
    if not document.text.value.startswith("[", start):
        raise Unwritable("the table is neither written in braces nor below a header")
    last = leaves[-1].value.span if leaves else table.span
    return (_new_line(document, document.text.offset(last.end - 1) + 1, start, written),)


def _after_item(document: ConfigDocument, start: Span, end: Span, written: str) -> tuple[Edit, ...]:
    """Write after the last item of an array or an object, on a line of its own if that item has one."""
    text, value = document.text, document.text.value
    after = document.text.offset(end.end - 1) + 1
    white = _indentation_if_first(value, document.text.offset(start.start))
    if white is None:
        return (text.insertion(after, f", {written}"),)
    rest = REST_OF_ITEM.match(value, after)
    assert rest is not None
    if rest["comma"]:
        return (text.insertion(rest.end(), f"\n{white}{written},"),)
    if rest["comment"]:
        return text.insertion(after, ","), text.insertion(rest.end(), f"\n{white}{written}")
    return (text.insertion(after, f",\n{white}{written}"),)


def new_key(document: ConfigDocument, key: str, written: str) -> Edit:
    """Set a key at the top level of the document, to what is written in its syntax."""
    if document.is_json:
        (edit,) = new_entry(document, document.table, f'"{key}": {written}')
        return edit
    from pyscript_doctor.parsers.config.toml_statements import HEADERS, STATEMENTS, scan_toml

    statements = scan_toml(document.text)
    header = next((index for index, each in enumerate(statements) if each.kind in HEADERS), len(statements))
    above = [each for each in statements[:header] if each.kind in STATEMENTS]
    line = f"{key} = {written}"
    if above:
        start, end = document.text.offset(above[-1].body.span().start), document.text.offset(above[-1].body.span().end)
        return _new_line(document, end, start, line)
    if header == len(statements):
        value = document.text.value
        end = len(value.rstrip())
        return document.text.insertion(end, f"\n{indentation(document, end)}{line}" if end else line)
    at = document.text.offset(statements[header].body.span().start)
    return document.text.insertion(at, f"{line}\n\n{indentation(document, at)}")


def new_table(document: ConfigDocument, name: str, *entries: str) -> Edit:
    """Write a table with these entries at the end of a TOML document."""
    value = document.text.value
    end = len(value.rstrip())
    white = indentation(document, end)
    before = f"\n\n{white}" if end else ""
    lines = "".join(f"\n{white}{entry}" for entry in entries)
    return document.text.insertion(end, f"{before}[{name}]{lines}")


def _new_line(document: ConfigDocument, after: int, like: int, written: str) -> Edit:
    """Write a line below the one where something ends, indented like another one."""
    comment = COMMENT.match(document.text.value, after)
    assert comment is not None
    end = comment.end()
    if document.text.value[end : end + 1] not in ("", "\n", "\r"):
        raise Unwritable("something else is in this line")
    return document.text.insertion(end, f"\n{indentation(document, like)}{written}")


def _entry(document: ConfigDocument, key: str, value: str) -> str:
    sign = ": " if document.is_json else " = "
    return string(document, key) + sign + string(document, value)


def _object(document: ConfigDocument, entry: str) -> str:
    """A JSON object with one entry: on a line of its own if the document's entries have one."""
    entries = document.table.entries
    white = (
        _indentation_if_first(document.text.value, document.text.offset(entries[-1].key.span().start))
        if entries
        else None
    )
    if white is None:
        return "{" + entry + "}"
    outer = indentation(document, document.text.offset(document.table.span.end - 1))
    return f"{{\n{white}{white.removeprefix(outer) or '  '}{entry}\n{white}}}"


def string(document: ConfigDocument, value: str) -> str:
    """A string as it is written in the document's syntax."""
    if document.is_json:
        return json.dumps(value, ensure_ascii=False)
    return f'"{TomlString(chr(34)).written(value)}"'


def indentation(document: ConfigDocument, at: int) -> str:
    """The white space at the start of the line of an offset.

    The text in an element starts with the first thing in it, so for its first line the indentation of the next one
    counts.
    """
    text = document.text
    start = text.value.rfind("\n", 0, at) + 1
    if start == 0 and text.span().start:
        below = NEXT_LINE.search(text.value)
        return below[1] if below else ""
    match = INDENTATION.match(text.value, start)
    return match[0] if match else ""


def _indentation_if_first(value: str, at: int) -> str | None:
    """The white space before an item, if only its quote is before it on a line that is not the first."""
    start = value.rfind("\n", 0, at) + 1
    before = INDENTATION.match(value, start)
    return before[0] if before and start and not value[start:at].strip(" \t\"'") else None
