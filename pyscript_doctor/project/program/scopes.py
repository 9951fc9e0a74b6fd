"""The sources of a program, and where a name in one of them is bound, by Python's rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

from pyscript_doctor.knowledge.module_names import with_packages
from pyscript_doctor.parsers.python.kinds import BindingKind, ScopeKind
from pyscript_doctor.parsers.python.nodes import (
    AttributeAssignment,
    CallExpression,
    Constant,
    Context,
    Imports,
    ImportStatement,
    Name,
)
from pyscript_doctor.parsers.python.syntax import Binding, Scope
from pyscript_doctor.project.program.mentions import listening_in, mentions_in
from pyscript_doctor.project.program.values import Instance, PythonFunction
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyscript_doctor.knowledge.interpreters import Interpreter, Thread
    from pyscript_doctor.parsers.python.syntax import Syntax
    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.program.mentions import Mention

MAIN = "__main__"

# A name with more bindings is not followed.
MOST_BINDINGS = 200


@dataclass(frozen=True)
class Program:
    """What one interpreter runs.

    runtime: passed on to each Code. scripts: in the order in which they run; they share one namespace. modules: those
    that can be imported, by dotted name, a package by its `__init__.py`. opaque_modules: names of modules of the
    project whose content is unknown. entry_points: dotted names that are called from outside: by `py-click`, by another
    thread. event_attributes: those that `py-click` and the like call, with the types of their events. packages: which
    of the modules are packages; an `__init__.py` always is.
    """

    runtime: Any
    interpreter: Interpreter
    thread: Thread
    scripts: tuple[Syntax, ...]
    modules: Mapping[str, Syntax]
    opaque_modules: frozenset[str] = frozenset()
    entry_points: tuple[str, ...] = ()
    event_attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    packages: frozenset[str] = frozenset()

    @property
    def likeness(self) -> tuple[object, ...]:
        """Equal for Programs about which the same is to be said, whatever Runtime they belong to."""
        return (
            self.interpreter,
            self.thread,
            self.scripts,
            tuple(self.modules.items()),
            self.opaque_modules,
            self.entry_points,
            tuple(self.event_attributes.items()),
            self.packages,
        )

    @cached_property
    def called_from_outside(self) -> frozenset[str]:
        """The names in its entry points."""
        return frozenset(part for dotted in self.entry_points for part in dotted.split("."))


class Namespace(NamedTuple):
    """A namespace: the scripts together, or one module. `sources` are the numbers of its sources."""

    name: str
    sources: tuple[int, ...]
    is_package: bool = False


class Bound(NamedTuple):
    """A binding, and the number of its source."""

    source: int
    binding: Binding


class Modules:
    """The Python of a program, by number: the scripts in their order, then the modules that an import names."""

    def __init__(self, program: Program) -> None:
        names = _imported(program)
        self.syntaxes: tuple[Syntax, ...] = (*program.scripts, *(program.modules[name] for name in names))
        scripts = len(program.scripts)
        self.main = Namespace(MAIN, tuple(range(scripts)))
        self.namespaces = {MAIN: self.main}
        for number, name in enumerate(names, scripts):
            self.namespaces[name] = Namespace(name, (number,), is_package(program, name))
        self._namespace_of = [MAIN] * scripts + names
        self._opaque = program.opaque_modules
        self._names = frozenset((*program.modules, *program.opaque_modules))
        self._folders = {parent for name in self._names for parent in with_packages(name)[:-1]}
        self._bindings: dict[tuple[int, int], tuple[Bound, ...]] = {}
        self.definitions: dict[Span, tuple[int, int]] = {
            syntax.text.span(scope.name_start, scope.name_end): (number, scope.number)
            for number, syntax in reversed(tuple(enumerate(self.syntaxes)))
            for scope in syntax.scopes
            if scope.kind in {ScopeKind.FUNCTION, ScopeKind.LAMBDA, ScopeKind.CLASS}
        }

    def scope(self, source: int, number: int) -> Scope:
        """A scope by its source and number."""
        return self.syntaxes[source].scopes[number]

    def definition_of(self, value: object) -> tuple[int, int] | None:
        """Where the function or class is defined that a value is, or is an instance of: source and scope."""
        span = value.span if isinstance(value, (Instance, PythonFunction)) else None
        return self.definitions.get(span) if span else None

    def namespace_of(self, source: int) -> Namespace:
        """The namespace that a source belongs to."""
        return self.namespaces[self._namespace_of[source]]

    def is_local(self, module: str) -> bool:
        """Whether a module, or a folder of modules, belongs to the project."""
        return module in self._names or module in self._folders

    def is_opaque(self, module: str) -> bool:
        """Whether it belongs to the project, but its content is unknown."""
        return module in self._opaque

    def absolute(self, statement: ImportStatement, source: int) -> str:
        """The dotted name of the module that an import names; a relative one is resolved within its package."""
        namespace = self.namespace_of(source)
        return absolute_name(statement, namespace.name, namespace.is_package)

    @cached_property
    def mentions(self) -> dict[str, list[Mention]]:
        """Where each identifier is."""
        return mentions_in(self.syntaxes)

    @cached_property
    def listening(self) -> tuple[tuple[int, CallExpression | AttributeAssignment], ...]:
        """The calls and assignments by which functions listen for events, each with its source."""
        return tuple(listening_in(self.syntaxes))

    @cached_property
    def assigned_listeners(self) -> frozenset[int]:
        """What is assigned to `onclick` and the like, by the ids of the expressions."""
        return frozenset(id(event.value) for _, event in self.listening if isinstance(event, AttributeAssignment))

    @cached_property
    def takers(self) -> dict[int, CallExpression]:
        """The call that an expression is an argument of, by the expression's id."""
        return {
            id(argument.value): event
            for syntax in self.syntaxes
            for scope in syntax.scopes
            for event in scope.events
            if isinstance(event, CallExpression)
            for argument in event.arguments
        }

    @cached_property
    def attribute_assignments(self) -> dict[str, list[tuple[int, AttributeAssignment]]]:
        """Every `x.name = value` of the program, by name."""
        found: dict[str, list[tuple[int, AttributeAssignment]]] = {}
        for number, syntax in enumerate(self.syntaxes):
            for scope in syntax.scopes:
                for event in scope.events:
                    if isinstance(event, AttributeAssignment):
                        found.setdefault(event.attribute, []).append((number, event))
        return found

    # Names

    def bindings(self, read: Name, source: int) -> tuple[Bound, ...]:
        """The bindings that a name can have where it is read; none if the program does not bind it."""
        key = (id(read), source)
        found = self._bindings.get(key)
        if found is None:
            found = self._bindings[key] = self._found_bindings(read, source)
        return found

    def _found_bindings(self, read: Name, source: int) -> tuple[Bound, ...]:
        scope: Scope | None = self.scope(source, read.context.scope)
        innermost = scope
        while scope is not None and scope.kind is not ScopeKind.MODULE:
            if read.name in scope.shared:
                break
            if read.name in scope.bindings and (scope.kind is not ScopeKind.CLASS or scope is innermost):
                return tuple(Bound(source, binding) for binding in self._reaching(read, source, scope))
            scope = None if scope.parent is None else self.scope(source, scope.parent)
        return self._of_module(read, source)

    def _reaching(self, read: Name, source: int, scope: Scope) -> tuple[Binding, ...]:
        bindings = scope.bindings[read.name]
        if len(bindings) > MOST_BINDINGS:
            return (Binding(BindingKind.OTHER, 0, bindings[0].context),)
        runs_there = self.scope(source, read.context.scope).runs_in == scope.runs_in
        bindings = _without_caught(bindings, read.context if runs_there else None)
        if not runs_there or any(binding.outside for binding in bindings):
            return bindings
        return reaching(bindings, read.start, read.context)

    def _of_module(self, read: Name, source: int) -> tuple[Bound, ...]:
        namespace = self.namespace_of(source)
        own = self.scope(source, 0)
        at_top_level = self.scope(source, read.context.scope).runs_in == 0
        if at_top_level and read.name in own.bindings:
            found = self._reaching(read, source, own)
            if found:
                return tuple(Bound(source, binding) for binding in found)
        if at_top_level:
            earlier = tuple(number for number in namespace.sources if number < source)
            found_earlier = self.globals(namespace, read.name, earlier)
            if found_earlier:
                return found_earlier
        return self.globals(namespace, read.name)

    def globals(self, namespace: Namespace, name: str, sources: tuple[int, ...] | None = None) -> tuple[Bound, ...]:
        """All bindings of a top-level name of a namespace, or of some of its sources; with too many, none is known."""
        found: list[Bound] = []
        for number in namespace.sources if sources is None else sources:
            bindings = self.scope(number, 0).bindings.get(name, ())
            if len(bindings) > MOST_BINDINGS:
                return (Bound(number, Binding(BindingKind.OTHER, 0, bindings[0].context)),)
            found.extend(Bound(number, binding) for binding in _without_caught(bindings, None))
        return tuple(found)

    def at_the_end(self, namespace: Namespace, name: str) -> tuple[Bound, ...]:
        """The bindings of a top-level name that can be valid after all sources of a namespace have run."""
        found = self.globals(namespace, name)
        return tuple(
            bound for number in namespace.sources for bound in _last([each for each in found if each.source == number])
        )

    def star_imports(self, namespace: Namespace) -> Iterator[tuple[int, ImportStatement]]:
        """The `from x import *` of a namespace."""
        for number in namespace.sources:
            for statement in self.scope(number, 0).imported_all:
                yield number, statement


