"""JavaScript values that can be null."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.web_platform import Attribute, Method, interface, is_interface
from pyscript_doctor.project.program.values import JavaScriptValue
from pyscript_doctor.queries.javascript_types import GlobalObject, JavaScriptObject, type_of

if TYPE_CHECKING:
    from pyscript_doctor.project.program.values import Value
    from pyscript_doctor.project.runtime.runtime import Runtime
    from pyscript_doctor.queries.page_elements import PageElements

OF_UNKNOWN_OBJECTS = frozenset({"exec", "getItem", "match"})
"""Methods of JavaScript's RegExp and String, and of Storage, whose names mean nothing else."""


BY_PROSE = frozenset({("History", "state"), ("PopStateEvent", "state"), ("Window", "opener")})
"""Attributes of the type `any`, which are null at first, as the HTML standard says in words."""
LOOPED = ("?",)
"""How a value begins that depends on itself: the name in `node = node.parentElement` of a loop."""


def can_be_null(value: JavaScriptValue, runtime: Runtime, elements: PageElements) -> bool:
    """Whether a value can be null, by its type, or else by the name of the method that returns it."""
    found = type_of(value, runtime, elements)
    if isinstance(found, JavaScriptObject) and found.type.is_certain:
        return found.type.can_be_null
    match value.path:
        case (*_, method, "()"):
            return method in OF_UNKNOWN_OBJECTS or _always_can(method)
        case (*_, name):
            return any((owner, name) in BY_PROSE for owner in _owners(value, runtime, elements))
    return False


def some_can_be_null(choices: tuple[Value, ...], runtime: Runtime, elements: PageElements) -> bool:
    """Whether a value that is certainly of JavaScript, though not always the same, can be null."""
    values = [choice for choice in choices if isinstance(choice, JavaScriptValue)]
    looped = [value for value in values if value.path[:1] == LOOPED]
    found = [type_of(value, runtime, elements) for value in values if value not in looped]
    types = [each.type for each in found if isinstance(each, JavaScriptObject) and each.type.is_certain]
    if not types or len(values) < len(choices) or len(types) < len(found):
        return False
    are_nodes = all(
        is_interface(name) and interface(name).inherits("Node") for kind in types for name in kind.interfaces
    )
    leads_to_null = are_nodes and any(_is_nullable_of_nodes(value.path[-1]) for value in looped)
    return leads_to_null or any(kind.can_be_null for kind in types)


def _owners(value: JavaScriptValue, runtime: Runtime, elements: PageElements) -> tuple[str, ...]:
    """The interfaces that the object of an attribute can have."""
    owner = type_of(value._replace(path=value.path[:-1]), runtime, elements)
    if isinstance(owner, GlobalObject):
        return (owner.interface,)
    return owner.interfaces if isinstance(owner, JavaScriptObject) else ()


@cache
def _is_nullable_of_nodes(name: str) -> bool:
    """Whether every attribute of this name, of a node, can be null: `parentElement`, `nextSibling`."""
    members = (interface(kind).member(name) for kind in interface("Node").with_derived)
    return {member.type.can_be_null for member in members if isinstance(member, Attribute)} == {True}


@cache
def _always_can(method: str) -> bool:
    """Whether every method of this name, of an element or a document or a canvas, can return null."""
    kinds = (*interface("EventTarget").with_derived, "OffscreenCanvas", "DOMTokenList", "FormData")
    found = {
        member.returns.can_be_null
        for kind in kinds
        for member in (interface(kind).member(method),)
        if isinstance(member, Method)
    }
    return found == {True}
