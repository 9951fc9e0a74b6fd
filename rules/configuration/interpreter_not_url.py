"""Interpreters that PyScript can't load from what the config names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyscript_doctor import (
    ERROR,
    PAGE_BLANK,
    UNSAFE,
    Finding,
    Interpreter,
    Leaf,
    RuntimeKind,
    fix_of,
    lazy_pattern,
    rule,
)
from pyscript_doctor.queries.broken_uses import known_broken, works_since
from pyscript_doctor.queries.config_edits import config_fix, removed, set_value
from pyscript_doctor.queries.offline_bundle import has_own_config
from pyscript_doctor.queries.releases import newest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Config, Fix, Runtime

VERSION = lazy_pattern(r"v?\d+(?:\.\d+)*[-.\w]*$", re.IGNORECASE)
RELATIVE = lazy_pattern(r"(?![a-z][a-z0-9+.-]*:|/)", re.IGNORECASE)
CLASSIC_SCRIPT = lazy_pattern(r"/(pyodide|micropython)\.js(?:[?#].*)?$")
PUBLISHED = {
    Interpreter.PYODIDE: re.compile(r"v?(?:0\.(?:1[5-9]|[2-9]\d)|3\d\d)\b", re.IGNORECASE),
    Interpreter.MICROPYTHON: re.compile(r"v?1(?:\.[2-9]\d|$)", re.IGNORECASE),
}
"""How versions begin. For MicroPython a part of one is enough, as in "1.24": npm knows which it means."""
URLS = {
    Interpreter.PYODIDE: "https://cdn.jsdelivr.net/pyodide/v{}/full/pyodide.mjs",
    Interpreter.MICROPYTHON: "https://cdn.jsdelivr.net/npm/@micropython/micropython-webassembly-pyscript@{}/micropython.mjs",
}
LAST_WITH_VERSIONS = "2024.4.2"
FIRST_WITH_OWN_VERSION = "2024.9.1"
"""The first release that was measured in which a worker reads a version in its own config."""
INTERPRETERS = {"pyodide": "Pyodide", "micropython": "MicroPython"}


@rule(severity=ERROR, guide="configuration/#interpreter", effect=PAGE_BLANK, mentions=("interpreter", "version"))
def interpreter_not_url(runtime: Runtime) -> Iterator[Finding]:
    """PyScript can't load the `interpreter` that the config names."""
    if runtime.kind is RuntimeKind.GAME:
        return
    leaf = runtime.config.get("interpreter")
    if isinstance(leaf, Leaf) and leaf.value:
        yield from _interpreter(leaf, runtime)
    version = runtime.config.string("version")
    if version and _is_taken_for_interpreter(version, runtime):
        yield Finding(
            span=version.span,
            message="a worker reads `version` as the version of its interpreter, "
            f"and there is no {INTERPRETERS[runtime.interpreter]} {version.value}",
            label="not the version of your project",
            help="Remove `version` from every config that a worker reads, even from one that it shares with the page.",
            console="Failed to fetch dynamically imported module",
            fix=_without_version(runtime.config),
        )


def _without_version(config: Config) -> Fix | None:
    entry = config.table.entry("version")
    title = "Remove `version`"
    return config_fix(UNSAFE, title, config, lambda document: [removed(document, entry)]) if entry else None


def _rewritten(leaf: Leaf, value: str) -> Fix | None:
    return fix_of(UNSAFE, f"Write `{value}`", lambda: [set_value(leaf, value)])


def _interpreter(leaf: Leaf, runtime: Runtime) -> Iterator[Finding]:
    value = str(leaf.value).strip()
    url = URLS[runtime.interpreter]
    if classic := CLASSIC_SCRIPT.search(value):
        yield Finding(
            span=leaf.span,
            message=f"`{classic[1]}.js` is not a module, so PyScript finds nothing when it imports it",
            label="not a module",
            help=f"Use `{classic[1]}.mjs`, which is in the same folder.",
            console="is not a function",
            fix=_rewritten(leaf, value.replace(f"/{classic[1]}.js", f"/{classic[1]}.mjs")),
        )
    elif not VERSION.match(value) and RELATIVE.match(value):
        broken = known_broken(runtime, "interpreter", "config key")
        if broken and runtime.kind is RuntimeKind.SCRIPTS:
            yield Finding(
                span=leaf.span,
                message=f"on PyScript {runtime.releases.label}, {broken.happens}",
                label=f"works since {works_since(broken)}",
                help=f"Load PyScript {newest().name}: this works since {works_since(broken)}. Or {broken.instead}",
                console=broken.error,
            )
    elif VERSION.match(value) and _is_looked_up(runtime):
        yield Finding(
            span=leaf.span,
            message=f"PyScript looks for a file `{value}` beside the page, although the guide allows a version",
            label="not a URL",
            help=f'Write the whole URL:\n\n```toml\ninterpreter = "{url.format(value.lstrip("vV"))}"\n```',
            console="Failed to fetch dynamically imported module",
            fix=_rewritten(leaf, url.format(value.lstrip("vV"))),
        )
    elif VERSION.match(value) and _is_fetched(runtime) and not PUBLISHED[runtime.interpreter].match(value):
        yield Finding(
            span=leaf.span,
            message="a worker reads this as the version of its interpreter, "
            f"and there is no {INTERPRETERS[runtime.interpreter]} {value}",
            label="not a version of it",
            help="Leave `interpreter` out: then PyScript loads the version that it was made for.",
            console="Failed to fetch dynamically imported module",
        )


def _is_looked_up(runtime: Runtime) -> bool:
    """Whether PyScript reads a version as a URL: not in a worker with its own config, nor in early releases."""
    return not has_own_config(runtime) and not runtime.releases.until(LAST_WITH_VERSIONS)


def _is_fetched(runtime: Runtime) -> bool:
    """Whether PyScript loads the interpreter of that version: in a worker with its own config."""
    return has_own_config(runtime) and runtime.releases.since(FIRST_WITH_OWN_VERSION)


def _is_taken_for_interpreter(version: Leaf, runtime: Runtime) -> bool:
    if not runtime.in_worker or runtime.kind is not RuntimeKind.SCRIPTS or runtime.config.get("interpreter"):
        return False
    return not PUBLISHED[runtime.interpreter].match(str(version.value))
