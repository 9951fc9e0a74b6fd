"""Interfaces, their members, and the global names of a page and of a worker."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Literal

from pyscript_doctor.knowledge.web_platform.reading import (
    interface_records,
    read_member,
    read_signature,
    read_type,
    types,
)
from pyscript_doctor.knowledge.web_platform.records import Attribute, Field, Member, Method, Signature, Type
from pyscript_doctor.knowledge.web_platform.styles import style_properties
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

Scope = Literal["window", "worker"]
LETTERS: dict[Scope, str] = {"window": "w", "worker": "d"}
SCOPE_INTERFACES: dict[Scope, str] = {"window": "Window", "worker": "DedicatedWorkerGlobalScope"}
ABSTRACT = frozenset({"BigInt", "Iterator", "Symbol", "TypedArray"})
"""Functions of JavaScript that throw when they are called with `new`."""
STYLES = frozenset({"CSSStyleDeclaration", "CSSStyleProperties"})
PAGE_NAMED = frozenset(
    {"Document", "HTMLAllCollection", "HTMLCollection", "HTMLFormElement", "HTMLFrameSetElement", "Window"}
)
"""What finds elements of the page by their `id` or `name` (HTML and DOM; this includes the frames of a frameset)."""
ASKED_AT_MOST = 2_000
"""So many answers are kept: every page asks for the same members, and there is no end of names that are not members."""
GOES_ON = frozenset({"entries", "forEach", "keys", "next", "values"})
FUNCTION_NAMES = frozenset({"length", "name", "prototype"})


@dataclass(frozen=True)
class Interface:
    """What values of an interface have: `interface("HTMLCanvasElement")`.

    JavaScript's own classes (`Array`, `Intl.Collator`) and namespaces (`Math`, `console`, whose members are static) are
    described in the same way.
    """

    name: str

    @cached_property
    def lineage(self) -> tuple[str, ...]:
        """Itself, what is mixed into it, and its bases with what is mixed into them, the nearest first."""
        return tuple(_lineage(self.name))

    @cached_property
    def base(self) -> str:
        """The interface that it inherits from, or the empty string."""
        return str(self._record.get("base", ""))

    @property
    def is_namespace(self) -> bool:
        """Whether it is an object such as `Math` or `console`, of which there are no instances."""
        return self._record.get("kind") == "namespace"

    @property
    def is_language(self) -> bool:
        """Whether it belongs to JavaScript itself."""
        return bool(self._record.get("language"))

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of all its members, including inherited ones and those of every object (`toString`)."""
        own = {member for name in (*self.lineage, "Object") for member in interface_records()[name].get("members", ())}
        if self.name in SCOPE_INTERFACES.values():
            own |= _exposed("window" if self.name == "Window" else "worker").keys()
        return frozenset(own | {"constructor"} | (style_properties() if STYLES & {*self.lineage} else frozenset()))

    @cached_property
    def static_names(self) -> frozenset[str]:
        """The names of what the interface object or namespace itself has: static members, constants, `prototype`."""
        own = {member for name in self.lineage for member in interface_records()[name].get("static", ())}
        own |= {member for name in self.lineage for member in _constants(name)}
        everything = own | interface("Object").names
        return frozenset(everything if self.is_namespace else everything | interface("Function").names | FUNCTION_NAMES)

    def member(self, name: str) -> Member | None:
        """A member of its instances, or None if they have no member of that name."""
        return _member(self, name)

    def possible_members(self, name: str) -> tuple[Member, ...]:
        """What the name can be: its own member, or else those of the interfaces that inherit from it.

        `value` of an Element is the string of an input, or the number of a progress bar.
        """
        return _possible_members(self, name)

    def static(self, name: str) -> Member | None:
        """A member of the interface object or namespace itself: `URL.createObjectURL`, `Math.random`."""
        for holder in self.lineage:
            text = interface_records()[holder].get("static", {}).get(name) or _constants(holder).get(name)
            if text is not None:
                return read_member(name, text)
        return None if self.is_namespace else interface("Function").member(name) if self.name != "Function" else None

    @property
    def has_free_names(self) -> bool:
        """Whether any name may be there: the keys of a Storage, a DOMStringMap, an object of JavaScript."""
        return self.name == "Object" or (self._looks_up_names and not self.has_page_names)

    @property
    def has_page_names(self) -> bool:
        """Whether elements of the page are found by their `id` or `name`: `document.orders`, `form.email`."""
        return bool(PAGE_NAMED & {*self.lineage})

    @property
    def is_incomplete(self) -> bool:
        """Whether only some of its names are known, from old browsers."""
        return any("incomplete" in interface_records()[name] for name in self.lineage)

    def lacks(self, name: str, page_names: Collection[str] | None = None) -> bool:
        """Whether no value of this type can have the name in any browser: the basis for saying "this does not exist".

        A value of the type Element may be an HTMLInputElement, so nothing is lacking that an interface has which
        inherits from this one; ask `lacks_exactly` if that is impossible. page_names: every `id` and `name` of the
        page's elements, if all are known; otherwise the answer is False for Document, Window, Element and whatever else
        looks names up among them. Ask elsewhere for what the project's own code adds.
        """
        return all(interface(each)._is_without(name, page_names) for each in self.with_derived) and self._is_told

    def lacks_exactly(self, name: str, page_names: Collection[str] | None = None) -> bool:
        """The same for a value that is of this interface itself, not of one that inherits from it."""
        return self._is_without(name, page_names) and self._is_told

    def _is_without(self, name: str, page_names: Collection[str] | None) -> bool:
        if name in self.names or name.isdigit() or self.has_free_names:
            return False
        return not self.has_page_names or (page_names is not None and name not in page_names)

    @property
    def _is_told(self) -> bool:
        return not (self.is_incomplete or self.is_namespace)

    @property
    def _looks_up_names(self) -> bool:
        return any("named" in interface_records()[name] for name in self.lineage)

    def lacks_static(self, name: str) -> bool:
        """Whether the interface object or namespace itself does not have the name in any browser."""
        return "incomplete" not in self._record and name not in self.static_names

    @cached_property
    def with_derived(self) -> tuple[str, ...]:
        """Itself and all interfaces that inherit from it."""
        derived = [self.name]
        for name in derived:
            derived += _children().get(name, ())
        return tuple(derived)

    def inherits(self, other: str) -> bool:
        """Whether it is, or inherits from, or mixes in another interface."""
        return other in self.lineage

    @property
    def constructors(self) -> tuple[Signature, ...]:
        """The ways to call it with `new`; empty if that throws (`can_construct`) or nobody says it."""
        return tuple(read_signature(text) for text in self._record.get("new", ()))

    @property
    def can_construct(self) -> bool:
        """Whether `new` can work. `new HTMLDivElement()` throws "Illegal constructor"."""
        if self.is_language:
            return not self.is_namespace and self.name not in ABSTRACT
        return bool({"new", "constructs", "incomplete"} & self._record.keys())

    @property
    def needs_new(self) -> bool:
        """Whether calling it without `new` throws. `Date()`, `Array()`, `Object()` do without."""
        return not self.is_namespace and "callable" not in self._record and "incomplete" not in self._record

    @property
    def named_items(self) -> Type | None:
        """What `value[name]` gives where names are looked up: a Storage, the elements of a form."""
        return self._item_type("named")

    @property
    def indexed_items(self) -> Type | None:
        """What `value[0]` gives: a NodeList, a FileList."""
        return self._item_type("indexed")

    @property
    def iterated_items(self) -> Type | None:
        """What a loop gives, a `record` of keys and values for pairs; None if it is not known."""
        return self._item_type("iterable") or self.indexed_items

    @property
    def may_be_iterable(self) -> bool:
        """Whether a loop may go through values of it; False is certain, also for those that inherit from it.

        JavaScript's own classes do not say so. Collections that the standards describe in words have such methods.
        """
        kinds = [interface(name) for name in self.with_derived]
        return any(each.is_language or each.is_incomplete or each._goes_on for each in kinds)

    @property
    def _goes_on(self) -> bool:
        return self.iterated_items is not None or not GOES_ON.isdisjoint(self.names)

    @property
    def overrides(self) -> bool:
        """Whether its named items hide its own members (LegacyOverrideBuiltIns): a form with a field `submit`."""
        return any("overrides" in interface_records()[name] for name in self.lineage)

    def _item_type(self, key: str) -> Type | None:
        texts = (interface_records()[name].get(key) for name in self.lineage)
        return next((read_type(text) for text in texts if text), None)

    @property
    def _record(self) -> dict[str, Any]:
        record: dict[str, Any] = interface_records()[self.name]
        return record


