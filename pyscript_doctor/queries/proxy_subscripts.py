"""JavaScript objects in square brackets, which Pyodide does not allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.web_platform import interface, is_interface
from pyscript_doctor.project.program.values import JavaScriptValue, Literal, Realm
from pyscript_doctor.queries.javascript_types import (
    GlobalObject,
    JavaScriptClass,
    JavaScriptFunction,
    JavaScriptObject,
    type_of,
)
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.program.facts import Call, Code
    from pyscript_doctor.queries.javascript_types import JavaScriptType
    from pyscript_doctor.queries.page_elements import PageElements


OF_DICTS = ("get", "items", "update", "setdefault")
"""Neither objects nor lists of JavaScript have these, and nothing in JSON can be called."""
PARSE = ("JSON", "parse")


class ProxySubscript(NamedTuple):
    """`value["key"]` of an object that has no method `get`, or `set` if it is assigned. span: all of it."""

    span: Span
    key: str
    assigned: bool


def failing_subscripts(code: Code, elements: PageElements) -> Iterator[ProxySubscript]:
    """The subscripts that certainly raise TypeError.

    Measured on Pyodide 0.24 to 314: a string in brackets works if the object has a method `get`, such as Map and
    URLSearchParams. Arrays and NodeList take only a number; `window`, events, elements and Storage take nothing. To set
    something this way, the object needs a method `set`.
    """
    for subscript in code.subscripts:
        value, key = subscript.value, subscript.key
        if not isinstance(value, JavaScriptValue) or subscript.place.catches("TypeError"):
            continue
        if not isinstance(key, Literal) or not isinstance(key.value, str):
            continue
        method = "set" if subscript.assigned else "get"
        made = _is_detail(value, elements) or is_of_json(value, code, elements)
        if made or _takes_no_brackets(type_of(value, code.runtime, elements), method):
            yield ProxySubscript(subscript.place.span, key.value, subscript.assigned)


def _is_detail(value: JavaScriptValue, elements: PageElements) -> bool:
    """Whether it is the `detail` of an event that JavaScript of the page makes with an object literal."""
    return value.realm is Realm.EVENT and value.path[1:] == ("detail",) and elements.gives_object(value.path[0])


def is_of_json(value: JavaScriptValue, code: Code, elements: PageElements) -> bool:
    """Whether JavaScript made it from JSON: an object without methods, or a list, a number, a string."""
    path, given = value.path, value.given
    if path[1:][-1:] not in {("()",), ("await",)}:
        return False
    if path[1:][-3:] == ("json", "()", "await"):
        found = type_of(value._replace(path=path[:-3], given=given[:-1]), code.runtime, elements)
        return isinstance(found, JavaScriptObject) and found.interfaces == ("Response",)
    found = type_of(value._replace(path=path[:-1], given=given[:-1]), code.runtime, elements)
    return path[-1:] == ("()",) and isinstance(found, JavaScriptFunction) and (found.holder, found.name) == PARSE


def dict_methods_of_json(code: Code, elements: PageElements) -> Iterator[Call]:
    """`data.get("name")`, of data that JavaScript made of JSON: a dict of Python has that, its objects do not."""
    for call in code.calls_of_javascript(*OF_DICTS):
        callee = call.callee
        if not isinstance(callee, JavaScriptValue) or call.place.catches("AttributeError", "TypeError"):
            continue
        if len(callee.path) > 1 and is_of_json(callee._replace(path=callee.path[:-1]), code, elements):
            yield call


def _takes_no_brackets(type_: JavaScriptType, method: str) -> bool:
    if isinstance(type_, (GlobalObject, JavaScriptClass)):
        return True
    if not isinstance(type_, JavaScriptObject) or type_.missing or not type_.interfaces:
        return False
    return all(is_interface(name) and not _may_have(method, name) for name in type_.interfaces)


def _may_have(method: str, name: str) -> bool:
    """Whether a value of an interface, or of one that inherits from it, has a method `get` or `set`.

    The target of an event is a part of the page: of all the other targets only the CookieStore has a `get`.
    """
    kinds = interface(name).with_derived if name != "EventTarget" else interface("Node").with_derived
    return any(kind == "Object" or method in interface(kind).names for kind in kinds)
