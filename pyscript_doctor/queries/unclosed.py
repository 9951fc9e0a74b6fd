"""Tags and comments that do not end where their author thinks, so that the browser takes markup for their text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.page.page_scripts import page_scripts
from pyscript_doctor.project.page.script import ELEMENTS, TYPES
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.html.document import Element
    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.page.page import Page

# A start tag of Python, or of PyScript's loader, as it is written.
_OF_PYSCRIPT = lazy_pattern(
    rf"<(?:{'|'.join(ELEMENTS)})\b[^<>]*>"
    rf"|<script\b[^<>]*?\btype\s*=\s*[\"']?(?:{'|'.join(TYPES)})\b[^<>]*>"
    r"|<script\b[^<>]*/core\.js[^<>]*>",
    re.IGNORECASE,
)
_OPENS_COMMENT = "<!--"
_COMMENT_END = lazy_pattern(r"--!?>$")


class Unclosed(NamedTuple):
    """A tag or comment that has no end of its own.

    span: where it starts. what: "script" or "comment". eaten: the first tag of PyScript that the browser reads as its
    text; None if it reads on to the end of the page.
    """

    span: Span
    what: str
    eaten: Span | None


def unclosed(page: Page) -> Iterator[Unclosed]:
    """The scripts that hold another script of the page or have no end, and the comments without an end."""
    if page.fragment:
        return
    text = page.document.text
    for element in page.document.all("script"):
        eaten = _eaten(page, *_content(element)) if element.has("src") else None
        if eaten is not None or (not element.closed and _runs(element, page)):
            yield Unclosed(element.span, "script", eaten)
    for comment in page.document.comments[-1:]:
        opened = (found for found in re.finditer(_OPENS_COMMENT, text.value))
        whole = next((found for found in opened if text.span(found.start(), len(text.value)) == comment), None)
        eaten = _eaten(page, whole.start(), len(text.value)) if whole else None
        if whole and eaten and not _COMMENT_END.search(text.value):
            yield Unclosed(text.span(*whole.span()), "comment", eaten)


def _content(element: Element) -> tuple[int, int]:
    return element.tag_range[1], element.content_end


def _eaten(page: Page, start: int, end: int) -> Span | None:
    found = _OF_PYSCRIPT.search(page.document.text.value, start, end)
    return page.document.text.span(found.start(), found.end()) if found else None


def _runs(element: Element, page: Page) -> bool:
    """Whether the script would do something for PyScript if it were closed."""
    kind, source = (element.get("type") or "").lower(), element.get("src") or ""
    if kind in TYPES:  # PyScript reads it all the same, and refuses the text if there is a file, too
        return bool(source) and not element.has("worker") and bool(element.text.value.strip())
    return source.endswith("/core.js") or bool(kind == "module" and source and page_scripts(page))
