"""What objects of `pyscript.web` are, and the names that they have.

PyScript's own Python says it, by release. An element answers with the names of its class there, and else with those of
the browser's element in it. Since 2026.1.1 `page[...]` gives the one element of an id, or None, and the result of
`find` has no attributes of elements. Before that, both gave a collection that passes each attribute on to its elements.
"""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.web_platform import interface, style_properties
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.program.values import Literal, PythonName, Result
from pyscript_doctor.queries.class_names import class_entries, class_names
from pyscript_doctor.queries.missing_names import PROXY_NAMES, SET_BY_PYSCRIPT, meant_name, nearest_name
from pyscript_doctor.queries.page_elements import element_type
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.project.program.facts import Argument, Call, Code
    from pyscript_doctor.project.program.values import Value
    from pyscript_doctor.project.runtime.runtime import Runtime
    from pyscript_doctor.queries.page_elements import PageElements

WEB = "pyscript.web"
PAGE = f"{WEB}.page"
ONE_ELEMENT_SINCE = "2026.1.1"
EVENTS_SINCE, LISTENS_SINCE = "2024.11.1", ONE_ELEMENT_SINCE
LAST_THAT_IGNORES = "2025.11.2"
"""The first releases in which `on_click` can be read, and can be set; in those up to the last, setting does nothing."""
ITEM = "__getitem__"
ROOTS = frozenset({"body", "head", "html"})
ANY_ELEMENT = ("HTMLElement", "SVGElement")
TAKES_NO_TEXT = lazy_pattern(r"style$|on_\w")
TEXT_ERRORS = ("TypeError", "ValueError", "AttributeError")
CAPITAL = lazy_pattern(r"(?<!^)([A-Z])")
OTHER_SPELLINGS = {"for": "htmlFor", "class": "className"}


class WebKind(str, Enum):
    """What an object of `pyscript.web` is."""

    PAGE = "page"
    ELEMENT = "element"
    COLLECTION = "collection"
    CLASSES = "classes"
    STYLE = "style"

    __str__ = str.__str__


OWN_CLASSES = {
    WebKind.PAGE: "Page",
    WebKind.ELEMENT: "Element",
    WebKind.COLLECTION: "ElementCollection",
    WebKind.CLASSES: "Classes",
    WebKind.STYLE: "Style",
}
PARTS = {"classes": WebKind.CLASSES, "style": WebKind.STYLE, "children": WebKind.COLLECTION, "parent": WebKind.ELEMENT}


class WebObject(NamedTuple):
    """An object of `pyscript.web`.

    made_by: its class in PyScript's Python, "pyscript.web.select". interface: of the browser's element in it, "" if it
    is not known. may_be_several: a slice of a collection is written like one of its elements.
    """

    kind: WebKind
    made_by: str
    interface: str = ""
    may_be_several: bool = False


def finds_one(runtime: Runtime) -> bool:
    """Whether `page[...]` gives the element of an id; raises Unknown if that depends on the release."""
    return runtime.releases.since(ONE_ELEMENT_SINCE)


def web_object(value: Value, runtime: Runtime, elements: PageElements) -> WebObject | None:
    """What a Python value is in `pyscript.web`; None if it is something else, or not known."""
    if isinstance(value, PythonName) and f"{value.name}.".startswith(f"{PAGE}."):
        steps = value.name.removeprefix(PAGE).split(".")[1:]
        return _after(_object(WebKind.PAGE), steps)
    if not isinstance(value, Result):
        return None
    found = _called(value.callee, value.arguments, runtime, elements)
    return _after(found, list(value.attributes))


def tag_class(name: str, runtime: Runtime) -> WebObject | None:
    """The element that a call of a class such as "pyscript.web.div" makes."""
    if not name.startswith(f"{WEB}."):
        return None
    members = _own_names(name, runtime)
    if members is None or not {"append", "show_me"} <= members:
        return None
    return WebObject(WebKind.ELEMENT, name, element_type(name.rpartition(".")[2].replace("_", "")) or "")


def texts_for_elements(code: Code) -> Iterator[tuple[Argument, Call]]:
    """The texts that a new element gets where it takes a dict, its style, or a function, a handler."""
    for call in code.calls:
        given = [each for each in call.arguments if each.keyword and TAKES_NO_TEXT.match(each.keyword)]
        if not given or call.place.catches(*TEXT_ERRORS):
            continue
        if tag_class(call.name, code.runtime) is None or not code.runtime.releases.since(EVENTS_SINCE):
            continue
        for argument in given:
            value = argument.value.value if isinstance(argument.value, Literal) else None
            if isinstance(value, str) and value:
                yield argument, call


def _called(callee: Value, arguments: tuple[Value, ...], runtime: Runtime, elements: PageElements) -> WebObject | None:
    if isinstance(callee, PythonName):
        made = tag_class(callee.name, runtime)
        if made is not None:
            return made
        owner, _, method = callee.name.rpartition(".")
        base = web_object(PythonName(owner), runtime, elements)
    elif isinstance(callee, Result) and callee.attributes:
        *before, method = callee.attributes
        base = web_object(replace(callee, attributes=tuple(before)), runtime, elements)
    else:
        return None
    return _of_method(base, method, arguments, runtime, elements) if base else None


