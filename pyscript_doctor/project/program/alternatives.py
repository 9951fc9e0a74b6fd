"""Values that a name can have at once, and what they have in common."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from pyscript_doctor.project.program.types import type_of
from pyscript_doctor.project.program.values import (
    FunctionKind,
    JavaScriptValue,
    Literal,
    PythonFunction,
    Realm,
    Result,
    Typed,
    UnknownValue,
    Value,
    extent_of,
)
from pyscript_doctor.records import NamedTuple, compared_by_class

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

# Beyond these a value is not followed: longer paths, more nested results, more alternatives.
MOST_ALTERNATIVES = 8
MOST_PATH = 40
MOST_NESTING = 8
MOST_VALUES = 10_000
LONGEST_STRING = 10_000

STEPS_WITH_GIVEN = frozenset({"()", "[]"})

UNKNOWN_VALUE = UnknownValue()


@compared_by_class
class LocalModule(NamedTuple):
    """A module of the project, by its dotted name; a folder without `__init__.py` is one too."""

    name: str


@compared_by_class
class BasesOf(NamedTuple):
    """What `super()` gives in a method of a class: its number of source and scope."""

    source: int
    scope: int


@dataclass(frozen=True, slots=True)
class Cycle:
    """A value that depends on itself."""


CYCLE = Cycle()

Known: TypeAlias = "Value | LocalModule | BasesOf | Cycle"
Alternatives: TypeAlias = tuple[Known, ...]

UNKNOWN: Alternatives = (UNKNOWN_VALUE,)


def distinct(values: Iterable[Known]) -> Alternatives:
    """Each value once; if there are too many, they are unknown."""
    values = tuple(values)
    if len(values) == 1:
        return values
    found: dict[Hashable, Known] = {}
    for value in values:
        found.setdefault(_identity(value), value)
        if len(found) > MOST_ALTERNATIVES:
            joined = joined_value(found.values())
            found = {_identity(joined): joined}
    return _without_cycles(tuple(found.values()))


def _identity(value: Known) -> Hashable:
    """1, 1.0 and True are equal in Python, but not here; where a text is does not matter."""
    if isinstance(value, Literal):
        return (type(value.value), value.value)
    return value


def _without_cycles(values: Alternatives) -> Alternatives:
    """What depends on itself adds nothing new, only a longer way to reach it."""
    if CYCLE not in values or len(values) == 1:
        return values
    rest = (value for value in values if value is not CYCLE)
    return tuple(
        JavaScriptValue(value.realm, ("?",)) if isinstance(value, JavaScriptValue) else value for value in rest
    )


def without_none(values: Alternatives) -> Alternatives:
    """The values that can have an attribute: None is what a name holds before it is set."""
    rest = tuple(value for value in values if not (isinstance(value, Literal) and value.value is None))
    return rest or values


def outward(values: Alternatives) -> Value:
    """The one value that a rule sees."""
    value = values[0] if len(values) == 1 else joined_value(values)
    return UNKNOWN_VALUE if isinstance(value, (LocalModule, BasesOf, Cycle)) else value


def joined_value(values: Iterable[Known]) -> Known:
    """What several values have in common; unknown if that is nothing."""
    known = tuple(values)
    first = known[0] if known else UNKNOWN_VALUE
    if all(_identity(value) == _identity(first) for value in known):
        return first
    javascript = [value for value in known if isinstance(value, JavaScriptValue)]
    if len(javascript) == len(known):
        return _joined_javascript(javascript)
    functions = [value for value in known if isinstance(value, PythonFunction)]
    if len(functions) == len(known):
        return _joined_functions(functions)
    results = [value for value in known if isinstance(value, Result)]
    if len(results) == len(known):
        joined = _joined_results(results)
        if joined != UNKNOWN_VALUE:
            return joined
    types = {type_of(value) for value in known}
    common = types.pop() if len(types) == 1 else None
    return UNKNOWN_VALUE if common is None else Typed(common)


def _joined_javascript(values: list[JavaScriptValue]) -> Value:
    """The common end of their paths, after a "?"."""
    if len({value.realm for value in values}) > 1:
        return UNKNOWN_VALUE
    if len({value.path for value in values}) == 1:
        columns = zip(*(value.given for value in values), strict=True)
        return values[0]._replace(given=tuple(column[0] if len(set(column)) == 1 else None for column in columns))
    ending: list[str] = []
    for parts in zip(*(reversed(value.path) for value in values), strict=False):
        if len(set(parts)) > 1:
            break
        ending.insert(0, parts[0])
    if values[0].realm is Realm.MODULE and len({value.path[:1] for value in values}) == 1 and values[0].path:
        return JavaScriptValue(Realm.MODULE, (values[0].path[0], "?", *ending))
    return JavaScriptValue(values[0].realm, ("?", *ending))


def _joined_functions(values: list[PythonFunction]) -> Value:
    """Functions of one name, or that can replace one another: the last of them, as tolerant as all are together."""
    if len({(value.is_async, value.kind is FunctionKind.CLASS) for value in values}) > 1:
        return UNKNOWN_VALUE
    tolerances = [value.most for value in values]
    most = None if None in tolerances else max(most for most in tolerances if most is not None)
    decorators = values[-1].decorators if len({value.decorators for value in values}) == 1 else ()
    required = min(value.required for value in values)
    others = {each.span: each for value in values for each in (*value.others, value)}
    others.pop(values[-1].span)
    return replace(values[-1], required=required, most=most, decorators=decorators, others=tuple(others.values()))


def _joined_results(values: list[Result]) -> Value:
    first = values[0]
    if any((value.callee, value.attributes) != (first.callee, first.attributes) for value in values):
        return UNKNOWN_VALUE
    if len({len(value.arguments) for value in values}) > 1:
        return replace(first, arguments=())
    columns = zip(*(value.arguments for value in values), strict=True)
    return replace(first, arguments=tuple(outward(distinct(column)) for column in columns))


def javascript(value: JavaScriptValue, step: str, given: Known | None = None) -> JavaScriptValue:
    """What one more step leads to: an attribute, a call or a subscript. The length of the path is limited.

    given: the first argument of the call, or the key.
    """
    path = (*value.path, step)
    strings = (*value.given, _string(given)) if step in STEPS_WITH_GIVEN else value.given
    if len(path) > MOST_PATH:
        path = ("?", *path[-MOST_PATH // 2 :])
        strings = strings[len(strings) - sum(each in STEPS_WITH_GIVEN for each in path) :]
    return JavaScriptValue(value.realm, path, strings)


def _string(value: Known | None) -> str | None:
    return value.value if isinstance(value, Literal) and isinstance(value.value, str) else None


def bounded(value: Value) -> Value:
    """The value, if it does not hold too much; else unknown."""
    extent = extent_of(value)
    return value if extent.nesting < MOST_NESTING and extent.values <= MOST_VALUES else UNKNOWN_VALUE


def put_together(strings: Iterable[str]) -> str | None:
    """One string made of several; None if it would be so long that nothing depends on it."""
    parts = tuple(strings)
    return "".join(parts) if sum(map(len, parts)) <= LONGEST_STRING else None
