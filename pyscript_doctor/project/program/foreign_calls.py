"""Calls of JavaScript functions, and of Python's own functions with JavaScript values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.nodes import CallExpression
from pyscript_doctor.project.program.facts import ForeignCall
from pyscript_doctor.project.program.values import JavaScriptValue, PythonName

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.python.nodes import Context, Event, Expression
    from pyscript_doctor.project.program.facts import Place
    from pyscript_doctor.project.program.refusals import Refusals


def foreign_calls(refusals: Refusals, event: Event, source: int, place: Place) -> Iterator[ForeignCall]:
    """The call, if JavaScript takes part in it and no `try` catches what it raises."""
    if not isinstance(event, CallExpression) or event.decorates is not None:
        return
    if place.catches("TypeError") or refusals.certainty.sets_names:
        return
    by_position = not any(each.starred or each.keyword for each in event.arguments)
    operands = [each.value for each in event.arguments] if by_position else []
    callee = refusals.evaluation.value(event.callee, source)
    if isinstance(callee, JavaScriptValue):
        if not refusals.certainty.is_settled(event.callee, source, event.context):
            return
    elif not isinstance(callee, PythonName):
        return
    given = tuple(_given(refusals, each, event.context, source) for each in operands)
    if isinstance(callee, JavaScriptValue) or any(isinstance(each, JavaScriptValue) for each in given):
        text = refusals.evaluation.modules.syntaxes[source].text
        called, *spans = (text.span(each.start, each.end) for each in (event.callee, *operands))
        conditional = bool(event.context.guards or event.context.loop or event.context.tried)
        yield ForeignCall(callee, called, given, tuple(spans), place, conditional)


def _given(
    refusals: Refusals, expression: Expression, context: Context, source: int
) -> JavaScriptValue | tuple[str, ...]:
    value = refusals.evaluation.value(expression, source)
    if isinstance(value, JavaScriptValue):
        return value if refusals.certainty.is_settled(expression, source, context) else ()
    return refusals.types(expression, context, source)
