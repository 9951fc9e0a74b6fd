"""What the expressions of a program come to: the only way into the data flow.

The parts are functions in modules of their own: what names are bound to (`names`), what functions and classes are
(`definitions`), what parameters get (`parameters`), what attributes, calls and subscripts do with a value
(`operations`), what a value holds (`parts`), and which conditions hold (`guards`). Each gets the Evaluation, to ask it
for the values of other expressions.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from pyscript_doctor.parsers.python import nodes
from pyscript_doctor.parsers.python.strings import string_text
from pyscript_doctor.project.program import operations
from pyscript_doctor.project.program.alternatives import (
    CYCLE,
    UNKNOWN,
    UNKNOWN_VALUE,
    Alternatives,
    distinct,
    outward,
    put_together,
)
from pyscript_doctor.project.program.definitions import definition_value
from pyscript_doctor.project.program.guards import can_hold, computed_truth
from pyscript_doctor.project.program.listeners import Listening
from pyscript_doctor.project.program.memo import Memo
from pyscript_doctor.project.program.names import in_namespace, of_bindings, read_name
from pyscript_doctor.project.program.operators import outcome
from pyscript_doctor.project.program.parts import kept
from pyscript_doctor.project.program.types import NUMBER, TEXT, type_of
from pyscript_doctor.project.program.values import Collection, Literal, Typed, Value

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyscript_doctor.project.program.alternatives import Known
    from pyscript_doctor.project.program.scopes import Bound, Modules, Namespace, Program


class Evaluation:
    """Says what an expression comes to, whether a condition holds, and what can run. Each answer is worked out once.

    `source` is always the number of a piece of Python in `modules`.
    """

    def __init__(self, program: Program, modules: Modules) -> None:
        self.program = program
        self.modules = modules
        events = sum(len(scope.events) for each in modules.syntaxes for scope in each.scopes)
        memo = Memo(events)
        self.once = memo.once
        self._kept = memo.kept
        self.bases: dict[tuple[int, int], tuple[tuple[int, int] | None, ...]] = {}
        self.open_bases: set[tuple[int, int]] = set()
        self.families: dict[tuple[int, int], tuple[tuple[int, int], ...]] = {}
        self.overridden: frozenset[tuple[tuple[int, int], str]] | None = None
        self._lives: dict[tuple[int, int], bool] = {}
        self._truths: dict[tuple[int, int], bool | None] = {}

    # Expressions and conditions

    def value(self, expression: nodes.Expression, source: int) -> Value:
        """The one value that an expression comes to, or UnknownValue."""
        return outward(self.alternatives(expression, source))

    def alternatives(self, expression: nodes.Expression, source: int) -> Alternatives:
        """Every value that an expression can come to; Cycle only if it depends on the question before it."""
        key = (id(expression), source)
        known = self._kept.get(key)
        if known is not None:
            return known or UNKNOWN
        reader = _READERS.get(type(expression))
        if reader is None:
            return UNKNOWN
        return self.once(key, lambda: reader(self, expression, source)) or UNKNOWN

    def settled(self, expression: nodes.Expression, source: int) -> Alternatives | None:
        """The same, if it is certain already that no other question changes it."""
        return self._kept.get((id(expression), source)) if type(expression) in _READERS else UNKNOWN

    @cached_property
    def listening(self) -> Listening:
        """What listens for events, by the functions that listen."""
        return Listening(self.modules.listening)

    @cached_property
    def item_setters(self) -> frozenset[str]:
        """The names whose items the program sets or deletes: `rooms[2] = hall`."""
        events = (event for syntax in self.modules.syntaxes for scope in syntax.scopes for event in scope.events)
        operations = (event for event in events if isinstance(event, nodes.Operation))
        holders = [each.operands[0] for each in operations if each.operator in {"set item", "delete item"}]
        return frozenset(each.name for each in holders if isinstance(each, (nodes.Name, nodes.Attribute)))

    def truth(self, expression: nodes.Expression, source: int) -> bool | None:
        """Whether a condition holds; None if that is not certain."""
        if isinstance(expression, nodes.Constant):
            return bool(expression.value)
        key = (id(expression), source)
        if key not in self._truths:
            self._truths[key] = None  # while it is being worked out
            self._truths[key] = computed_truth(self, expression, source)
        return self._truths[key]

    def lives(self, context: nodes.Context, source: int) -> bool:
        """Whether this code can run: no condition around it excludes it."""
        if not context.guards:
            return True
        key = (id(context), source)
        if key not in self._lives:
            self._lives[key] = True  # while its own conditions are being asked about
            self._lives[key] = all(can_hold(self, guard, source) for guard in context.guards)
        return self._lives[key]

    # What else the parts, and those who follow a run, ask

    def in_namespace(self, namespace: Namespace, name: str) -> Alternatives | None:
        """What a top-level name of a namespace comes to in the end; None if it has no such name."""
        return in_namespace(self, namespace, name)

    def bound(self, name: str, bounds: tuple[Bound, ...]) -> Alternatives:
        """What these bindings of a name come to together, as far as they can run."""
        return of_bindings(self, name, bounds)

    def attribute(self, values: Alternatives, name: str) -> Alternatives:
        """`value.name`."""
        return operations.attribute_of(self, values, name)

    def called(self, callees: Alternatives, arguments: tuple[Value, ...]) -> Alternatives:
        """What calling something comes to."""
        return operations.called(self, callees, arguments)


# Expressions


def _attribute(evaluation: Evaluation, expression: nodes.Attribute, source: int) -> Alternatives:
    return evaluation.attribute(evaluation.alternatives(expression.base, source), expression.name)


def _subscript(evaluation: Evaluation, expression: nodes.SubscriptExpression, source: int) -> Alternatives:
    key = evaluation.value(expression.key, source)
    return operations.subscript(evaluation, evaluation.alternatives(expression.value, source), key, source)


def _constant(evaluation: Evaluation, expression: nodes.Constant, source: int) -> Alternatives:
    if not isinstance(expression.value, str):
        return (Literal(expression.value),)
    whole = evaluation.modules.syntaxes[source].text
    return (Literal(expression.value, string_text(whole, expression.start, expression.end, expression.value)),)


def _display(evaluation: Evaluation, expression: nodes.Display, source: int) -> Alternatives:
    items = tuple(UNKNOWN_VALUE if item is None else evaluation.value(item, source) for item in expression.items)
    keys = tuple(None if key is None else evaluation.value(key, source) for key in expression.keys)
    return kept(Collection(expression.kind, items, keys))


def _comprehension(evaluation: Evaluation, expression: nodes.Comprehension, source: int) -> Alternatives:
    keys = () if expression.key is None else (evaluation.value(expression.key, source),)
    return kept(Collection(expression.kind, (evaluation.value(expression.item, source),), keys))


def _lambda(evaluation: Evaluation, expression: nodes.LambdaExpression, source: int) -> Alternatives:
    return definition_value(evaluation, source, expression.scope)


def _await(evaluation: Evaluation, expression: nodes.AwaitExpression, source: int) -> Alternatives:
    return operations.awaited(evaluation, evaluation.alternatives(expression.operand, source))


def _conditional(evaluation: Evaluation, expression: nodes.Conditional, source: int) -> Alternatives:
    holds = evaluation.truth(expression.test, source)
    chosen = [
        branch
        for branch, wanted in ((expression.body, True), (expression.orelse, False))
        if holds is None or holds is wanted
    ]
    return distinct(value for branch in chosen for value in evaluation.alternatives(branch, source))


def _boolean(evaluation: Evaluation, expression: nodes.Boolean, source: int) -> Alternatives:
    """The operand where Python stops: `or` stops at the first that is true, `and` at the first that is not."""
    stopping = expression.operator == "or"
    possible: list[Known] = []
    for operand in expression.operands:
        is_last, truth = operand is expression.operands[-1], evaluation.truth(operand, source)
        if is_last or truth in (stopping, None):
            values = evaluation.alternatives(operand, source)
            possible.extend(value for value in values if is_last or _may_be(value, stopping))
        if truth is stopping:
            break
    return distinct(possible)


def _may_be(value: Known, truth: bool) -> bool:
    return not isinstance(value, Literal) or bool(value.value) is truth


def _truth(
    evaluation: Evaluation, expression: nodes.Negation | nodes.ComparisonExpression, source: int
) -> Alternatives:
    truth = computed_truth(evaluation, expression, source)
    return UNKNOWN if truth is None else (Literal(truth),)


def _sum(evaluation: Evaluation, expression: nodes.Sum, source: int) -> Alternatives:
    """Strings joined together; if they come from several places, the result has no place."""
    return _joined(evaluation, expression.operands, source) or _added(evaluation, expression.operands, source)


def _format_string(evaluation: Evaluation, expression: nodes.FormatString, source: int) -> Alternatives:
    return _joined(evaluation, expression.operands, source) or (Typed(TEXT),)


def _joined(evaluation: Evaluation, operands: tuple[nodes.Expression, ...], source: int) -> Alternatives:
    """The one string that these strings make; () if one of them is not known."""
    parts = [evaluation.value(operand, source) for operand in operands]
    strings = [part.value for part in parts if isinstance(part, Literal) and isinstance(part.value, str)]
    whole = put_together(strings) if operands and len(strings) == len(parts) else None
    return () if whole is None else (Literal(whole),)


def _added(evaluation: Evaluation, operands: tuple[nodes.Expression, ...], source: int) -> Alternatives:
    found = evaluation.alternatives(operands[0], source)
    for operand in operands[1:]:
        found = typed(evaluation.alternatives(operand, source), "+", found)
    return found


def _operation(evaluation: Evaluation, expression: nodes.Operation, source: int) -> Alternatives:
    values = [evaluation.alternatives(operand, source) for operand in expression.operands]
    if len(values) == 1:
        return typed((), expression.operator, values[0])
    return typed(values[1], expression.operator, values[0])


def typed(right: Alternatives, operator: str, left: Alternatives) -> Alternatives:
    """Values of the types that an operator gives; there is no value on the right if it has one operand."""
    return distinct(_typed(one, operator, other) for one in left for other in right or (None,))


def _typed(left: Known, operator: str, right: Known | None) -> Known:
    if CYCLE in (left, right):
        return _with_itself(operator, left if right is CYCLE else right)
    kinds = [type_of(value) for value in (left, right) if value is not None]
    known = [kind for kind in kinds if kind is not None]
    result = outcome(operator, *known) if len(known) == len(kinds) else None
    return UNKNOWN_VALUE if result is None else Typed(result)


def _with_itself(operator: str, other: Known | None) -> Known:
    """`count = count + 1`: what depends on itself has the type of what is added; a whole number adds nothing new."""
    if other is CYCLE:
        return CYCLE
    kind = None if other is None else type_of(other)
    if kind is None or outcome(operator, kind, kind) != kind:
        return UNKNOWN_VALUE
    return CYCLE if kind == NUMBER else Typed(kind)


_READERS: dict[type, Callable[[Evaluation, Any, int], Alternatives]] = {
    nodes.Name: read_name,
    nodes.Attribute: _attribute,
    nodes.CallExpression: operations.call_value,
    nodes.SubscriptExpression: _subscript,
    nodes.Constant: _constant,
    nodes.Display: _display,
    nodes.Comprehension: _comprehension,
    nodes.LambdaExpression: _lambda,
    nodes.AwaitExpression: _await,
    nodes.Conditional: _conditional,
    nodes.Boolean: _boolean,
    nodes.Negation: _truth,
    nodes.ComparisonExpression: _truth,
    nodes.Sum: _sum,
    nodes.FormatString: _format_string,
    nodes.Operation: _operation,
}