def _of_method(
    base: WebObject, method: str, arguments: tuple[Value, ...], runtime: Runtime, elements: PageElements
) -> WebObject | None:
    if method == "find":
        return _object(WebKind.COLLECTION)
    if method == "clone" and base.kind is WebKind.ELEMENT:
        return base
    if method == ITEM and base.kind is WebKind.PAGE:
        if not finds_one(runtime):
            return _object(WebKind.COLLECTION)
        key = arguments[0] if len(arguments) == 1 else None
        if isinstance(key, Literal) and isinstance(key.value, str):
            found = elements.interface_of(f"#{key.value.removeprefix('#')}")
            return WebObject(WebKind.ELEMENT, f"{WEB}.Element", found or "")
    return None


def _after(found: WebObject | None, steps: list[str]) -> WebObject | None:
    for step in steps:
        if found is None:
            return None
        found = _part(found, step)
    return found


def _part(base: WebObject, name: str) -> WebObject | None:
    if base.kind is WebKind.PAGE and name in ROOTS:
        return WebObject(WebKind.ELEMENT, f"{WEB}.{name}", element_type(name) or "")
    if base.kind is WebKind.COLLECTION and name == "[]":
        return WebObject(WebKind.ELEMENT, f"{WEB}.Element", may_be_several=True)
    is_single = base.kind is WebKind.ELEMENT and not base.may_be_several
    return _object(PARTS[name]) if is_single and name in PARTS else None


def _object(kind: WebKind) -> WebObject:
    return WebObject(kind, f"{WEB}.{OWN_CLASSES[kind]}")


# Names


def lacks(found: WebObject, name: str, runtime: Runtime, elements: PageElements) -> bool:
    """Whether an object certainly has no attribute of that name, in any release that the page may load."""
    own = _own_names(found.made_by, runtime)
    if own is None or name.startswith("_") or name in own:
        return False
    if found.may_be_several and name in (_own_names(f"{WEB}.ElementCollection", runtime) or {name}):
        return False
    if found.kind is WebKind.COLLECTION:
        return finds_one(runtime)
    if found.kind is not WebKind.ELEMENT:
        return True
    return not name.startswith("on_") and _browser_lacks(found, name, elements)


def gathers(found: WebObject, name: str, runtime: Runtime) -> bool:
    """Whether a collection gives a list of what its elements have under a name, as it did before 2026.1.1."""
    own = _own_names(found.made_by, runtime) if found.kind is WebKind.COLLECTION else None
    return own is not None and name not in own and not name.startswith("_") and not finds_one(runtime)


def cannot_listen(
    found: WebObject, name: str, runtime: Runtime, elements: PageElements, *, assigned: bool = False
) -> bool:
    """Whether `on_change` and the like raise an error: PyScript first asks the element for an attribute `change`.

    assigned: it is set, and not read, or passed while the element is made.
    """
    if found.kind is not WebKind.ELEMENT or not name.startswith("on_"):
        return False
    since = LISTENS_SINCE if assigned else EVENTS_SINCE
    return runtime.releases.since(since) and _browser_lacks(found, name.removeprefix("on_"), elements)


def ignores_listener(found: WebObject, name: str, runtime: Runtime) -> bool:
    """Whether nothing listens to a function that is set as `on_click`, in any release that the page may load."""
    takes_any = found.kind in {WebKind.ELEMENT, WebKind.COLLECTION} and name.startswith("on_")
    return takes_any and runtime.releases.until(LAST_THAT_IGNORES)


def nearest(found: WebObject, name: str, runtime: Runtime) -> str:
    """The name of the object that is written almost like this one, "" if there is none."""
    known = set(_own_names(found.made_by, runtime) or ())
    if found.kind is WebKind.ELEMENT:
        if name.startswith("on_"):
            known = {f"on_{each[2:]}" for each in browser_names(found) if each.startswith("on")}
        else:
            known |= browser_names(found)
    return meant_name(name, nearest_name(name, known))


def browser_names(found: WebObject) -> frozenset[str]:
    """The names of the browser's element in an object."""
    return interface(found.interface or "HTMLElement").names


def css_name(name: str) -> str:
    """The CSS property that a name means: `background-color` for `backgroundColor`; "" if there is none."""
    dashed = CAPITAL.sub(r"-\1", name).replace("_", "-").lower()
    return dashed if dashed in style_properties() else ""


def _browser_lacks(found: WebObject, name: str, elements: PageElements) -> bool:
    plain = name.removesuffix("_")
    plain = OTHER_SPELLINGS.get(plain, plain)
    if plain in PROXY_NAMES | SET_BY_PYSCRIPT:
        return False
    if found.interface:
        return interface(found.interface).lacks_exactly(plain, elements.names)
    return all(interface(each).lacks(plain, elements.names) for each in ANY_ELEMENT)


def _own_names(made_by: str, runtime: Runtime) -> frozenset[str] | None:
    """What a class of PyScript's Python has in one of the releases; None if one of them has no such class."""
    entries = class_entries(made_by, runtime)
    return class_names(entries, runtime) if entries else None
