"""Whether code makes elements whose names it does not spell out, so that any element may exist."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.page.page_scripts import page_scripts
from pyscript_doctor.project.urls.reference import Found, ReferenceKind, Remote

if TYPE_CHECKING:
    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.urls.reference import Target

# An id that is put together, or comes from a variable; and the same for a class.
ID_PUT_TOGETHER = lazy_pattern(
    r"""\bid\s*=\s*\\?["'`]?[\w-]*(?:\$?\{|["'`]\s*\+|%[sd(])"""
    r"""|\bid\s*=\s*f["'][^"'\n]*\{"""
    r"""|(?<!self)(?<!this)\.id\s*=(?!=)\s*(?:["'`][\w -]*["'`]\s*\+|[A-Za-z_$][\w$]*(?!["'\w]))"""
    r"""|["']id["']\s*,\s*(?:f["'][^"'\n]*\{|(?!f?["'`])[A-Za-z_$])"""
)
CLASS_PUT_TOGETHER = lazy_pattern(
    r"""\bclass(?:Name)?\s*=\s*\\?["'`]?[\w-]*(?:\$?\{|["'`]\s*\+|%[sd(])"""
    r"""|\b(?:className|class_|classes)\s*=\s*f["'][^"'\n]*\{"""
    r"""|(?<!self)(?<!this)\.className\s*=(?!=)\s*(?:["'`][\w -]*["'`]\s*\+|[A-Za-z_$][\w$]*(?!["'\w]))"""
    r"""|["']class["']\s*,\s*(?:f["'][^"'\n]*\{|(?!f?["'`])[A-Za-z_$])"""
    r"""|\bclassList\.(?:add|toggle)\(\s*[^"'`\s)]"""
)
OF_WEB = lazy_pattern(r"\bid\s*=\s*(?!None\b|f?[\"'])[A-Za-z_]")
# HTML that is fetched, or read from a file. To search from each slash of a long line to its end takes long: only the
# first slash of a word counts.
OTHER_HTML = lazy_pattern(
    r"""(?:["'`]|(?<![^"'`\s])[^"'`\s/]*/)[^"'`\s]*\.html?\b(?!["'`]?\s*\?)"""
    r"""|\bDOMParser\b|\bcloneNode\b|\battachShadow\b"""
)
FILLS = lazy_pattern(
    r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|append|appendChild|replaceWith|replaceChildren)\b|\.html\("
)
PLACES_OF_HTML = (
    "hx-get",
    "hx-post",
    "data-include",
    "w3-include-html",
    "include-html",
    "x-html",
    "v-html",
    "up-target",
)
OF_PYSCRIPT = "pyscript"
# Hosts that serve the main file of a package by its name: `https://unpkg.com/tom-select`.
OF_NPM = lazy_pattern(
    r"(?:https?:)?//(?:esm\.run|esm\.sh|unpkg\.com|cdn\.skypack\.dev|cdn\.jsdelivr\.net/npm)/", re.IGNORECASE
)
NOT_PLAIN = lazy_pattern(r"\.(?:jsx|tsx|ts|mts|vue|svelte)(?:[?#].*)?$", re.IGNORECASE)


def makes_unnamed_ids(source: str) -> bool:
    """Whether a source gives elements ids that it does not spell out, or fills the page with HTML from elsewhere."""
    return unnamed_ids_from(source) <= len(source)


@lru_cache(maxsize=256)
def unnamed_ids_from(source: str) -> int:
    """The offset up to which one must read a source to see that it does; one past its end if it does not."""
    never = len(source) + 1

    def end(found: re.Match[str] | None) -> int:
        return found.end() if found else never

    web = source.find("pyscript.web")
    of_web = max(end(OF_WEB.search(source)), web + len("pyscript.web")) if web >= 0 else never
    other = max(end(OTHER_HTML.search(source)), end(FILLS.search(source)))
    return min(end(ID_PUT_TOGETHER.search(source)), of_web, other)


def makes_unnamed_elements(source: str) -> bool:
    """The same for ids and classes."""
    return makes_unnamed_ids(source) or CLASS_PUT_TOGETHER.search(source) is not None


def runs_unread_code(page: Page) -> bool:
    """Whether a page runs JavaScript that we can't read and that may make any element, or gets HTML put into it."""
    if not page.document.attribute_names.isdisjoint(PLACES_OF_HTML):
        return True
    scripts = (reference for reference in page.references if reference.kind is ReferenceKind.SCRIPT)
    if any(_is_unread(reference.target, reference.url) for reference in scripts):
        return True
    imported = (each.specifier.value for script in page_scripts(page) for each in script.syntax.imports)
    return any(NOT_PLAIN.search(url) or not (_is_local(url) or OF_PYSCRIPT in url.lower()) for url in imported)


def _is_unread(target: Target, url: str) -> bool:
    if isinstance(target, Remote):
        named = url.split("?", 1)[0].endswith(".js") or OF_NPM.match(url)
        return OF_PYSCRIPT not in url.lower() and bool(named)
    return not isinstance(target, Found) or NOT_PLAIN.search(url) is not None


def _is_local(url: str) -> bool:
    return url.startswith(("./", "../", "/"))
