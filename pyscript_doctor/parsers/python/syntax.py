"""What is read from a piece of Python: its scopes, and the names that they bind.

Offsets count characters of `Syntax.text`; `Syntax.text.span` makes Spans of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pyscript_doctor.records import NamedTuple, compared_by_identity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyscript_doctor.parsers.python.annotations import Annotation
    from pyscript_doctor.parsers.python.kinds import BindingKind, ScopeKind
    from pyscript_doctor.parsers.python.nodes import Context, Event, Expression, ImportStatement, Name, Step
    from pyscript_doctor.parsers.python.undefined_names import NameUse
    from pyscript_doctor.parsers.text import Text


@compared_by_identity
class Binding(NamedTuple):
    """One way in which a name gets its value.

    position: the offset from which on it holds. outside: bound by `global` or `nonlocal` in another function.
    value, steps: of "value": the steps that lead from the expression to what is bound.
    statement: of "import". scope: of "function" and "class", the number of its scope.
    """

    kind: BindingKind
    position: int
    context: Context
    outside: bool = False
    value: Expression | None = None
    steps: tuple[Step, ...] = ()
    statement: ImportStatement | None = None
    scope: int = -1


class Field(NamedTuple):
    """A name that a class gives a type: `annotation` as it is written, `value` its default."""

    name: str
    annotation: str
    value: Expression | None


class Parameters(NamedTuple):
    """The parameters of a function, self included.

    positional: the names of those that can be given by position, in order. required, most: how many positional
    arguments it must and can get (most is None with `*args`). defaults: those of all parameters, by name.
    positional_only: how many of the first ones cannot be given by name. keyword_only: those that can be given only by
    name. more_keywords: it takes any others too, as `**kwargs`. annotations: what they say, by name.
    """

    positional: tuple[str, ...] = ()
    required: int = 0
    most: int | None = 0
    defaults: tuple[tuple[str, Expression], ...] = ()
    positional_only: int = 0
    keyword_only: tuple[str, ...] = ()
    more_keywords: bool = False
    annotations: tuple[tuple[str, Annotation], ...] = ()

    @property
    def first(self) -> str | None:
        """The name of the first one, which a method calls `self`."""
        return self.positional[0] if self.positional else None


@compared_by_identity
class Scope(NamedTuple):
    """A module (number 0), class, function, lambda or comprehension.

    name: dotted, from the module down. name_start, name_end: its name after `def` or `class`; a lambda's own extent.
    runs_in: the number of the module, function or lambda whose run executes it (its own, if it is one).
    imported_all: the statements `from x import *`. shared: names declared global; outer: names declared nonlocal.
    events: what happens in it and in the classes and comprehensions that run with it, in order.
    decorators: the expressions after `@`, from the top down; bases: those of a class.
    has_keywords: it is a class with more than bases in its parentheses, such as `metaclass=`.
    returns: what it returns, with the Context of each. end: the Context of a function's end, where it
        returns None; None if it has no such end.
    awaited_calls: the start and end of calls whose result is awaited by the name that it is given.
    declared: the names that a class gives a type and no value. fields: all that it gives a type, in order.
    types: the annotations of its names, of a class those of its instances' attributes too. gives: of what a function
        returns.
    """

    number: int
    kind: ScopeKind
    name: str
    parent: int | None
    runs_in: int
    name_start: int
    name_end: int
    bindings: Mapping[str, tuple[Binding, ...]]
    shared: frozenset[str]
    outer: frozenset[str]
    imported_all: tuple[ImportStatement, ...]
    events: tuple[Event, ...]
    returns: tuple[tuple[Expression, Context], ...]
    end: Context | None
    is_async: bool
    is_generator: bool
    parameters: Parameters
    decorators: tuple[Expression, ...]
    bases: tuple[Expression, ...]
    awaited_calls: frozenset[tuple[int, int]]
    has_keywords: bool
    declared: frozenset[str]
    fields: tuple[Field, ...]
    types: Mapping[str, Annotation]
    gives: Annotation | None


@dataclass(frozen=True, eq=False)
class Syntax:
    """One file or inline block of Python.

    top_level_await: the offset of the first `await` outside of any function, if there is one.
    """

    text: Text
    scopes: tuple[Scope, ...]
    top_level_await: int | None

    @cached_property
    def reads(self) -> dict[str, list[Name]]:
        """Where names are read that nothing else is made of, in the order of its scopes."""
        from pyscript_doctor.parsers.python.nodes import Name

        found: dict[str, list[Name]] = {}
        for scope in self.scopes:
            for event in scope.events:
                if isinstance(event, Name):
                    found.setdefault(event.name, []).append(event)
        return found

    @cached_property
    def names(self) -> NameUse:
        """The names that it defines, and those that nothing in it defines."""
        from pyscript_doctor.parsers.python.undefined_names import names_used

        return names_used(self.text)
