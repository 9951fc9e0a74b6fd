"""Settings of the config that ended up in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, SAFE, WARNING, Array, Entry, Finding, Leaf, Table, Thread, rule
from pyscript_doctor.queries.config_edits import config_fix, moved_to_top
from pyscript_doctor.queries.config_keys import KEYS, METADATA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Config, Fix, Runtime

FIRST_TO_STOP_AT_MISSING_FILES = "2025.8.1"


@rule(severity=ERROR, guide="configuration/#options", effect=PAGE_BLANK)
def config_key_in_table(runtime: Runtime) -> Iterator[Finding]:
    """A setting is below a table's header, so it belongs to that table."""
    for route, table in _tables(runtime.config.table):
        for entry in table:
            if _is_key(entry, route):
                certain = _fails(entry, route, runtime)
                yield Finding(
                    span=entry.key.span(),
                    message=f"`{entry.name}` is an entry of `{route}` here, so PyScript does not read it as a setting",
                    label=f"belongs to `{route}`",
                    help=_help(entry.name, runtime.config),
                    severity=ERROR if certain else WARNING,
                    fix=_fix(entry, runtime.config),
                )


def _fix(entry: Entry, config: Config) -> Fix | None:
    title = f"Move `{entry.name}` to the top level"
    return config_fix(SAFE, title, config, lambda document: moved_to_top(document, entry))


def _tables(table: Table) -> Iterator[tuple[str, Table]]:
    """The tables of a config whose keys are URLs, or have a fixed set of names."""
    for name in ("files", "js_modules"):
        node = table.get(name)
        if isinstance(node, Table):
            yield name, node
    for name in Thread:
        node = table.get("js_modules", name)
        if isinstance(node, Table):
            yield f"js_modules.{name}", node
    fetches = table.get("fetch")
    for item in fetches.items if isinstance(fetches, Array) else ():
        if isinstance(item, Table):
            yield "fetch", item


def _is_key(entry: Entry, route: str) -> bool:
    if entry.name == "files" and route == "fetch":
        return False
    key, value = KEYS.get(entry.name), entry.value
    if key is None:
        return entry.name in METADATA and route != "fetch" and isinstance(value, Leaf) and isinstance(value.value, str)
    fitting = {"list": Array, "table": Table}.get(key.kind, Leaf)
    return isinstance(value, fitting)


def _fails(entry: Entry, route: str, runtime: Runtime) -> bool:
    """Whether PyScript stops here: at a list instead of a path, or at a file that is not there."""
    if route == "files":
        return not isinstance(entry.value, Leaf) or runtime.releases.since(FIRST_TO_STOP_AT_MISSING_FILES)
    return route == ("js_modules.worker" if runtime.in_worker else "js_modules.main")


def _help(name: str, config: Config) -> str:
    if not config.is_json:
        return f"Move `{name}` above the first table: in TOML, everything below a `[table]` belongs to it."
    return f"Move `{name}` to the top level of the config."
