"""What operators make of values of Python's own types, and which ones they refuse: we try them on one value of each.

Measured with the same table in MicroPython 1.22 and 1.28. It differs for bytes, views of dicts, and a dict with a
generator, so nothing is said about those there.
"""

from __future__ import annotations

import operator
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from pyscript_doctor.project.program.types import NOTHING

if TYPE_CHECKING:
    from collections.abc import Callable

FUNCTION, MODULE = "function", "module"
"""Values whose type a program does not name."""

OTHERWISE_ON_MICROPYTHON = frozenset(
    f"builtins.{name}" for name in ("bytes", "bytearray", "memoryview", "dict_keys", "dict_values", "dict_items")
)
_ONE_OF_EACH: dict[str, Any] = {
    "builtins.str": "1",
    "builtins.bytes": b"1",
    "builtins.int": 1,
    "builtins.bool": True,
    "builtins.float": 1.0,
    "builtins.complex": 1j,
    "builtins.list": [1],
    "builtins.tuple": (1,),
    "builtins.dict": {1: 1},
    "builtins.set": {1},
    "builtins.frozenset": frozenset({1}),
    "builtins.range": range(1),
    "builtins.dict_keys": {1: 1}.keys(),
    "builtins.dict_values": {1: 1}.values(),
    "builtins.dict_items": {1: 1}.items(),
    "builtins.map": map(str, ()),
    "builtins.filter": filter(None, ()),
    "builtins.zip": zip(()),
    "builtins.enumerate": enumerate(()),
    "builtins.reversed": reversed(()),
    "builtins.generator": (each for each in ""),
    NOTHING: None,
    FUNCTION: lambda: None,
    MODULE: operator,
}
_CALLED = {
    "datetime.date": (2000, 1, 1),
    "datetime.datetime": (2000, 1, 1),
    "datetime.time": (),
    "datetime.timedelta": (1,),
    "decimal.Decimal": (1,),
}
"""Types of modules that are imported only when they are needed, with the arguments that make one."""
_BY_OPERATOR: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
    "**": operator.pow,
    "@": operator.matmul,
    "&": operator.and_,
    "|": operator.or_,
    "^": operator.xor,
    "<<": operator.lshift,
    ">>": operator.rshift,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "+=": operator.iadd,
    "-=": operator.isub,
    "*=": operator.imul,
    "&=": operator.iand,
    "|=": operator.ior,
    "^=": operator.ixor,
    "in": lambda item, holder: item in holder,
    "not in": lambda item, holder: item not in holder,
}
_UNARY: dict[str, Callable[[Any], Any]] = {"-": operator.neg, "+": operator.pos, "~": operator.invert}
# Whether these fail, and what they give, depends on more than the types.
_FORMATTED = frozenset({"builtins.str", "builtins.bytes"})
_FORMATTING = frozenset({"%", "%="})
_BY_VALUE = frozenset({"**", "<<", ">>", "**=", "<<=", ">>="})


@cache
def refuses(name: str, left: str, right: str = "") -> bool:
    """Whether an operator raises TypeError for all values of these types; False if a type is not listed here."""
    if name in _FORMATTING and left in _FORMATTED:
        return False
    return isinstance(_tried(name, left, right), TypeError)


@cache
def outcome(name: str, left: str, right: str = "") -> str | None:
    """The type that an operator gives for all values of these types; None if it is not known."""
    if name in _FORMATTING and left == "builtins.str":
        return left
    found = _tried(name, left, right)
    if name in _BY_VALUE or isinstance(found, Exception):
        return None
    kind = f"{type(found).__module__}.{type(found).__name__}"
    return kind if kind in _ONE_OF_EACH or kind in _CALLED else None


def _one(kind: str) -> Any:
    """One value of a type. An operator such as `+=` may change it."""
    if kind in _ONE_OF_EACH:
        value = _ONE_OF_EACH[kind]
        return value.copy() if isinstance(value, (list, dict, set)) else value
    module, _, name = kind.partition(".")
    return getattr(import_module(module), name)(*_CALLED[kind])


def _tried(name: str, left: str, right: str) -> Any:
    """What an operator gives for one value of each type, or the error that it raises."""
    if not all(each in _ONE_OF_EACH or each in _CALLED for each in (left, right) if each):
        return LookupError(left, right)
    try:
        if not right:
            return _UNARY[name](_one(left))
        return (_BY_OPERATOR.get(name) or _BY_OPERATOR[name.removesuffix("=")])(_one(left), _one(right))
    except Exception as error:
        return error
