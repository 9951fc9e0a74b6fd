"""The events that listening functions get."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from pyscript_doctor.parsers.python.kinds import ScopeKind
from pyscript_doctor.parsers.python.nodes import AttributeAssignment, CallExpression
from pyscript_doctor.project.program.alternatives import Alternatives, distinct
from pyscript_doctor.project.program.mentions import LISTENING, called_name
from pyscript_doctor.project.program.values import (
    JavaScriptValue,
    Literal,
    PythonFunction,
    PythonName,
    Realm,
    Result,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyscript_doctor.parsers.python.nodes import Expression
    from pyscript_doctor.parsers.python.syntax import Scope
    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.program.alternatives import Known
    from pyscript_doctor.project.program.evaluation import Evaluation

PROXIES = frozenset(
    f"{module}.{name}"
    for module in ("pyodide.ffi", "pyscript.ffi", "pyodide")
    for name in ("create_proxy", "create_once_callable")
)
WHEN = frozenset({"pyscript.when", "pyscript.events.when"})

Listener: TypeAlias = "tuple[int, CallExpression | AttributeAssignment]"
"""The call or assignment by which a function listens, and the number of its source."""


def listened_events(evaluation: Evaluation, source: int, scope: Scope) -> Alternatives | None:
    """The events that a function of the program gets as its first argument; None if not all are known."""
    question = ("events", source, scope.number)
    return evaluation.once(question, lambda: tuple(_listened(evaluation, source, scope) or ())) or None


def _listened(evaluation: Evaluation, source: int, scope: Scope) -> Alternatives | None:
    types = [*_by_decorators(evaluation, source, scope), *_by_calls(evaluation, source, scope)]
    types += _by_attributes(evaluation, scope)
    if any(each is None for each in types):
        return None
    return distinct(JavaScriptValue(Realm.EVENT, (each,)) for each in types if each)


def _by_decorators(evaluation: Evaluation, source: int, scope: Scope) -> Iterator[str | None]:
    for decorator in scope.decorators:
        is_when = isinstance(decorator, CallExpression) and _is_named(evaluation, decorator.callee, source, WHEN)
        yield _event_type(evaluation, decorator, 0, source) if is_when else None


def _by_calls(evaluation: Evaluation, source: int, scope: Scope) -> Iterator[str | None]:
    span = evaluation.modules.syntaxes[source].text.span(scope.name_start, scope.name_end)
    for number, event in evaluation.listening.that_may_have(span, evaluation):
        listener = listener_of(event)
        if listener is None or not _is_function(evaluation, listener, number, span):
            continue
        if isinstance(event, AttributeAssignment):
            yield event.attribute.removeprefix("on")
        else:
            yield _event_type(evaluation, event, LISTENING[called_name(event)][0], number)


def listener_of(event: CallExpression | AttributeAssignment) -> Expression | None:
    """What is passed here to listen; None if we can't see that."""
    if isinstance(event, AttributeAssignment):
        return event.value if not event.steps else None
    at = LISTENING[called_name(event)][1]
    return event.arguments[at].value if len(event.arguments) > at else None


class Listening:
    """What listens for events, by the functions that listen, as far as these are certain already.

    Asking for each of a thousand functions whether it is one of a thousand listeners takes long.
    """

    def __init__(self, listening: Sequence[Listener]) -> None:
        self._all = listening
        self._by_span: dict[Span, list[int]] = {}
        self._open = list(range(len(listening)))

    def that_may_have(self, span: Span, evaluation: Evaluation) -> list[Listener]:
        """What listens with the function at a place, and what may listen; in order."""
        self._settle(evaluation)
        return [self._all[place] for place in sorted([*self._by_span.get(span, ()), *self._open])]

    def _settle(self, evaluation: Evaluation) -> None:
        """Sorts what has become certain by its functions."""
        still_open = []
        for place in self._open:
            number, event = self._all[place]
            listener = listener_of(event)
            if listener is None:
                continue
            known = evaluation.settled(listener, number)
            if known is None:
                still_open.append(place)
                continue
            for span in {value.span for value in map(_unwrapped, known) if isinstance(value, PythonFunction)}:
                self._by_span.setdefault(span, []).append(place)
        self._open = still_open


def _by_attributes(evaluation: Evaluation, scope: Scope) -> Iterator[str]:
    """What `py-click="move"` passes to `move`."""
    if scope.parent == 0:
        yield from evaluation.program.event_attributes.get(scope.name, ())


def _event_type(evaluation: Evaluation, call: Expression, position: int, source: int) -> str | None:
    if not isinstance(call, CallExpression) or len(call.arguments) <= position:
        return None
    value = evaluation.value(call.arguments[position].value, source)
    return value.value if isinstance(value, Literal) and isinstance(value.value, str) else None


def _is_function(evaluation: Evaluation, expression: Expression, source: int, span: Span) -> bool:
    """Whether an expression is that function, or a proxy of it."""
    values = (_unwrapped(value) for value in evaluation.alternatives(expression, source))
    return any(isinstance(value, PythonFunction) and value.span == span for value in values)


def _unwrapped(value: Known) -> Known:
    """The function that a proxy was made of."""
    if isinstance(value, Result) and isinstance(value.callee, PythonName) and value.callee.name in PROXIES:
        return value.arguments[0] if value.arguments else value
    return value


def _is_named(evaluation: Evaluation, expression: Expression, source: int, names: frozenset[str]) -> bool:
    value = evaluation.value(expression, source)
    return isinstance(value, PythonName) and value.name in names


def is_given_to_listen(evaluation: Evaluation, expression: Expression, source: int) -> bool:
    """Whether the function in this place is passed to something that listens, or put into a proxy."""
    if id(expression) in evaluation.modules.assigned_listeners:
        return True
    call = evaluation.modules.takers.get(id(expression))
    if call is None:
        return False
    return called_name(call) in LISTENING or _is_named(evaluation, call.callee, source, PROXIES)


def takes_events(scope: Scope, name: str, is_method: bool) -> bool:
    """Whether a parameter is the one that gets the event."""
    if scope.kind not in {ScopeKind.FUNCTION, ScopeKind.LAMBDA}:
        return False
    positional = scope.parameters.positional
    position = 1 if is_method else 0
    return len(positional) > position and positional[position] == name
