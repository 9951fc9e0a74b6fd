"""Names that Python asks the browser's objects for and that no browser has."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.web_platform import interface, is_interface
from pyscript_doctor.project.program.values import JavaScriptValue, Realm
from pyscript_doctor.queries.global_names import is_only_in_workers, is_only_on_pages
from pyscript_doctor.queries.javascript_types import (
    GlobalObject,
    JavaScriptClass,
    JavaScriptObject,
    type_of,
)
from pyscript_doctor.queries.source_text import source_text
from pyscript_doctor.queries.spelling import closest, nearest_spelling
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyscript_doctor.knowledge.web_platform import Interface
    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.program.facts import Code
    from pyscript_doctor.queries.javascript_types import JavaScriptType
    from pyscript_doctor.queries.page_elements import PageElements

_PROXY_NAMES = """
    aclose add_note append args as_object_map as_py_json asend assign assign_to athrow bind_class bind_sig callable
    catch clear close count extend finally_ from_file get index insert items js_error js_id keys new object_entries
    object_keys object_values pop popitem remove return_ reverse send setdefault then throw to_bytes to_file
    to_memoryview to_py to_string to_weakref typeof update values with_ with_traceback
"""
PROXY_NAMES = frozenset(_PROXY_NAMES.split())
"""What Pyodide's proxies have of their own (measured: `dir` of proxies of 22 kinds, in Pyodide 0.24 to 314)."""
_OF_COLLECTIONS = (
    "append clear count extend get index insert items keys pop popitem remove reverse setdefault update values"
)
OF_COLLECTIONS = frozenset(_OF_COLLECTIONS.split())
"""Those that only the proxies of arrays, maps and the like have."""
SET_BY_PYSCRIPT = frozenset({"code", "handleEvent", "process", "target", "terminal", "xworker"})
"""What PyScript adds to the elements of its scripts, editors and terminals."""
LISTS = frozenset({"NodeList", "HTMLCollection"})
"""What `querySelectorAll` and `getElementsByClassName` return."""
OF_DICTS = frozenset({"delete", "get", "has", "items", "keys", "pop", "remove", "set", "update", "values"})
"""How people use a storage, as if it were a dict or a Map."""
STORAGE = "`Storage`"
MEANT_IN_STORAGE = {"get": "getItem", "set": "setItem", "remove": "removeItem", "delete": "removeItem"}
SAME_MEANING = {
    "class": "className",
    "html": "innerHTML",
    "label": "textContent",
    "text": "textContent",
    "content": "textContent",
    "string": "textContent",
}
CLOSE_ENOUGH = 0.75
CLEARLY_CLOSE = 0.85
"""How similar they must be if a library may have made the name: `tomselect` is not `onselect`."""


class MissingName(NamedTuple):
    """A name that an object of the browser does not have.

    span: of the expression that ends with the name. of: the interfaces of the object, for people. nearest: the name
    that was perhaps meant, "" if there is none. assigned: it is set, which makes a property that nobody reads. called:
    it is called.
    """

    span: Span
    name: str
    of: str
    nearest: str
    assigned: bool


def missing_names(code: Code, elements: PageElements) -> Iterator[MissingName]:
    """The names that are certainly missing, and that no code of the page adds."""
    called = {call.callee_span for call in code.calls}
    for use in code.uses:
        value = use.value
        if isinstance(value, JavaScriptValue) and not use.place.catches("AttributeError"):
            found = _first_missing(value, code, elements, source_text(code, use.place.span))
            is_called = use.place.span in called
            if (
                found is None
                or _may_be_there(found.name, code, elements)
                or may_be_key(found, called=is_called and value.path[-1] == found.name)
            ):
                continue
            yield MissingName(use.place.span, *_told(found), assigned=False)
    yield from _imported(code, elements)
    for assignment in code.assignments:
        target, name = assignment.target, assignment.attribute
        if isinstance(target, JavaScriptValue):
            type_ = type_of(target, code.runtime, elements)
            found = lacking(type_, name, elements)
            is_slip = found is not None and found.nearest and not elements.reads(name)
            if found is not None and (is_slip or _is_of_each(type_, name)):
                yield MissingName(assignment.place.span, *_told(found), assigned=True)


def may_be_key(found: Lacking, *, called: bool) -> bool:
    """`localStorage.items`: any name may be a key of a storage, but nobody calls a key like a method."""
    return found.of == STORAGE and found.name in OF_DICTS and not called


