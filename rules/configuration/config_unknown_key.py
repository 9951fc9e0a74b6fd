"""Keys that PyScript does not read, or no longer reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import (
    ACTION_FAILS,
    COSMETIC,
    INFO,
    SAFE,
    UNSAFE,
    WARNING,
    Array,
    Entry,
    Finding,
    Leaf,
    Runtime,
    Table,
    fix_of,
    rule,
)
from pyscript_doctor.queries.config_edits import config_fix, removed, rename
from pyscript_doctor.queries.config_keys import GONE, KEYS, METADATA, Kind
from pyscript_doctor.queries.spelling import closest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Config, Fix

KEEPS_DOTS = "2026.2.1"
"""Since then the page's config may have dots in its keys. Before, that is an error, which config-invalid reports."""
NEAR = 0.84
THREADS = ("main", "worker")
NEAR_THREAD = 0.7


@rule(severity=WARNING, guide="configuration/#options", effect=COSMETIC)
def config_unknown_key(runtime: Runtime) -> Iterator[Finding]:
    """PyScript does not read this key: it is misspelled, or it was removed in 2023.11."""
    for entry in runtime.config.table:
        name = entry.name
        if name == "js_modules" and isinstance(entry.value, Table):
            yield from _of_javascript_modules(entry, entry.value)
        if name in KEYS or name in METADATA:
            continue
        if name in GONE:
            yield Finding(
                span=entry.key.span(),
                message=f"PyScript has ignored `{name}` since 2023.11",
                label="ignored",
                help="Remove it." if _is_off(entry) else f"Use {GONE[name]} instead.",
                severity=INFO if _is_off(entry) else WARNING,
                fix=_without(entry, runtime.config) if _is_off(entry) else None,
            )
        elif name.partition(".")[0] in KEYS:
            if runtime.in_worker or runtime.releases.since(KEEPS_DOTS):
                yield _dotted(entry)
        elif meant := _meant(entry):
            yield Finding(
                span=entry.key.span(),
                message=f"PyScript does not know the key `{name}`, so it ignores it",
                label=f"`{meant}`?",
                help=f"Did you mean `{meant}`?",
                fix=None if runtime.config.table.entry(meant) else _fix(entry, meant),
            )


def _dotted(entry: Entry) -> Finding:
    """`files."data.csv" = ""`: TOML says that this is an entry of a table, but PyScript's reader does not know it."""
    head, _, rest = entry.name.partition(".")
    return Finding(
        span=entry.key.span(),
        message=f"PyScript reads `{entry.name}` as the name of one key, not as `{rest}` in `{head}`, so it ignores it",
        label="ignored",
        help=f"Write `[{head}]` on a line of its own, and below it the entry without `{head}.`.",
        effect=ACTION_FAILS,
    )


def _of_javascript_modules(modules: Entry, table: Table) -> Iterator[Finding]:
    """PyScript reads the tables for the main thread and for workers, and nothing else."""
    others = [entry for entry in table if entry.name not in THREADS]
    if any(not isinstance(entry.value, Table) for entry in others):
        yield Finding(
            span=modules.key.span(),
            message="PyScript reads only `main` and `worker` in `js_modules`, not the modules themselves",
            label="ignored",
            help="Write `[js_modules.main]` above the modules, or `[js_modules.worker]` for a worker.",
            effect=ACTION_FAILS,
        )
    for entry in others:
        near = closest(entry.name.lower(), THREADS, NEAR_THREAD)
        if isinstance(entry.value, Table) and near:
            yield Finding(
                span=entry.key.span(),
                message=f"PyScript does not read `{entry.name}` in `js_modules`, only `main` and `worker`",
                label="ignored",
                help=f"Did you mean `{near}`?",
                fix=_fix(entry, near),
                effect=ACTION_FAILS,
            )


def _is_off(entry: Entry) -> bool:
    """Whether it turns off what is gone, so that nothing is lost."""
    value = entry.value.get("enabled") if isinstance(entry.value, Table) else entry.value
    return isinstance(value, Leaf) and value.value in {False, "main"}


def _without(entry: Entry, config: Config) -> Fix | None:
    return config_fix(SAFE, f"Remove `{entry.name}`", config, lambda document: [removed(document, entry)])


def _fix(entry: Entry, meant: str) -> Fix | None:
    return fix_of(UNSAFE, f"Write `{meant}`", lambda: [rename(entry, meant)])


def _meant(entry: Entry) -> str | None:
    """The known key with a similar name that takes this type of value; a project may have its own keys."""
    name = entry.name.lower().replace("-", "_")
    if name in KEYS:
        return name
    fitting = [key.name for key in KEYS.values() if key.kind == _kind(entry)]
    return closest(name, fitting, NEAR)


def _kind(entry: Entry) -> Kind:
    value = entry.value
    if isinstance(value, Table):
        return "table"
    if isinstance(value, Array):
        return "list"
    assert isinstance(value, Leaf)
    if isinstance(value.value, bool):
        return "boolean"
    return "string" if isinstance(value.value, str) else "number"
