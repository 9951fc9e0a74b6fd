"""What Python does with JavaScript values in loops, brackets, `in`, `del`, and functions of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.nodes import (
    CallExpression,
    ComparisonExpression,
    Operation,
    SubscriptExpression,
)
from pyscript_doctor.project.program.facts import ForeignOperation
from pyscript_doctor.project.program.formats import FORMAT, formatted
from pyscript_doctor.project.program.values import JavaScriptValue, PythonName

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.python.nodes import Context, Event, Expression
    from pyscript_doctor.project.program.certainty import Certainty
    from pyscript_doctor.project.program.evaluation import Evaluation
    from pyscript_doctor.project.program.facts import Place

_NAMES = "len", "reversed", "list", "tuple", "set", "frozenset", "dict", "sorted", "enumerate", "sum"
_SEVERAL_ARE_COMPARED = frozenset({"builtins.max", "builtins.min"})
_OF_ONE = _SEVERAL_ARE_COMPARED | {f"builtins.{name}" for name in (*_NAMES, "any", "all", "iter")}
"""Functions that measure their first argument or go through it. `max(1, 2)` goes through nothing."""
_OF_ALL = "builtins.zip"
_OF_SECOND = frozenset({"builtins.map", "builtins.filter"})


def foreign_operations(
    evaluation: Evaluation, certainty: Certainty, event: Event, source: int, place: Place
) -> Iterator[ForeignOperation]:
    """What an event does with values that certainly come from JavaScript."""
    if place.catches("TypeError") or certainty.sets_names:
        return
    text = evaluation.modules.syntaxes[source].text
    formats = formatted(evaluation, certainty, event, source) if not place.catches("ValueError") else ()
    shown = [(FORMAT, each.value, each.form, each.context) for each in formats]
    for operation, operand, key, context in [*_operands(evaluation, event, source), *shown]:
        value = evaluation.value(operand, source)
        if isinstance(value, JavaScriptValue) and certainty.is_settled(operand, source, context):
            given = None if key is None else evaluation.value(key, source)
            yield ForeignOperation(operation, value, text.span(operand.start, operand.end), place, given)


def _operands(
    evaluation: Evaluation, event: Event, source: int
) -> Iterator[tuple[str, Expression, Expression | None, Context]]:
    if isinstance(event, SubscriptExpression):
        yield "item", event.value, event.key, event.context
    elif isinstance(event, Operation):
        if event.operator in {"set item", "delete item"}:
            yield event.operator, event.operands[0], event.operands[1], event.context
        elif event.operator == "iterate" or (event.operator == "unpack" and not event.steps):
            yield event.operator, event.operands[0], None, event.context
    elif isinstance(event, ComparisonExpression):
        for operator, right in zip(event.operators, event.operands[1:], strict=False):
            if operator in {"in", "not in"}:
                yield operator, right, None, event.context
    elif isinstance(event, CallExpression) and event.decorates is None:
        yield from ((name, operand, None, event.context) for name, operand in _given(evaluation, event, source))


def _given(evaluation: Evaluation, call: CallExpression, source: int) -> Iterator[tuple[str, Expression]]:
    """What a builtin function measures or goes through, with the function's name."""
    if not call.arguments or any(argument.starred for argument in call.arguments):
        return
    callee = evaluation.value(call.callee, source)
    name = callee.name if isinstance(callee, PythonName) else ""
    values = [argument.value for argument in call.arguments if argument.keyword is None]
    if name in _SEVERAL_ARE_COMPARED and len(values) > 1:
        return
    chosen = values[:1] if name in _OF_ONE else values[1:2] if name in _OF_SECOND else ()
    for value in values if name == _OF_ALL else chosen:
        yield name.removeprefix("builtins."), value
