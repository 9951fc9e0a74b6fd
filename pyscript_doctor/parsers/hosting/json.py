"""The headers in vercel.json, firebase.json, staticwebapp.config.json and serve.json."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.config.json import read_json
from pyscript_doctor.parsers.config.values import Array, Leaf, Node, Table
from pyscript_doctor.parsers.hosting.patterns import Language
from pyscript_doctor.parsers.hosting.records import Header, HeaderRule, HostingFile, Merging

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyscript_doctor.parsers.text import Text


def read_vercel(text: Text, path: str) -> HostingFile:
    """`headers` of `{source, headers}`, and the older `routes` of `{src, headers}`."""

    def read(table: Table, file: HostingFile) -> HostingFile:
        rules = [*_vercel_routes(table.get("routes")), *_vercel_headers(table.get("headers"))]
        return replace(file, rules=tuple(rules), publish=_value(table.get("outputDirectory")))

    return _read(text, HostingFile(path, "Vercel", ()), read)


def _vercel_headers(node: Node | None) -> Iterator[HeaderRule]:
    for item in _tables(node):
        conditional = any(item.get(condition) is not None for condition in ("has", "missing"))
        yield from _rule(item, "source", Language.VERCEL, conditional)


def _vercel_routes(node: Node | None) -> Iterator[HeaderRule]:
    """A route without `continue` ends the search, so the routes after it depend on it."""
    conditional = False
    for item in _tables(node):
        has_conditions = any(item.get(condition) is not None for condition in ("has", "missing", "methods"))
        for rule in _rule(item, "src", Language.VERCEL_ROUTE, conditional or has_conditions):
            yield replace(rule, headers=tuple(_keyed(item.get("headers"))))
        goes_on = item.get("continue")
        conditional |= not (isinstance(goes_on, Leaf) and goes_on.value is True)


def read_firebase(text: Text, path: str) -> HostingFile:
    """`hosting`, one site or several; the first is the file's, the rest are its `others`."""

    def read(table: Table, file: HostingFile) -> HostingFile:
        hosting = table.get("hosting")
        sites = [hosting] if isinstance(hosting, Table) else list(_tables(hosting))
        files = [_firebase_site(site, file) for site in sites]
        return replace(files[0], others=tuple(files[1:])) if files else file

    return _read(text, HostingFile(path, "Firebase Hosting", ()), read)


def _firebase_site(site: Table, file: HostingFile) -> HostingFile:
    rules: list[HeaderRule] = []
    for item in _tables(site.get("headers")):
        glob = "glob" if item.get("glob") is not None else "source"
        language = Language.FIREBASE_GLOB if glob == "glob" else Language.FIREBASE_SOURCE
        rules += list(_rule(item, glob, language)) or list(_rule(item, "regex", Language.FIREBASE_REGEX))
    return replace(file, rules=tuple(rules), publish=_value(site.get("public")))


def read_static_web_apps(text: Text, path: str) -> HostingFile:
    """`globalHeaders`, and `headers` of the first of `routes` that matches a GET."""

    def read(table: Table, file: HostingFile) -> HostingFile:
        rules: list[HeaderRule] = []
        everywhere = table.entry("globalHeaders")
        if everywhere is not None:
            headers = tuple(_keyed(everywhere.value))
            rules.append(HeaderRule(everywhere.key, headers, Language.EVERYWHERE, everywhere.value.span))
        rules += _azure_routes(table.get("routes"))
        return replace(file, rules=tuple(rules), merging=Merging.FIRST_ROUTE)

    return _read(text, HostingFile(path, "Azure Static Web Apps", ()), read)


def _azure_routes(node: Node | None) -> Iterator[HeaderRule]:
    """An empty value removes a header that is sent everywhere else."""
    for item in _tables(node):
        methods = item.get("methods")
        if isinstance(methods, Array) and "GET" not in {_value(method) for method in methods.items}:
            continue
        headers = tuple(_keyed(item.get("headers")))
        for rule in _rule(item, "route", Language.AZURE):
            sent = tuple(header for header in headers if header.value.value)
            yield replace(rule, headers=sent, removed=tuple(each.name for each in headers if not each.value.value))


def read_serve(text: Text, path: str) -> HostingFile:
    """`headers` of `{source, headers}`; null as a value removes a header."""

    def read(table: Table, file: HostingFile) -> HostingFile:
        rules = [rule for item in _tables(table.get("headers")) for rule in _rule(item, "source", Language.SERVE)]
        return replace(file, rules=tuple(rules), publish=_value(table.get("public")))

    return _read(text, HostingFile(path, "serve", ()), read)


def _read(text: Text, file: HostingFile, read: Callable[[Table, HostingFile], HostingFile]) -> HostingFile:
    reading = read_json(text)
    return replace(file, refusal=reading.refusal) if reading.table is None else read(reading.table, file)


def _rule(item: Table, key: str, language: Language, conditional: bool = False) -> Iterator[HeaderRule]:
    """The rule whose pattern is at this key, if there is one."""
    pattern = _string(item.get(key))
    if pattern is not None:
        listed = item.get("headers")
        removed = tuple(_nulls(listed)) if language is Language.SERVE else ()
        yield HeaderRule(pattern, tuple(_listed(listed)), language, item.span, removed, conditional)


def _tables(node: Node | None) -> Iterator[Table]:
    for item in node.items if isinstance(node, Array) else ():
        if isinstance(item, Table):
            yield item


def _string(node: Node | None) -> Text | None:
    return node.text if isinstance(node, Leaf) and isinstance(node.value, str) else None


def _value(node: Node | None) -> str | None:
    text = _string(node)
    return None if text is None else text.value


def _listed(node: Node | None) -> Iterator[Header]:
    """`[{"key": "Name", "value": "value"}]`."""
    for item in _tables(node):
        name, value = _string(item.get("key")), _string(item.get("value"))
        if name is not None and value is not None:
            yield Header(name, value)


def _nulls(node: Node | None) -> Iterator[Text]:
    for item in _tables(node):
        name, value = _string(item.get("key")), item.get("value")
        if name is not None and isinstance(value, Leaf) and value.value is None:
            yield name


def _keyed(node: Node | None) -> Iterator[Header]:
    """`{"Name": "value"}`."""
    for entry in node.entries if isinstance(node, Table) else ():
        value = _string(entry.value)
        if value is not None:
            yield Header(entry.key, value)
