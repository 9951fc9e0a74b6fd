"""What the parameters of a function are given, where every use of the function in the program is a call."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from pyscript_doctor.parsers.python.syntax import (
    Attribute,
    BindingKind,
    CallExpression,
    ImportStatement,
    Name,
    ScopeKind,
)
from pyscript_doctor.project.program.alternatives import UNKNOWN, Alternatives, distinct
from pyscript_doctor.project.program.values import JavaScriptValue, PythonFunction, PythonName

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.python.syntax import Event, Expression, Scope
    from pyscript_doctor.project.program.evaluation import Resolver

# A function that is called more often is not followed.
MOST_CALLS = 30

_Mention: TypeAlias = "tuple[int, Name | Attribute | ImportStatement, CallExpression | None]"


class Arguments:
    """Finds the calls of a function by its name; any other mention of the name, and nothing is told."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._sources = resolver.sources
        self._called_from_outside = frozenset(
            part for dotted in resolver.program.entry_points for part in dotted.split(".")
        )

    def of_parameter(self, name: str, source: int, scope: Scope) -> Alternatives:
        """What all the calls of a function give to a parameter."""
        if scope.kind is not ScopeKind.FUNCTION or scope.decorators:
            return UNKNOWN
        calls = self._calls(source, scope)
        if not calls or len(calls) > MOST_CALLS:
            return UNKNOWN
        question = ("parameter", source, scope.number, name)
        return self._resolver.once(question, lambda: self._given(name, source, scope, calls))

    def _given(self, name: str, source: int, scope: Scope, calls: list[tuple[int, CallExpression]]) -> Alternatives:
        found: list[Alternatives] = []
        taken = 1 if self._is_method(source, scope) else 0
        for number, call in calls:
            if not self._resolver.guards.live(call.context, number) or self._is_of_another(call, number, source, scope):
                continue
            expression = _argument(name, scope, call, taken)
            if expression is not None:
                found.append(self._resolver.alternatives(expression, number))
                continue
            default = dict(scope.parameters.defaults).get(name)
            found.append(UNKNOWN if default is None else self._resolver.alternatives(default, source))
        return distinct(value for values in found for value in values)

    def _is_of_another(self, call: CallExpression, number: int, source: int, scope: Scope) -> bool:
        """Whether a call of a method of that name is certainly one of another class, or of something else."""
        if not isinstance(call.callee, Attribute) or not self._is_method(source, scope):
            return False
        span = self._sources.all[source].text.span(scope.name_start, scope.name_end)
        callees = self._resolver.alternatives(call.callee, number)
        return all(
            value.span != span
            if isinstance(value, PythonFunction)
            else isinstance(value, (JavaScriptValue, PythonName))
            for value in callees
        )

    def _is_method(self, source: int, scope: Scope) -> bool:
        return scope.parent is not None and self._sources.scope(source, scope.parent).kind is ScopeKind.CLASS

    # The calls of a function

    def _calls(self, source: int, scope: Scope) -> list[tuple[int, CallExpression]] | None:
        """Its calls; None where it is used in another way too, or may be called from outside."""
        name = scope.name.rpartition(".")[2]
        mentions = self._mentions.get(name, ())
        if name in self._called_from_outside or name.startswith("__") or len(mentions) > 4 * MOST_CALLS:
            return None
        found: list[tuple[int, CallExpression]] = []
        for number, event, call in mentions:
            if not self._may_be_meant(event, number, source, scope):
                continue
            if isinstance(event, ImportStatement) and not event.renamed:
                continue
            if call is None:
                return None
            found.append((number, call))
        return found

    def _may_be_meant(self, event: Name | Attribute | ImportStatement, number: int, source: int, scope: Scope) -> bool:
        """Told by names alone: a name that is bound to it, an attribute of a module; for a method any attribute."""
        is_method = self._is_method(source, scope)
        if isinstance(event, Attribute):
            return is_method or self._is_of_module(event, number)
        if isinstance(event, ImportStatement):
            return not is_method
        bounds = self._sources.bindings(event, number)
        return not bounds or any(
            bound.binding.kind not in {BindingKind.FUNCTION, BindingKind.PARAMETER}
            or (bound.source == source and bound.binding.scope == scope.number)
            for bound in bounds
        )

    def _is_of_module(self, event: Attribute, number: int) -> bool:
        root: object = event
        while isinstance(root, Attribute):
            root = root.base
        bounds = self._sources.bindings(root, number) if isinstance(root, Name) else ()
        statements = [bound.binding.statement for bound in bounds if bound.binding.statement is not None]
        modules = [self._sources.absolute(statement, number) for statement in statements]
        return any(self._sources.is_local(module.partition(".")[0]) for module in modules)

    @cached_property
    def _mentions(self) -> dict[str, list[_Mention]]:
        """Where each identifier stands, and the call that it is the callee of."""
        found: dict[str, list[_Mention]] = {}
        for number, syntax in enumerate(self._sources.all):
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


def _argument(name: str, scope: Scope, call: CallExpression, taken: int) -> Expression | None:
    """What a call gives to a parameter; None where it leaves it to its default, or that cannot be told."""
    parameters = scope.parameters
    position = parameters.positional.index(name) - taken if name in parameters.positional else -1
    index = 0
    for argument in call.arguments:
        if argument.starred or argument.keyword == "**":
            return None
        if argument.keyword == name:
            return argument.value
        if argument.keyword is None:
            if index == position:
                return argument.value
            index += 1
    return None
