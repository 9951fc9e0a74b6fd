"""Values that PyScript does not know for their key."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from pyscript_doctor import COSMETIC, UNSAFE, WARNING, Array, Entry, Finding, Leaf, RuntimeKind, rule
from pyscript_doctor.queries.config_keys import KEYS, PLUGINS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Runtime

LEGACY_PLUGIN = (".py", ".js")


@rule(severity=WARNING, guide="configuration/#options", effect=COSMETIC, fix=UNSAFE)
def config_value(runtime: Runtime) -> Iterator[Finding]:
    """PyScript does not know this value, so it ignores it."""
    table = runtime.config.table
    if not runtime.in_worker and runtime.kind is RuntimeKind.SCRIPTS:
        yield from _plugins(table.entry("plugins"))
    if runtime.is_pyodide:
        yield from _packages_cache(table.entry("packages_cache"))
    yield from _number(table.entry("experimental_ffi_timeout"))
    if runtime.in_worker:
        yield from _boolean(table.entry("sync_main_only"))


def _plugins(entry: Entry | None) -> Iterator[Finding]:
    items = entry.value.items if entry and isinstance(entry.value, Array) else ()
    for item in items:
        if not isinstance(item, Leaf) or not isinstance(item.value, str):
            continue
        name = item.value
        if name.startswith("!") and name[1:] not in PLUGINS:
            near = get_close_matches(name[1:], PLUGINS, n=1)
            fix = f'Did you mean `"!{near[0]}"`?' if near else f"PyScript's plugins are {', '.join(PLUGINS)}."
            yield _finding(item, f"PyScript has no plugin `{name[1:]}` to switch off", fix)
        elif name.split("?", 1)[0].endswith(LEGACY_PLUGIN):
            yield _finding(
                item,
                "PyScript has ignored files in `plugins` since 2023.11",
                "Write the plugin as a JavaScript module, and import it in a script of the page.",
            )


def _packages_cache(entry: Entry | None) -> Iterator[Finding]:
    if entry is None or not isinstance(entry.value, Leaf) or entry.value.value in KEYS["packages_cache"].values:
        return
    yield _finding(
        entry.value,
        "PyScript ignores this value and caches packages as usual",
        'Write `packages_cache = "never"` to switch the cache off, or leave the key out.',
    )


def _number(entry: Entry | None) -> Iterator[Finding]:
    if entry and isinstance(entry.value, Leaf) and type(entry.value.value) is not int:
        yield _finding(entry.value, "PyScript ignores this timeout: it must be a whole number of milliseconds", "")


def _boolean(entry: Entry | None) -> Iterator[Finding]:
    if entry and isinstance(entry.value, Leaf) and isinstance(entry.value.value, str):
        yield _finding(entry.value, 'for PyScript every string is true, even `"false"`', "Leave out the quotes.")


def _finding(leaf: Leaf, message: str, fix: str) -> Finding:
    return Finding(span=leaf.span, message=message, label="not known", help=fix)
