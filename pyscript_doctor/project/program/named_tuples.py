"""Named tuples of `collections.namedtuple`: the fields that they have, and how to call them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.signatures import Parameter, Signature
from pyscript_doctor.parsers.python.kinds import CollectionKind
from pyscript_doctor.parsers.python.nodes import Display
from pyscript_doctor.project.program.alternatives import UNKNOWN_VALUE
from pyscript_doctor.project.program.parts import kept
from pyscript_doctor.project.program.values import Collection, Literal, PythonName, Result
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from pyscript_doctor.parsers.python.nodes import CallExpression, Expression
    from pyscript_doctor.project.program.alternatives import Alternatives, Known
    from pyscript_doctor.project.program.evaluation import Evaluation
    from pyscript_doctor.project.program.values import Value

NAMED_TUPLE = PythonName("collections.namedtuple")
OF_NAMED_TUPLES = frozenset({"count", "index", "_asdict", "_replace", "_make", "_fields", "_field_defaults"})
"""What each named tuple has besides its fields."""
MOST_FIELDS = 100


class TupleType(NamedTuple):
    """What `namedtuple("Point", "x y")` makes. has_options: it got more than these two, such as `defaults=`."""

    name: str
    fields: tuple[str, ...]
    has_options: bool = False


def made_tuple_type(evaluation: Evaluation, call: CallExpression, source: int) -> Alternatives:
    """What `namedtuple(...)` gives. A keyword argument counts as one more argument, which is unknown."""
    arguments = [each for each in call.arguments if not each.keyword and not each.starred]
    more = () if len(arguments) == len(call.arguments) else (UNKNOWN_VALUE,)
    return kept(Result(NAMED_TUPLE, (*(_given(evaluation, each.value, source) for each in arguments), *more)))


def _given(evaluation: Evaluation, expression: Expression, source: int) -> Value:
    """An argument; a list with a name is unknown, because something may add to it."""
    value = evaluation.value(expression, source)
    can_grow = isinstance(value, Collection) and value.kind is CollectionKind.LIST
    return UNKNOWN_VALUE if can_grow and not isinstance(expression, Display) else value


def type_of_named_tuple(value: Known) -> TupleType | None:
    """The type of a named tuple; None if a value is something else, or its fields are not known."""
    return tuple_type(value.callee) if isinstance(value, Result) and not value.attributes else None


def tuple_type(value: Known) -> TupleType | None:
    """The type that a call of `namedtuple` gives; None if a value is something else, or its fields are not known."""
    if not isinstance(value, Result) or value.callee != NAMED_TUPLE or value.attributes:
        return None
    name, fields, *options = value.arguments if len(value.arguments) > 1 else (None, None)
    found = _fields(fields)
    if not isinstance(name, Literal) or not isinstance(name.value, str) or not found:
        return None
    return TupleType(name.value, found, bool(options))


def tuple_signature(evaluation: Evaluation, made: TupleType) -> Signature | None:
    """How to call a type; None if some fields may have a default, from `defaults=` or set later."""
    if made.has_options or "__defaults__" in evaluation.modules.attribute_assignments:
        return None
    return Signature(tuple(Parameter(each, "positional or keyword", None) for each in made.fields))


def _fields(value: object) -> tuple[str, ...]:
    """The names in `"x y"`, `"x, y"` or `["x", "y"]`; () if one of them can't be a name."""
    found: list[object] = []
    if isinstance(value, Literal) and isinstance(value.value, str):
        found = [*value.value.replace(",", " ").split()]
    elif isinstance(value, Collection) and value.kind in {CollectionKind.LIST, CollectionKind.TUPLE}:
        found = [each.value if isinstance(each, Literal) else None for each in value.items]
    names = tuple(each for each in found[:MOST_FIELDS] if isinstance(each, str) and each.isidentifier())
    return names if len(names) == len(found) == len({*names}) else ()
