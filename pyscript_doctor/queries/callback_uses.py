"""What the browser's functions do with a function that Python passes to them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.web_platform import (
    CallbackUse,
    Method,
    callback_use,
    constructor_use,
    find_global,
    interface,
)
from pyscript_doctor.project.program.values import Realm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.project.program.values import JavaScriptValue

OF_PYODIDE = frozenset({"then", "catch", "finally_"})
"""Methods that Pyodide adds to its proxies of promises. They keep what they are given."""
COMMON = ("Window", "Document", "Array", "String", "NodeList", "Map", "Set", "JSON", "Navigator", "Geolocation")


def use_of_argument(callee: JavaScriptValue, position: int) -> CallbackUse | None:
    """What a call does with a function that is its argument at a position; None if that is not known.

    It uses the last name of the callee: the object before it is mostly an element of unknown type.
    """
    if callee.realm is Realm.MODULE or not callee.path:
        return None
    name = callee.path[-1]
    if name != "new":
        return None if name in OF_PYODIDE else _by_method(name, position)
    made = find_global(callee.path[-2], "window") if len(callee.path) > 1 else None
    return constructor_use(made.interface, position) if made is not None and made.kind == "class" else None


@cache
def _by_method(name: str, position: int) -> CallbackUse | None:
    """What the methods of this name do: those of common objects, or else of any element or event target."""
    uses = (callback_use(kind, name, position) for kind in _kinds() if _has_method(kind, name))
    return next((use for use in uses if use is not None), None)


def _kinds() -> Iterator[str]:
    yield from COMMON
    yield from interface("EventTarget").with_derived


def _has_method(kind: str, name: str) -> bool:
    return isinstance(interface(kind).member(name) or interface(kind).static(name), Method)
