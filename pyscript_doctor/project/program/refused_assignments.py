"""Attributes that an object lets nobody set: of named tuples, frozen dataclasses, properties, enums."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.kinds import BindingKind, ScopeKind
from pyscript_doctor.parsers.python.nodes import CallExpression, Constant
from pyscript_doctor.project.program.alternatives import without_none
from pyscript_doctor.project.program.class_bases import family, has_foreign_base
from pyscript_doctor.project.program.named_tuples import type_of_named_tuple
from pyscript_doctor.project.program.own_signatures import is_overridden
from pyscript_doctor.project.program.values import FunctionKind, Instance, PythonFunction, PythonName

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.python.nodes import AttributeAssignment
    from pyscript_doctor.project.program.alternatives import Known
    from pyscript_doctor.project.program.facts import Place, Refusal
    from pyscript_doctor.project.program.refusals import Refusals

NAMED_TUPLE, FROZEN, PROPERTY, MEMBER = "named tuple", "frozen", "property", "member"
"""Why an attribute can't be set."""
_ENUMS = frozenset(PythonName(f"enum.{name}") for name in ("Enum", "IntEnum", "StrEnum", "Flag", "IntFlag"))
_TUPLE_BASE = PythonName("typing.NamedTuple")
_DATACLASS = PythonName("dataclasses.dataclass")
_CONTROLS = frozenset({"__setattr__", "__getattribute__"})


def refused_assignments(refusals: Refusals, event: AttributeAssignment, source: int, place: Place) -> Iterator[Refusal]:
    """`point.x = 3`, where `point` is a named tuple."""
    if place.catches("AttributeError") or refusals.certainty.sets_attributes:
        return
    values = without_none(refusals.evaluation.alternatives(event.target, source))
    found = [_refused(refusals, value, event.attribute) for value in values]
    reasons = [each for each in found if each is not None]
    if not reasons or len(reasons) < len(found):
        return
    if refusals.certainty.is_settled(event.target, source, event.context):
        reason, owner = reasons[0]
        yield refusals.refusal(
            "set attribute", (reason,), (event.target,), source, place, error="AttributeError",
            missing=event.attribute, form=owner,
        )  # fmt: skip


def _refused(refusals: Refusals, value: Known, name: str) -> tuple[str, str] | None:
    """Why a value refuses it, and the name of its class."""
    made = type_of_named_tuple(value)
    if made is not None:
        return NAMED_TUPLE, made.name
    is_class = isinstance(value, PythonFunction) and value.kind is FunctionKind.CLASS
    if not is_class and not isinstance(value, Instance):
        return None
    evaluation = refusals.evaluation
    definition = evaluation.modules.definition_of(value)
    if definition is None or evaluation.modules.scope(*definition).kind is not ScopeKind.CLASS:
        return None
    source, number = definition
    scope = evaluation.modules.scope(source, number)
    bases = {evaluation.value(each, source) for each in scope.bases}
    if is_class:
        bindings = scope.bindings.get(name, ())
        is_member = bool(bindings) and all(each.kind is BindingKind.VALUE for each in bindings)
        return (MEMBER, scope.name) if is_member and bases and bases <= _ENUMS and not name.startswith("_") else None
    if bases == {_TUPLE_BASE}:
        return (NAMED_TUPLE, scope.name) if name in {each.name for each in scope.fields} else None
    if has_foreign_base(evaluation, source, number) or _controls(refusals, definition):
        return None
    if _is_frozen(refusals, source, number):
        return FROZEN, scope.name
    return (PROPERTY, scope.name) if _is_read_only(refusals, definition, name) else None


def _controls(refusals: Refusals, definition: tuple[int, int]) -> bool:
    """Whether a class itself decides what it means to set an attribute."""
    modules = refusals.evaluation.modules
    return any(
        not _CONTROLS.isdisjoint(modules.scope(*each).bindings) for each in family(refusals.evaluation, *definition)
    )


def _is_frozen(refusals: Refusals, source: int, number: int) -> bool:
    """Whether it is decorated with `@dataclass(frozen=True)`."""
    return any(
        isinstance(each, CallExpression)
        and refusals.evaluation.value(each.callee, source) == _DATACLASS
        and any(
            argument.keyword == "frozen" and isinstance(argument.value, Constant) and argument.value.value is True
            for argument in each.arguments
        )
        for each in refusals.evaluation.modules.scope(source, number).decorators
    )


def _is_read_only(refusals: Refusals, definition: tuple[int, int], name: str) -> bool:
    """Whether the class has a property of that name, and neither it nor a subclass has a setter."""
    evaluation = refusals.evaluation
    for source, number in family(evaluation, *definition):
        bindings = evaluation.modules.scope(source, number).bindings.get(name)
        if not bindings:
            continue
        if len(bindings) != 1 or bindings[0].kind is not BindingKind.FUNCTION or bindings[0].scope is None:
            return False
        getter = evaluation.modules.scope(source, bindings[0].scope)
        decorators = [evaluation.value(each, source) for each in getter.decorators]
        return decorators == [PythonName("builtins.property")] and not is_overridden(evaluation, source, getter)
    return False
