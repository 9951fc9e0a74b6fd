"""Elements that JavaScript uses and that certainly do not exist when it does."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.text import Span
from pyscript_doctor.project.page.page_scripts import page_scripts
from pyscript_doctor.queries.javascript_accesses import accesses_of
from pyscript_doctor.queries.javascript_elements import looked_for
from pyscript_doctor.queries.page_elements import page_elements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.html.document import Element
    from pyscript_doctor.parsers.javascript.accesses import JsAccess
    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.page.page_scripts import PageScript
    from pyscript_doctor.project.project import Project

LOOKUPS: dict[tuple[str, ...], str] = {
    ("document", "getElementById", "()"): "#",
    ("document", "querySelector", "()"): "",
}


@dataclass(frozen=True, slots=True)
class NullInJavaScript:
    """A place that uses an element which does not exist.

    span: of the id or selector. selector: what finds nothing. meant: what would find an element, "" if it is not known.
    name: what is read from nothing. later: the element, if it comes later in the page than the script.
    """

    span: Span
    selector: str
    meant: str
    name: str
    later: Element | None = None


def null_in_javascript(project: Project) -> Iterator[NullInJavaScript]:
    """The places that fail on every page that runs the script."""
    found: dict[Span, list[NullInJavaScript]] = defaultdict(list)
    pages: dict[Span, int] = defaultdict(int)
    for page in project.pages:
        if page.fragment or not page.loaders:
            continue
        for script in page_scripts(page):
            for access in _lookups(script):
                if access.owner.literal is not None:
                    span = access.owner.literal.span()
                    pages[span] += 1
                    null = _null(access, script, page, project)
                    found[span] += [null] if null is not None else []
    for span, each in found.items():
        if len(each) == pages[span]:
            yield each[0]


def _lookups(script: PageScript) -> Iterator[JsAccess]:
    """What a script reads from elements that it finds by a literal id or selector, once for each lookup."""
    text = script.syntax.text
    if "getElementById" not in text.value and "querySelector" not in text.value:
        return
    seen = set[Span]()
    looked = looked_for(text.value)
    for access in accesses_of(text, script.page.resolver.reader).found:
        literal = access.owner.literal
        is_lookup = access.owner.path in LOOKUPS and not access.guarded
        if is_lookup and literal is not None and literal.span() not in seen:
            seen.add(literal.span())
            if literal.value.removeprefix("#") not in looked:
                yield access


def _null(access: JsAccess, script: PageScript, page: Page, project: Project) -> NullInJavaScript | None:
    literal = access.owner.literal
    if literal is None or access.asked or access.optional:
        return None
    sign = "" if LOOKUPS[access.owner.path] else "#"
    selector = LOOKUPS[access.owner.path] + literal.value
    elements = page_elements(page, project.runtimes_of(page))
    signed = elements.lacks_its_sign(selector)
    if signed:
        return NullInJavaScript(literal.span(), literal.value, signed, access.name.value)
    if selector.startswith("#") and elements.certainly_lacks(selector):
        meant = elements.likely_meant(selector[1:])
        return NullInJavaScript(literal.span(), literal.value, f"{sign}{meant}" if meant else "", access.name.value)
    later = _later(access, script, selector, page) if access.at_once else None
    return NullInJavaScript(literal.span(), literal.value, "", access.name.value, later) if later is not None else None


def _later(access: JsAccess, script: PageScript, selector: str, page: Page) -> Element | None:
    """The element that a selector finds, if it comes after a script that runs as soon as the browser reads it."""
    element = script.element
    if element is None or script.module or not selector.startswith("#"):
        return None
    if element.attribute("src") is not None and (element.attribute("defer") or element.attribute("async")):
        return None
    try:
        found = page.document.select(selector)
    except ValueError:
        return None
    return found[0] if found and all(each.index > element.index for each in found) else None
