"""Where the identifiers of a program stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from pyscript_doctor.parsers.python.syntax import Attribute, CallExpression, ImportStatement, Name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyscript_doctor.parsers.python.syntax import Event, Syntax

Mention: TypeAlias = "tuple[int, Name | Attribute | ImportStatement, CallExpression | None]"
"""The number of its source, what mentions it, and the call that this is the callee of."""


def mentions_in(syntaxes: Iterable[Syntax]) -> dict[str, list[Mention]]:
    """Where each identifier stands, and the call that it is the callee of."""
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
