"""Which built-in or standard type a value certainly has."""

from __future__ import annotations

import inspect
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.result_types import attribute_type, result_type
from pyscript_doctor.knowledge.standard_library import known_types
from pyscript_doctor.parsers.python.kinds import CollectionKind
from pyscript_doctor.project.program.values import Collection, Literal, PythonName, Result, Typed

if TYPE_CHECKING:
    from pyscript_doctor.project.program.alternatives import Known
    from pyscript_doctor.project.program.values import Value

TEXT = "builtins.str"
NUMBER = "builtins.int"
NOTHING = "builtins.NoneType"

DATA = frozenset(f"builtins.{name}" for name in ("str", "int", "float", "bool", "list", "tuple", "dict", "set"))
"""The type that most values have."""
NUMBERS = frozenset({NUMBER, "builtins.float", "builtins.bool", "builtins.complex"})
ONE_BY_ONE = frozenset(f"builtins.{name}" for name in ("map", "filter", "zip", "enumerate", "reversed", "generator"))
"""What can be gone through once, one item after the other."""
VIEWS = frozenset(f"builtins.{name}" for name in ("dict_keys", "dict_values", "dict_items"))

# Types whose call may give another type, or that a program derives classes from.
_NOT_BY_CALL = frozenset({"builtins.object", "builtins.type", NOTHING})
# What a loop, or a number in brackets, gets from them.
_ITEMS = {
    TEXT: TEXT,
    "builtins.bytes": NUMBER,
    "builtins.range": NUMBER,
    "io.TextIOWrapper": TEXT,
    "io.StringIO": TEXT,
    "csv.reader": "builtins.list[builtins.str]",
}
BY_ARGUMENTS = frozenset(f"builtins.{name}" for name in ("abs", "max", "min", "round", "sum")) | {"random.choice"}
"""Functions whose results have the type of their argument."""
_NUMBERS = {NUMBER: NUMBER, "builtins.float": "builtins.float", "builtins.bool": NUMBER}
"""The types of numbers, and what adding or rounding them gives."""
# Functions of Pyodide that return a text as if it were an open file.
_TEXT_FROM_THE_NET = frozenset({"pyodide.http.open_url", "pyodide.open_url"})
# Functions of PyScript and Pyodide, the same in every release.
_FUNCTIONS = frozenset(
    f"{module}.{name}" for module in ("pyscript.ffi", "pyodide.ffi") for name in ("create_proxy", "to_js")
) | {"pyscript.display", "pyscript.when"}
# Modules that are quick to import.
_MODULES = frozenset({"builtins", "json", "math", "random", "time", "datetime", "asyncio"})
# Types whose attributes no rule looks for by the way that leads to the value.
PLAIN = frozenset(
    f"builtins.{name}" for name in ("str", "bytes", "list", "tuple", "dict", "set", "frozenset", "int", "float", "bool")
)


def type_of(value: Known) -> str | None:
    """The type of a value, "builtins.str" or "datetime.date"; None if it is not known, or the value is None."""
    found = _with_items(value)
    return None if found is None else found.partition("[")[0]


def is_function(name: str) -> bool:
    """Whether a Python name is certainly a function or a method: of Python's own types, of a few of its modules."""
    module, *path = name.split(".")
    return name in _FUNCTIONS or (module in _MODULES and _is_routine(module, tuple(path)))


@lru_cache(maxsize=256)
def _is_routine(module: str, path: tuple[str, ...]) -> bool:
    found: object = import_module(module)
    for name in path:
        found = getattr(found, name, None)
    return inspect.isroutine(found)


def item_type(value: Known) -> str | None:
    """The type of what a loop gets from a value, with its own items' type in brackets; None if it is not known."""
    found = _with_items(value)
    return None if found is None else _item(found)


def _item(found: str) -> str | None:
    head, _, rest = found.partition("[")
    return rest.removesuffix("]") if rest else _ITEMS.get(head)


def _with_items(value: Known) -> str | None:
    if isinstance(value, Typed):
        return value.type
    if isinstance(value, Literal):
        return None if value.value is None else f"builtins.{type(value.value).__name__}"
    if isinstance(value, Collection):
        return f"builtins.{value.kind}"
    if isinstance(value, PythonName):
        return attribute_type(value.name)
    return _of_result(value) if isinstance(value, Result) else None


def _of_result(value: Result) -> str | None:
    found = _called(value)
    for name in value.attributes:
        if found is None:
            return None
        head = found.partition("[")[0]
        found = _item(found) if name == "[]" else attribute_type(f"{head}.{name}")
    return found


def _called(value: Result) -> str | None:
    """What the call itself gives."""
    callee = value.callee
    if isinstance(callee, Result) and callee.attributes:
        owner = owner_of_method(callee)
        return None if owner is None else result_type(f"{owner}.{callee.attributes[-1]}")
    if not isinstance(callee, PythonName):
        return None
    if callee.name == "builtins.open":
        return _opened(value)
    if callee.name in BY_ARGUMENTS:
        return _by_arguments(callee.name, value.arguments)
    if callee.name in _TEXT_FROM_THE_NET:
        return "io.StringIO"
    if callee.name in known_types():
        return None if callee.name in _NOT_BY_CALL else callee.name
    return result_type(callee.name)


def owner_of_method(method: Result) -> str | None:
    """The type of the object that a method belongs to, such as `write` of `open("a").write`; None if not known."""
    return type_of(Result(method.callee, method.arguments, method.attributes[:-1]))


def _opened(call: Result) -> str | None:
    """A text file, if the mode is known to be one. (A mode given by name counts as the second argument.)"""
    mode = call.arguments[1] if len(call.arguments) > 1 else Literal("r")
    is_text = isinstance(mode, Literal) and isinstance(mode.value, str) and "b" not in mode.value
    return "io.TextIOWrapper" if is_text else None


def _by_arguments(function: str, arguments: tuple[Value, ...]) -> str | None:
    """What a function of BY_ARGUMENTS gives."""
    if not arguments:
        return None
    own = _with_items(arguments[0])
    if function == "builtins.round":
        return NUMBER if own in _NUMBERS and len(arguments) == 1 else _NUMBERS.get(own or "")
    if function == "builtins.abs":
        return _NUMBERS.get(own or "")
    if function == "builtins.sum":
        return _NUMBERS.get(_common_item(arguments[0]) or "") if len(arguments) == 1 else None
    if len(arguments) == 1:
        return _common_item(arguments[0])
    return own if all(_with_items(argument) == own for argument in arguments) else None


def _common_item(value: Value) -> str | None:
    """The type that all items of a value have."""
    if not isinstance(value, Collection):
        return item_type(value)
    items = value.keys if value.kind is CollectionKind.DICT else value.items
    kinds = {None if item is None else _with_items(item) for item in items}
    return kinds.pop() if len(kinds) == 1 else None
