"""JavaScript values that can be null."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.web_platform import Method, interface
from pyscript_doctor.queries.javascript_types import JavaScriptObject, type_of

if TYPE_CHECKING:
    from pyscript_doctor.project.program.values import JavaScriptValue
    from pyscript_doctor.project.runtime.runtime import Runtime
    from pyscript_doctor.queries.page_elements import PageElements

OF_UNKNOWN_OBJECTS = frozenset({"exec", "getItem", "match"})
"""Methods of JavaScript's RegExp and String, and of Storage, by which nobody means another."""


def can_be_null(value: JavaScriptValue, runtime: Runtime, elements: PageElements) -> bool:
    """Whether a value can be null, by its type, or else by the name of the method that gives it."""
    found = type_of(value, runtime, elements)
    if isinstance(found, JavaScriptObject) and found.type.is_certain:
        return found.type.can_be_null
    is_result = value.path[-1:] == ("()",) and len(value.path) > 1
    return is_result and (value.path[-2] in OF_UNKNOWN_OBJECTS or _always_can(value.path[-2]))


@cache
def _always_can(method: str) -> bool:
    """Whether every method of this name, of an element or a document or a canvas, can give null."""
    kinds = (*interface("EventTarget").with_derived, "OffscreenCanvas", "DOMTokenList", "FormData")
    found = {
        member.returns.can_be_null
        for kind in kinds
        for member in (interface(kind).member(method),)
        if isinstance(member, Method)
    }
    return found == {True}
