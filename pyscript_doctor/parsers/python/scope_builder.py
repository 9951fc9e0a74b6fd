"""Scopes while they are being read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.kinds import ScopeKind
from pyscript_doctor.parsers.python.nodes import (
    CallExpression,
    Comprehension,
    Context,
    Display,
    Event,
    Expression,
    Guard,
    Imports,
    ImportStatement,
)
from pyscript_doctor.parsers.python.syntax import Binding, Field, Parameters, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.python.annotations import Annotation

# More conditions around one place are not kept: code there then counts as code that may run.
MOST_GUARDS = 40


@dataclass(eq=False, repr=False)
class Draft:
    """A Scope that is not complete yet."""

    number: int
    kind: ScopeKind
    name: str
    parent: int | None
    runs_in: int
    name_start: int
    name_end: int
    parameters: Parameters = field(default_factory=Parameters)
    is_async: bool = False
    is_generator: bool = False
    end: Context | None = None
    bindings: dict[str, list[Binding]] = field(default_factory=dict)
    shared: set[str] = field(default_factory=set)
    outer: set[str] = field(default_factory=set)
    imported_all: list[ImportStatement] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    returns: list[tuple[Expression, Context]] = field(default_factory=list)
    decorators: list[Expression] = field(default_factory=list)
    bases: list[Expression] = field(default_factory=list)
    awaited_names: set[str] = field(default_factory=set)
    has_keywords: bool = False
    declared: set[str] = field(default_factory=set)
    fields: list[Field] = field(default_factory=list)
    types: dict[str, Annotation] = field(default_factory=dict)
    gives: Annotation | None = None

    def scope(self) -> Scope:
        """The finished Scope."""
        return Scope(
            number=self.number,
            kind=self.kind,
            name=self.name,
            parent=self.parent,
            runs_in=self.runs_in,
            name_start=self.name_start,
            name_end=self.name_end,
            bindings={name: tuple(bindings) for name, bindings in self.bindings.items()},
            shared=frozenset(self.shared),
            outer=frozenset(self.outer),
            imported_all=tuple(self.imported_all),
            events=tuple(self.events),
            returns=tuple(self.returns),
            end=self.end,
            is_async=self.is_async,
            is_generator=self.is_generator,
            parameters=self.parameters,
            decorators=tuple(self.decorators),
            bases=tuple(self.bases),
            awaited_calls=frozenset(self._awaited_calls()),
            has_keywords=self.has_keywords,
            declared=frozenset(self.declared),
            fields=tuple(self.fields),
            types=self.types,
            gives=self.gives,
        )

    def _awaited_calls(self) -> Iterator[tuple[int, int]]:
        for name in self.awaited_names:
            pending = [binding.value for binding in self.bindings.get(name, ())]
            while pending:
                value = pending.pop()
                if isinstance(value, CallExpression):
                    yield value.start, value.end
                elif isinstance(value, Display):
                    pending.extend(value.items)
                elif isinstance(value, Comprehension):
                    pending.append(value.item)


class Drafts:
    """All scopes of one source; the module's is the first."""

    def __init__(self) -> None:
        self.all: list[Draft] = [Draft(0, ScopeKind.MODULE, "", None, 0, 0, 0)]
        self._loops = 0

    def __getitem__(self, number: int) -> Draft:
        return self.all[number]

    def open(self, kind: ScopeKind, name: str, parent: int, place: tuple[int, int]) -> Draft:
        """A new scope inside another; `name` is its own, not dotted yet."""
        around = self.all[parent]
        number = len(self.all)
        dotted = f"{around.name}.{name}" if around.name and name else name or around.name
        runs_in = number if kind in {ScopeKind.FUNCTION, ScopeKind.LAMBDA} else around.runs_in
        draft = Draft(number, kind, dotted, parent, runs_in, *place)
        self.all.append(draft)
        return draft

    def record(self, context: Context, event: Event) -> None:
        """Notes what happens at a place."""
        self.all[self.all[context.scope].runs_in].events.append(event)

    def runner(self, context: Context) -> Draft:
        """The module, function or lambda that a place belongs to."""
        return self.all[self.all[context.scope].runs_in]

    def bind(self, name: str, binding: Binding) -> None:
        """Notes that a name gets a value. Python's rules decide in which scope."""
        home = self.all[binding.context.scope]
        owner = self._owner(home, name)
        if owner.runs_in != home.runs_in:
            binding = binding._replace(outside=True)
        owner.bindings.setdefault(name, []).append(binding)

    def _owner(self, home: Draft, name: str) -> Draft:
        if name in home.shared:
            return self.all[0]
        if name not in home.outer:
            return home
        functions = [draft for draft in self._around(home) if draft.kind in {ScopeKind.FUNCTION, ScopeKind.LAMBDA}]
        return next((draft for draft in functions if name in draft.bindings), functions[0] if functions else home)

    def _around(self, draft: Draft) -> Iterator[Draft]:
        while draft.parent is not None:
            draft = self.all[draft.parent]
            yield draft

    def loop(self) -> int:
        """A number for a new loop."""
        self._loops += 1
        return self._loops


def inside(
    context: Context,
    *,
    test: Expression | Imports | None = None,
    holds: bool = True,
    tried: frozenset[str] = frozenset(),
    handled: frozenset[str] = frozenset(),
    loop: int = 0,
    scope: int | None = None,
) -> Context:
    """A Context inside another: of a branch, a `try`, a loop, or another scope that runs in the same function."""
    guards = context.guards
    if test is not None and len(guards) < MOST_GUARDS:
        guards = (*guards, Guard(test, holds))
    return Context(
        scope=context.scope if scope is None else scope,
        parent=context,
        guards=guards,
        tried=context.tried | tried if tried else context.tried,
        loop=loop or context.loop,
        handled=context.handled | handled if handled else context.handled,
    )
