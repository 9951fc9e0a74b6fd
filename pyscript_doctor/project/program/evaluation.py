"""What the expressions of a program come to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyscript_doctor.parsers.python import syntax
from pyscript_doctor.parsers.python.strings import string_text
from pyscript_doctor.project.program.alternatives import (
    UNKNOWN,
    UNKNOWN_VALUE,
    Alternatives,
    LocalModule,
    distinct,
    outward,
)
from pyscript_doctor.project.program.definitions import Definitions
from pyscript_doctor.project.program.guards import Guards
from pyscript_doctor.project.program.memo import Answers
from pyscript_doctor.project.program.names import Names
from pyscript_doctor.project.program.operations import Steps
from pyscript_doctor.project.program.parameters import Arguments
from pyscript_doctor.project.program.values import Collection, Literal, Value

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyscript_doctor.project.program.scopes import Program, Sources


class Resolver:
    """Answers what an expression of a source comes to; every answer is worked out once."""

    def __init__(self, program: Program, sources: Sources) -> None:
        self.program = program
        self.sources = sources
        self.guards = Guards(self)
        self.steps = Steps(self)
        self.definitions = Definitions(self)
        self.names = Names(self)
        self.arguments = Arguments(self)
        events = sum(len(scope.events) for source in sources.all for scope in source.scopes)
        self.once = Answers(events).once
        self._readers: dict[type, Callable[[Any, int], Alternatives]] = {
            syntax.Name: self.names.read,
            syntax.Attribute: self._attribute,
            syntax.CallExpression: self._call,
            syntax.SubscriptExpression: self._subscript,
            syntax.Constant: self._constant,
            syntax.Display: self._display,
            syntax.Comprehension: self._comprehension,
            syntax.LambdaExpression: lambda expression, source: self.definitions.function(source, expression.scope),
            syntax.AwaitExpression: self._await,
            syntax.Conditional: self._conditional,
            syntax.Boolean: self._boolean,
            syntax.Negation: self._truth,
            syntax.ComparisonExpression: self._truth,
            syntax.Sum: self._sum,
        }

    def value(self, expression: syntax.Expression, source: int) -> Value:
        """The one value that an expression comes to, or UnknownValue."""
        return outward(self.alternatives(expression, source))

    def alternatives(self, expression: syntax.Expression, source: int) -> Alternatives:
        """Every value that an expression can come to; Cycle only where it hangs on the question asked before."""
        reader = self._readers.get(type(expression))
        if reader is None:
            return UNKNOWN
        return self.once((id(expression), source), lambda: reader(expression, source)) or UNKNOWN

    # Expressions

    def _attribute(self, expression: syntax.Attribute, source: int) -> Alternatives:
        return self.steps.attribute(self.alternatives(expression.base, source), expression.name)

    def _call(self, expression: syntax.CallExpression, source: int) -> Alternatives:
        return self.steps.call(expression, source)

    def _subscript(self, expression: syntax.SubscriptExpression, source: int) -> Alternatives:
        key = self.value(expression.key, source)
        return self.steps.subscript(self.alternatives(expression.value, source), key, source)

    def _constant(self, expression: syntax.Constant, source: int) -> Alternatives:
        if not isinstance(expression.value, str):
            return (Literal(expression.value),)
        text = string_text(self.sources.all[source].text, expression.start, expression.end, expression.value)
        return (Literal(expression.value, text),)

    def _display(self, expression: syntax.Display, source: int) -> Alternatives:
        items = tuple(UNKNOWN_VALUE if item is None else self.value(item, source) for item in expression.items)
        keys = tuple(None if key is None else self.value(key, source) for key in expression.keys)
        return self.steps.kept(Collection(expression.kind, items, keys))

    def _comprehension(self, expression: syntax.Comprehension, source: int) -> Alternatives:
        keys = () if expression.key is None else (self.value(expression.key, source),)
        return self.steps.kept(Collection(expression.kind, (self.value(expression.item, source),), keys))

    def _await(self, expression: syntax.AwaitExpression, source: int) -> Alternatives:
        return self.steps.awaited(self.alternatives(expression.operand, source))

    def _conditional(self, expression: syntax.Conditional, source: int) -> Alternatives:
        holds = self.guards.truth(expression.test, source)
        chosen = [
            branch
            for branch, wanted in ((expression.body, True), (expression.orelse, False))
            if holds is None or holds is wanted
        ]
        return distinct(value for branch in chosen for value in self.alternatives(branch, source))

    def _boolean(self, expression: syntax.Boolean, source: int) -> Alternatives:
        known = self.guards.truth_of_boolean(expression, source)
        operands = expression.operands
        if known is not None and all(isinstance(self.value(operand, source), Literal) for operand in operands):
            return (Literal(known),)
        stopping = expression.operator == "or"
        possible: list[syntax.Expression] = []
        for operand in operands:
            truth = self.guards.truth(operand, source)
            if truth is stopping or truth is None or operand is operands[-1]:
                possible.append(operand)
            if truth is stopping:
                break
        return distinct(value for operand in possible for value in self.alternatives(operand, source))

    def _truth(self, expression: syntax.Negation | syntax.ComparisonExpression, source: int) -> Alternatives:
        truth = self.guards.computed_truth(expression, source)
        return UNKNOWN if truth is None else (Literal(truth),)

    def _sum(self, expression: syntax.Sum, source: int) -> Alternatives:
        """Strings put together; where they come from several places, no place is told."""
        parts = [self.value(operand, source) for operand in expression.operands]
        strings = [part.value for part in parts if isinstance(part, Literal) and isinstance(part.value, str)]
        return (Literal("".join(strings)),) if len(strings) == len(parts) else UNKNOWN

    def module(self, dotted: str) -> Alternatives:
        """What `import dotted as x` binds."""
        from pyscript_doctor.project.program.platform_names import foreign

        if self.sources.is_opaque(dotted):
            return UNKNOWN
        return (LocalModule(dotted) if self.sources.is_local(dotted) else foreign(dotted),)
