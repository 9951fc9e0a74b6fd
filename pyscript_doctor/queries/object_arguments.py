"""Arguments of the browser's functions that must be JavaScript objects."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.web_platform import Method, find_global, interface
from pyscript_doctor.project.program.values import Realm
from pyscript_doctor.queries.javascript_types import GLOBAL_OBJECTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyscript_doctor.knowledge.web_platform import Signature
    from pyscript_doctor.project.program.values import JavaScriptValue

CLONING = {"postMessage": 0, "structuredClone": 0}
"""Functions that take any value, and copy it: they cannot copy a Python dict."""
WITH_ATTRIBUTES = {"getContext": 1}
"""Functions whose options have the type `any` in the standard, because they depend on the argument before."""
BESIDE_TARGETS = ("IntersectionObserver", "MutationObserver", "PerformanceObserver", "ResizeObserver", "Storage")


def wants_object(callee: JavaScriptValue, position: int) -> str:
    """The name of a function or class whose argument at a position must be an object; "" if it need not be one."""
    if callee.realm is Realm.MODULE or not callee.path:
        return ""
    name = callee.path[-1]
    if name == "new":
        made = callee.path[-2] if len(callee.path) > 1 else ""
        return made if _class_wants_object(made, position) else ""
    special = CLONING.get(name) == position or WITH_ATTRIBUTES.get(name) == position
    return name if special or (_is_of_browser(callee) and _method_wants_object(name, position)) else ""


def _is_of_browser(callee: JavaScriptValue) -> bool:
    """Whether its way begins at a name of the browser, and not at one that a library defines.

    If nobody knows how it begins, a short name such as `set` may belong to anything.
    """
    if callee.realm is Realm.EVENT:
        return True
    first = next((name for name in callee.path if name not in GLOBAL_OBJECTS), "")
    return not callee.path[-1].islower() if first == "?" else find_global(first, "window") is not None


@cache
def _class_wants_object(name: str, position: int) -> bool:
    known = find_global(name, "window") or find_global(name, "worker")
    if known is None or known.kind != "class":
        return False
    return _want(interface(known.interface).constructors, position)


@cache
def _method_wants_object(name: str, position: int) -> bool:
    """Whether all methods of this name, of whatever an event can come from and of observers, want an object there."""
    kinds = map(interface, (*interface("EventTarget").with_derived, *BESIDE_TARGETS))
    members = (kind.member(name) for kind in kinds)
    methods = {member for member in members if isinstance(member, Method)}
    asked = [method for method in methods if any(each.argument(position) for each in method.signatures)]
    return bool(asked) and all(_want(method.signatures, position) for method in asked)


def _want(signatures: Iterable[Signature], position: int) -> bool:
    """Whether one of these ways to call takes a dictionary or a record there."""
    arguments = (signature.argument(position) for signature in signatures)
    return any(
        argument is not None and bool(argument.type.choices_of("dictionary") or argument.type.choices_of("record"))
        for argument in arguments
    )