def _is_of_each(type_: JavaScriptType, name: str) -> bool:
    """Whether code sets on a list of elements what only each element has: `querySelectorAll("p").textContent = "x"`."""
    of_lists = isinstance(type_, JavaScriptObject) and LISTS.issuperset(type_.interfaces)
    return of_lists and name in interface("HTMLElement").names


def _told(found: Lacking) -> Lacking:
    return found._replace(nearest=meant_name(found.name, found.nearest))


def meant_name(name: str, nearest: str) -> str:
    """The similar name, but "" if another kind of object has exactly the one that is written: `play` of a `<p>`."""
    stands_for = SAME_MEANING.get(name.lower()) == nearest or nearest in MEANT_IN_STORAGE.values() or "." in nearest
    return nearest if stands_for or name not in standard_names() else ""


def _may_be_there(name: str, code: Code, elements: PageElements) -> bool:
    """Whether code of the page adds the name, or checks first whether it exists."""
    is_added = elements.adds(name) if name not in standard_names() else _is_set_where_lacking(name, code, elements)
    return is_added or elements.looks_for(name)


def _is_set_where_lacking(name: str, code: Code, elements: PageElements) -> bool:
    """Whether Python sets a name on an object that lacks it: `value` of a `<p>`, which has it from then on."""
    assignments = (each for other in code.runtime.codes for each in other.assignments if each.attribute == name)
    targets = {each.target for each in assignments if isinstance(each.target, JavaScriptValue)}
    return any(lacking(type_of(target, code.runtime, elements), name, elements) is not None for target in targets)


def _imported(code: Code, elements: PageElements) -> Iterator[MissingName]:
    """What `from js import docment` asks for."""
    for imported in code.imports:
        if imported.module == "js" and imported.name and not imported.soft:
            value = JavaScriptValue(Realm.THREAD, (imported.name,))
            found = lacking(type_of(value._replace(path=()), code.runtime, elements), imported.name, elements)
            if found is not None and not elements.adds(found.name):
                yield MissingName(imported.place.span, *_told(found), assigned=False)


@cache
def standard_names() -> frozenset[str]:
    """What elements and events have: code that sets such a name changes what the browser has."""
    kinds = (*interface("Event").with_derived, *interface("EventTarget").with_derived)
    return frozenset().union(*(interface(kind).names for kind in kinds))


class Lacking(NamedTuple):
    """A name that an object does not have: of which interfaces, and what was perhaps meant."""

    name: str
    of: str
    nearest: str


def _first_missing(value: JavaScriptValue, code: Code, elements: PageElements, written: str) -> Lacking | None:
    """The first name that is missing among the attributes that a written expression asks for."""
    end = len(value.path)
    start = next((place for place in range(end - 1, -1, -1) if not value.path[place].isidentifier()), -1) + 1
    for position in range(max(start, 1 if value.realm is Realm.EVENT else 0), end):
        name = value.path[position]
        if not re.search(rf"\.\s*{re.escape(name)}\b", written):
            continue  # a variable holds it: another expression asks for the name
        if name in SET_BY_PYSCRIPT or name.startswith("__"):
            continue
        type_ = type_of(value._replace(path=value.path[:position]), code.runtime, elements)
        if name in PROXY_NAMES and not (name in OF_COLLECTIONS and _is_no_collection(type_)):
            return None
        found = lacking(type_, name, elements)
        if found is not None:
            return found
    return None


def _is_no_collection(type_: JavaScriptType) -> bool:
    """Whether an object is an element without items, or its classes: its proxy has nothing of a list or dict."""
    if not isinstance(type_, JavaScriptObject) or not type_.interfaces or not all(map(is_interface, type_.interfaces)):
        return False
    holders = [interface(each) for each in type_.interfaces]
    return all(
        holder.name in {"DOMTokenList", "Storage"}
        or (holder.inherits("Element") and holder.inherits("HTMLElement") and "length" not in holder.names)
        for holder in holders
    )


def lacking(type_: JavaScriptType, name: str, elements: PageElements) -> Lacking | None:
    """What to say about a name if it certainly does not exist on a value of this type."""
    plain = name.removesuffix("_")  # `from_` and its like are what Python cannot spell
    if isinstance(type_, GlobalObject):
        return _lacking_global(interface(type_.interface), plain, elements)
    if isinstance(type_, JavaScriptClass):
        holder = interface(type_.name)
        nearest = nearest_name(plain, holder.static_names)
        return Lacking(name, f"`{type_.name}`", nearest) if holder.lacks_static(plain) else None
    if isinstance(type_, JavaScriptObject) and not type_.missing:
        return _lacking_in_object(type_, plain, elements)
    return None


