"""Tags, types and attributes that are one slip away from what PyScript knows."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.templates.masking import is_masked
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.page.page_scripts import page_scripts
from pyscript_doctor.project.page.script import ELEMENTS, TYPES
from pyscript_doctor.project.urls.reference import ReferenceKind, Remote
from pyscript_doctor.queries.spelling import closest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.html.document import Attribute, Element
    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.runtime.runtime import Runtime

TAGS = (*ELEMENTS, "py-config", "mpy-config")
ATTRIBUTES = (
    *("async", "config", "env", "name", "service-worker", "setup", "src", "target", "terminal", "type", "worker"),
    "sync-main-only",
)
"""The attributes that PyScript reads on its own tags."""
OF_HTML = frozenset(
    {
        *(
            "accesskey",
            "autofocus",
            "class",
            "crossorigin",
            "defer",
            "dir",
            "draggable",
            "fetchpriority",
            "hidden",
            "id",
        ),
        *("inert", "integrity", "is", "itemid", "itemprop", "itemref", "itemscope", "itemtype", "lang", "language"),
        *("nomodule", "nonce", "output", "part", "popover", "referrerpolicy", "role", "slot", "spellcheck", "stderr"),
        *("style", "tabindex", "title", "translate", "version", "charset", "blocking", "xmlns"),
    }
)
"""Attributes that HTML knows, and some that other releases or plugins read."""
FREE = lazy_pattern(r"(?:data-|aria-|on|py-|mpy-|x-|v-|@|:|ng-|hx-)")
QUOTES = "“”„‟«»‘’‚‛′″＂＇"
WITHOUT_EQUALS = lazy_pattern(r"([a-z-]+)[:;.]?[\"']")
WRITTEN_ATTRIBUTE = lazy_pattern(r"""[\s/\"']([^\s/>=\"']+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+))?""")
DEFINED = lazy_pattern(r"""customElements\s*\.\s*define\s*\(\s*["'`]([\w-]+)["'`]""")
STRAY = ".,;:/-"
SHORT = 4
NEAR = 0.8
NEAR_OF_TAGS = 0.84
NEAR_OF_SCRIPT = 0.8
NEAR_OF_TYPES = 0.85
LONG_TYPES = ("py-editor", "mpy-editor", "py-game")
PYTHON_FILE = lazy_pattern(r"\.py(?:[?#].*)?$")


def misspelt_tags(page: Page) -> Iterator[tuple[Element, str]]:
    """The elements that mean nothing, each with the tag that was meant."""
    defined = {name for script in page_scripts(page) for name in DEFINED.findall(script.syntax.text.value)}
    if _has_foreign_scripts(page):
        return
    meant = {name: tag for name in page.document.element_names if name not in defined and (tag := intended_tag(name))}
    for element in page.document.all(*meant) if meant else ():
        yield element, meant[element.name]
    for element in page.document.having("type"):
        if element.name not in meant and element.name not in defined and (tag := _intended_script(element)):
            yield element, tag


def _intended_script(element: Element) -> str | None:
    """`script`, for a tag with almost this name and a type of PyScript."""
    if element.name == "script" or (element.get("type") or "").lower() not in TYPES:
        return None
    return "script" if closest(element.name, ["script"], NEAR_OF_SCRIPT) else None


def _has_foreign_scripts(page: Page) -> bool:
    """Whether a script from another host, which is not PyScript, may define elements of its own."""
    return any(
        reference.kind is ReferenceKind.SCRIPT
        and isinstance(reference.target, Remote)
        and "pyscript" not in reference.url.lower()
        for reference in page.references
    )


@cache
def intended_tag(name: str) -> str | None:
    """The PyScript tag that a name was probably meant to be; None if it is one, or is not like one."""
    if name in TAGS or "py" not in name or is_masked(name):
        return None
    return closest(name.replace("_", "-"), TAGS, NEAR_OF_TAGS)


def misspelt_attributes(element: Element) -> Iterator[tuple[Attribute, str]]:
    """The attributes of a PyScript tag that PyScript does not read, each with the one that was meant."""
    names = set(element.attribute_names)
    for name in element.attribute_names:
        meant = intended_attribute(name)
        if meant and meant not in names and (attribute := element.attribute(name)):
            yield attribute, meant
    source = _source_under_another_name(element, names)
    if source:
        yield source, "src"


