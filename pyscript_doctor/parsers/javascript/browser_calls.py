"""Calls in JavaScript that start the browser's own workers or register service workers."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.javascript.calls import MOST_CALLS, options_of
from pyscript_doctor.parsers.javascript.records import JsNativeWorker, JsRegistration
from pyscript_doctor.parsers.javascript.tokens import NAME
from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from pyscript_doctor.parsers.javascript.tokenized import Tokenized
    from pyscript_doctor.parsers.text import Text

_WORKER = lazy_pattern(r"(?<![\w$.#])Worker(?=\s*\()")
_REGISTER = lazy_pattern(r"(?<![\w$#])register(?=\s*\()")
_OWN_URL = ("import", ".", "meta", ".", "url")


def native_workers(source: Tokenized) -> Iterator[JsNativeWorker]:
    """Each `new Worker(...)` with a literal address, unless `Worker` is a name of the script's own."""
    tokens = source.tokens
    places = [place for place in _names(source, _WORKER) if tokens.text(place + 1) == "("]
    if any(tokens.text(place - 1) in ("class", "function") for place in places):
        return
    for place in places:
        found = _address(source, place + 2) if tokens.text(place - 1) == "new" else None
        if found:
            yield JsNativeWorker(*found)


def registrations(source: Tokenized) -> Iterator[JsRegistration]:
    """Each `navigator.serviceWorker.register(...)` with a literal address."""
    tokens = source.tokens
    for place in _names(source, _REGISTER):
        is_call = tokens.text(place + 1) == "(" and tokens.is_property(place)
        found = _address(source, place + 2) if is_call and tokens.text(place - 2) == "serviceWorker" else None
        if found:
            yield JsRegistration(*found, options_of(source, place + 1))


def _names(source: Tokenized, pattern: re.Pattern[str]) -> Iterator[int]:
    places = (source.at(found.start()) for found in pattern.finditer(source.text.value))
    named = (place for place in places if place is not None and source.tokens.kind(place) == NAME)
    return islice(named, MOST_CALLS)


def _address(source: Tokenized, first: int) -> tuple[Text, bool] | None:
    """The address in an argument, and whether it is relative to the script; None if it is computed."""
    tokens = source.tokens
    literal = source.literal(first)
    if literal is not None:
        return (literal, False) if tokens.text(first + 1) in (",", ")") else None
    if (tokens.text(first), tokens.text(first + 1), tokens.text(first + 2)) != ("new", "URL", "("):
        return None
    literal = source.literal(first + 3)
    base = tuple(tokens.text(first + 5 + index) for index in range(len(_OWN_URL)))
    is_own = tokens.text(first + 4) == "," and base == _OWN_URL and tokens.text(first + 5 + len(_OWN_URL)) == ")"
    return (literal, True) if literal is not None and is_own else None