def _lacking_global(holder: Interface, name: str, elements: PageElements) -> Lacking | None:
    """A library may define any global name, so only what is almost one of the browser's own is a slip."""
    if elements.has_libraries or name in elements.globals_of_code or not holder.lacks_exactly(name, elements.names):
        return None
    if is_only_on_pages(name):
        return None  # not a slip of the pen: the name of another thread
    nearest = nearest_name(name, holder.names)
    if is_only_in_workers(name):
        return Lacking(name, "a page", "")
    return Lacking(name, f"`{holder.name}`", nearest) if nearest else None


def _lacking_in_object(type_: JavaScriptObject, name: str, elements: PageElements) -> Lacking | None:
    if not type_.interfaces or not all(map(is_interface, type_.interfaces)):
        return None
    holders = [interface(each) for each in type_.interfaces]
    for holder in holders:
        lacks = holder.lacks_exactly if type_.exact else holder.lacks
        if not lacks(name, elements.names) and not _is_slip_in_storage(holder, name):
            return None
    if all(holder.inherits("Event") for holder in holders) and name in interface("HTMLInputElement").names:
        return Lacking(name, "event", f"target.{name}")
    known = {each for holder in holders for other in _candidates(holder, type_.exact) for each in other.names}
    nearest = nearest_name(name, known)
    if all(holder.name == "Storage" for holder in holders):
        nearest = MEANT_IN_STORAGE.get(name, nearest)
    if not nearest and not elements.is_whole and any(holder.has_page_names for holder in holders):
        return None
    if any(map(_may_be_element, holders)) and _may_be_of_others(name, nearest, type_.exact, elements):
        return None
    return Lacking(name, " or ".join(f"`{each}`" for each in type_.interfaces[:2]), nearest)


def _may_be_element(holder: Interface) -> bool:
    return holder.inherits("Element") or "Element" in holder.with_derived


def _may_be_of_others(name: str, nearest: str, exact: bool, elements: PageElements) -> bool:
    """Whether somebody else's JavaScript may give an element a name.

    Custom elements have names of their own: `getValue` of a `<math-field>`. Libraries add some to the elements that
    they fill: `on` of Plotly, `tomselect`. What is almost a name of the browser is still a slip.
    """
    if elements.has_custom_elements and not exact:
        return name.lower() != nearest.lower()
    return elements.has_libraries and not _is_clear_slip(name, nearest)


def _is_clear_slip(name: str, nearest: str) -> bool:
    written, known = name.lower().replace("_", ""), nearest.lower()
    is_near = written == known or nearest_spelling(written, [known], CLEARLY_CLOSE) is not None
    return is_near or SAME_MEANING.get(name.lower()) == nearest


def _is_slip_in_storage(holder: Interface, name: str) -> bool:
    """`localStorage.getitem`: any name may be a key there, but nobody calls a key like a method."""
    if holder.name != "Storage":
        return False
    if name in OF_DICTS:
        return True
    same = {each for each in holder.names if each.lower() == name.lower()}
    return bool(same) and name not in same


def _candidates(holder: Interface, exact: bool) -> Iterator[Interface]:
    """The interfaces whose names may be meant."""
    yield holder
    if not exact:
        yield from (interface(each) for each in holder.with_derived if each.startswith("HTML"))


def nearest_name(name: str, known: Iterable[str]) -> str:
    """The name that is written almost like this one: with other letters, with other words, or as the start of it."""
    return _nearest(name, frozenset(known))


@lru_cache(maxsize=2_000)
def _nearest(name: str, known: frozenset[str]) -> str:
    by_letters = _by_letters(known)
    plain = name.lower().replace("_", "")
    if plain in by_letters:
        return by_letters[plain]
    if SAME_MEANING.get(plain) in by_letters.values():
        return SAME_MEANING[plain]
    close = closest(plain, by_letters, CLOSE_ENOUGH)
    return by_letters[close] if close else ""


@lru_cache(maxsize=20)
def _by_letters(known: frozenset[str]) -> dict[str, str]:
    return {each.lower().replace("_", ""): each for each in sorted(known) if each.isidentifier()}
