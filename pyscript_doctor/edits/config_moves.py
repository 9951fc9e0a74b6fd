"""Edits that move what a config's document says, remove it, or write it in another way.

Comments and format stay. They raise Unwritable if the document cannot hold the new text.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pyscript_doctor.edits.config import indentation, new_entry, new_key, new_table, string
from pyscript_doctor.parsers.config.values import Leaf, Table
from pyscript_doctor.parsers.layers import Unwritable
from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyscript_doctor.edits.config import ConfigDocument
    from pyscript_doctor.parsers.config.values import Entry, Node
    from pyscript_doctor.parsers.text import Edit, Text

REST = lazy_pattern(r"(?P<comma>[ \t]*,)?(?P<comment>[ \t]*#[^\r\n]*)?[ \t]*(?P<end>\r?\n|\Z)?")
AFTER_COMMA = lazy_pattern(r"\s*,[ \t]*")
BEFORE = lazy_pattern(r",\s*\Z")


def swapped(document: ConfigDocument, entry: Entry) -> tuple[Edit, Edit]:
    """Swap an entry's key and its string."""
    if not isinstance(entry.value, Leaf) or not isinstance(entry.value.value, str):
        raise Unwritable("this is not a string")
    start, end = _extent_of_key(document, entry)
    key = document.text.replacement(start, end, string(document, entry.value.value))
    return key, entry.value.text.replacement(0, len(entry.value.text), entry.name)


def written_as(document: ConfigDocument, node: Node, value: str | bool | int) -> Edit:
    """Replace a value with another one."""
    start, end = _extent_of(document, node)
    return document.text.replacement(
        start, end, string(document, value) if isinstance(value, str) else json.dumps(value)
    )


def listed(document: ConfigDocument, node: Node) -> tuple[Edit, ...]:
    """Put brackets around a value, so that it is a list of one; a header `[fetch]` gets its second brackets."""
    start, end = _extent_of(document, node, header=True)
    return document.text.insertion(start, "["), document.text.insertion(end, "]")


def replaced_by_list(document: ConfigDocument, node: Node, items: Iterable[str]) -> Edit:
    """Put a list of strings in the place of a value."""
    start, end = _extent_of(document, node)
    return document.text.replacement(start, end, "[" + ", ".join(string(document, item) for item in items) + "]")


def replaced_by_table(document: ConfigDocument, entry: Entry, keys: Iterable[str]) -> tuple[Edit, ...]:
    """Replace an entry's value with a table of these keys, each with an empty string."""
    sign = ": " if document.is_json else " = "
    lines = [f'{string(document, key)}{sign}""' for key in keys]
    if document.is_json:
        start, end = _extent_of(document, entry.value)
        return (document.text.replacement(start, end, "{" + ", ".join(lines) + "}"),)
    if not _is_followed(document, entry):
        white = indentation(document, document.text.offset(entry.key.span().start))
        written = "".join(f"\n{white}{line}" for line in lines)
        return (document.text.replacement(*_extent(document, entry), f"[{entry.name}]{written}"),)
    return removed(document, entry), new_table(document, entry.name, *lines)


def replaced_by_entries(document: ConfigDocument, entry: Entry, entries: Mapping[str, str]) -> Edit:
    """Replace an entry with several, each on a line of its own if the old one has one."""
    start, end = _extent(document, entry)
    sign, text = ": " if document.is_json else " = ", document.text
    written = [f"{string(document, key)}{sign}{string(document, value)}" for key, value in entries.items()]
    line_start = text.value.rfind("\n", 0, start) + 1
    own_line = not text.value[line_start:start].strip()
    comma = "," if document.is_json else ""
    between = f"{comma}\n{text.value[line_start:start]}" if own_line else ", "
    return text.replacement(start, end, between.join(written))


def _is_followed(document: ConfigDocument, entry: Entry) -> bool:
    """Whether another key of the same table comes after an entry of TOML."""
    from pyscript_doctor.parsers.config.toml_statements import HEADERS, Kind, scan_toml

    after = entry.value.span.end
    behind = [each for each in scan_toml(document.text) if each.body.span().start >= after]
    kinds = [each.kind for each in behind if each.kind not in (Kind.BLANK, Kind.COMMENT)]
    return bool(kinds) and kinds[0] not in HEADERS


def moved_to_top(document: ConfigDocument, entry: Entry) -> tuple[Edit, ...]:
    """Remove an entry from its table, and write it at the top level."""
    if document.table.entry(entry.name) is not None:
        raise Unwritable("the top level has this key already")
    text = document.text.value
    start, end = _extent_of(document, entry.value)
    rest = REST.match(text, end)
    comment = rest["comment"] if rest and rest["comment"] and not document.is_json else ""
    return removed(document, entry), new_key(document, entry.name, text[start:end] + comment)


def moved_to(document: ConfigDocument, entry: Entry, table: Table) -> tuple[Edit, ...]:
    """Remove an entry from its table, and write it at the end of another one."""
    start, end = _extent(document, entry)
    return removed(document, entry), *new_entry(document, table, document.text.value[start:end])


def removed(document: ConfigDocument, entry: Entry) -> Edit:
    """Remove an entry from its table, with its line if it has its own."""
    return _cut(document.text, *_extent(document, entry), separated=document.is_json)


def removed_item(document: ConfigDocument, item: Node) -> Edit:
    """Remove an item from its array, with its line if it has its own."""
    return _cut(document.text, *_extent_of(document, item), separated=True)


def _cut(text: Text, start: int, end: int, *, separated: bool) -> Edit:
    """Remove characters. separated: there are commas between things of this kind."""
    value = text.value
    line_start = value.rfind("\n", 0, start) + 1
    rest = REST.match(value, end)
    assert rest is not None
    if not value[line_start:start].strip() and rest["end"] is not None:
        before = BEFORE.search(value, 0, line_start)
        if separated and not rest["comma"] and before:
            return text.replacement(before.start(), rest.start("end"), "")
        above = len(value[:line_start].rstrip())
        if above and not value[rest.end() :].strip():  # nothing follows, so the empty lines before it go as well
            return text.replacement(above, rest.start("end"), "")
        return text.replacement(line_start, rest.end(), "")
    after = AFTER_COMMA.match(value, end)
    if after:
        return text.replacement(start, after.end(), "")
    before = BEFORE.search(value, 0, start)
    return text.replacement(before.start() if before else start, end, "")


def _extent(document: ConfigDocument, entry: Entry) -> tuple[int, int]:
    """Where an entry is in the document's text, with the quotes around its key."""
    start, _ = _extent_of_key(document, entry)
    first, end = _extent_of(document, entry.value)
    if first < start:
        raise Unwritable("the value is not behind its key")
    return start, end


def _extent_of_key(document: ConfigDocument, entry: Entry) -> tuple[int, int]:
    value = document.text.value
    span = entry.key.span()
    start, end = document.text.offset(span.start), document.text.offset(span.end - 1) + 1
    quote = value[start - 1 : start]
    return (start - 1, end + 1) if quote in ("'", '"') and value[end : end + 1] == quote else (start, end)


def _extent_of(document: ConfigDocument, node: Node, *, header: bool = False) -> tuple[int, int]:
    """Where a value is in the document's text. header: whether a table's header counts as its value."""
    start, end = document.text.offset(node.span.start), document.text.offset(node.span.end - 1) + 1
    if isinstance(node, Table) and document.text.value[start] != "{" and not header:
        raise Unwritable("the table is below a header")
    return start, end
