"""Typographic quotes around the value of an attribute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SAFE, SCRIPT_DIES, Finding, rule
from pyscript_doctor.queries.event_attributes import PREFIXES
from pyscript_doctor.queries.misspelt_tags import ATTRIBUTES, unquoted
from pyscript_doctor.queries.pages import TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Element, Page

NAMES = frozenset({*ATTRIBUTES, "class", "href", "id", "rel"})


@rule(severity=ERROR, faq="pyscript-latest", effect=SCRIPT_DIES, fix=SAFE)
def typographic_quotes(page: Page) -> Iterator[Finding]:
    """The value of an attribute is in typographic quotes, which HTML takes for a part of the value."""
    for element in page.document.all():
        for name in element.attribute_names:
            attribute = element.attribute(name) if _matters(name, element) else None
            plain = unquoted(attribute)
            if attribute and plain and _is_read(element, name, plain, page):
                yield Finding(
                    span=attribute.value.span(),
                    message="HTML knows only straight quotes, so the curly ones become a part of the value",
                    label=f'not "{plain}"' if len(plain) < 40 else "not a quote",
                    help=f'Write `{name}="{plain}"`.',
                )


def _matters(name: str, element: Element) -> bool:
    return name in NAMES or (element.name != "script" and name.startswith(tuple(PREFIXES)))


def _is_read(element: Element, name: str, plain: str, page: Page) -> bool:
    """Whether PyScript has a part in what is quoted."""
    if name == "type":
        return element.name == "script" and (plain.lower() in TYPES or plain == "module")
    return bool(page.loaders) or "pyscript" in plain
