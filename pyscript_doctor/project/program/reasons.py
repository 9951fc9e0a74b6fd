"""Why it is not known what an expression comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.kinds import BindingKind
from pyscript_doctor.parsers.python.nodes import Attribute, AwaitExpression, CallExpression, Name, SubscriptExpression
from pyscript_doctor.project.program.alternatives import UNKNOWN_VALUE, Cycle, LocalModule
from pyscript_doctor.project.program.values import Instance, PythonFunction
from pyscript_doctor.project.program.words import words

if TYPE_CHECKING:
    from pyscript_doctor.parsers.python.nodes import Expression
    from pyscript_doctor.project.program.evaluation import Evaluation
    from pyscript_doctor.project.program.scopes import Bound

MOST_STEPS = 5
LONGEST_SHOWN = 40

_BINDINGS = {
    BindingKind.PARAMETER: "it is a parameter, and the calls of the function do not settle it",
    BindingKind.CAUGHT: "it is an exception that was caught",
    BindingKind.OTHER: "it is set in a way that is not followed, such as `*args`",
    BindingKind.IMPORT: "the module that it comes from is not known",
}


def shown(expression: Expression, evaluation: Evaluation, source: int) -> str:
    """An expression as it is written, on one line and not too long."""
    text = evaluation.modules.syntaxes[source].text.value[expression.start : expression.end]
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_SHOWN else line[: LONGEST_SHOWN - 3] + "..."


def why_unknown(evaluation: Evaluation, expression: Expression, source: int, steps: int = MOST_STEPS) -> str:
    """The reason, as the end of a sentence; for an expression that comes to UnknownValue."""
    values = evaluation.alternatives(expression, source)
    known = [value for value in values if value != UNKNOWN_VALUE and not isinstance(value, Cycle)]
    if len(known) > 1:
        return f"it can be one of several: {', '.join(map(words, known))}"
    if not steps or any(isinstance(value, Cycle) for value in values):
        return "it depends on itself, or on too many other values"
    if isinstance(expression, Name):
        return _of_name(evaluation, expression, source, steps)
    inner = _inner(expression)
    if inner is None:
        return "this kind of expression is not followed"
    if UNKNOWN_VALUE in evaluation.alternatives(inner, source):
        return f"`{shown(inner, evaluation, source)}` is unknown: {why_unknown(evaluation, inner, source, steps - 1)}"
    return _of_step(evaluation, expression, inner, source)


def _inner(expression: Expression) -> Expression | None:
    """The expression that it starts from."""
    if isinstance(expression, Attribute):
        return expression.base
    if isinstance(expression, CallExpression):
        return expression.callee
    if isinstance(expression, SubscriptExpression):
        return expression.value
    return expression.operand if isinstance(expression, AwaitExpression) else None


def _of_step(evaluation: Evaluation, expression: Expression, inner: Expression, source: int) -> str:
    """Why an attribute, call or item of something known is unknown."""
    value = evaluation.alternatives(inner, source)[0]
    name = f"`{shown(inner, evaluation, source)}`"
    if isinstance(expression, Attribute) and isinstance(value, (Instance, PythonFunction, LocalModule)):
        return f"nothing in the project sets `{expression.name}` on {name} ({words(value)})"
    if isinstance(expression, CallExpression) and isinstance(value, PythonFunction):
        return f"what {name} returns is not known"
    return f"what {name} ({words(value)}) gives here is not followed"


def _of_name(evaluation: Evaluation, expression: Name, source: int, steps: int) -> str:
    bounds = evaluation.modules.bindings(expression, source)
    if not bounds:
        return "nothing in the project defines it"
    live = [bound for bound in bounds if evaluation.lives(bound.binding.context, bound.source)]
    if not live:
        return "it is set only where this interpreter or thread does not go"
    unknown = [bound for bound in live if UNKNOWN_VALUE in evaluation.bound(expression.name, (bound,))]
    return _of_bound(evaluation, (unknown or live)[0], steps)


def _of_bound(evaluation: Evaluation, bound: Bound, steps: int) -> str:
    binding = bound.binding
    if binding.value is None:
        return _BINDINGS.get(binding.kind, "its decorators or its kind hide what it is")
    value = f"`{shown(binding.value, evaluation, bound.source)}`"
    if UNKNOWN_VALUE not in evaluation.alternatives(binding.value, bound.source):
        return f"it is a part of {value} that is not followed"
    return f"it is set to {value}: {why_unknown(evaluation, binding.value, bound.source, steps - 1)}"
