"""Calls of what is certainly not a function: the project's own modules, and the values of its properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.nodes import (
    CallExpression,
    ComparisonExpression,
    Comprehension,
    Conditional,
    Constant,
    Display,
    FormatString,
    Negation,
    Sum,
)
from pyscript_doctor.project.program.alternatives import LocalModule
from pyscript_doctor.project.program.values import FunctionKind, PythonFunction, PythonName, Result

if TYPE_CHECKING:
    from pyscript_doctor.parsers.python.nodes import Expression
    from pyscript_doctor.project.program.evaluation import Evaluation
    from pyscript_doctor.project.program.facts import NotCallable

_PROPERTIES = frozenset({"builtins.property", "functools.cached_property"})
_DATA = (ComparisonExpression, Comprehension, Constant, Display, FormatString, Negation, Sum)
_FUNCTIONS = "len sum max min sorted str int float round abs any all bool list tuple dict set repr format range zip"
_GIVES_DATA = frozenset(f"builtins.{name}" for name in _FUNCTIONS.split())


def not_callable(evaluation: Evaluation, call: CallExpression, source: int) -> NotCallable | None:
    """What a call certainly reaches instead of a function; None if it may be one."""
    if call.decorates is not None:
        return None
    callees = evaluation.alternatives(call.callee, source)
    if all(isinstance(callee, LocalModule) for callee in callees):
        return "module"
    if all(_is_data_of_property(callee, evaluation) for callee in callees):
        return "property"
    return None


def _is_data_of_property(callee: object, evaluation: Evaluation) -> bool:
    function = callee.callee if isinstance(callee, Result) and not callee.attributes else None
    if not isinstance(function, PythonFunction) or function.kind is not FunctionKind.METHOD or function.is_async:
        return False
    if len(function.decorators) != 1 or not isinstance(function.decorators[0], PythonName):
        return False
    place = evaluation.modules.definitions.get(function.span)
    if function.decorators[0].name not in _PROPERTIES or place is None:
        return False
    scope = evaluation.modules.scope(*place)
    returned = [expression for expression, _ in scope.returns]
    return bool(returned) and not scope.is_generator and all(_is_data(each, evaluation, place[0]) for each in returned)


def _is_data(expression: Expression, evaluation: Evaluation, source: int) -> bool:
    if isinstance(expression, Conditional):
        return all(_is_data(each, evaluation, source) for each in (expression.body, expression.orelse))
    if isinstance(expression, CallExpression):
        value = evaluation.value(expression.callee, source)
        return isinstance(value, PythonName) and value.name in _GIVES_DATA
    return isinstance(expression, _DATA)