def _lineage(name: str) -> Iterator[str]:
    records = interface_records()
    while name in records:
        yield name
        yield from (mixed for mixed in records[name].get("mixes", ()) if mixed in records)
        name = records[name].get("base", "")


@lru_cache(maxsize=ASKED_AT_MOST)
def _member(owner: Interface, name: str) -> Member | None:
    records = interface_records()
    for holder in (*owner.lineage, "Object"):
        text = records[holder].get("members", {}).get(name)
        if text is not None:
            return read_member(name, text)
    is_style = bool(STYLES & {*owner.lineage}) and name in style_properties()
    return Attribute(name, Type("string", "CSSOMString")) if is_style else None


@lru_cache(maxsize=ASKED_AT_MOST)
def _possible_members(owner: Interface, name: str) -> tuple[Member, ...]:
    own = owner.member(name)
    if own is not None:
        return (own,)
    derived = (interface(each).member(name) for each in owner.with_derived)
    return tuple(dict.fromkeys(member for member in derived if member is not None))


def _constants(name: str) -> dict[str, str]:
    members = interface_records()[name].get("members", {})
    return {member: text for member, text in members.items() if text.startswith("#")}


@cache
def _children() -> Mapping[str, tuple[str, ...]]:
    children: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for name, record in interface_records().items():
        children[record.get("base", "")] += (name,)
    return children


