"""Commas of JSON: a reader stops after the place where one is missing or is too many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.layers import Unwritable
from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from pyscript_doctor.parsers.text import Span, Text

CLOSING, OPENING = frozenset("}]"), frozenset('"{[')
END_OF_VALUE = lazy_pattern(r'["}\]\w]\Z')


def comma_slip_at(text: Text, stop: Span) -> tuple[Span, str] | None:
    """The same for a place in the text's file."""
    try:
        return comma_slip(text, text.offset(stop.start)) if stop.path == text.path else None
    except Unwritable:
        return None


def comma_slip(text: Text, at: int) -> tuple[Span, str] | None:
    """The comma that is too many before the offset where a reader stops, or where one is missing; else None."""
    before = text.value[:at].rstrip()
    here = text.value[at : at + 1]
    last = len(before) - 1
    if here in CLOSING and before.endswith(","):
        return text.span(last, last + 1), "there is a comma after the last entry"
    if here in OPENING and END_OF_VALUE.search(before):
        return text.span(last, last + 1), "a comma is missing after this"
    return None
