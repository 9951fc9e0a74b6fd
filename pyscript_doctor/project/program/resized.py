"""Dicts and sets that grow or shrink while a loop goes through them. MicroPython allows that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.nodes import Attribute, CallExpression, LoopStatement, Name, Operation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.python.nodes import Event, Expression
    from pyscript_doctor.project.program.facts import Place, Refusal
    from pyscript_doctor.project.program.refusals import Refusals

MOST_EVENTS = 2_000
"""A scope with more events is not looked through."""
_VIEWS = frozenset({"keys", "values", "items"})
_RESIZING = {
    "builtins.dict": frozenset({"pop", "popitem", "clear"}),
    "builtins.set": frozenset({"remove", "pop", "clear"}),
}
"""The methods that certainly remove something: `discard` may find nothing, and `add` may get what is there already."""


def resized(refusals: Refusals, event: Operation, source: int, place: Place) -> Iterator[Refusal]:
    """What in the body of a loop makes what it goes through larger or smaller, unless something leaves the loop."""
    holder = _gone_through(event.operands[0])
    if not refusals.is_pyodide or holder is None or place.catches("RuntimeError"):
        return
    types = refusals.types(holder, event.context, source)
    if len(types) != 1 or types[0] not in _RESIZING or len(refusals.evaluation.modules.bindings(holder, source)) != 1:
        return
    events = refusals.evaluation.modules.scope(source, event.context.scope).events
    if len(events) > MOST_EVENTS:
        return
    loop = next((each for each in events if isinstance(each, LoopStatement) and each.end == event.end), None)
    if loop is None or loop.leaves:
        return
    inside = [each for each in events if loop.end <= each.start and each.end <= loop.body_end]
    if any(_is_of(each, holder, "set item") for each in inside):
        return  # what goes and what comes may be as many
    own = refusals.evaluation.modules.bindings(holder, source)
    for change in inside:
        changed = _changed(change, types[0])
        is_same = changed is not None and changed.name == holder.name
        if changed and is_same and refusals.evaluation.modules.bindings(changed, source) == own:
            yield refusals.refusal("resize", types, (change, holder), source, place, error="RuntimeError")  # type: ignore[arg-type]
            return


def _gone_through(expression: Expression) -> Name | None:
    """The name of the dict or set that a loop goes through: `ages`, or `ages.items()`."""
    if isinstance(expression, CallExpression) and isinstance(expression.callee, Attribute) and not expression.arguments:
        expression = expression.callee.base if expression.callee.name in _VIEWS else expression
    return expression if isinstance(expression, Name) else None


def _changed(event: Event, kind: str) -> Name | None:
    """The name of what an event removes something from."""
    if isinstance(event, Operation) and event.operator == "delete item":
        holder = event.operands[0]
    elif isinstance(event, CallExpression) and isinstance(event.callee, Attribute) and len(event.arguments) < 2:
        holder = event.callee.base if event.callee.name in _RESIZING[kind] else event
    else:
        return None
    return holder if isinstance(holder, Name) else None


def _is_of(event: Event, holder: Name, operator: str) -> bool:
    """Whether an event uses an item of something with the same name."""
    first = event.operands[0] if isinstance(event, Operation) and event.operator == operator else None
    return isinstance(first, Name) and first.name == holder.name
