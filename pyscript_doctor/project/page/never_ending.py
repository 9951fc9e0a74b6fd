"""Comments, elements and values that never end. The browser takes the PyScript tags in them for their text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.templates.masking import is_masked
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.page.script import ELEMENTS, TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.html.document import Document
    from pyscript_doctor.parsers.text import Span

# A start tag of Python, or of PyScript's loader, as it is written.
_OF_PYSCRIPT = lazy_pattern(
    rf"<(?:{'|'.join(ELEMENTS)})\b[^<>]*>"
    rf"|<script\b[^<>]*?\btype\s*=\s*[\"']?(?:{'|'.join(TYPES)})\b[^<>]*>"
    r"|<script\b[^<>]*/core\.js[^<>]*>",
    re.IGNORECASE,
)
_OPENS_COMMENT = "<!--"
_COMMENT_END = lazy_pattern(r"--!?>$")
# A value that goes on, over tags and lines, until the quote of another value: the closing one is missing.
_SWALLOWS = lazy_pattern(r"[^<>]*>.*\n.*<[a-zA-Z][^<>]*\s[\w-]+\s*=\s*", re.DOTALL)
_OWN_CORE = lazy_pattern(r"[^\s<>]*/core\.js>")
_HOLDING_TEXT = ("script", "style", "title", "textarea", "iframe", "xmp")


def never_ending(document: Document) -> Iterator[tuple[Span, str, Span | None]]:
    """Where each starts, "comment", "value" or the name of the element, and the first tag of PyScript in it.

    Of a value that is None where it holds other tags.
    """
    text = document.text
    for element in document.all(*_HOLDING_TEXT):
        eaten = None if element.closed else eaten_tag(document, element.tag_range[1], element.content_end)
        if eaten is not None:
            yield element.span, element.name, eaten
    yield from _open_quotes(document)
    for comment in document.comments[-1:]:
        opened = (found for found in re.finditer(_OPENS_COMMENT, text.value))
        whole = next((found for found in opened if text.span(found.start(), len(text.value)) == comment), None)
        eaten = eaten_tag(document, whole.start(), len(text.value)) if whole else None
        if whole and eaten and not _COMMENT_END.search(text.value):
            yield text.span(*whole.span()), "comment", eaten


def _open_quotes(document: Document) -> Iterator[tuple[Span, str, Span | None]]:
    """`<p class="note>`: the value goes on until the next quote, and that is the first of `<script type="py">`."""
    for element, attribute in document.ending_with("="):
        value = attribute.value.value
        if ">" not in value:
            continue
        start, end = element.tag_range
        eaten = eaten_tag(document, start + 1, end)
        if eaten is None and _OWN_CORE.match(value):
            eaten = element.span
        if eaten is not None or (_SWALLOWS.fullmatch(value) and not is_masked(value)):
            yield attribute.name.span(), "value", eaten


def eaten_tag(document: Document, start: int, end: int) -> Span | None:
    """The first tag of PyScript in a part of a page, as the page's text has it."""
    found = _OF_PYSCRIPT.search(document.text.value, start, end)
    return document.text.span(found.start(), found.end()) if found else None
