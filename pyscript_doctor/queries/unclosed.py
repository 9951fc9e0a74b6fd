"""Tags and comments that do not end where their author thinks, so the browser takes markup for their text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.project.page.never_ending import eaten_tag, never_ending
from pyscript_doctor.project.page.page_scripts import page_scripts
from pyscript_doctor.project.page.script import TYPES
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.html.document import Element
    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.page.page import Page


class Unclosed(NamedTuple):
    """A tag or comment that has no end of its own.

    span: where it starts. what: "comment", "value" of an attribute, or the name of the element. eaten: the first
    PyScript tag that the browser reads as its text; None if it reads on to the end of the page.
    """

    span: Span
    what: str
    eaten: Span | None


def unclosed(page: Page) -> Iterator[Unclosed]:
    """The scripts that swallow another script of the page or have no end, and what else has no end and swallows one."""
    if page.built or page.fragment:
        return
    for element in page.document.all("script"):
        if "<" in (element.get("src") or ""):
            continue  # a quote is missing
        eaten = eaten_tag(page.document, *_content(element)) if element.has("src") else None
        if eaten is not None or (not element.closed and _runs(element, page)):
            yield Unclosed(element.span, "script", eaten)
    for span, what, eaten in never_ending(page.document):
        is_said = what == "textarea" and page.loaders  # script-in-template
        if what != "script" and not is_said:
            yield Unclosed(span, what, eaten)


def _content(element: Element) -> tuple[int, int]:
    return element.tag_range[1], element.content_end


def _runs(element: Element, page: Page) -> bool:
    """Whether the script would do something for PyScript if it were closed."""
    kind, source = (element.get("type") or "").lower(), element.get("src") or ""
    if kind in TYPES:  # PyScript reads it all the same, and refuses the text if there is a file, too
        return bool(source) and not element.has("worker") and bool(element.text.value.strip())
    return source.endswith("/core.js") or bool(kind == "module" and source and page_scripts(page))
