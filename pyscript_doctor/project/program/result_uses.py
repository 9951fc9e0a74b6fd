"""What is done with the result of a call that nothing awaits."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.kinds import BindingKind, CollectionKind, Role
from pyscript_doctor.parsers.python.nodes import (
    Attribute,
    CallExpression,
    ComparisonExpression,
    Comprehension,
    Name,
    Operation,
    SubscriptExpression,
)
from pyscript_doctor.project.program.values import PythonName

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.python.nodes import Event, Expression
    from pyscript_doctor.project.program.evaluation import Evaluation

# Functions that look into their argument, or show it.
_LOOKING_IN = frozenset(
    f"builtins.{name}"
    for name in (
        *("len", "sorted", "list", "tuple", "set", "dict", "sum", "min", "max", "enumerate", "reversed", "any", "all"),
        *("int", "float", "str", "print"),
    )
) | {"json.loads", "pyscript.display", "builtins.str.join"}

# Functions that look into each item of their argument.
_LOOKING_IN_ITEMS = frozenset(f"builtins.{name}" for name in ("sum", "min", "max", "sorted", "any", "all", "str.join"))

_ORDERED = frozenset({"<", "<=", ">", ">="})
_REFUSING = frozenset(f"{name}{assigning}" for name in ("+", "-", "*", "/", "//", "%", "**") for assigning in ("", "="))
"""Operators that coroutines and promises do not have."""

_Use = tuple[CallExpression, str, str, "Expression"]


def result_uses(evaluation: Evaluation, source: int, event: Event) -> Iterator[_Use]:
    """The calls whose result an event uses, how, the name of the attribute or function, and where."""
    if isinstance(event, Attribute):
        current: Expression = event
        while isinstance(current, Attribute):
            yield from _given(evaluation, source, current.base, "attribute", current.name, current)
            current = current.base
    elif isinstance(event, SubscriptExpression):
        yield from _given(evaluation, source, event.value, "item", "", event)
    elif isinstance(event, Operation) and event.operator == "set item":
        yield from _given(evaluation, source, event.operands[0], "item", "", event.operands[0])
    elif isinstance(event, Operation) and event.operator in _REFUSING:
        for operand in event.operands:
            yield from _given(evaluation, source, operand, "operand", event.operator, operand)
    elif isinstance(event, ComparisonExpression):
        for operator, pair in zip(event.operators, pairwise(event.operands), strict=False):
            for operand in pair if operator in _ORDERED else ():
                yield from _given(evaluation, source, operand, "operand", operator, operand)
    if isinstance(event, (Name, Attribute, CallExpression)) and event.role is Role.ITERATED:
        yield from _given(evaluation, source, event, "loop", "", event)
    if isinstance(event, CallExpression):
        callee = evaluation.value(event.callee, source)
        if isinstance(callee, PythonName) and callee.name in _LOOKING_IN:
            name = callee.name.rpartition(".")[2]
            for argument in event.arguments:
                if argument.keyword is None and not argument.starred:
                    yield from _given(evaluation, source, argument.value, "argument", name, argument.value)
                    item = _generated(argument.value) if callee.name in _LOOKING_IN_ITEMS else None
                    if item is not None:
                        yield from _given(evaluation, source, item, "generated", name, item)


def _generated(expression: Expression) -> Expression | None:
    """What a generator expression yields."""
    if isinstance(expression, Comprehension) and expression.kind is CollectionKind.GENERATOR:
        return expression.item
    return None


def _given(
    evaluation: Evaluation,
    source: int,
    expression: Expression,
    use: str,
    name: str,
    where: Expression,
) -> Iterator[_Use]:
    call = _call_behind(evaluation, source, expression)
    if call is not None:
        yield call, use, name, where


def _call_behind(evaluation: Evaluation, source: int, expression: Expression) -> CallExpression | None:
    """The call whose result an expression certainly is, exactly as returned: not awaited, not a part of it."""
    if isinstance(expression, CallExpression):
        return None if expression.awaited or expression.scheduled else expression
    if not isinstance(expression, Name):
        return None
    bounds = evaluation.modules.bindings(expression, source)
    if len(bounds) != 1 or bounds[0].source != source:
        return None
    binding = bounds[0].binding
    if binding.kind is not BindingKind.VALUE or binding.steps or not isinstance(binding.value, CallExpression):
        return None
    return _call_behind(evaluation, source, binding.value)
