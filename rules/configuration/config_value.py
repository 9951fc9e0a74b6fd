"""Values that PyScript does not know for their key."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pyscript_doctor import COSMETIC, UNSAFE, WARNING, Array, Entry, Finding, Leaf, RuntimeKind, rule
from pyscript_doctor.queries.config_edits import config_fix, written_as
from pyscript_doctor.queries.config_keys import KEYS, PLUGINS
from pyscript_doctor.queries.spelling import closest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Config, Fix, Runtime

LEGACY_PLUGIN = (".py", ".js")


@rule(
    severity=WARNING,
    guide="configuration/#options",
    effect=COSMETIC,
    mentions=("plugins", "packages_cache", "experimental_ffi_timeout", "sync_main_only"),
)
def config_value(runtime: Runtime) -> Iterator[Finding]:
    """PyScript does not know this value, so it ignores it."""
    table = runtime.config.table
    if not runtime.in_worker and runtime.kind is RuntimeKind.SCRIPTS:
        yield from _plugins(table.entry("plugins"), runtime.config)
    if runtime.is_pyodide:
        yield from _packages_cache(table.entry("packages_cache"))
    yield from _number(table.entry("experimental_ffi_timeout"), runtime.config)
    if runtime.in_worker:
        yield from _boolean(table.entry("sync_main_only"), runtime.config)


def _plugins(entry: Entry | None, config: Config) -> Iterator[Finding]:
    items = entry.value.items if entry and isinstance(entry.value, Array) else ()
    for item in items:
        if not isinstance(item, Leaf) or not isinstance(item.value, str):
            continue
        name, plugin = item.value, item.value.removeprefix("!")
        if name.startswith("!") and plugin not in PLUGINS:
            near = closest(plugin, PLUGINS)
            fix = f'Did you mean `"!{near}"`?' if near else f"PyScript's plugins are {', '.join(PLUGINS)}."
            message = f"PyScript has no plugin `{plugin}` to switch off"
            yield _finding(item, message, fix, _rewritten(config, item, f"!{near}") if near else None)
        elif name.partition("?")[0].endswith(LEGACY_PLUGIN):
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


def _number(entry: Entry | None, config: Config) -> Iterator[Finding]:
    if entry and isinstance(entry.value, Leaf) and type(entry.value.value) is not int:
        message = "PyScript ignores this timeout: it must be a whole number of milliseconds"
        yield _finding(entry.value, message, "", _as_number(config, entry.value))


def _boolean(entry: Entry | None, config: Config) -> Iterator[Finding]:
    if entry and isinstance(entry.value, Leaf) and isinstance(entry.value.value, str):
        message, meant = 'for PyScript every string is true, even `"false"`', entry.value.value.strip().lower()
        fix = _rewritten(config, entry.value, meant == "true") if meant in {"true", "false"} else None
        yield _finding(entry.value, message, "Leave out the quotes.", fix)


def _finding(leaf: Leaf, message: str, help_: str, fix: Fix | None = None) -> Finding:
    return Finding(span=leaf.span, message=message, label="not known", help=help_, fix=fix)


def _as_number(config: Config, leaf: Leaf) -> Fix | None:
    written = str(leaf.value).strip()
    return _rewritten(config, leaf, int(written)) if written.isdecimal() else None


def _rewritten(config: Config, leaf: Leaf, value: str | bool | int) -> Fix | None:
    title = f"Write `{json.dumps(value)}`"
    return config_fix(UNSAFE, title, config, lambda document: [written_as(document, leaf, value)])