def reaching(bindings: tuple[Binding, ...], position: int, context: Context) -> tuple[Binding, ...]:
    """The bindings of a name that can be valid at a place of the same function.

    The last one before it on the straight way counts, with those on side ways since; in a loop also those that come
    later in it.
    """
    around = set(_ancestors(context))
    base: Binding | None = None
    for binding in bindings:
        if binding.position <= position and binding.context in around:
            base = binding if base is None or binding.position > base.position else base
    if base is not None and len(bindings) == 1:
        return bindings
    since = -2 if base is None else base.position
    again = context.loop != 0 and (base is None or base.context.loop != context.loop)
    return tuple(
        binding
        for binding in bindings
        if binding is base
        or (since < binding.position <= position and not _excludes(binding.context, context))
        or (again and binding.position > position and binding.context.loop != 0)
    )


def _last(bounds: list[Bound]) -> list[Bound]:
    """The bindings of one source that no later one on the straight way hides."""
    straight = [bound.binding.position for bound in bounds if bound.binding.context.parent is None]
    if not straight or any(bound.binding.outside for bound in bounds):
        return bounds
    return [bound for bound in bounds if bound.binding.position >= max(straight)]


def _without_caught(bindings: tuple[Binding, ...], context: Context | None) -> tuple[Binding, ...]:
    """Without exceptions, except in their own handlers: after them the name is gone."""
    if all(binding.kind is not BindingKind.CAUGHT for binding in bindings):
        return bindings
    around = set(_ancestors(context))
    rest = tuple(binding for binding in bindings if binding.kind is not BindingKind.CAUGHT or binding.context in around)
    return rest or bindings


