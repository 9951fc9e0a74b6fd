"""What names come to, by their bindings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.syntax import BindingKind, Display, ScopeKind
from pyscript_doctor.project.program.alternatives import UNKNOWN, Alternatives, LocalModule, distinct
from pyscript_doctor.project.program.platform_names import BUILTINS, STAR_NAMES, foreign
from pyscript_doctor.project.program.scopes import Bound
from pyscript_doctor.project.program.values import Literal, PythonName

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyscript_doctor.parsers.python.syntax import Binding, ImportStatement, Name
    from pyscript_doctor.project.program.evaluation import Resolver
    from pyscript_doctor.project.program.scopes import Unit


class Names:
    """Follows a name to what it is bound to, through modules and star imports."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._sources = resolver.sources

    def read(self, read: Name, source: int) -> Alternatives:
        """What a name comes to where it is read."""
        found = self._sources.bindings(read, source)
        if found:
            return self.of_bindings(read.name, found)
        unit = self._sources.unit_of(source)
        imported = self._star_imported(unit, read.name)
        if imported is not None:
            return imported
        if read.name == "__name__":
            return (Literal(unit.name),)
        return (PythonName(f"builtins.{read.name}"),) if read.name in BUILTINS else UNKNOWN

    def of_unit(self, unit: Unit, name: str) -> Alternatives | None:
        """What a top-level name of a namespace comes to in the end; None where it has no such name."""
        found = self._sources.at_the_end(unit, name)
        if found:
            question = ("global", unit.name, name)
            return self._resolver.once(question, lambda: self.of_bindings(name, found))
        return self._star_imported(unit, name)

    def of_class_scope(self, source: int, bindings: tuple[Binding, ...], name: str) -> Alternatives:
        """What a name comes to that a class body binds."""
        return self.of_bindings(name, tuple(Bound(source, binding) for binding in bindings))

    def of_bindings(self, name: str, found: tuple[Bound, ...]) -> Alternatives:
        """What those bindings of a name come to together, as far as they can run."""
        live = [bound for bound in found if self._resolver.guards.live(bound.binding.context, bound.source)]
        if not live:
            return UNKNOWN
        return distinct(value for bound in live for value in self._of_binding(name, bound))

    def _of_binding(self, name: str, bound: Bound) -> Alternatives:
        binding, source, resolver = bound.binding, bound.source, self._resolver
        if binding.kind is BindingKind.VALUE and binding.value is not None:
            alternatives = resolver.alternatives(binding.value, source)
            return resolver.steps.follow(alternatives, binding.steps)
        if binding.kind is BindingKind.IMPORT and binding.statement is not None:
            return self.imported(binding.statement, source)
        if binding.kind is BindingKind.FUNCTION:
            return resolver.definitions.function(source, binding.scope)
        if binding.kind is BindingKind.CLASS:
            return resolver.definitions.of_class(source, binding.scope)
        if binding.kind is BindingKind.PARAMETER:
            return self._parameter(name, binding, source)
        return UNKNOWN

    def _parameter(self, name: str, binding: Binding, source: int) -> Alternatives:
        """`self` and `cls`, or what all calls of the function give."""
        scope = self._sources.scope(source, binding.context.scope)
        around = None if scope.parent is None else self._sources.scope(source, scope.parent)
        in_class = around is not None and around.kind is ScopeKind.CLASS and scope.kind is ScopeKind.FUNCTION
        if around is not None and in_class and scope.parameters.first == name:
            return self._resolver.definitions.receiver(source, scope, around)
        return self._resolver.arguments.of_parameter(name, source, scope)

    # Imports

    def imported(self, statement: ImportStatement, source: int) -> Alternatives:
        """What an import binds its name to."""
        module = self._sources.absolute(statement, source)
        if statement.name is None:
            return self._resolver.module(module if statement.renamed else statement.alias)
        own = self._sources.unit_of(source)
        if module == own.name and self._sources.is_local(f"{module}.{statement.name}"):
            return self._resolver.module(f"{module}.{statement.name}")
        return self.member(module, statement.name)

    def member(self, module: str, name: str) -> Alternatives:
        """What `from module import name` binds."""
        if self._sources.is_opaque(module) or module.startswith("."):
            return UNKNOWN
        unit = self._sources.units.get(module)
        found = self.of_unit(unit, name) if unit is not None else None
        if found is not None:
            return found
        if self._sources.is_local(f"{module}.{name}"):
            return self._resolver.module(f"{module}.{name}")
        return UNKNOWN if self._sources.is_local(module) else (foreign(f"{module}.{name}"),)

    def attribute(self, module: LocalModule, name: str) -> Alternatives:
        """What `module.name` comes to."""
        assigned = self._resolver.definitions.assigned(name, module)
        found = self.member(module.name, name)
        return distinct((*found, *assigned)) if assigned else found

    def _star_imported(self, unit: Unit, name: str) -> Alternatives | None:
        """What a name comes to by `from x import *`; None where no such import brings it."""
        question = ("star", unit.name, name)
        statements = tuple(self._sources.star_imports(unit))
        if not statements:
            return None
        found = self._resolver.once(question, lambda: self._search_stars(statements, name))
        return found or None

    def _search_stars(self, statements: Iterable[tuple[int, ImportStatement]], name: str) -> Alternatives:
        """The last import that certainly brings the name; of unknown modules, if there is one alone."""
        unknown: set[str] = set()
        for source, statement in reversed(tuple(statements)):
            module = self._sources.absolute(statement, source)
            if not self._resolver.guards.live(statement.context, source):
                continue
            if module == "pyscript":
                if name in STAR_NAMES:
                    return (foreign(f"pyscript.{name}"),)
            elif module in self._sources.units:
                if self._is_given_out(module, name):
                    return self.member(module, name)
            else:
                unknown.add(module)
        if name in BUILTINS or not unknown:
            return ()
        module = next(iter(unknown))
        return (foreign(f"{module}.{name}"),) if len(unknown) == 1 and not self._sources.is_local(module) else UNKNOWN

    def _is_given_out(self, module: str, name: str) -> bool:
        unit = self._sources.units[module]
        listed = self._sources.globals(unit, "__all__")
        if len(listed) == 1 and isinstance(listed[0].binding.value, Display):
            value = self._resolver.value(listed[0].binding.value, listed[0].source)
            items = getattr(value, "items", ())
            if all(isinstance(item, Literal) for item in items):
                return name in {item.value for item in items}
        return not name.startswith("_") and self.of_unit(unit, name) is not None