@cache
def interface(name: str) -> Interface:
    """An interface, class or namespace by its name or its other name (`webkitURL`). Raises LookupError."""
    if name not in interface_records():
        name = _other_names()[name]
    return Interface(name)


@cache
def is_interface(name: str) -> bool:
    """Whether there is an interface, class or namespace of that name."""
    return name in interface_records() or name in _other_names()


@cache
def _other_names() -> Mapping[str, str]:
    return {alias: name for name, record in interface_records().items() for alias in record.get("aliases", ())}


@cache
def dictionary(name: str) -> Mapping[str, Field]:
    """The members of a dictionary type, inherited ones included: `dictionary("RequestInit")`. Raises LookupError."""
    base, members = types("dictionaries")[name]
    own = {
        field: Field(field, read_type(text.removeprefix("!")), text.startswith("!")) for field, text in members.items()
    }
    return {**(dictionary(base) if base in types("dictionaries") else {}), **own}


@cache
def enumeration(name: str) -> frozenset[str]:
    """The strings that an enumeration allows: `enumeration("ScrollBehavior")`. Raises LookupError."""
    return frozenset(types("enumerations")[name])


@cache
def callback_signature(name: str) -> Signature:
    """What a callback function type is called with and should give: `callback_signature("FrameRequestCallback")`.

    Raises LookupError, also for the callback interfaces (EventListener), which are interfaces.
    """
    return read_signature(types("callbacks")[name])


GlobalKind = Literal["class", "namespace", "attribute", "function"]


class Global(NamedTuple):
    """A global name. interface: of a class or namespace. member: of an attribute or function, else None."""

    name: str
    kind: GlobalKind
    interface: str = ""
    member: Member | None = None
    factory: Signature | None = None
    """For `Image`, `Audio` and `Option`: what is called with `new` and gives an element."""


@cache
def global_names(scope: Scope = "window") -> frozenset[str]:
    """Every name that a page's window, or a worker's global scope, has in any browser.

    On a page the ids of its elements are global names too.
    """
    return interface(SCOPE_INTERFACES[scope]).names - {"constructor"}


@cache
def _exposed(scope: Scope) -> Mapping[str, str]:
    """The classes and namespaces, and their other names, each with the name of its interface."""
    letter = LETTERS[scope]
    return {
        each: name
        for name, record in interface_records().items()
        if letter in record.get("exposed", "w") and "." not in name
        for each in (name, *record.get("aliases", ()), *(record.get("factories", ()) if letter == "w" else ()))
        if record.get("kind") in (None, "namespace", "callback interface")
    }


@cache
def find_global(name: str, scope: Scope = "window") -> Global | None:
    """What a global name is, or None if no browser has it."""
    holder = _exposed(scope).get(name)
    if holder is not None:
        found = interface(holder)
        factory = interface_records()[holder].get("factories", {}).get(name)
        kind: GlobalKind = "namespace" if found.is_namespace else "class"
        return Global(name, kind, holder, factory=read_signature(factory) if factory else None)
    member = interface(SCOPE_INTERFACES[scope]).member(name)
    if member is None:
        return None
    return Global(name, "function" if isinstance(member, Method) else "attribute", member=member)
