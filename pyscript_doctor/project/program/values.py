"""What a Python expression of the page comes to: where its value is from."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from pyscript_doctor.records import NamedTuple, compared_by_class

if TYPE_CHECKING:
    from pyscript_doctor.parsers.python.kinds import CollectionKind
    from pyscript_doctor.parsers.text import Span, Text


class Realm(Enum):
    """Which JavaScript a value belongs to.

    THREAD: the globals of the thread that the interpreter runs on (`import js`). MAIN: the page's own
    (`pyscript.window`, `pyscript.document`); on the main thread the same as THREAD. MODULE: something imported from
    `pyscript.js_modules`; the path starts with the module's name. EVENT: the event that a listening function gets; the
    path starts with the event's type.
    """

    THREAD = "thread"
    MAIN = "main"
    MODULE = "module"
    EVENT = "event"


@compared_by_class
class JavaScriptValue(NamedTuple):
    """A value that lives in JavaScript, by the way that leads to it.

    `path` holds attribute names; a call is "()", a subscript "[]", `.new` an ordinary name:
    `js.document.getElementById("x").style` is ("document", "getElementById", "()", "style"). `given` holds, for each of
    its last calls and subscripts, the string that is the first argument or the key, None if it is something else: here
    ("x",).
    """

    realm: Realm
    path: tuple[str, ...]
    given: tuple[str | None, ...] = ()


@compared_by_class
class Extent(NamedTuple):
    """How deeply the values inside a value are nested, and how many there are; one that is in it twice counts twice.

    It is known as soon as the value is made: to go through a value that holds itself many times takes forever.
    """

    nesting: int = 0
    values: int = 1


@compared_by_class
class PythonName(NamedTuple):
    """A module, or a name in a module, that is no source of this project: "asyncio.sleep", "pyscript.ffi"."""

    name: str


class FunctionKind(str, Enum):
    """What a PythonFunction was written as."""

    FUNCTION = "function"
    METHOD = "method"
    LAMBDA = "lambda"
    CLASS = "class"

    __str__ = str.__str__


@dataclass(frozen=True, slots=True)
class PythonFunction:
    """A function, method, lambda or class of the project's own.

    required, most: how many positional arguments it must and can get, without a bound method's self; None if any number
    can be given. decorators: what its decorators come to. others: if it may be one of several functions, the others.
    """

    name: str
    span: Span
    kind: FunctionKind
    is_async: bool
    required: int
    most: int | None
    decorators: tuple[Value, ...] = ()
    others: tuple[PythonFunction, ...] = field(default=(), compare=False, repr=False)
    extent: Extent = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "extent", extent_around(self.decorators))


@compared_by_class
class Instance(NamedTuple):
    """An instance of a class of the project; `callable` says that it has a `__call__`.

    span: the name of the class where it is defined.
    """

    of: str
    callable: bool
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What a call of a Python name or function returns, an attribute of it (then `attributes` says which)."""

    callee: Value
    arguments: tuple[Value, ...] = ()
    attributes: tuple[str, ...] = ()
    extent: Extent = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "extent", extent_around((self.callee, *self.arguments)))

    @property
    def made_by(self) -> str:
        """The Python name whose call returned it, "pathlib.Path"; "" if something else was called."""
        return self.callee.name if isinstance(self.callee, PythonName) else ""


@compared_by_class
class Literal(NamedTuple):
    """A constant. Strings have a `text`: what they hold, with its places."""

    value: str | int | float | complex | bytes | bool | None
    text: Text | None = None


@dataclass(frozen=True, slots=True)
class Collection:
    """A list, tuple, set or dict display, or a comprehension (then `items` is what it yields).

    For a dict, `keys` holds the keys (None for `**`) and `items` the values. A slice has start, stop and step.
    """

    kind: CollectionKind
    items: tuple[Value, ...]
    keys: tuple[Value | None, ...] = ()
    extent: Extent = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "extent", extent_around((*self.items, *self.keys)))


@compared_by_class
class Typed(NamedTuple):
    """A value of which only the built-in or standard type is known: "builtins.str", "builtins.list[builtins.str]"."""

    type: str


@dataclass(frozen=True, slots=True)
class UnknownValue:
    """A value that is not known: a parameter, several bindings that disagree, something dynamic."""


Value: TypeAlias = (
    "JavaScriptValue | PythonName | PythonFunction | Instance | Result | Literal | Collection | Typed | UnknownValue"
)


PLAIN, _EMPTY = Extent(), Extent(1, 1)
_HOLDING = (Result, Collection, PythonFunction)


def extent_around(inner: tuple[Value | None, ...]) -> Extent:
    """The extent of a value that holds these."""
    if not inner:
        return _EMPTY
    extents = [value.extent for value in inner if isinstance(value, _HOLDING)]
    if not extents:
        return Extent(1, 1 + len(inner))
    values = sum(extent.values for extent in extents)
    return Extent(1 + max(extent.nesting for extent in extents), 1 + len(inner) - len(extents) + values)


def extent_of(value: Value | None) -> Extent:
    """How much a value holds."""
    return value.extent if isinstance(value, _HOLDING) else PLAIN


ITERABLE, SEQUENCE, MAPPING = (PythonName(f"annotation.{kind}") for kind in ("iterable", "sequence", "mapping"))
"""Annotations of what holds objects: a Result of one has the item as its argument, or the key and the value."""
HOLDERS = frozenset({ITERABLE.name, SEQUENCE.name, MAPPING.name})
