"""`netlify.toml`: `[[headers]]` with `for` and `values`, and the folder that is published.

Python's own parser reads the values; the statements say where they are.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Any

from pyscript_doctor.parsers.config.toml_statements import Kind, scan_toml
from pyscript_doctor.parsers.config.values import Refusal
from pyscript_doctor.parsers.hosting.patterns import Language
from pyscript_doctor.parsers.hosting.records import Header, HeaderRule, HostingFile
from pyscript_doctor.parsers.text import Part, Text
from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Span

HOST = "Netlify"

_ERROR_PLACE = lazy_pattern(r"\(at line (\d+), column (\d+)\)")


class _Places:
    """Where the keys and values of each `[[headers]]` are, by the keys that lead to them."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.headers: list[Text] = []
        self.found: dict[tuple[int, tuple[str, ...]], tuple[Text, Text]] = {}
        inside: tuple[str, ...] | None = None
        for statement in scan_toml(text):
            keys = tuple(key.value for key in statement.keys)
            if statement.kind in (Kind.TABLE, Kind.TABLE_ARRAY):
                if statement.kind is Kind.TABLE_ARRAY and keys == ("headers",):
                    self.headers.append(statement.body)
                inside = keys[1:] if keys[:1] == ("headers",) else None
            elif statement.kind is Kind.ASSIGNMENT and statement.value is not None and inside is not None:
                self.found[(len(self.headers) - 1, inside + keys)] = (statement.keys[-1], statement.value)
            elif statement.kind is Kind.ASSIGNMENT and keys == ("headers",):
                self.headers.append(statement.body)

    def pair(self, index: int, keys: tuple[str, ...], value: str) -> tuple[Text, Text]:
        """The key that ends a route and its value, which is `value`."""
        if (index, keys) in self.found:
            key, written = self.found[(index, keys)]
            return key, _within(written, value)
        around = self.found.get((index, keys[:-1]))
        stretch = (
            around[1] if around else self.headers[min(index, len(self.headers) - 1)] if self.headers else self.text
        )
        return _within(stretch, keys[-1]), _within(stretch, value)

    def span(self, index: int, last: Text) -> Span:
        """From the header of a rule to its last value."""
        first = (self.headers[min(index, len(self.headers) - 1)] if self.headers else self.text).span()
        return type(first)(first.path, first.start, max(first.start, last.span().end))


def read_netlify(text: Text, path: str) -> HostingFile:
    """What a `netlify.toml` says of headers."""
    import tomli

    document = text.cut(1) if text.value.startswith("\ufeff") else text
    try:
        data = tomli.loads(document.value)
    except (tomli.TOMLDecodeError, RecursionError, ValueError) as error:
        return HostingFile(path, HOST, (), Refusal(_place(document, str(error)), str(error)))
    listed = data.get("headers")
    items = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
    places = _Places(document) if items else None
    rules = [rule for index, item in enumerate(items) if places and (rule := _rule(places, index, item))]
    return HostingFile(path, HOST, tuple(rules), publish=_publish(data.get("build")))


def _rule(places: _Places, index: int, item: dict[str, Any]) -> HeaderRule | None:
    pattern, values = item.get("for"), item.get("values")
    if not isinstance(pattern, str) or not isinstance(values, dict):
        return None
    headers = tuple(_headers(places, index, values))
    _, place = places.pair(index, ("for",), pattern)
    return HeaderRule(place, headers, Language.NETLIFY, places.span(index, headers[-1].value if headers else place))


def _headers(places: _Places, index: int, values: dict[str, Any]) -> Iterator[Header]:
    for name, value in values.items():
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            sent = ", ".join(each.strip() for each in value)
        elif isinstance(value, str):
            sent = ", ".join(re.split(r"\s*,\s*", value.strip()))
        else:
            continue
        yield Header(*places.pair(index, ("values", name), sent))


def _publish(build: object) -> str | None:
    """The folder that is published: `publish` is relative to `base`. Without `publish`, `base` itself is published."""
    if not isinstance(build, dict):
        return None
    folders = [folder for folder in (build.get("base"), build.get("publish")) if isinstance(folder, str)]
    return posixpath.normpath(posixpath.join(*(folder.strip("/") for folder in folders))) if folders else None


def _within(text: Text, wanted: str) -> Text:
    """The part of a text that says `wanted`; the whole text if it says so in other characters."""
    at = text.value.find(wanted)
    if at >= 0:
        return text.cut(at, at + len(wanted))
    return text.spliced([Part(0, len(text), wanted)])


def _place(text: Text, message: str) -> Span:
    found = _ERROR_PLACE.search(message)
    if not found:
        return text.span(len(text), len(text))
    start = 0
    for _ in range(int(found[1]) - 1):
        start = text.value.find("\n", start) + 1
    start = min(start + int(found[2]) - 1, len(text))
    return text.span(start, start)
