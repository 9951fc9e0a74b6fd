"""Which interface of the web platform a JavaScript value has."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from pyscript_doctor.knowledge.interpreters import Thread
from pyscript_doctor.knowledge.web_platform import (
    UNKNOWN,
    Attribute,
    Method,
    Type,
    canvas_context,
    event_interfaces,
    find_global,
    interface,
)
from pyscript_doctor.project.program.types import TEXT
from pyscript_doctor.project.program.values import JavaScriptValue, Realm
from pyscript_doctor.queries.page_elements import element_type
from pyscript_doctor.records import NamedTuple, compared_by_class

if TYPE_CHECKING:
    from pyscript_doctor.knowledge.web_platform import Member
    from pyscript_doctor.project.program.values import Value
    from pyscript_doctor.project.runtime.runtime import Runtime
    from pyscript_doctor.queries.page_elements import PageElements

GLOBAL_OBJECTS = frozenset({"window", "self", "globalThis"})
STEPS_WITH_GIVEN = frozenset({"()", "[]"})
CLASSES_OF_VALUES = {"string": "String", "number": "Number", "sequence": "Array"}
ELEMENTS_OF = frozenset({"Document", "DocumentFragment", "Element", "ShadowRoot"})


@compared_by_class
class GlobalObject(NamedTuple):
    """The `window` of a page, or the global object of a worker."""

    interface: str


@compared_by_class
class JavaScriptClass(NamedTuple):
    """A class or namespace itself: `URL`, `Math`."""

    name: str


@compared_by_class
class Construct(NamedTuple):
    """`URL.new`: what makes instances of a class."""

    of: JavaScriptClass


@compared_by_class
class JavaScriptFunction(NamedTuple):
    """Methods that a name can stand for, with the interface that they belong to."""

    holder: str
    methods: tuple[Method, ...]
    name: str


@compared_by_class
class JavaScriptObject(NamedTuple):
    """A value of one of some interfaces.

    exact: it has one of them itself, and not one that inherits from it. missing: what finds no element on the page, so
    the value is null: a selector, or an id that begins with `#` by mistake.
    """

    type: Type
    exact: bool = False
    missing: str = ""

    @property
    def interfaces(self) -> tuple[str, ...]:
        """The interfaces that it can have; empty if its type is not certain, or is not an object."""
        choices = self.type.choices
        return self.type.interfaces if all(choice.kind == "interface" for choice in choices) else ()


JavaScriptType: TypeAlias = GlobalObject | JavaScriptClass | Construct | JavaScriptFunction | JavaScriptObject
UNKNOWN_TYPE = JavaScriptObject(UNKNOWN)


def type_of(value: JavaScriptValue, runtime: Runtime, elements: PageElements) -> JavaScriptType:
    """What a value is, as far as the way to it from a global name or an event shows."""
    key = (value, runtime.thread)
    known = elements.types.get(key)
    if known is None:
        known = elements.types[key] = followed(*_start(value, runtime), value.given, elements)
    return known  # type: ignore[return-value]


def followed(
    start: JavaScriptType,
    path: tuple[str, ...],
    given: tuple[str | None, ...],
    elements: PageElements,
    primitives: bool = False,
) -> JavaScriptType:
    """What the steps of a path lead to. primitives: a string is an object with methods too, as it is in JavaScript."""
    strings = list(given)
    found = start
    for step in path:
        string = strings.pop(0) if step in STEPS_WITH_GIVEN and strings else None
        if found == UNKNOWN_TYPE:
            return UNKNOWN_TYPE
        found = _after(found, step, string, elements)
        found = _as_object(found) if primitives else found
    return found


def python_type_of_browser_value(value: Value, runtime: Runtime, elements: PageElements) -> str | None:
    """The Python type of text from the browser when it arrives in Python; None for any other value."""
    if not isinstance(value, JavaScriptValue):
        return None
    found = type_of(value, runtime, elements)
    is_text = isinstance(found, JavaScriptObject) and found.type.kind == "string"
    return TEXT if is_text else None


def event_type(kind: str) -> JavaScriptType:
    """The event that a listener for this type gets."""
    return _event(kind)


def instance_of(name: str) -> JavaScriptType:
    """An instance of an interface, and not of one that inherits from it."""
    return JavaScriptObject(Type("interface", name), exact=True)


def _as_object(found: JavaScriptType) -> JavaScriptType:
    if isinstance(found, JavaScriptObject) and found.type.kind in CLASSES_OF_VALUES:
        return instance_of(CLASSES_OF_VALUES[found.type.kind])
    return found


def _start(value: JavaScriptValue, runtime: Runtime) -> tuple[JavaScriptType, tuple[str, ...]]:
    if value.realm is Realm.EVENT:
        return _event(value.path[0]), value.path[1:]
    if value.realm is Realm.MODULE:
        return UNKNOWN_TYPE, ()
    in_worker = value.realm is Realm.THREAD and runtime.thread is Thread.WORKER
    return GlobalObject("DedicatedWorkerGlobalScope" if in_worker else "Window"), value.path


def _event(kind: str) -> JavaScriptObject:
    interfaces = event_interfaces(kind, "Node")
    parts = tuple(Type("interface", name) for name in sorted(interfaces))
    return JavaScriptObject(Type("union", parts=parts), exact=True) if parts else UNKNOWN_TYPE


def _after(found: JavaScriptType, step: str, given: str | None, elements: PageElements) -> JavaScriptType:
    """What one step leads to."""
    if step == "()":
        return _called(found, given, elements)
    if step == "[]":
        return _item(found)
    if step == "await":
        return _awaited(found)
    if isinstance(found, GlobalObject):
        return _global(found, step, elements)
    if isinstance(found, JavaScriptClass):
        return _static(found, step)
    return _member(found, step) if isinstance(found, JavaScriptObject) else UNKNOWN_TYPE


def _global(found: GlobalObject, name: str, elements: PageElements) -> JavaScriptType:
    if name in elements.globals_of_code:
        return UNKNOWN_TYPE
    known = find_global(name, "window" if found.interface == "Window" else "worker")
    if name in GLOBAL_OBJECTS and known is not None:
        return found
    if known is None:
        return UNKNOWN_TYPE
    if known.member is not None:
        return _of_member(found.interface, name, (known.member,))
    return JavaScriptClass(known.interface)


def _static(found: JavaScriptClass, name: str) -> JavaScriptType:
    if name == "new":
        return Construct(found)
    member = interface(found.name).static(name)
    return UNKNOWN_TYPE if member is None else _of_member(found.name, name, (member,))


def _member(found: JavaScriptObject, name: str) -> JavaScriptType:
    interfaces = ("Promise",) if found.type.kind == "promise" else found.interfaces
    if not interfaces:
        return UNKNOWN_TYPE
    if found.missing:
        return JavaScriptObject(UNKNOWN)
    members: list[Member] = []
    for each in map(interface, interfaces):
        own = each.member(name)
        members.extend(each.possible_members(name) if own or not found.exact else ())
    return _of_member(interfaces[0], name, tuple(dict.fromkeys(members)))


def _of_member(holder: str, name: str, members: tuple[Member, ...]) -> JavaScriptType:
    methods = tuple(member for member in members if isinstance(member, Method))
    if methods and len(methods) == len(members):
        return JavaScriptFunction(holder, methods, name)
    types = dict.fromkeys(member.type for member in members if isinstance(member, Attribute))
    if methods or not types:
        return UNKNOWN_TYPE
    return JavaScriptObject(next(iter(types)) if len(types) == 1 else Type("union", parts=tuple(types)))


def _called(found: JavaScriptType, given: str | None, elements: PageElements) -> JavaScriptType:
    if isinstance(found, Construct):
        return _made(found.of)
    if not isinstance(found, JavaScriptFunction):
        return UNKNOWN_TYPE
    special = _by_argument(found, given, elements) if given is not None else None
    if special is not None:
        return special
    results = tuple(dict.fromkeys(method.returns for method in found.methods))
    return JavaScriptObject(results[0] if len(results) == 1 else Type("union", parts=results))


def _made(of: JavaScriptClass) -> JavaScriptType:
    return JavaScriptObject(Type("interface", of.name), exact=True)


def _by_argument(found: JavaScriptFunction, given: str, elements: PageElements) -> JavaScriptObject | None:
    """The result of some functions depends on the string that they get."""
    if found.name == "getContext" and found.holder in {"HTMLCanvasElement", "OffscreenCanvas", "Element"}:
        context = canvas_context(given)
        return None if context is None else JavaScriptObject(Type("interface", context, nullable=True), exact=True)
    is_document = found.holder == "Document"
    if found.name == "createElement" and is_document:
        created = element_type(given)
        return JavaScriptObject(Type("interface", created), exact=True) if created else UNKNOWN_TYPE
    if found.name not in {"getElementById", "querySelector"} or not is_document:
        return None
    if found.name == "getElementById":
        return _missing(given) if given.startswith("#") else _element(f"#{given}", elements)
    return _element(given, elements)


def _element(selector: str, elements: PageElements) -> JavaScriptObject | None:
    """The element that a selector finds on the page; None if that is not known."""
    if elements.certainly_lacks(selector) or elements.probably_lacks(selector):
        return _missing(selector)
    found = elements.interface_of(selector)
    return None if found is None else JavaScriptObject(Type("interface", found), exact=True)


def _missing(selector: str) -> JavaScriptObject:
    return JavaScriptObject(Type("interface", "Element", nullable=True), missing=selector)


def _item(found: JavaScriptType) -> JavaScriptType:
    """What a loop or a number gets from a value."""
    if not isinstance(found, JavaScriptObject):
        return UNKNOWN_TYPE
    if found.type.kind == "sequence":
        return JavaScriptObject(found.type.parts[0])
    if len(found.interfaces) != 1:
        return UNKNOWN_TYPE
    items = interface(found.interfaces[0]).indexed_items
    return UNKNOWN_TYPE if items is None else JavaScriptObject(_filled(found, items))


def _filled(found: JavaScriptObject, items: Type) -> Type:
    """A loop gives no null; nor do `querySelectorAll` and `childNodes` for a number that exists."""
    return items._replace(nullable=False)


def _awaited(found: JavaScriptType) -> JavaScriptType:
    if isinstance(found, JavaScriptObject) and found.type.kind == "promise":
        return JavaScriptObject(found.type.parts[0])
    return found
