"""Files in which a project tells its host which headers to send."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pyscript_doctor.parsers.data import Array, Leaf, Node, Refusal, Table
from pyscript_doctor.parsers.hosting_patterns import matches
from pyscript_doctor.parsers.json import read_json
from pyscript_doctor.parsers.text import Part, Text

HEADER_LINE = re.compile(r"[ \t]+(?P<name>[^:#\s][^:\n]*?)[ \t]*:[ \t]*(?P<value>[^\r\n]*?)[ \t]*\r?$")
PATTERN_LINE = re.compile(r"(?P<pattern>(?:/|https?://)\S*)[ \t]*\r?$")
TABLE_OF_HEADERS = re.compile(r"^[ \t]*\[\[[ \t]*headers[ \t]*\]\]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Header:
    """One header with its value, as written."""

    name: Text
    value: Text


@dataclass(frozen=True, slots=True)
class HeaderRule:
    """Headers and the pattern of the paths that they are sent with. `language` is that of the pattern."""

    pattern: Text
    headers: tuple[Header, ...]
    language: str
    conditional: bool = False

    def covers(self, url_path: str) -> bool | None:
        """Whether it applies to a URL path, which starts with a slash; None where it cannot be told."""
        if self.conditional:
            return None
        return matches(self.language, self.pattern.value, url_path)


@dataclass(frozen=True, slots=True)
class HostingFile:
    """What one such file says. publish: the folder that the host serves, relative to the file's own."""

    path: str
    host: str
    rules: tuple[HeaderRule, ...]
    refusal: Refusal | None = None
    publish: str | None = None

    def headers_for(self, url_path: str) -> tuple[Header, ...]:
        """The headers that are sent with a URL path: of those with one name the last."""
        sent: dict[str, Header] = {}
        for rule in self.rules:
            if rule.covers(url_path):
                sent.update({header.name.value.lower(): header for header in rule.headers})
        return tuple(sent.values())


def parse_hosting(text: Text, path: str) -> HostingFile | None:
    """What a hosting file says; None where the file's name is that of none."""
    reader = READERS.get(posixpath.basename(path))
    return reader(text, path) if reader else None


def _headers_file(text: Text, path: str) -> HostingFile:
    """`_headers` of Netlify and Cloudflare Pages: a path, then indented headers."""
    rules: list[HeaderRule] = []
    pattern: Text | None = None
    headers: list[Header] = []
    offset = 0
    for line in text.value.split("\n"):
        if match := PATTERN_LINE.match(line):
            if pattern is not None:
                rules.append(HeaderRule(pattern, tuple(headers), "netlify"))
            pattern, headers = text.cut(offset + match.start("pattern"), offset + match.end("pattern")), []
        elif match := HEADER_LINE.match(line):
            name = text.cut(offset + match.start("name"), offset + match.end("name"))
            headers.append(Header(name, text.cut(offset + match.start("value"), offset + match.end("value"))))
        offset += len(line) + 1
    if pattern is not None:
        rules.append(HeaderRule(pattern, tuple(headers), "netlify"))
    return HostingFile(path, "the host", tuple(rules))


def _netlify(text: Text, path: str) -> HostingFile:
    import tomli

    try:
        data = tomli.loads(text.value.removeprefix("\ufeff"))
    except (tomli.TOMLDecodeError, RecursionError) as error:
        return HostingFile(path, "Netlify", (), Refusal(text.span(0, 0), str(error)))
    listed = data.get("headers", [])
    blocks = list(_blocks(text.value))
    rules = []
    for index, item in enumerate(listed if isinstance(listed, list) else []):
        block = blocks[index] if index < len(blocks) and len(blocks) == len(listed) else (0, len(text))
        if isinstance(item, dict) and isinstance(item.get("for"), str):
            rules.append(_netlify_rule(text, item, *block))
    build = data.get("build")
    publish = build.get("publish") if isinstance(build, dict) else None
    return HostingFile(path, "Netlify", tuple(rules), publish=publish if isinstance(publish, str) else None)


def _blocks(value: str) -> Iterator[tuple[int, int]]:
    """Where each `[[headers]]` and its tables begin and end."""
    starts = [match.start() for match in TABLE_OF_HEADERS.finditer(value)]
    yield from pairwise([*starts, len(value)])


def _netlify_rule(text: Text, item: dict[str, Any], start: int, end: int) -> HeaderRule:
    values = item.get("values")
    headers = []
    for name, value in values.items() if isinstance(values, dict) else ():
        if isinstance(value, str):
            place = _find(text, name, start, end)
            headers.append(Header(place, _find(text, value, place.span().end - text.span().start, end)))
    return HeaderRule(_find(text, item["for"], start, end), tuple(headers), "netlify")


