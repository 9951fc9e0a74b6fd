"""The objects that a program adds to its lists and sets, found by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.kinds import CollectionKind
from pyscript_doctor.parsers.python.nodes import Attribute, Comprehension, Display, Name
from pyscript_doctor.project.program.alternatives import UNKNOWN, UNKNOWN_VALUE, Alternatives, distinct
from pyscript_doctor.project.program.annotated import is_told
from pyscript_doctor.project.program.parts import iterated
from pyscript_doctor.project.program.values import Collection, Instance, JavaScriptValue, Result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.python.nodes import AttributeAssignment, CallExpression, Expression
    from pyscript_doctor.project.program.alternatives import Known
    from pyscript_doctor.project.program.evaluation import Evaluation

MOST_ADDITIONS = 60
"""A program that adds more often is not followed."""
_ONE = ("append", "add", "appendleft", "insert")
_SEVERAL = ("extend", "update", "extendleft")
_GROWING = frozenset({CollectionKind.LIST, CollectionKind.SET})


def grown(evaluation: Evaluation, expression: Expression, values: Alternatives) -> Alternatives:
    """What a list or set of objects may hold when a loop goes through it: with what is added under its name."""
    if not isinstance(expression, (Name, Attribute)) or not values or not all(map(is_of_objects, values)):
        return values
    added = _added(evaluation, expression.name)
    if UNKNOWN_VALUE in added or not all(isinstance(value, Instance) for value in added):
        return UNKNOWN if added else values
    return distinct(
        Collection(value.kind, tuple(dict.fromkeys((*value.items, *added))))  # type: ignore[arg-type]
        for value in values
        if isinstance(value, Collection)
    )


def filters_itself(evaluation: Evaluation, assignment: AttributeAssignment, source: int) -> bool:
    """Whether it only removes items: `self.stars = [star for star in self.stars if star.shines]`."""
    made = assignment.value
    if not isinstance(made, Comprehension) or not isinstance(made.item, Name) or made.key is not None:
        return False
    bindings = [each.binding for each in evaluation.modules.bindings(made.item, source)]
    return bool(bindings) and all(
        isinstance(each.value, Attribute) and each.value.name == assignment.attribute and each.steps == ("iterate",)
        for each in bindings
    )


def is_of_objects(value: Known) -> bool:
    """Whether it is a list or set that is empty, or holds only objects of the project's own classes."""
    if not isinstance(value, Collection) or value.kind not in _GROWING:
        return False
    return all(isinstance(item, Instance) for item in value.items)


def adds_others(evaluation: Evaluation, name: str, items: Alternatives) -> bool:
    """Whether objects of other classes are added to something with another name, which may be the same list."""
    if name in evaluation.item_setters:
        return True
    return any(
        isinstance(value, Instance) and value not in items
        for other, source, call in _additions(evaluation, _ONE)
        if other != name and not _is_its_own(evaluation, call, source, items)
        for value in evaluation.alternatives(call.arguments[-1].value, source)
    )


def _is_its_own(evaluation: Evaluation, call: CallExpression, source: int, items: Alternatives) -> bool:
    """Whether the code certainly adds to another list: one made under its own name, or one of other objects."""
    holder = call.callee.base if isinstance(call.callee, Attribute) else call.callee
    if isinstance(holder, Attribute):
        assigned = [each.value for _, each in evaluation.modules.attribute_assignments.get(holder.name, ())]
    elif isinstance(holder, Name):
        assigned = [each.binding.value for each in evaluation.modules.bindings(holder, source)]
    else:
        assigned = []
    if assigned and all(isinstance(each, (Display, Comprehension)) for each in assigned):
        return True
    return all(_holds_others(value, items) for value in evaluation.alternatives(holder, source))


def _holds_others(value: Known, items: Alternatives) -> bool:
    if isinstance(value, Collection):
        return bool(value.items) and UNKNOWN_VALUE not in value.items and not set(value.items) & set(items)
    if isinstance(value, Result):
        return is_told(value) and not set(value.arguments) & set(items)
    return isinstance(value, (Instance, JavaScriptValue))


def _added(evaluation: Evaluation, name: str) -> Alternatives:
    """The objects that are added to something of this name; () if there are none."""
    if name in evaluation.item_setters:
        return UNKNOWN
    return evaluation.once(("added", name), lambda: _find(evaluation, name))


def _find(evaluation: Evaluation, name: str) -> Alternatives:
    one, several = (
        [(source, call) for other, source, call in _additions(evaluation, methods) if other == name]
        for methods in (_ONE, _SEVERAL)
    )
    if len(one) + len(several) > MOST_ADDITIONS:
        return UNKNOWN
    values = [value for source, call in one for value in evaluation.alternatives(call.arguments[-1].value, source)]
    for source, call in several:
        values += iterated(evaluation.alternatives(call.arguments[-1].value, source))
    return distinct(values) if values else ()


def _additions(evaluation: Evaluation, methods: tuple[str, ...]) -> Iterator[tuple[str, int, CallExpression]]:
    """The calls of such methods: the last name of what is added to, and the source."""
    for method in methods:
        for source, event, call in evaluation.modules.mentions.get(method, ()):
            if call is None or not call.arguments or not isinstance(event, Attribute):
                continue
            holder = event.base
            yield holder.name if isinstance(holder, (Name, Attribute)) else "", source, call
