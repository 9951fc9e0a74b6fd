"""The names that the objects of a JavaScript class have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.javascript.tokenized import Tokenized
from pyscript_doctor.parsers.javascript.tokens import DOTS, NAME, OPEN, STRING
from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from pyscript_doctor.parsers.javascript.tokens import Tokens
    from pyscript_doctor.parsers.text import Text

MODIFIERS = frozenset({"async", "get", "set", "static", "constructor"})
_GIVES_NAMES = lazy_pattern(
    r"\bProxy\b|\bReflect\b|\bprototype\b|\bsetPrototypeOf\b|\bObject\.(?:assign|define)|\bthis\s*\["
)


def class_names(text: Text, name: str) -> frozenset[str] | None:
    """The names of a class at the top level of a source, and of the objects that `new` makes of it.

    None if there is no such class, or if there can be more names: a base class, computed keys, `Object.assign`, other
    code that gets the object.
    """
    if _GIVES_NAMES.search(text.value):
        return None
    tokens = Tokenized.of(text).tokens
    for index in tokens.marks:
        if tokens.text(index) == "class" and tokens.text(index + 1) == name and not tokens.container(index):
            is_plain = tokens.kind(index + 2) == OPEN and tokens.text(index + 2) == "{"
            return _names(tokens, index + 2) if is_plain else None
    return None


def _names(tokens: Tokens, start: int) -> frozenset[str] | None:
    """The names in the body of a class that starts at a brace."""
    frame, found = tokens.frames[start], set[str]()
    for index in range(start + 1, tokens.close(start)):
        here, word = tokens.container(index) == frame, tokens.text(index)
        if here and tokens.kind(index) == OPEN and word == "[" and tokens.text(index - 1) != "=":
            return None  # a computed key
        if _hands_itself_on(tokens, index) or (here and word == "constructor" and _makes_another(tokens, index)):
            return None
        is_member = here and tokens.kind(index) in (NAME, STRING) and word not in MODIFIERS
        is_set = tokens.kind(index) == NAME and tokens.text(index - 2) == "this" and tokens.is_property(index)
        if is_member or is_set:
            found.add(word.strip("\"'"))
    return frozenset(found)


def _hands_itself_on(tokens: Tokens, index: int) -> bool:
    """Whether other code gets `this` and may add names: `mixin(this)`, `const me = this`."""
    if tokens.kind(index) != NAME or tokens.text(index) != "this" or tokens.text(index + 1) in DOTS:
        return False
    is_bound = tokens.text(index - 1) == "(" and tokens.text(index - 2) == "bind"
    return not is_bound and tokens.text(index - 1) != "return"


def _makes_another(tokens: Tokens, index: int) -> bool:
    """Whether a constructor may return another object. Then `new` gives that one."""
    body = tokens.close(index + 1) + 1
    return any(
        tokens.text(each) == "return" and tokens.text(each + 1) not in (";", "}")
        for each in range(body, tokens.close(body))
    )
