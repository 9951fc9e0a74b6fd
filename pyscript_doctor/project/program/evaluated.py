"""What each expression of one piece of Python comes to, in words: for whoever wants to know why a rule speaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.nodes import (
    Attribute,
    AttributeAssignment,
    CallExpression,
    ComparisonExpression,
    Constant,
    Name,
    SubscriptExpression,
)
from pyscript_doctor.project.program.alternatives import UNKNOWN_VALUE, joined_value
from pyscript_doctor.project.program.evaluation import Evaluation
from pyscript_doctor.project.program.execution import Execution
from pyscript_doctor.project.program.reasons import shown, why_unknown
from pyscript_doctor.project.program.scopes import Modules
from pyscript_doctor.project.program.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.python.nodes import Event, Expression
    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.program.scopes import Program

NOT_RUN = "nothing runs this line here"


@dataclass(frozen=True, slots=True)
class Evaluated:
    """An expression, the value that it comes to, and the reason if that is unknown ("" if it is known)."""

    span: Span
    text: str
    value: str
    reason: str = ""


def evaluated(program: Program, path: str) -> tuple[Evaluated, ...] | None:
    """The names, attributes, calls, items and arguments in that file, in order; None if it is not loaded."""
    modules = Modules(program)
    if all(syntax.text.path != path for syntax in modules.syntaxes):
        return None
    evaluation = Evaluation(program, modules)
    execution = Execution(evaluation)
    execution.follow()
    found: dict[tuple[int, int], Evaluated] = {}
    for source, syntax in enumerate(modules.syntaxes):
        if syntax.text.path != path:
            continue
        for scope in syntax.scopes:
            runs = (source, scope.runs_in) in execution.runs
            for event in scope.events:
                lives = runs and evaluation.lives(event.context, source)
                for expression in _expressions(event):
                    each = _evaluated(evaluation, expression, source, lives)
                    found.setdefault((each.span.start, each.span.end), each)
    return tuple(found[place] for place in sorted(found))


def _evaluated(evaluation: Evaluation, expression: Expression, source: int, lives: bool) -> Evaluated:
    span = evaluation.modules.syntaxes[source].text.span(expression.start, expression.end)
    text = shown(expression, evaluation, source)
    if not lives:
        return Evaluated(span, text, "unknown", NOT_RUN)
    value = words(joined_value(evaluation.alternatives(expression, source)))
    known = joined_value(evaluation.alternatives(expression, source)) != UNKNOWN_VALUE and value != "unknown"
    return Evaluated(span, text, value, "" if known else why_unknown(evaluation, expression, source))


def _expressions(event: Event) -> Iterator[Expression]:
    """What an event is about, without constants: they come to what they say."""
    found: list[Expression] = []
    if isinstance(event, (Name, Attribute)):
        found.append(event)
        while isinstance(found[-1], Attribute):
            found.append(found[-1].base)
    elif isinstance(event, CallExpression):
        found += [event, event.callee, *(argument.value for argument in event.arguments)]
    elif isinstance(event, SubscriptExpression):
        found += [event, event.value, event.key]
    elif isinstance(event, ComparisonExpression):
        found += event.operands
    elif isinstance(event, AttributeAssignment):
        found += [event.target, *(() if event.value is None else (event.value,))]
    yield from (each for each in found if not isinstance(each, Constant))
