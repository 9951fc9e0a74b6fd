"""Edits of an element's start tag. They raise Unwritable if HTML cannot hold the new text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.layers import AttributeValue, Indentation, Unwritable

if TYPE_CHECKING:
    from pyscript_doctor.parsers.html.document import Attribute, Document, Element
    from pyscript_doctor.parsers.text import Edit


def set_attribute(element: Element, name: str, value: str) -> Edit:
    """Give an attribute this value; one that the tag does not have comes first in it.

    name: in lower case. An attribute that only has to exist gets no value.
    """
    attribute = element.attribute(name)
    if attribute is None:
        name_end = 1 + len(element.name)
        return element.tag.insertion(name_end, f" {name}{'=' + in_quotes(value) if value else ''}")
    if _has_value(attribute):
        return attribute.value.replacement(0, len(attribute.value), value)
    return attribute.name.insertion(len(attribute.name), f"={in_quotes(value)}")


def remove_attribute(element: Element, name: str) -> Edit:
    """Remove an attribute from the tag, with the white space before it. Raises ValueError if there is none."""
    tag, attribute = element.tag, _attribute(element, name)
    start = tag.offset(attribute.name.span().start)
    return tag.replacement(len(tag.value[:start].rstrip()), _value_end(element, attribute), "")


def rename_element(element: Element, name: str, attributes: str = "") -> tuple[Edit, Edit]:
    """Give an element another name, in both of its tags, and more attributes in the first.

    Raises Unwritable if it has no end tag.
    """
    if element.end_tag is None:
        raise Unwritable("the element has no end tag")
    start = element.tag.replacement(1, 1 + len(element.name), f"{name} {attributes}".rstrip())
    return start, element.end_tag.replacement(2, len(element.end_tag), name)


def clear_attribute(element: Element, name: str) -> Edit:
    """Leave only the name of an attribute. Raises ValueError if there is none."""
    tag, attribute = element.tag, _attribute(element, name)
    return tag.replacement(tag.offset(attribute.name.span().end), _value_end(element, attribute), "")


def insert_last(document: Document, markup: str) -> Edit | None:
    """Write markup at the end of the head; None if no head is written, or it does not end."""
    head = next(document.all("head"), None)
    if head is None or head.end_tag is None:
        return None
    value, at = document.text.value, document.text.offset(head.end_tag.span().start)
    start = value.rfind("\n", 0, at) + 1
    if value[start:at].strip():
        return document.text.insertion(at, markup)
    last = next((each for each in reversed(list(document.all())) if each.parent == head.index), None)
    indentation = (last.indentation if last else None) or f"{value[start:at]}  "
    return document.text.insertion(start, Indentation(indentation).written(f"\n{markup}")[1:] + "\n")


def insert_before(element: Element, markup: str) -> Edit:
    """Write markup before an element, on a line of its own if the element has one."""
    indentation = element.indentation
    if indentation is not None:
        markup = Indentation(indentation).written(f"{markup}\n")
    return element.tag.insertion(0, markup)


def insert_first(document: Document, markup: str) -> Edit | None:
    """Write markup at the start of the head, or before the first element of a page without one; None if it is empty."""
    head = next(document.all("head"), None)
    if head is None:
        first = next((each for each in document.all() if each.name != "html"), None)
        return insert_before(first, markup) if first else None
    first = next((each for each in document.all() if each.parent == head.index), None)
    if first is not None:
        return insert_before(first, markup)
    return head.tag.insertion(len(head.tag), markup)


def rename_attribute(element: Element, name: str, new: str) -> Edit:
    """Give an attribute another name. Raises ValueError if the tag has no such attribute."""
    attribute = _attribute(element, name)
    return attribute.name.replacement(0, len(attribute.name), new)


def in_quotes(value: str) -> str:
    """An attribute's value as it is written in a tag."""
    return f'"{AttributeValue(chr(34)).written(value)}"'


def _attribute(element: Element, name: str) -> Attribute:
    attribute = element.attribute(name)
    if attribute is None:
        raise ValueError(f"there is no attribute {name}")
    return attribute


def _has_value(attribute: Attribute) -> bool:
    """Whether an attribute is written with a value, perhaps an empty one."""
    return attribute.value.span().start > attribute.name.span().end


def _value_end(element: Element, attribute: Attribute) -> int:
    """Where in the tag an attribute ends, with the quote after its value."""
    end = element.tag.offset(attribute.value.span().end)
    return end + (element.tag.value[end : end + 1] in ("'", '"') and _has_value(attribute))
