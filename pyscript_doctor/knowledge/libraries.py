"""Files of well-known JavaScript libraries that are not ES modules, as npm's packages say."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.data import read
from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

_NPM = lazy_pattern(
    r"(?:https?:)?//(?:cdn\.(?P<jsdelivr>jsdelivr)\.net/npm|(?P<unpkg>unpkg)\.com)/"
    r"(?P<name>(?:@[^/@?#]+/)?[^/@?#]+)(?:@[^/?#]*)?(?:/(?P<file>[^?#]*))?(?P<rest>[?#].*)?$"
)
_CDNJS = lazy_pattern(
    r"(?:https?:)?//cdnjs\.cloudflare\.com/ajax/libs/(?P<name>[^/]+)/[^/]+/(?:.*/)?(?P<file>[^/?#]+)$"
)
_ALWAYS_CLASSIC = lazy_pattern(r"(?:https?:)?//(?:cdn\.plot\.ly/plotly|code\.jquery\.com/|d3js\.org/d3\.)[^?#]*\.js$")
"""Hosts of one library, which serve the same builds that npm has as files that are not modules."""


def is_classic(url: str) -> bool:
    """Whether a CDN certainly serves a plain script at an address, and not an ES module."""
    url = url.strip()
    if found := _NPM.match(url):
        return not found["rest"] and _file_on(found) in _classic_files().get(found["name"], frozenset())
    if found := _CDNJS.match(url):
        return _source_of(found["file"]) in _names_on_cdnjs().get(_plain(found["name"]), frozenset())
    return _ALWAYS_CLASSIC.match(url) is not None


def _file_on(found: re.Match[str]) -> str:
    """The file that an address asks for, or the mark of what the CDN serves if it names none."""
    file = (found["file"] or "").rstrip("/")
    return file or f"@{found['jsdelivr'] or found['unpkg']}"


@cache
def _classic_files() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(files.split()) for name, files in read("libraries")["classic"].items()}


@cache
def _names_on_cdnjs() -> Mapping[str, frozenset[str]]:
    """The names of these files without their folders, by the name of their library, as cdnjs may write it."""
    return {
        _plain(name): frozenset(file.rpartition("/")[2] for file in files if not file.startswith("@"))
        for name, files in _classic_files().items()
    }


def _plain(library: str) -> str:
    """A library's name in any of its spellings: "three.js" and "Chart.js" as npm's `three` and `chart.js`."""
    return library.lower().removesuffix(".js").removesuffix("js").rstrip(".-")


def _source_of(file: str) -> str:
    """The file that another one was made from: cdnjs itself makes minified ones."""
    return file.removesuffix(".min.js") + ".js" if file.endswith(".min.js") else file
