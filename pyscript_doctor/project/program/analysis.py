"""From the Python of one Runtime to the facts that rules read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.kinds import Role
from pyscript_doctor.parsers.python.nodes import (
    Attribute,
    AttributeAssignment,
    CallExpression,
    ComparisonExpression,
    Context,
    Definition,
    ImportStatement,
    LoopStatement,
    Name,
    Operation,
    SubscriptExpression,
)
from pyscript_doctor.project.program.absent_names import AbsentNames
from pyscript_doctor.project.program.alternatives import BasesOf, Cycle, LocalModule, outward
from pyscript_doctor.project.program.attribute_uses import Access, AttributeUse, BaseOfAttribute
from pyscript_doctor.project.program.certainty import Certainty
from pyscript_doctor.project.program.definitions import undecorated
from pyscript_doctor.project.program.early_reads import early_read, reads_unbound
from pyscript_doctor.project.program.evaluation import Evaluation
from pyscript_doctor.project.program.execution import Execution, imported_by_call, is_awaited
from pyscript_doctor.project.program.expected_errors import ExpectedErrors
from pyscript_doctor.project.program.facts import (
    Argument,
    Assignment,
    Call,
    Code,
    Comparison,
    EarlyRead,
    ForeignOperation,
    Import,
    Loop,
    MissingItem,
    Place,
    Refusal,
    ResultUse,
    Subscript,
    Use,
)
from pyscript_doctor.project.program.foreign_calls import foreign_calls
from pyscript_doctor.project.program.foreign_operations import foreign_operations
from pyscript_doctor.project.program.guards import is_certain
from pyscript_doctor.project.program.missing_items import missing_items
from pyscript_doctor.project.program.own_objects import OwnObjects
from pyscript_doctor.project.program.own_signatures import called_signature, lacks_self
from pyscript_doctor.project.program.parts import follow
from pyscript_doctor.project.program.refusals import Refusals
from pyscript_doctor.project.program.result_uses import result_uses
from pyscript_doctor.project.program.scopes import Modules, Program
from pyscript_doctor.project.program.uncallable import not_callable
from pyscript_doctor.project.program.values import Instance, Literal, PythonFunction, PythonName, UnknownValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyscript_doctor.parsers.python.nodes import Event, Expression
    from pyscript_doctor.parsers.python.syntax import Scope
    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.program.values import Value

__all__ = ["Program", "analyse"]

_IMPORT_ERRORS = frozenset({"ImportError", "ModuleNotFoundError", "Exception", "BaseException", "*"})


def analyse(program: Program) -> tuple[Code, ...]:
    """The facts of every script, and of every module that reachable code imports, in that order."""
    modules = Modules(program)
    evaluation = Evaluation(program, modules)
    execution = Execution(evaluation)
    execution.follow()
    expected = ExpectedErrors(evaluation, execution)
    certainty = Certainty(evaluation)
    absent = AbsentNames(evaluation, certainty)
    refusals = Refusals(evaluation, certainty)
    objects = OwnObjects(refusals, absent)
    return tuple(
        _Facts(evaluation, execution, expected, absent, refusals, objects, source).code()
        for source in range(len(modules.syntaxes))
        if (source, 0) in execution.runs
    )


class _Facts:
    """Collects the facts of one source."""

    def __init__(
        self,
        evaluation: Evaluation,
        execution: Execution,
        expected: ExpectedErrors,
        absent: AbsentNames,
        refusals: Refusals,
        objects: OwnObjects,
        source: int,
    ) -> None:
        self._evaluation = evaluation
        self._absent = absent
        self._refusals = refusals
        self._objects = objects
        self._certainty = refusals.certainty
        self._execution = execution
        self._expected = expected
        self._source = source
        self._syntax = evaluation.modules.syntaxes[source]
        self._text = self._syntax.text
        self._runs: dict[int, int] = {}

    def code(self) -> Code:
        events = sorted(self._events(), key=lambda each: (each[0].start, -each[0].end))
        # Most events are names that are read, and most facts are about other events.
        others = [(event, place) for event, place in events if not isinstance(event, Name)]
        calls = [(event, place) for event, place in others if isinstance(event, CallExpression)]
        awaited = self._syntax.top_level_await
        return Code(
            runtime=self._evaluation.program.runtime,
            path=self._text.path,
            module=self._evaluation.modules.namespace_of(self._source).name,
            span=self._text.span(),
            syntax=self._syntax,
            imports=tuple(fact for event, place in others for fact in self._imports(event, place)),
            calls=tuple(self._call(event, place) for event, place in calls),
            uses=tuple(fact for event, place in events for fact in self._uses(event, place)),
            assignments=tuple(fact for event, place in others for fact in self._assignments(event, place)),
            comparisons=tuple(fact for event, place in others for fact in self._comparisons(event, place)),
            subscripts=tuple(fact for event, place in others for fact in self._subscripts(event, place)),
            functions=self._functions(),
            constants=self._constants(),
            attributes=tuple(self._attributes(events)),
            loops=tuple(self._loop(event, place) for event, place in others if isinstance(event, LoopStatement)),
            absent_names=tuple(fact for event, place in others for fact in self._absent.at(event, self._source, place)),
            early_reads=tuple(fact for event, place in events for fact in self._early_reads(event, place)),
            unbound_reads=tuple(
                place for event, place in events if reads_unbound(self._evaluation, self._source, event)
            ),
            refusals=tuple(fact for event, place in others for fact in self._refused(event, place)),
            mixtures=tuple(
                fact for event, place in others for fact in self._refusals.mixtures(event, self._source, place)
            ),
            foreign_operations=tuple(
                fact for event, place in others for fact in self._foreign_operations(event, place)
            ),
            foreign_calls=tuple(
                fact for event, place in others for fact in foreign_calls(self._refusals, event, self._source, place)
            ),
            missing_items=tuple(fact for event, place in others for fact in self._missing_items(event, place)),
            awaits=tuple(fact for event, place in others for fact in self._awaits(event, place)),
            result_uses=tuple(fact for event, place in events for fact in self._result_uses(event, place)),
            top_level_await=None if awaited is None else self._text.span(awaited, awaited + len("await")),
        )

    def _events(self) -> Iterator[tuple[Event, Place]]:
        """What happens in the code of the source that runs."""
        for scope in self._syntax.scopes:
            at_load = self._execution.runs.get((self._source, scope.number))
            if at_load is None:
                continue
            for event in scope.events:
                if self._evaluation.lives(event.context, self._source):
                    yield event, self._place(event, scope, at_load)

    def _place(self, event: Event, scope: Scope, at_load: bool) -> Place:
        context: Context = event.context
        return Place(
            span=self._text.span(event.start, event.end),
            function=scope.name or None if scope.number else None,
            at_load=at_load,
            tried=context.tried,
            looped=context.loop != 0,
            run=self._runs.setdefault(id(context), len(self._runs)),
            handled=context.handled,
            expected=self._expected.of(self._source, scope.number),
        )

    def _imports(self, event: Event, place: Place) -> Iterable[Import]:
        if isinstance(event, ImportStatement):
            module = self._evaluation.modules.absolute(event, self._source)
            module_span = self._text.span(event.module_start, event.module_end)
            yield Import(module, event.name, event.alias, place, self._is_soft(event, place), module_span)
        elif isinstance(event, CallExpression):
            imported = imported_by_call(self._evaluation, event, self._source)
            if imported:
                argument = event.arguments[0]
                span = self._text.span(argument.start, argument.end)
                yield Import(imported, None, "", place, self._is_soft(event, place), span)

    def _is_soft(self, event: Event, place: Place) -> bool:
        """Whether it may fail, or is at the top level under a condition that nobody can decide, as about platforms."""
        if place.caught & _IMPORT_ERRORS:
            return True
        return place.function is None and not is_certain(self._evaluation, event.context, self._source)

    def _call(self, event: CallExpression, place: Place) -> Call:
        value = self._evaluation.value
        arguments = tuple(
            Argument(
                value(argument.value, self._source),
                self._text.span(argument.start, argument.end),
                argument.keyword,
                argument.starred,
            )
            for argument in event.arguments
        )
        return Call(
            callee=value(event.callee, self._source),
            callee_span=self._text.span(event.callee.start, event.callee.end),
            arguments=arguments,
            place=place,
            awaited=event.scheduled or is_awaited(event, self._evaluation.modules.scope(*self._home(event))),
            decorates=self._decorated(event),
            dropped=value(event, self._source) if event.role is Role.STATEMENT else None,
            signature=called_signature(self._evaluation, event, self._source),
            without_self=lacks_self(self._evaluation, event, self._source),
            not_callable=not_callable(self._evaluation, event, self._source),
        )

    def _home(self, event: CallExpression) -> tuple[int, int]:
        return self._source, self._syntax.scopes[event.context.scope].runs_in

    def _decorated(self, event: CallExpression) -> PythonFunction | None:
        if event.decorates is None:
            return None
        return undecorated(self._evaluation, self._source, event.decorates)

    def _uses(self, event: Event, place: Place) -> Iterable[Use]:
        if isinstance(event, (Name, Attribute)):
            value = self._evaluation.value(event, self._source)
            if not isinstance(value, UnknownValue):
                yield Use(value, place, event.role)

    def _attributes(self, events: list[tuple[Event, Place]]) -> Iterator[AttributeUse]:
        callees = {id(event.callee) for event, _ in events if isinstance(event, CallExpression)}
        for event, place in events:
            if isinstance(event, AttributeAssignment):
                yield self._attribute(event.target, event.attribute, event, Access.ASSIGNED, place)
            expression: object = event
            while isinstance(expression, Attribute):
                access = Access.CALLED if id(expression) in callees else Access.READ
                yield self._attribute(expression.base, expression.name, expression, access, place)
                expression = expression.base

    def _attribute(
        self, base: Expression, name: str, read: Attribute | AttributeAssignment, access: Access, place: Place
    ) -> AttributeUse:
        value = self._evaluation.value(base, self._source)
        span = self._text.span(read.end - len(name), read.end)
        asks = BaseOfAttribute(base, value, read.context, self._source, self._refusals)
        return AttributeUse(value, name, span, access, place, asks)

    def _assignments(self, event: Event, place: Place) -> Iterable[Assignment]:
        if isinstance(event, AttributeAssignment):
            target = self._evaluation.value(event.target, self._source)
            if not isinstance(target, (Instance, PythonFunction)):
                yield Assignment(target, event.attribute, self._assigned(event), place, self._given(event))
        elif isinstance(event, CallExpression) and len(event.arguments) == 3:
            value = self._evaluation.value
            if value(event.callee, self._source) == PythonName("builtins.setattr"):
                target, name, assigned = (value(argument.value, self._source) for argument in event.arguments)
                if isinstance(name, Literal) and not isinstance(target, (Instance, PythonFunction)):
                    yield Assignment(target, str(name.value), assigned, place)

    def _given(self, event: AttributeAssignment) -> Span | None:
        if event.value is None or event.steps:
            return None
        return self._text.span(event.value.start, event.value.end)

    def _assigned(self, event: AttributeAssignment) -> Value:
        if event.value is None:
            return UnknownValue()
        values = self._evaluation.alternatives(event.value, self._source)
        return outward(follow(values, event.steps))

    def _comparisons(self, event: Event, place: Place) -> Iterable[Comparison]:
        if isinstance(event, ComparisonExpression):
            values = [self._evaluation.value(operand, self._source) for operand in event.operands]
            pairs = zip(event.operands, event.operands[1:], strict=False)
            for left, operator, right, pair in zip(values, event.operators, values[1:], pairs, strict=False):
                yield Comparison(left, operator, right, place, self._choices(pair, left, right))

    def _choices(self, operands: tuple[Expression, Expression], left: Value, right: Value) -> tuple[Value, ...]:
        nothing = Literal(None)
        if nothing not in (left, right):
            return ()
        found = self._evaluation.alternatives(operands[0] if right == nothing else operands[1], self._source)
        choices = tuple(each for each in found if not isinstance(each, (LocalModule, BasesOf, Cycle)))
        return choices if 1 < len(choices) == len(found) else ()

    def _subscripts(self, event: Event, place: Place) -> Iterable[Subscript]:
        if isinstance(event, SubscriptExpression):
            yield self._subscript(event.value, event.key, event.context, place)
        elif isinstance(event, Operation) and event.operator == "set item":
            holder, key = event.operands
            yield self._subscript(holder, key, event.context, place, assigned=True)

    def _subscript(
        self, holder: Expression, key: Expression, context: Context, place: Place, assigned: bool = False
    ) -> Subscript:
        value, first = self._evaluation.value, holder
        while isinstance(first, SubscriptExpression):
            first = first.value
        settled = isinstance(value(key, self._source), Literal) and self._certainty.is_settled(
            first, self._source, context
        )
        span = self._text.span(key.start, key.end)
        return Subscript(value(holder, self._source), value(key, self._source), place, span, assigned, settled)

    def _loop(self, event: LoopStatement, place: Place) -> Loop:
        endless = event.test is not None and self._evaluation.truth(event.test, self._source) is True
        body = self._text.span(event.end, event.body_end)
        return Loop(place, body, endless, event.awaits, event.leaves, is_while=event.test is not None)

    def _refused(self, event: Event, place: Place) -> Iterator[Refusal]:
        yield from self._refusals.at(event, self._source, place)
        yield from self._objects.at(event, self._source, place)

    def _early_reads(self, event: Event, place: Place) -> Iterable[EarlyRead]:
        read = early_read(self._evaluation, self._source, event, place)
        return () if read is None else (read,)

    def _awaits(self, event: Event, place: Place) -> Iterable[Use]:
        if isinstance(event, Operation) and event.operator == "await":
            operand = event.operands[0]
            span = self._text.span(operand.start, operand.end)
            yield Use(self._evaluation.value(operand, self._source), place._replace(span=span))

    def _foreign_operations(self, event: Event, place: Place) -> Iterable[ForeignOperation]:
        return foreign_operations(self._evaluation, self._certainty, event, self._source, place)

    def _missing_items(self, event: Event, place: Place) -> Iterable[MissingItem]:
        return missing_items(self._evaluation, self._certainty, event, self._source, place)

    def _result_uses(self, event: Event, place: Place) -> Iterable[ResultUse]:
        for call, use, name, where in result_uses(self._evaluation, self._source, event):
            scope = self._evaluation.modules.scope(self._source, call.context.scope)
            happens = self._place(call, self._evaluation.modules.scope(self._source, scope.runs_in), place.at_load)
            yield ResultUse(self._call(call, happens), use, name, self._text.span(where.start, where.end), place)

    def _functions(self) -> dict[str, PythonFunction]:
        live = {
            event.scope
            for scope in self._syntax.scopes
            for event in scope.events
            if isinstance(event, Definition) and self._evaluation.lives(event.context, self._source)
        }
        return {
            scope.name: undecorated(self._evaluation, self._source, scope.number)
            for scope in self._syntax.scopes
            if scope.number in live
        }

    def _constants(self) -> dict[str, Value]:
        found: dict[str, Value] = {}
        namespace = self._evaluation.modules.namespace_of(self._source)
        for name in self._syntax.scopes[0].bindings:
            bounds = self._evaluation.modules.at_the_end(namespace, name)
            own = tuple(bound for bound in bounds if bound.source == self._source)
            found[name] = outward(self._evaluation.bound(name, own))
        return found