def _ancestors(context: Context | None) -> Iterator[Context]:
    while context is not None:
        yield context
        context = context.parent


def _excludes(one: Context, other: Context) -> bool:
    """Whether two places are in different branches of one condition, and no loop comes back to it.

    The body of a `try` and its `except` are not: what was imported before an import that fails is there.
    """
    if one.loop or not one.guards or not other.guards:
        return False
    holds = {id(guard.test): guard.holds for guard in one.guards}
    return any(
        holds.get(id(guard.test), guard.holds) != guard.holds and (guard.holds or not isinstance(guard.test, Imports))
        for guard in other.guards
    )


def _imported(program: Program) -> list[str]:
    """The names of the modules that the scripts import, and these in turn, wherever the imports are."""
    found: set[str] = set()
    inside: dict[str, list[str]] = {}
    for module in program.modules:
        inside.setdefault(module.rpartition(".")[0], []).append(module)
    pending = [(syntax, MAIN) for syntax in program.scripts]
    while pending:
        syntax, name = pending.pop()
        named = set(_modules_named(syntax, name, is_package(program, name)))
        starred = (inside.get(each.removesuffix(".*"), ()) for each in named if each.endswith(".*"))
        for module in (*named, *chain.from_iterable(starred)):
            for each in with_packages(module):
                if each in program.modules and each not in found:
                    found.add(each)
                    pending.append((program.modules[each], each))
    return sorted(found)


def _modules_named(syntax: Syntax, name: str, package: bool) -> Iterator[str]:
    for scope in syntax.scopes:
        for event in scope.events:
            if isinstance(event, ImportStatement):
                module = absolute_name(event, name, package)
                yield module
                yield f"{module}.{event.name}"
            elif isinstance(event, CallExpression) and event.arguments:
                argument = event.arguments[0].value
                if isinstance(argument, Constant) and isinstance(argument.value, str):
                    yield argument.value


def absolute_name(statement: ImportStatement, importing: str, package: bool) -> str:
    """The dotted name of the module that an import names; a relative one is resolved within its package."""
    if not statement.level:
        return statement.module
    parts = importing.split(".") if importing != MAIN else []
    up = statement.level - (1 if package else 0)
    if up > len(parts):
        return "." * statement.level + statement.module
    around = parts[: len(parts) - up]
    return ".".join((*around, statement.module)) if statement.module else ".".join(around)


def is_package(program: Program, module: str) -> bool:
    """Whether a module is a package itself."""
    return module in program.packages or (module in program.modules and _lies_in_init(program.modules[module]))


def _lies_in_init(syntax: Syntax) -> bool:
    return syntax.text.path.replace("\\", "/").rpartition("/")[2] == "__init__.py"
