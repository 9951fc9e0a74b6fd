"""What `mkdocs.yml` says about its pages: where they are, and which scripts each of them loads.

It is read line by line, as people write it. What is written in another way is ignored. Source: MkDocs' guide,
"Configuration", `docs_dir` and `extra_javascript`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Text

NAMES = ("mkdocs.yml", "mkdocs.yaml")

_DOCS = lazy_pattern(r"^docs_dir:[ \t]*[\"']?([\w./-]+)", re.MULTILINE)
_SCRIPTS = lazy_pattern(r"^extra_javascript:[ \t]*(?:#[^\n]*)?\r?\n((?:(?![^\s#-])[^\n]*(?:\n|\Z))*)", re.MULTILINE)
_ITEM = lazy_pattern(r"^[ \t]*-[ \t]", re.MULTILINE)
_PATH = lazy_pattern(r"(?:^|[\s{,])path:[ \t]*[\"']?(?P<url>[^\s\"',}#]+)")
_PLAIN = lazy_pattern(r"[ \t]*-[ \t]+[\"']?(?P<url>[^\s\"'{}#]+)[\"']?[ \t]*(?:#[^\n]*)?(?:\r?\n|\Z)")
_TYPE = lazy_pattern(r"(?:^|[\s{,])type:[ \t]*[\"']?(?P<type>[\w/-]+)")


@dataclass(frozen=True, slots=True)
class ExtraScript:
    """A script that every page loads. is_module: as an ES module."""

    url: Text
    is_module: bool


def docs_folder(text: Text) -> str:
    """The folder of the pages, relative to that of the settings."""
    match = _DOCS.search(text.value)
    return match[1].strip("/") if match else "docs"


def extra_scripts(text: Text) -> Iterator[ExtraScript]:
    """The entries of `extra_javascript`; a name that ends in `.mjs` is a module too."""
    listed = _SCRIPTS.search(text.value)
    if listed is None:
        return
    starts = [match.start() for match in _ITEM.finditer(text.value, listed.start(1), listed.end(1))]
    for start, end in pairwise([*starts, listed.end(1)]):
        item = text.cut(start, end)
        match = _PATH.search(item.value) or _PLAIN.match(item.value)
        if match:
            kind = _TYPE.search(item.value)
            is_module = kind["type"] == "module" if kind else match["url"].endswith(".mjs")
            yield ExtraScript(item.cut(match.start("url"), match.end("url")), is_module)
