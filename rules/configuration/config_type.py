"""Settings of a type that PyScript can't use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import (
    ERROR,
    PAGE_BLANK,
    SAFE,
    WARNING,
    Array,
    Entry,
    Finding,
    Leaf,
    RuntimeKind,
    Span,
    Table,
    rule,
)
from pyscript_doctor.queries.config_keys import KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Node, Runtime, Severity

FIRST_THAT_NEEDS_A_LIST = "2024.10.1"
FIRST_TO_STOP_AT_MISSING_FILES = "2025.8.1"


@rule(severity=ERROR, guide="configuration/#options", effect=PAGE_BLANK, fix=SAFE)
def config_type(runtime: Runtime) -> Iterator[Finding]:
    """A setting has a type that PyScript can't use."""
    table = runtime.config.table
    yield from _packages(table.entry("packages"), runtime)
    yield from _files(table.entry("files"), runtime)
    yield from _fetch(table.entry("fetch"))
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
    yield _finding(_place(entry), f"`packages` must be a list, but it is {_what(entry.value)}", f"packages = [{names}]")


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
    )


def _fetch(entry: Entry | None) -> Iterator[Finding]:
    if entry and isinstance(entry.value, Table):
        yield _finding(_place(entry), "`fetch` must be a list of tables, but it is one table", "[[fetch]]")


def _plugins(entry: Entry | None) -> Iterator[Finding]:
    if entry is None or isinstance(entry.value, Array) or _is_string(entry.value) or _is_off(entry.value):
        return
    yield _finding(_place(entry), f"`plugins` must be a list, but it is {_what(entry.value)}", 'plugins = ["!error"]')


def _finding(span: Span, message: str, fixed: str, severity: Severity = ERROR) -> Finding:
    return Finding(
        span=span,
        message=message,
        label="another type is needed",
        help=f"Write:\n\n```toml\n{fixed}\n```",
        severity=severity,
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
