"""Edits of the files that tell a host which headers to send. They raise Unwritable if there is no place for them."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from pyscript_doctor.edits.json import add_entries, add_item
from pyscript_doctor.parsers.config.json import read_json
from pyscript_doctor.parsers.config.values import Array, Leaf, Node, Table
from pyscript_doctor.parsers.layers import Unwritable
from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from pyscript_doctor.parsers.hosting.records import Header, HostingFile
    from pyscript_doctor.parsers.text import Edit, Span, Text

ISOLATION_HEADERS = {"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp"}
SERVICE_WORKER = "cross-origin-isolation.js"
EVERYWHERE = "/*"
LINE = lazy_pattern(r"[^\r\n]*")
VERCEL_EVERYWHERE, FIREBASE_EVERYWHERE = "/(.*)", "**"


def service_worker() -> str:
    """The JavaScript that isolates a page where its host sends no headers."""
    from importlib.resources import files

    return (files("pyscript_doctor.edits") / SERVICE_WORKER).read_text(encoding="utf-8")


def headers_file(headers: Mapping[str, str]) -> str:
    """A `_headers` that sends these with everything."""
    return "\n".join([EVERYWHERE, *_lines(headers, "  "), ""])


def with_headers(file: HostingFile, text: Text, headers: Mapping[str, str]) -> tuple[Edit, ...]:
    """Send these headers with everything, too."""
    if file.refusal is not None:
        raise Unwritable("the host cannot read this file")
    name = posixpath.basename(file.path)
    if name == "_headers":
        return (_in_headers_file(file, text, headers),)
    if name == "netlify.toml":
        return (_in_netlify(text, headers),)
    edit = _IN_JSON.get(name)
    root = read_json(text).table
    if edit is None or root is None:
        raise Unwritable("the doctor does not write this file")
    return tuple(edit(text, root, headers))


def beside(text: Text, known: Header, name: str, value: str) -> Edit:
    """Send one more header together with one that is already sent, written in the same way."""
    if text.path.endswith(".json"):
        return _in_same_table(text, known, name, value)
    start, end = text.offset(known.name.span().start), text.offset(known.value.span().end)
    line_start = text.value.rfind("\n", 0, start) + 1
    rest = LINE.match(text.value, end)
    assert rest is not None
    before, between = text.value[line_start:start], text.value[start + len(known.name) : end - len(known.value)]
    after = rest[0].rstrip()
    if before.strip(" \t\"'") or after.strip("\"'"):
        raise Unwritable("something else is in this line")
    return text.insertion(end + len(after), f"\n{before}{name}{between}{value}{after}")


def _in_same_table(text: Text, known: Header, name: str, value: str) -> Edit:
    place = known.name.span()
    for node in _nodes(read_json(text).table):
        if isinstance(node, Array) and any(_names(item, place) for item in node.items):
            return add_item(text, node, {"key": name, "value": value})
        if isinstance(node, Table) and any(entry.key.span() == place for entry in node):
            return add_entries(text, node, {name: value})
    raise Unwritable("the header is in no list and no table")


def _names(item: Node, place: Span) -> bool:
    key = item.get("key") if isinstance(item, Table) else None
    return isinstance(key, Leaf) and key.text.span() == place


def _nodes(node: Node | None) -> Iterator[Node]:
    """A node and all that is in it."""
    if node is None:
        return
    yield node
    inner: Iterable[Node] = ()
    if isinstance(node, Array):
        inner = node.items
    elif isinstance(node, Table):
        inner = (entry.value for entry in node)
    for each in inner:
        yield from _nodes(each)


def _lines(headers: Mapping[str, str], indentation: str) -> Iterator[str]:
    return (f"{indentation}{name}: {value}" for name, value in headers.items())


def _in_headers_file(file: HostingFile, text: Text, headers: Mapping[str, str]) -> Edit:
    """Below the other headers for everything: if a path comes twice, Cloudflare takes only what is below the last one.

    At the end of the file if there are none.
    """
    rule = next((rule for rule in file.rules if rule.pattern.value == EVERYWHERE), None)
    if rule is not None:
        last = rule.headers[-1]
        at = text.offset(last.value.span().end)
        start = text.value.rfind("\n", 0, at) + 1
        indentation = text.value[start : text.offset(last.name.span().start)]
        return text.insertion(at, "".join(f"\n{line}" for line in _lines(headers, indentation)))
    end = len(text.value.rstrip())
    written = headers_file(headers).rstrip()
    return text.insertion(end, f"\n\n{written}" if end else written)


def _in_netlify(text: Text, headers: Mapping[str, str]) -> Edit:
    end = len(text.value.rstrip())
    lines = [f'[[headers]]\n  for = "{EVERYWHERE}"\n  [headers.values]']
    lines += [f'    {name} = "{value}"' for name, value in headers.items()]
    return text.insertion(end, ("\n\n" if end else "") + "\n".join(lines))


def _in_vercel(text: Text, root: Table, headers: Mapping[str, str]) -> Iterator[Edit]:
    if root.entry("routes"):
        raise Unwritable("Vercel takes no `headers` beside `routes`")
    yield _listed(text, root, VERCEL_EVERYWHERE, headers)


def _in_firebase(text: Text, root: Table, headers: Mapping[str, str]) -> Iterator[Edit]:
    site = root.get("hosting")
    if not isinstance(site, Table):
        raise Unwritable("the file sets up no site, or several")
    yield _listed(text, site, FIREBASE_EVERYWHERE, headers)


def _in_static_web_apps(text: Text, root: Table, headers: Mapping[str, str]) -> Iterator[Edit]:
    known = root.get("globalHeaders")
    if known is None:
        yield add_entries(text, root, {"globalHeaders": dict(headers)})
    elif isinstance(known, Table):
        yield add_entries(text, known, headers)
    else:
        raise Unwritable("`globalHeaders` is not a table")


def _listed(text: Text, table: Table, source: str, headers: Mapping[str, str]) -> Edit:
    """One more rule in the list of an object's `headers`."""
    item = {"source": source, "headers": [{"key": name, "value": value} for name, value in headers.items()]}
    rules: Node | None = table.get("headers")
    if rules is None:
        return add_entries(text, table, {"headers": [item]})
    if not isinstance(rules, Array):
        raise Unwritable("`headers` is not a list")
    return add_item(text, rules, item)


_IN_JSON: dict[str, Callable[[Text, Table, Mapping[str, str]], Iterator[Edit]]] = {
    "vercel.json": _in_vercel,
    "firebase.json": _in_firebase,
    "staticwebapp.config.json": _in_static_web_apps,
}
