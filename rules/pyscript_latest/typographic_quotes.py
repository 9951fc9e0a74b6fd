"""Typographic quotes around the value of an attribute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SAFE, SCRIPT_DIES, Finding, fix_of, rule
from pyscript_doctor.queries.edits import in_quotes
from pyscript_doctor.queries.event_attributes import PREFIXES
from pyscript_doctor.queries.misspelt_tags import ATTRIBUTES, unquoted
from pyscript_doctor.queries.pages import TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Attribute, Element, Fix, Page

NAMES = frozenset({*ATTRIBUTES, "class", "href", "id", "rel"})


@rule(severity=ERROR, faq="pyscript-latest", effect=SCRIPT_DIES)
def typographic_quotes(page: Page) -> Iterator[Finding]:
    """The value of an attribute is in typographic quotes, which HTML reads as part of the value."""
    text = page.document.text.value
    if text.isascii() and "&" not in text:
        return
    names = [name for name in page.document.attribute_names if name in NAMES or name.startswith(tuple(PREFIXES))]
    for element in page.document.having(*names):
        for name in element.attribute_names:
            may_be_quoted = _matters(name, element) and not (element.get(name) or "").isascii()
            attribute = element.attribute(name) if may_be_quoted else None
            plain = unquoted(attribute)
            if attribute and plain and _is_read(element, name, plain, page):
                yield Finding(
                    span=attribute.value.span(),
                    message="HTML reads only straight quotes as quotes, so the curly ones become part of the value",
                    label=f'not "{plain}"' if len(plain) < 40 else "not a quote",
                    help=f'Write `{name}="{plain}"`.',
                    fix=_fix(element, attribute, plain),
                )


def _fix(element: Element, attribute: Attribute, plain: str) -> Fix | None:
    """The value in straight quotes, or without the curly ones where it is in straight ones already."""
    value, tag = attribute.value, element.tag
    start, end = tag.offset(value.span().start), tag.offset(value.span().end)
    if tag.value[start - 1] in "\"'":
        return fix_of(SAFE, "Write straight quotes", lambda: [value.replacement(0, len(value), plain)])
    return fix_of(SAFE, "Write straight quotes", lambda: [tag.replacement(start, end, in_quotes(plain))])


def _matters(name: str, element: Element) -> bool:
    return name in NAMES or (element.name != "script" and name.startswith(tuple(PREFIXES)))


def _is_read(element: Element, name: str, plain: str, page: Page) -> bool:
    """Whether PyScript has a part in what is quoted."""
    if name == "type":
        return element.name == "script" and (plain.lower() in TYPES or plain == "module")
    return bool(page.loaders) or "pyscript" in plain
