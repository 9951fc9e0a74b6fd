"""Entries of `js_modules` whose name and source are the wrong way round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.interpreters import Thread
from pyscript_doctor.parsers.config.values import Leaf
from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.config.values import Entry
    from pyscript_doctor.project.runtime.config import Config

NAME = lazy_pattern(r"[A-Za-z_]\w*$")
SOURCE = lazy_pattern(r"(?:https?:|\.{0,2})//?\S+$|[^\s/]+\.(?:m?js|css)$|\S+/\S+\.(?:m?js|css)$")


def is_reversed(entry: Entry) -> bool:
    """Whether the key is a plain name and the value a URL: `chart = "./chart.js"`."""
    value = entry.value.value if isinstance(entry.value, Leaf) else None
    return isinstance(value, str) and bool(NAME.match(entry.name)) and bool(SOURCE.match(value))


def reversed_modules(config: Config) -> Iterator[tuple[str, Entry]]:
    """The table, named for its thread, and the entry; raises Unknown if the config cannot be read."""
    for table in Thread:
        for entry in config.entries("js_modules", table):
            if is_reversed(entry):
                yield table, entry
