"""The errors that the callers of a function expect: each of its calls is in a `try` that catches them.

Catching everything means that nothing special is expected: an `except Exception` around `main()` is a net for faults,
and what falls into it is still a fault.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.exceptions import catching
from pyscript_doctor.parsers.python.kinds import ScopeKind
from pyscript_doctor.parsers.python.nodes import Attribute, AttributeAssignment, CallExpression, ImportStatement
from pyscript_doctor.project.program.execution import RUN_AT_ONCE, is_awaited
from pyscript_doctor.project.program.values import Instance, PythonFunction, PythonName

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyscript_doctor.parsers.python.nodes import Context, Event, Expression
    from pyscript_doctor.project.program.evaluation import Evaluation
    from pyscript_doctor.project.program.execution import Execution, RunPlace

NETS = frozenset({"*", "BaseException", "Exception"})
_NOTHING: frozenset[str] = frozenset()
# Modules whose functions call what they get before they return, if they call it at all.
_CALLING_AT_ONCE = ("builtins.", "functools.", "itertools.", "operator.")
# Modules whose decorators pass a function to nobody else.
_KEEPING = (*_CALLING_AT_ONCE, "abc.", "contextlib.", "dataclasses.", "enum.", "typing.", "micropython.")


class ExpectedErrors:
    """Follows the calls of a program from where nothing is caught to everything that they lead to."""

    def __init__(self, evaluation: Evaluation, execution: Execution) -> None:
        self._evaluation = evaluation
        self._modules = evaluation.modules
        self._execution = execution

    def of(self, source: int, number: int) -> frozenset[str]:
        """The names of the errors that every way into a function, or a module, expects. Both are numbers."""
        return self._expected.get((source, number), _NOTHING)

    @cached_property
    def _expected(self) -> dict[RunPlace, frozenset[str]]:
        if not any(_named(event.context) for place in self._execution.runs for event in self._events(place)):
            return {}
        ways = {place: tuple(self._ways(place)) for place in self._execution.runs}
        found = dict.fromkeys(self._entered(), _NOTHING)
        pending = list(found)
        while pending:
            place = pending.pop()
            for target, named in ways.get(place, ()):
                errors = _NOTHING if named is None else named | found[place]
                both = _both(found[target], errors) if target in found else errors
                if both != found.get(target):
                    found[target] = both
                    pending.append(target)
        return found

    def _entered(self) -> Iterator[RunPlace]:
        """The scripts, and what the page calls by name."""
        for source in self._modules.main.sources:
            yield source, 0
        for name in self._evaluation.program.called_from_outside:
            for bound in self._modules.globals(self._modules.main, name):
                if bound.binding.scope >= 0:
                    yield bound.source, bound.binding.scope
            yield from self._execution.methods_named(name)

    def _events(self, place: RunPlace) -> Iterator[Event]:
        source, number = place
        for event in self._modules.scope(source, number).events:
            if self._evaluation.lives(event.context, source):
                yield event

    def _ways(self, place: RunPlace) -> Iterator[tuple[RunPlace, frozenset[str] | None]]:
        """What a function runs, and the errors that it expects there; None for what others run, who expect nothing."""
        source, _ = place
        for event in self._events(place):
            named = _named(event.context)
            if isinstance(event, CallExpression):
                yield from self._of_call(event, source, named)
            elif isinstance(event, ImportStatement):
                yield from ((each, named) for each in self._execution.imported(event, source))
            elif isinstance(event, AttributeAssignment) and event.value is not None:
                yield from ((each, None) for each in self._held(event.value, source))
            elif isinstance(event, Attribute):
                yield from ((each, named) for each in self._execution.methods_named(event.name))

    def _of_call(
        self, event: CallExpression, source: int, named: frozenset[str]
    ) -> Iterator[tuple[RunPlace, frozenset[str] | None]]:
        around = self._modules.scope(source, self._modules.scope(source, event.context.scope).runs_in)
        for target in self._called(event, source):
            runs_now = not self._modules.scope(*target).is_async or is_awaited(event, around)
            yield target, named if runs_now else None
        callee = self._evaluation.value(event.callee, source)
        if isinstance(callee, PythonFunction):
            return  # what it does with its arguments is a call of its own
        calls = isinstance(callee, PythonName) and callee.name.startswith(_CALLING_AT_ONCE)
        for argument in event.arguments:
            yield from ((each, named if calls else None) for each in self._held(argument.value, source))
        if event.decorates is not None and not (isinstance(callee, PythonName) and callee.name.startswith(_KEEPING)):
            yield (source, event.decorates), None

    def _called(self, event: CallExpression, source: int) -> Iterator[RunPlace]:
        found = tuple(self._held(event.callee, source))
        yield from found
        if not found and isinstance(event.callee, Attribute):
            yield from self._execution.methods_named(event.callee.name)

    def _held(self, expression: Expression, source: int) -> Iterator[RunPlace]:
        """The functions that an expression comes to, and what runs if a class or an instance is called."""
        for value in self._evaluation.alternatives(expression, source):
            if isinstance(value, (PythonFunction, Instance)):
                others = value.others if isinstance(value, PythonFunction) else ()
                for each in (value, *others):
                    place = self._modules.definition_of(each)
                    if place is not None:
                        yield from self._run_by(each, place)

    def _run_by(self, value: PythonFunction | Instance, place: RunPlace) -> Iterable[RunPlace]:
        if self._modules.scope(*place).kind is not ScopeKind.CLASS:
            return (place,)
        names = RUN_AT_ONCE if isinstance(value, PythonFunction) else ("__call__",)
        return (method for name in names for method in self._execution.methods_of(place, name))


def _named(context: Context) -> frozenset[str]:
    return context.tried - NETS if context.tried else _NOTHING


def _both(ones: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """The errors that both catch: for `LookupError` and `KeyError`, the second one."""
    if ones == others:
        return ones
    return frozenset(
        {each for each in ones if not others.isdisjoint(catching(each))}
        | {each for each in others if not ones.isdisjoint(catching(each))}
    )
