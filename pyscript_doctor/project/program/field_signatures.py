"""How to call classes whose `__init__` is made from their fields: dataclasses and named tuples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.signatures import Parameter, Signature
from pyscript_doctor.parsers.python.nodes import CallExpression
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.program.types import type_of
from pyscript_doctor.project.program.values import PythonName, Result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.python.nodes import Expression
    from pyscript_doctor.parsers.python.syntax import Field, Scope
    from pyscript_doctor.project.program.evaluation import Evaluation

_DATACLASS = PythonName("dataclasses.dataclass")
_NAMED_TUPLE = PythonName("typing.NamedTuple")
_FIELD = PythonName("dataclasses.field")
# Arguments of the decorator that leave the parameters as they are.
_KEEPING = frozenset({"frozen", "order", "eq", "repr", "slots", "unsafe_hash", "weakref_slot"})
_DEFAULTS = frozenset({"default", "default_factory"})
# Types whose values can change, so no field may have one as its default.
_CHANGING = frozenset({"builtins.list", "builtins.dict", "builtins.set"})
# Annotations of what is not a parameter, or of what changes the parameters after it.
_NOT_PLAIN = lazy_pattern(r"ClassVar|KW_ONLY")


def field_signature(evaluation: Evaluation, source: int, scope: Scope) -> Signature | None:
    """The signature of a class without own bases, whose fields are its parameters; None if it has another one."""
    if scope.has_keywords or {"__init__", "__new__"} & scope.bindings.keys():
        return None
    bases = [evaluation.value(expression, source) for expression in scope.bases]
    if bases == [_NAMED_TUPLE] and not scope.decorators:
        return Signature(tuple(_plain(scope.fields)))
    if bases or len(scope.decorators) != 1 or not _is_plain_dataclass(evaluation, source, scope):
        return None
    if any(_NOT_PLAIN.search(field.annotation) for field in scope.fields):
        return None
    found = [_parameter(evaluation, source, field) for field in scope.fields]
    return None if any(each is None for each in found) else Signature(tuple(each for each in found if each))


def field_out_of_order(signature: Signature) -> str | None:
    """The first field without a default after one with a default, which Python refuses; None if there is none."""
    parameters = signature.parameters
    defaults = [position for position, each in enumerate(parameters) if each.default is not None]
    first = defaults[0] if defaults else len(parameters)
    return next((each.name for each in parameters[first:] if each.default is None), None)


def shared_defaults(evaluation: Evaluation, source: int, scope: Scope) -> Iterator[tuple[Expression, str]]:
    """The default values that all objects of a dataclass would share, which Python refuses, with their types."""
    if len(scope.decorators) != 1 or not _is_dataclass(evaluation, source, scope.decorators[0]):
        return
    for field in scope.fields:
        default = _default(evaluation, source, field)
        kind = type_of(evaluation.value(default, source)) if default is not None else None
        if default is not None and kind in _CHANGING and "ClassVar" not in field.annotation:
            yield default, kind


def _default(evaluation: Evaluation, source: int, field: Field) -> Expression | None:
    """The default value that a class writes for a field, perhaps as `field(default=...)`."""
    if isinstance(field.value, CallExpression) and evaluation.value(field.value.callee, source) == _FIELD:
        return next((each.value for each in field.value.arguments if each.keyword == "default"), None)
    return field.value


def _is_dataclass(evaluation: Evaluation, source: int, decorator: Expression) -> bool:
    value = evaluation.value(decorator, source)
    return value == _DATACLASS or (isinstance(value, Result) and value.callee == _DATACLASS and not value.attributes)


def _is_plain_dataclass(evaluation: Evaluation, source: int, scope: Scope) -> bool:
    decorator = scope.decorators[0]
    if evaluation.value(decorator, source) == _DATACLASS:
        return True
    return (
        _is_dataclass(evaluation, source, decorator)
        and isinstance(decorator, CallExpression)
        and all(each.keyword in _KEEPING for each in decorator.arguments)
    )


def _plain(fields: tuple[Field, ...]) -> Iterator[Parameter]:
    for field in fields:
        yield Parameter(field.name, "positional or keyword", None if field.value is None else "")


def _parameter(evaluation: Evaluation, source: int, field: Field) -> Parameter | None:
    """The parameter that a field becomes; None if that is not certain, as with `field(init=False)`."""
    default = None if field.value is None else ""
    if isinstance(field.value, CallExpression) and evaluation.value(field.value.callee, source) == _FIELD:
        names = {each.keyword for each in field.value.arguments}
        if names & {"init", "kw_only", "**"} or None in names:
            return None
        default = "" if names & _DEFAULTS else None
    return Parameter(field.name, "positional or keyword", default)
