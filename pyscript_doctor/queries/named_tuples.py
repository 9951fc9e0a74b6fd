"""Named tuples that `collections.namedtuple` makes: the fields that they have, and how they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyscript_doctor.knowledge.signatures import Parameter, Signature
from pyscript_doctor.parsers.python.kinds import CollectionKind
from pyscript_doctor.project.program.facts import Access
from pyscript_doctor.project.program.values import Collection, Literal, PythonName, Result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.project.program.facts import AttributeUse, Code
    from pyscript_doctor.project.program.values import Value

NAMED_TUPLE = "collections.namedtuple"
OF_TUPLES = frozenset({"count", "index"})
MOST_FIELDS = 100


class MissingField(NamedTuple):
    """A name that Python asks a named tuple for, and that is none of its fields."""

    use: AttributeUse
    type_name: str
    fields: tuple[str, ...]


def missing_fields(code: Code) -> Iterator[MissingField]:
    """The names that named tuples certainly do not have."""
    for use in code.attributes:
        made = named_tuple(use.base) if use.settled and use.access is not Access.ASSIGNED else None
        if made and not use.name.startswith("_") and use.name not in {*made.fields, *OF_TUPLES}:
            yield MissingField(use, made.name, made.fields)


def set_fields(code: Code) -> Iterator[AttributeUse]:
    """The assignments to fields of named tuples, which nothing can change."""
    for use in code.attributes:
        if use.access is Access.ASSIGNED and use.settled and named_tuple(use.base):
            yield use


class MadeTuple(NamedTuple):
    """What `namedtuple("Point", "x y")` makes. has_options: it got more than these two, such as `defaults=`."""

    name: str
    fields: tuple[str, ...]
    has_options: bool = False


def named_tuple(value: Value) -> MadeTuple | None:
    """The type of a named tuple; None if a value is something else, or its fields are not known."""
    if not isinstance(value, Result) or value.attributes:
        return None
    return made_type(value.callee)


def made_type(value: Value) -> MadeTuple | None:
    """The type that a call of `namedtuple` gives; None if a value is something else, or its fields are not known."""
    if not isinstance(value, Result) or value.callee != PythonName(NAMED_TUPLE) or value.attributes:
        return None
    name, fields, *options = value.arguments if len(value.arguments) > 1 else (None, None)
    found = _fields(fields)
    if not isinstance(name, Literal) or not isinstance(name.value, str) or not found:
        return None
    return MadeTuple(name.value, found, bool(options))


def tuple_signature(made: MadeTuple) -> Signature | None:
    """How a type is called; None if that is not certain, as with `defaults=`."""
    if made.has_options:
        return None
    return Signature(tuple(Parameter(each, "positional or keyword", None) for each in made.fields))


def _fields(value: object) -> tuple[str, ...]:
    """The names of `"x y"`, `"x, y"` or `["x", "y"]`; () if one of them can't be a name."""
    found: list[object] = []
    if isinstance(value, Literal) and isinstance(value.value, str):
        found = [*value.value.replace(",", " ").split()]
    elif isinstance(value, Collection) and value.kind in {CollectionKind.LIST, CollectionKind.TUPLE}:
        found = [each.value if isinstance(each, Literal) else None for each in value.items]
    names = tuple(each for each in found[:MOST_FIELDS] if isinstance(each, str) and each.isidentifier())
    return names if len(names) == len(found) == len({*names}) else ()
