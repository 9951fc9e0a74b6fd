"""A value in words, for a person who wants to see what the doctor thinks an expression is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.kinds import CollectionKind
from pyscript_doctor.project.program.alternatives import BasesOf, LocalModule
from pyscript_doctor.project.program.values import (
    Collection,
    FunctionKind,
    Instance,
    JavaScriptValue,
    Literal,
    PythonFunction,
    PythonName,
    Realm,
    Result,
    Typed,
)

if TYPE_CHECKING:
    from pyscript_doctor.project.program.alternatives import Known

MOST_ITEMS = 5
LONGEST_LITERAL = 60

_REALMS = {Realm.THREAD: "js", Realm.MAIN: "pyscript.window", Realm.MODULE: "pyscript.js_modules", Realm.EVENT: "event"}
_BRACKETS = {
    CollectionKind.LIST: ("[", "]"),
    CollectionKind.TUPLE: ("(", ")"),
    CollectionKind.SET: ("{", "}"),
    CollectionKind.DICT: ("{", "}"),
    CollectionKind.GENERATOR: ("(", ")"),
    CollectionKind.SLICE: ("[", "]"),
}


def words(value: Known) -> str:
    """A value as Python that would lead to it, or in words: `js.document.body`, "instance of Game"."""
    if isinstance(value, JavaScriptValue):
        return _path(_REALMS[value.realm], value.path)
    if isinstance(value, PythonName):
        return value.name.removeprefix("builtins.")
    if isinstance(value, PythonFunction):
        return _function(value)
    if isinstance(value, Instance):
        return f"instance of {value.of}"
    if isinstance(value, Literal):
        return _shortened(repr(value.value))
    if isinstance(value, Result):
        return _path(f"{words(value.callee)}({_listed(value.arguments)})", value.attributes)
    if isinstance(value, Collection):
        return _collection(value)
    if isinstance(value, Typed):
        return f"some {value.type.replace('builtins.', '')}"
    if isinstance(value, LocalModule):
        return f"module {value.name}"
    return "super()" if isinstance(value, BasesOf) else "unknown"


def _path(start: str, names: tuple[str, ...]) -> str:
    return start + "".join(name if name in ("()", "[]") else f".{name}" for name in names)


def _function(value: PythonFunction) -> str:
    if value.kind is FunctionKind.LAMBDA:
        return "lambda"
    kind = f"async {value.kind}" if value.is_async else value.kind.value
    return f"{kind} {value.name}"


def _collection(value: Collection) -> str:
    opening, closing = _BRACKETS[value.kind]
    if value.kind is not CollectionKind.DICT or len(value.keys) != len(value.items):
        return f"{value.kind} {opening}{_listed(value.items)}{closing}"
    pairs = [
        f"{'**' if key is None else words(key)}: {words(item)}"
        for key, item in zip(value.keys, value.items, strict=True)
    ]
    return f"dict {{{_cut(pairs)}}}"


def _listed(values: tuple[Known, ...]) -> str:
    return _cut([words(value) for value in values])


def _cut(parts: list[str]) -> str:
    return ", ".join(parts if len(parts) <= MOST_ITEMS else [*parts[:MOST_ITEMS], "..."])


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_LITERAL else f"{text[: LONGEST_LITERAL - 4]}...{text[-1]}"
