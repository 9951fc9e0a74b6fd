"""Interpreters that PyScript cannot load from what the config says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, SAFE, Finding, Interpreter, Leaf, RuntimeKind, rule
from pyscript_doctor.queries.offline_bundle import has_own_config

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Runtime

VERSION = re.compile(r"v?\d+(?:\.\d+)*[-.\w]*$", re.IGNORECASE)
CLASSIC_SCRIPT = re.compile(r"/(pyodide|micropython)\.js(?:[?#].*)?$")
PUBLISHED = {
    Interpreter.PYODIDE: re.compile(r"(?:0\.(?:1[5-9]|2\d)\.\d+|3\d\d\.\d+\.\d+)"),
    Interpreter.MICROPYTHON: re.compile(r"1\.2\d\.\d+(?:-.+)?"),
}
URLS = {
    Interpreter.PYODIDE: "https://cdn.jsdelivr.net/pyodide/v{}/full/pyodide.mjs",
    Interpreter.MICROPYTHON: "https://cdn.jsdelivr.net/npm/@micropython/micropython-webassembly-pyscript@{}/micropython.mjs",
}
LAST_WITH_VERSIONS = "2024.4.2"


@rule(severity=ERROR, guide="configuration/#interpreter", effect=PAGE_BLANK, fix=SAFE)
def interpreter_not_url(runtime: Runtime) -> Iterator[Finding]:
    """The `interpreter` of the config is no URL of a module that PyScript can load."""
    if runtime.kind is RuntimeKind.GAME:
        return
    leaf = runtime.config.get("interpreter")
    if isinstance(leaf, Leaf) and leaf.value:
        yield from _interpreter(leaf, runtime)
    version = runtime.config.string("version")
    if version and _is_taken_for_interpreter(version, runtime):
        yield Finding(
            span=version.span,
            message=f"a worker takes `version` for that of its interpreter: there is none of version {version.value}",
            label="not the version of your project",
            help="Leave `version` out of the config of a worker, and out of one that workers share with the page.",
            console="Failed to fetch dynamically imported module",
        )


def _interpreter(leaf: Leaf, runtime: Runtime) -> Iterator[Finding]:
    value = str(leaf.value).strip()
    url = URLS[runtime.interpreter]
    if classic := CLASSIC_SCRIPT.search(value):
        yield Finding(
            span=leaf.span,
            message=f"`{classic[1]}.js` is no module; PyScript imports it, and finds nothing in it",
            label="no module",
            help=f"Name `{classic[1]}.mjs`, which lies beside it.",
            console="is not a function",
        )
    elif VERSION.match(value) and _is_looked_up(runtime):
        yield Finding(
            span=leaf.span,
            message=f"PyScript takes this for a file beside the page, `{value}`, although the guide allows a version",
            label="not a URL",
            help=f'```toml\ninterpreter = "{url.format(value.lstrip("vV"))}"\n```',
            console="Failed to fetch dynamically imported module",
        )


def _is_looked_up(runtime: Runtime) -> bool:
    """Whether a version is resolved as a URL: not in a worker with a config of its own, nor in early releases."""
    return not has_own_config(runtime) and not runtime.releases.until(LAST_WITH_VERSIONS)


def _is_taken_for_interpreter(version: Leaf, runtime: Runtime) -> bool:
    if not runtime.in_worker or runtime.kind is not RuntimeKind.SCRIPTS or runtime.config.get("interpreter"):
        return False
    return not PUBLISHED[runtime.interpreter].match(str(version.value))