def _source_under_another_name(element: Element, names: set[str]) -> Attribute | None:
    """`href="main.py"` on a script that has no Python of its own."""
    if element.name != "script" or "src" in names or element.get("worker") or element.text.value.strip():
        return None
    named = zip(element.attribute_names, element.attributes, strict=True)
    others = (each for name, each in named if name not in ATTRIBUTES and intended_attribute(name) is None)
    return next((each for each in others if PYTHON_FILE.search(each.value.value.strip())), None)


def without_equals(element: Element) -> Iterator[tuple[Attribute, str]]:
    """The attributes of a tag whose value is a part of their name, as in `src:"main.py"`, each with what was meant."""
    names = set(element.attribute_names)
    for name in element.attribute_names:
        found = WITHOUT_EQUALS.match(name)
        attribute = element.attribute(name) if found and found[1] not in names else None
        if attribute and found and found[1] in ATTRIBUTES:
            yield attribute, found[1]


def repeated_attributes(element: Element) -> Iterator[tuple[Span, str]]:
    """The attributes that PyScript reads and that a tag has more than once: all but the first, which alone counts."""
    seen, tag = set[str](), element.tag
    for found in WRITTEN_ATTRIBUTE.finditer(tag.value):
        name = found[1].lower()
        if name in seen and name in ATTRIBUTES:
            yield tag.span(*found.span(1)), name
        seen.add(name)


@cache
def intended_attribute(name: str) -> str | None:
    """The attribute that was probably meant; None for one that PyScript or HTML knows, and if none is similar."""
    if name in ATTRIBUTES or name in OF_HTML or FREE.match(name) or not name.isascii():
        return None
    plain = name.replace("_", "-").strip("-")
    if len(name) < SHORT:
        return next((each for each in ("src",) if sorted(each) == sorted(name)), None)
    return closest(plain, ATTRIBUTES, NEAR)


def unquoted(attribute: Attribute | None) -> str | None:
    """What a value says inside typographic quotes, which HTML takes for a part of it; None if it has none."""
    value = attribute.value.value if attribute else ""
    if not value or is_masked(value) or not (value[0] in QUOTES or value[-1] in QUOTES):
        return None
    return value.strip(QUOTES)


@lru_cache(maxsize=1_000)
def intended_type(written: str) -> str | None:
    """The type of script that was probably meant; None for one that PyScript knows, and if none is similar."""
    plain = written.strip().strip(QUOTES).strip().lower().replace("_", "-").replace(" ", "-")
    if written.lower() in TYPES:
        return None
    short = next((each for each in ("py", "mpy") if _is_almost(plain, each)), None)
    return short or closest(plain, LONG_TYPES, NEAR_OF_TYPES)


def _is_almost(plain: str, name: str) -> bool:
    """Whether a short name has a letter twice, its letters in another order or a sign too many: `pyy`, `yp`, `py.`."""
    letters = plain.strip(STRAY)
    once = re.sub(r"(.)\1+", r"\1", letters)
    return once == name or sorted(letters) == sorted(name)


def python_scripts(page: Page) -> Iterator[Element]:
    """The tags of a page that PyScript runs or reads, including those that only a slip keeps from it."""
    for element in page.document.all("script", *TAGS):
        if element.name != "script" or _is_meant_for_pyscript(element):
            yield element


def _is_meant_for_pyscript(script: Element) -> bool:
    kind = script.get("type")
    if kind is None:
        return any(meant == "type" for _, meant in misspelt_attributes(script))
    return kind.lower() in TYPES or intended_type(kind) is not None


def has_slips(page: Page) -> bool:
    """Whether a slip keeps a script of the page from PyScript, so there seems to be none."""
    return any(True for _ in misspelt_tags(page)) or any(
        (element.get("type") or "").lower() not in TYPES for element in python_scripts(page) if element.name == "script"
    )


def has_misspelt_attribute(runtime: Runtime, *names: str) -> bool:
    """Whether a script of a Runtime was probably meant to have one of these attributes."""
    elements = (script.element for script in runtime.scripts if script.element)
    return any(meant in names for element in elements for _, meant in misspelt_attributes(element))
