"""Where the identifiers of a program are, and where functions are passed to something that listens."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from pyscript_doctor.parsers.python.nodes import Attribute, AttributeAssignment, CallExpression, ImportStatement, Name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyscript_doctor.parsers.python.nodes import Event
    from pyscript_doctor.parsers.python.syntax import Syntax

Mention: TypeAlias = "tuple[int, Name | Attribute | ImportStatement, CallExpression | None]"
"""The number of its source, what mentions it, and the call whose callee this is."""

# Functions that take a listener, with the positions of the event's type and of the listener.
LISTENING = {"addEventListener": (0, 1), "removeEventListener": (0, 1)}
LISTENING |= {"add_event_listener": (1, 2), "remove_event_listener": (1, 2)}


def mentions_in(syntaxes: Iterable[Syntax]) -> dict[str, list[Mention]]:
    """Where each identifier is, and the call whose callee it is."""
    found: dict[str, list[Mention]] = {}
    for number, syntax in enumerate(syntaxes):
        events = [event for scope in syntax.scopes for event in scope.events]
        callees = {id(event.callee): event for event in events if isinstance(event, CallExpression)}
        for event in events:
            for name, mention in _identifiers(event):
                found.setdefault(name, []).append((number, mention, callees.get(id(mention))))
    return found


def _identifiers(event: Event) -> Iterator[tuple[str, Name | Attribute | ImportStatement]]:
    if isinstance(event, ImportStatement):
        yield event.name or event.alias, event
    expression: object = event
    while isinstance(expression, Attribute):
        yield expression.name, expression
        expression = expression.base
    if isinstance(expression, Name):
        yield expression.name, expression


def called_name(call: CallExpression) -> str:
    """The last name of what is called."""
    return call.callee.name if isinstance(call.callee, (Name, Attribute)) else ""


def listening_in(syntaxes: Iterable[Syntax]) -> Iterator[tuple[int, CallExpression | AttributeAssignment]]:
    """The calls of `addEventListener` and its like, and the assignments of `onclick` and its like."""
    for number, syntax in enumerate(syntaxes):
        for event in (event for scope in syntax.scopes for event in scope.events):
            if isinstance(event, CallExpression):
                listens = called_name(event) in LISTENING
            else:
                listens = isinstance(event, AttributeAssignment) and event.attribute.startswith("on")
            if listens and isinstance(event, (AttributeAssignment, CallExpression)):
                yield number, event
