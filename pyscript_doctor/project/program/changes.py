"""The names of lists, dicts and sets that something may change after they are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.kinds import Role
from pyscript_doctor.parsers.python.nodes import (
    Attribute,
    CallExpression,
    ComparisonExpression,
    FormatString,
    Name,
    Operation,
    SubscriptExpression,
)
from pyscript_doctor.project.program.types import type_of
from pyscript_doctor.project.program.values import Collection, PythonName

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.python.nodes import Event, Expression
    from pyscript_doctor.project.program.evaluation import Evaluation

_READING_METHODS = frozenset({"get", "items", "keys", "values", "index", "count", "copy"})
_READING_FUNCTIONS = frozenset(
    f"builtins.{name}"
    for name in (
        *("len", "print", "sorted", "sum", "min", "max", "enumerate", "range", "str", "repr", "list", "tuple", "set"),
        *("zip", "any", "all", "reversed", "dict", "isinstance", "iter", "bool"),
    )
) | {"pyscript.display", "json.dumps", "builtins.str.join", "random.choice", "random.sample", "random.choices"}
_FIXED = frozenset(f"builtins.{name}" for name in ("str", "bytes", "int", "float", "bool"))
"""Types whose values nothing can change."""
_CHANGING = frozenset({"set item", "delete item"})


def changed_names(evaluation: Evaluation) -> frozenset[str]:
    """The names whose value something changes, or gets and may change. Only the names decide."""
    reading: set[int] = set()
    read: list[Name] = []
    changed: set[str] = set()
    for source, syntax in enumerate(evaluation.modules.syntaxes):
        for event in (event for scope in syntax.scopes for event in scope.events):
            if isinstance(event, Name):
                if not _is_looked_at(evaluation, event, source):
                    read.append(event)
            elif isinstance(event, Attribute):
                changed.update(_reached(event))
            else:
                reading.update(id(each) for each in _only_read(evaluation, event, source))
    return frozenset(changed) | {name.name for name in read if id(name) not in reading}


def _is_looked_at(evaluation: Evaluation, name: Name, source: int) -> bool:
    """Whether a condition reads it, or a loop goes through it and gets nothing that can be changed."""
    if name.role is not Role.ITERATED:
        return name.role in {Role.CONDITION, Role.STATEMENT}
    return all(
        isinstance(value, Collection) and all(item is None or type_of(item) in _FIXED for item in value.items)
        for value in evaluation.alternatives(name, source)
    )


def _only_read(evaluation: Evaluation, event: Event, source: int) -> Iterator[Expression]:
    """What an event looks at and does not keep."""
    if isinstance(event, SubscriptExpression):
        yield from (event.value, event.key)
    elif isinstance(event, ComparisonExpression) or (
        isinstance(event, Operation) and event.operator not in _CHANGING and not event.operator.endswith("=")
    ):
        yield from event.operands
    elif isinstance(event, CallExpression):
        yield event.callee
        for argument in event.arguments:
            if isinstance(argument.value, FormatString):
                yield from argument.value.operands
        names = [argument.value for argument in event.arguments if isinstance(argument.value, Name)]
        callee = evaluation.value(event.callee, source) if names else None
        if isinstance(callee, PythonName) and callee.name in _READING_FUNCTIONS:
            yield from names


def _reached(event: Attribute) -> Iterator[str]:
    """Names that an attribute reaches another way (`module.scores`), or that it may change (`scores.append`)."""
    current: Expression = event
    while isinstance(current, Attribute):
        yield current.name
        if isinstance(current.base, Name) and current.name not in _READING_METHODS:
            yield current.base.name
        current = current.base
