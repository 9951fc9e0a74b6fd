"""An element's `innerHTML`, in which PyScript decodes the character references again.

Source: HTML Living Standard, 13.3 "Serializing HTML fragments"; compared with Chromium 156. PyScript runs this text
when a `<py-script>` has child elements: start tags in lower case with their attributes in double quotes, an end tag for
each element that needs one, and nothing of what the parser dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.html.elements import VOID
from pyscript_doctor.parsers.text import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.html.document import Document, Element
    from pyscript_doctor.parsers.text import Text


def inner_html(document: Document, element: Element) -> Text:
    """The content of an element as the browser writes it out again. Its places stay right."""
    start, end = element.tag_range[1], element.content_end
    inside = [other for other in document.elements[element.index + 1 :] if start <= other.tag_range[0] < end]
    parts: list[Part] = []
    open_elements: list[Element] = []
    position = start
    for other in [*inside, None]:
        until = other.tag_range[0] if other else end
        while open_elements and (other is None or open_elements[-1].content_end <= until):
            closing = open_elements.pop()
            parts += _between(document, element, position, closing.content_end)
            position = max(position, closing.content_end)
            parts.append(Part(position, position, f"</{closing.name}>"))
        parts += _between(document, element, position, until)
        if other:
            parts.append(Part(*other.tag_range, _start_tag(other)))
            position = other.tag_range[1]
            if other.name not in VOID:
                open_elements.append(other)
    return document.text.spliced(parts or [Part(start, start)])


def _between(document: Document, element: Element, start: int, end: int) -> Iterator[Part]:
    """Character data and comments, without the end tags."""
    value = document.text.value
    while (comment := value.find("<!--", start, end)) >= 0 and (close := value.find("-->", comment + 4, end)) >= 0:
        yield from element.character_parts(start, comment)
        yield Part(comment, close + 3)
        start = close + 3
    yield from element.character_parts(start, end)


def _start_tag(element: Element) -> str:
    attributes = (f' {each.name.value.lower()}="{each.value.value}"' for each in element.attributes)
    return f"<{element.name}{''.join(attributes)}>"