def _find(text: Text, wanted: str, start: int, end: int) -> Text:
    """Where a value stands in a stretch of the file; the stretch's start where it is written otherwise."""
    at = text.value.find(wanted, max(0, start), end)
    if at >= 0:
        return text.cut(at, at + len(wanted))
    return text.spliced([Part(max(0, start), max(0, start) + 1, wanted)])


def _from_json(host: str, read: Callable[[Table], tuple[tuple[HeaderRule, ...], str | None]]) -> Reader:
    def parse(text: Text, path: str) -> HostingFile:
        reading = read_json(text)
        if reading.table is None:
            return HostingFile(path, host, (), reading.refusal)
        rules, publish = read(reading.table)
        return HostingFile(path, host, rules, publish=publish)

    return parse


def _vercel(table: Table) -> tuple[tuple[HeaderRule, ...], str | None]:
    rules = []
    for item in _tables(table.get("headers")):
        source = _string(item.get("source"))
        if source:
            conditional = item.entry("has") is not None or item.entry("missing") is not None
            rules.append(HeaderRule(source, tuple(_listed(item.get("headers"))), "vercel", conditional))
    for item in _tables(table.get("routes")):
        source = _string(item.get("src"))
        if source:
            rules.append(HeaderRule(source, tuple(_keyed(item.get("headers"))), "regex"))
    output = _string(table.get("outputDirectory"))
    return tuple(rules), output.value if output else None


def _firebase(table: Table) -> tuple[tuple[HeaderRule, ...], str | None]:
    hosting = table.get("hosting")
    sites = [hosting] if isinstance(hosting, Table) else list(_tables(hosting))
    rules = []
    for item in (item for site in sites for item in _tables(site.get("headers"))):
        pattern, regex = _string(item.get("source")) or _string(item.get("glob")), _string(item.get("regex"))
        headers = tuple(_listed(item.get("headers")))
        if pattern:
            rules.append(HeaderRule(pattern, headers, "glob"))
        elif regex:
            rules.append(HeaderRule(regex, headers, "regex"))
    public = _string(sites[0].get("public")) if sites else None
    return tuple(rules), public.value if public else None


def _static_web_apps(table: Table) -> tuple[tuple[HeaderRule, ...], str | None]:
    rules = []
    everywhere = table.entry("globalHeaders")
    if everywhere:
        anywhere = everywhere.key.spliced([])
        rules.append(HeaderRule(_always(anywhere), tuple(_keyed(everywhere.value)), "glob"))
    for item in _tables(table.get("routes")):
        route = _string(item.get("route"))
        if route:
            rules.append(HeaderRule(route, tuple(_keyed(item.get("headers"))), "netlify"))
    return tuple(rules), None


def _always(text: Text) -> Text:
    return text.spliced([Part(0, 0, "**")])


def _serve(table: Table) -> tuple[tuple[HeaderRule, ...], str | None]:
    rules = []
    for item in _tables(table.get("headers")):
        source = _string(item.get("source"))
        if source:
            rules.append(HeaderRule(source, tuple(_listed(item.get("headers"))), "glob"))
    public = _string(table.get("public"))
    return tuple(rules), public.value if public else None


def _tables(node: Node | None) -> Iterator[Table]:
    for item in node.items if isinstance(node, Array) else ():
        if isinstance(item, Table):
            yield item


def _string(node: Node | None) -> Text | None:
    return node.text if isinstance(node, Leaf) and isinstance(node.value, str) else None


def _listed(node: Node | None) -> Iterator[Header]:
    """`[{"key": ..., "value": ...}]`."""
    for item in _tables(node):
        name, value = _string(item.get("key")), _string(item.get("value"))
        if name and value is not None:
            yield Header(name, value)


def _keyed(node: Node | None) -> Iterator[Header]:
    """`{"Name": "value"}`."""
    for entry in node.entries if isinstance(node, Table) else ():
        value = _string(entry.value)
        if value is not None:
            yield Header(entry.key, value)


Reader = Callable[[Text, str], HostingFile]
READERS: dict[str, Reader] = {
    "_headers": _headers_file,
    "netlify.toml": _netlify,
    "vercel.json": _from_json("Vercel", _vercel),
    "firebase.json": _from_json("Firebase Hosting", _firebase),
    "staticwebapp.config.json": _from_json("Azure Static Web Apps", _static_web_apps),
    "serve.json": _from_json("serve", _serve),
}
