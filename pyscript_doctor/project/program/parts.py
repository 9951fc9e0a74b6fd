"""What a value holds: its items, what a loop gets from it, what unpacking gives. Needs no program."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.kinds import CollectionKind
from pyscript_doctor.project.program.alternatives import (
    CYCLE,
    UNKNOWN,
    UNKNOWN_VALUE,
    Alternatives,
    Cycle,
    Known,
    bounded,
    distinct,
    javascript,
    outward,
    without_none,
)
from pyscript_doctor.project.program.types import NUMBER, item_type
from pyscript_doctor.project.program.values import (
    HOLDERS,
    Collection,
    JavaScriptValue,
    Literal,
    PythonName,
    Result,
    Typed,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyscript_doctor.parsers.python.nodes import Step

_SAME_ITEMS = frozenset(f"builtins.{name}" for name in ("list", "tuple", "set", "iter", "reversed", "sorted"))

_NEXT = "builtins.next"


def kept(value: Value) -> Alternatives:
    """The value, if it is not nested too deeply to be followed."""
    return (bounded(value),)


def iterated(values: Alternatives) -> Alternatives:
    """What a `for` gets from a value."""
    return distinct(found for value in without_none(values) for found in _iterated(value))


def _iterated(value: Known) -> Alternatives:
    if isinstance(value, JavaScriptValue):
        return (javascript(value, "[]"),)
    if isinstance(value, Collection):
        items: Iterable[Value | None] = value.keys if value.kind is CollectionKind.DICT else value.items
        return distinct(UNKNOWN_VALUE if item is None else item for item in items) or UNKNOWN
    if isinstance(value, Result):
        return _iterated_result(value)
    return (CYCLE,) if isinstance(value, Cycle) else typed_item(value)


def typed_item(value: Known) -> Alternatives:
    """An item of a value of which only the type is known."""
    item = item_type(value)
    return UNKNOWN if item is None else (Typed(item),)


def _iterated_result(value: Result) -> Alternatives:
    name = value.callee.name if isinstance(value.callee, PythonName) and not value.attributes else ""
    if name in HOLDERS:
        return (value.arguments[0],)
    if name == _NEXT:
        return iterated(_next(value))
    if name in _SAME_ITEMS and value.arguments:
        return _iterated(value.arguments[0])
    if name == "builtins.enumerate" and value.arguments:
        item = outward(_iterated(value.arguments[0]))
        return kept(Collection(CollectionKind.TUPLE, (Typed(NUMBER), item)))
    if name == "builtins.zip" and value.arguments:
        items = tuple(outward(_iterated(argument)) for argument in value.arguments)
        return kept(Collection(CollectionKind.TUPLE, items))
    return (Result(value.callee, value.arguments, (*value.attributes, "[]")[-20:]),)


def _next(call: Result) -> Alternatives:
    """What `next(items)` gives; if it has a default it may be that."""
    return _iterated(call.arguments[0]) if len(call.arguments) == 1 else UNKNOWN


def follow(values: Alternatives, steps: tuple[Step, ...]) -> Alternatives:
    """What the steps of a binding lead to."""
    for step in steps:
        if step == "iterate":
            values = iterated(values)
        elif isinstance(step, int):
            values = distinct(found for value in without_none(values) for found in _part(value, step))
        elif step == "enter":
            values = tuple(value if isinstance(value, (Result, JavaScriptValue)) else UNKNOWN_VALUE for value in values)
        else:
            values = UNKNOWN
    return values


def _part(value: Known, index: int) -> Alternatives:
    """One of the parts that a value is unpacked into."""
    if isinstance(value, Collection) and value.kind in {CollectionKind.TUPLE, CollectionKind.LIST}:
        return item_of(value, Literal(index))
    if isinstance(value, Result) and value.callee == PythonName(_NEXT) and not value.attributes:
        return follow(_next(value), (index,))
    return _iterated(value)


def item_of(value: Collection, key: Value) -> Alternatives:
    """An item of a display, unless something may have changed it since; so only plain constants have one."""
    if not isinstance(key, Literal):
        return UNKNOWN
    found: Value = UNKNOWN_VALUE
    if value.kind is CollectionKind.DICT:
        found = _item_with_key(value, key)
    elif (
        value.kind in {CollectionKind.TUPLE, CollectionKind.LIST}
        and isinstance(key.value, int)
        and 0 <= key.value < len(value.items)
    ):
        found = value.items[key.value]
    return UNKNOWN if isinstance(found, Literal) and value.kind is not CollectionKind.TUPLE else (found,)


class _Same:
    """A dict that is compared by identity: dicts of 1, 1.0 and True are equal in Python, but not here."""

    def __init__(self, value: Collection) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.value is other.value

    def __hash__(self) -> int:
        return id(self.value)


def _item_with_key(value: Collection, key: Literal) -> Value:
    """The last item of a dict with this key, or else what all items with unknown keys have in common."""
    for each, item in reversed(tuple(zip(value.keys, value.items, strict=False))):
        if isinstance(each, Literal) and each.value == key.value:
            return item
    return _item_with_other_key(_Same(value))


@lru_cache(maxsize=100)
def _item_with_other_key(same: _Same) -> Value:
    """What the items with unknown keys have in common. Code may ask a large dict for many of them."""
    keys, items = same.value.keys, same.value.items
    if None in keys or len(keys) != len(items):
        return UNKNOWN_VALUE
    others = [item for each, item in zip(keys, items, strict=True) if not isinstance(each, Literal)]
    return outward(distinct(others)) if others else UNKNOWN_VALUE
