"""Settings of a type that PyScript can't use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyscript_doctor import (
    ERROR,
    PAGE_BLANK,
    SAFE,
    UNSAFE,
    WARNING,
    Array,
    Entry,
    Finding,
    Leaf,
    RuntimeKind,
    Span,
    Table,
    lazy_pattern,
    rule,
)
from pyscript_doctor.queries.config_edits import config_fix, listed, replaced_by_list, replaced_by_table
from pyscript_doctor.queries.config_keys import KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Config, Fix, Node, Runtime, Severity

NAMES = lazy_pattern(r"\s*[A-Za-z][\w.-]*(?:[,\s]+[A-Za-z][\w.-]*)*\s*", re.ASCII)
SEPARATOR = lazy_pattern(r"[,\s]+")
FIRST_THAT_NEEDS_A_LIST = "2024.10.1"
FIRST_TO_STOP_AT_MISSING_FILES = "2025.8.1"


@rule(severity=ERROR, guide="configuration/#options", effect=PAGE_BLANK)
def config_type(runtime: Runtime) -> Iterator[Finding]:
    """A setting has a type that PyScript can't use."""
    table = runtime.config.table
    yield from _packages(table.entry("packages"), runtime)
    yield from _files(table.entry("files"), runtime)
    yield from _fetch(table.entry("fetch"), runtime.config)
    if not runtime.in_worker and runtime.kind is RuntimeKind.SCRIPTS:
        yield from _plugins(table.entry("plugins"))


def _packages(entry: Entry | None, runtime: Runtime) -> Iterator[Finding]:
    if entry is None or _is_off(entry.value):
        return
    if isinstance(entry.value, Array):
        for item in entry.value.items:
            if not _is_string(item):
                message = f"a package name must be a string, but this is {_what(item)}"
                yield _finding(item.span, message, 'packages = ["numpy"]')
        return
    if _is_string(entry.value) and runtime.is_pyodide and not runtime.releases.since(FIRST_THAT_NEEDS_A_LIST):
        return
    names = ", ".join(f'"{name}"' for name in _package_names(entry.value))
    message = f"`packages` must be a list, but it is {_what(entry.value)}"
    yield _finding(_place(entry), message, f"packages = [{names}]", fix=_as_list(entry.value, runtime.config))


def _package_names(node: Node) -> list[str]:
    """The packages that the user seems to mean."""
    if isinstance(node, Table) and node.entries:
        return [each.name for each in node.entries]
    return [str(node.value)] if isinstance(node, Leaf) and _is_string(node) else ["numpy", "pandas"]


def _files(entry: Entry | None, runtime: Runtime) -> Iterator[Finding]:
    if entry is None or _is_off(entry.value):
        return
    if isinstance(entry.value, Table):
        for each in entry.value:
            if each.name not in KEYS and not _is_string(each.value) and not _is_off(each.value):
                message = f"the destination of a file must be a string, but this is {_what(each.value)}"
                yield _finding(each.value.span, message, f'[files]\n"{each.name}" = ""')
        return
    stops = not isinstance(entry.value, Leaf) or isinstance(entry.value.value, str)
    stops = stops and runtime.releases.since(FIRST_TO_STOP_AT_MISSING_FILES)
    yield _finding(
        _place(entry),
        f"`files` must be a table of URLs and destinations, but it is {_what(entry.value)}",
        f'[files]\n"{_first_name(entry.value)}" = ""',
        ERROR if stops else WARNING,
        _as_table(entry, runtime.config),
    )


def _fetch(entry: Entry | None, config: Config) -> Iterator[Finding]:
    if entry and isinstance(entry.value, Table):
        value, message = entry.value, "`fetch` must be a list of tables, but it is one table"
        fix = config_fix(SAFE, "Make it a list of one table", config, lambda document: listed(document, value))
        yield _finding(_place(entry), message, "[[fetch]]", fix=fix)


def _plugins(entry: Entry | None) -> Iterator[Finding]:
    if entry is None or isinstance(entry.value, Array) or _is_string(entry.value) or _is_off(entry.value):
        return
    yield _finding(_place(entry), f"`plugins` must be a list, but it is {_what(entry.value)}", 'plugins = ["!error"]')


def _as_list(node: Node, config: Config) -> Fix | None:
    """A list of the packages that one string or the keys of a table name."""
    if isinstance(node, Leaf) and isinstance(node.value, str) and NAMES.fullmatch(node.value):
        names = SEPARATOR.split(node.value.strip())
    elif isinstance(node, Table) and node.entries and all(_is_any_version(entry.value) for entry in node):
        names = [entry.name for entry in node]
    else:
        return None
    return config_fix(SAFE, "Make it a list", config, lambda document: [replaced_by_list(document, node, names)])


def _is_any_version(node: Node) -> bool:
    return isinstance(node, Leaf) and node.value in {"", "*"}


def _as_table(entry: Entry, config: Config) -> Fix | None:
    """A table that copies each file of a list under its own name."""
    items = entry.value.items if isinstance(entry.value, Array) else (entry.value,)
    names = [str(item.value) for item in items if isinstance(item, Leaf) and _is_string(item) and item.value]
    if not names or len(names) < len(items):
        return None
    title = "Make it a table"
    return config_fix(UNSAFE, title, config, lambda document: replaced_by_table(document, entry, names))


def _finding(span: Span, message: str, fixed: str, severity: Severity = ERROR, fix: Fix | None = None) -> Finding:
    return Finding(
        span=span,
        message=message,
        label="another type is needed",
        help=f"Write:\n\n```toml\n{fixed}\n```",
        severity=severity,
        fix=fix,
    )


def _place(entry: Entry) -> Span:
    return entry.value.span if isinstance(entry.value, (Leaf, Array)) else entry.key.span()


def _is_string(node: Node) -> bool:
    return isinstance(node, Leaf) and isinstance(node.value, str)


def _is_off(node: Node) -> bool:
    """Whether it counts as false in JavaScript."""
    return isinstance(node, Leaf) and not node.value


def _what(node: Node) -> str:
    if isinstance(node, Table):
        return "a table"
    if isinstance(node, Array):
        return "a list"
    if isinstance(node.value, bool):
        return "a boolean"
    return "a string" if isinstance(node.value, str) else "a number"


def _first_name(node: Node) -> str:
    items = node.items if isinstance(node, Array) else (node,)
    return next((str(item.value) for item in items if isinstance(item, Leaf) and _is_string(item)), "./data.csv")
