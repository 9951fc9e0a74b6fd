"""The keys of a PyScript config: what each takes, and since which release it is read.

Read in the sources of PyScript and polyscript at the tags of their releases, up to 2026.7.3, and tried in the browser.
"""

from __future__ import annotations

from typing import Literal

from pyscript_doctor.knowledge.interpreters import Interpreter
from pyscript_doctor.records import NamedTuple

Kind = Literal["list", "table", "string", "boolean", "number"]


class ConfigKey(NamedTuple):
    """A key that changes what PyScript does.

    since: the first release that reads it, None for all since 2023.11. interpreter: the only one that reads it.
    values: the strings that mean something, if they are known; PyScript ignores others and shows no error.
    """

    name: str
    kind: Kind
    since: str | None = None
    interpreter: Interpreter | None = None
    values: tuple[str, ...] = ()


KEYS = {
    key.name: key
    for key in (
        ConfigKey("packages", "list"),
        ConfigKey("files", "table"),
        ConfigKey("fetch", "list"),
        ConfigKey("interpreter", "string"),
        ConfigKey("plugins", "list"),
        ConfigKey("js_modules", "table", "2023.12.1"),
        ConfigKey("experimental_create_proxy", "string", "2024.1.2", Interpreter.PYODIDE, ("auto",)),
        ConfigKey("sync_main_only", "boolean", "2024.2.1"),
        ConfigKey("packages_cache", "string", "2024.10.1", Interpreter.PYODIDE, ("never", "passthrough", "all")),
        ConfigKey("index_urls", "list", "2024.11.1", Interpreter.PYODIDE),
        ConfigKey("debug", "boolean", "2025.5.1"),
        ConfigKey("experimental_ffi_timeout", "number", "2025.7.1"),
    )
}

METADATA = frozenset(
    {"name", "description", "version", "type", "author_name", "author_email", "license", "schema_version"}
)
"""Keys that describe the project, and are ignored; but a worker takes `version` for that of its interpreter."""

GONE = {
    "interpreters": "`interpreter`, with the URL of a `pyodide.mjs` or `micropython.mjs`",
    "runtimes": "`interpreter`, with the URL of a `pyodide.mjs` or `micropython.mjs`",
    "paths": "the table `files`",
    "terminal": "the attribute `terminal` on the script",
    "execution_thread": "the attribute `worker` on the script",
    "splashscreen": "the events `py:progress` and `py:ready`",
    "autoclose_loader": "the events `py:progress` and `py:ready`",
}
"""Keys of PyScript before 2023.11, which are ignored since then, and what replaced them."""

PLUGINS = ("codemirror", "deprecations-manager", "donkey", "error", "py-editor", "py-game", "py-terminal")
"""What `plugins` can switch off, with `!` before the name."""
