"""Names that something asks a module or class of the project for, and that it certainly does not have."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from functools import cached_property, lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.kinds import ScopeKind
from pyscript_doctor.parsers.python.nodes import (
    Attribute,
    AttributeAssignment,
    CallExpression,
    ComparisonExpression,
    Display,
    FormatString,
    ImportStatement,
    Name,
    Operation,
    SubscriptExpression,
    Sum,
)
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.program.alternatives import BasesOf, LocalModule, without_none
from pyscript_doctor.project.program.certainty import SHARED_MODULES
from pyscript_doctor.project.program.class_bases import family, has_foreign_base, is_plain_base
from pyscript_doctor.project.program.facts import AbsentName, OwnerKind
from pyscript_doctor.project.program.named_tuples import OF_NAMED_TUPLES, type_of_named_tuple
from pyscript_doctor.project.program.values import FunctionKind, Instance, PythonFunction, PythonName, Result

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyscript_doctor.parsers.python.nodes import Event, Expression
    from pyscript_doctor.parsers.python.syntax import Scope
    from pyscript_doctor.project.program.alternatives import Known
    from pyscript_doctor.project.program.certainty import Certainty
    from pyscript_doctor.project.program.evaluation import Evaluation
    from pyscript_doctor.project.program.facts import Place

_Definition = tuple[int, int]
_Owner = tuple[str, OwnerKind, frozenset[str]]

# What gives a module or an object names that no statement shows.
_NAMES_FROM_CODE = lazy_pattern(r"\b(?:globals|exec|vars|locals)\s*\(|\b__getattr__\b|\b__dict__\b|\bsys\.modules\b")
_WORD = lazy_pattern(r"\w+")
_QUOTED = lazy_pattern(r"(['\"])(\w+)\1")
_ENUMS = frozenset({"enum.Enum", "enum.Flag"})
_NAMED_TUPLE = "typing.NamedTuple"
_ADDS_NOTHING = PythonName("dataclasses.dataclass")

MOST_CLASSES = 100
DEEPEST = 5
"""An expression is looked through so deeply for what it reads."""
"""A class that more classes than these have to do with is not followed."""


class AbsentNames:
    """Knows, for one program, what its modules and classes certainly do not have."""

    def __init__(self, evaluation: Evaluation, certainty: Certainty) -> None:
        self._evaluation = evaluation
        self._certainty = certainty
        self._modules = evaluation.modules
        self._of_classes: dict[_Definition, frozenset[str] | None] = {}
        self._of_modules: dict[str, frozenset[str] | None] = {}

    def at(self, event: Event, source: int, place: Place) -> Iterator[AbsentName]:
        """The names that an import, or the read of an attribute, does not find."""
        if isinstance(event, ImportStatement):
            yield from self._imported(event, source, place)
        elif isinstance(event, Attribute):
            current: Expression = event
            while isinstance(current, Attribute):
                yield from self._read(current.base, current.name, current, event, source, place)
                current = current.base
        elif isinstance(event, AttributeAssignment) and event.value is None:
            yield from self._read(event.target, event.attribute, event, event, source, place)

    # Modules

    def _imported(self, statement: ImportStatement, source: int, place: Place) -> Iterator[AbsentName]:
        text = self._modules.syntaxes[source].text
        module = self._modules.absolute(statement, source)
        parts = module.split(".")
        if not self._modules.is_local(parts[0]):
            return
        for end in range(2, len(parts) + 1):
            package, inner = ".".join(parts[: end - 1]), parts[end - 1]
            if not self._modules.is_local(f"{package}.{inner}"):
                if self._names_of_module(package) is not None:
                    span = text.span(statement.module_start, statement.module_end)
                    names = frozenset(self._submodules(package))
                    yield AbsentName(package, OwnerKind.PACKAGE, inner, span, place, names, imported=True)
                return
        if statement.name is not None and statement.name != "*" and self._module_lacks(module, statement.name):
            span = text.span(statement.start, statement.end)
            names = self._names_of_module(module) or frozenset()
            yield AbsentName(module, OwnerKind.MODULE, statement.name, span, place, names, imported=True)

    def _module_lacks(self, module: str, name: str) -> bool:
        """Whether a module of the project has no such name, and nothing gives it one."""
        if name.startswith("__") or name in self._assigned or self._modules.is_local(f"{module}.{name}"):
            return False
        names = self._names_of_module(module)
        return names is not None and name not in names

    def _names_of_module(self, module: str) -> frozenset[str] | None:
        """All the names of a module, with its submodules; None if it may have others."""
        if module not in self._of_modules:
            self._of_modules[module] = None if self._makes_names(module) else frozenset(self._shown(module))
        return self._of_modules[module]

    def _makes_names(self, module: str) -> bool:
        """Whether a module may have names that none of its own statements shows."""
        namespace = self._modules.namespaces.get(module)
        if self._modules.is_opaque(module) or self._certainty.sets_attributes:
            return True
        if namespace is None:
            return module in self._evaluation.program.modules
        texts = (self._modules.syntaxes[number].text.value for number in namespace.sources)
        stars = any(True for _ in self._modules.star_imports(namespace))
        return stars or any(map(_gives_names, texts))

    def _shown(self, module: str) -> Iterator[str]:
        namespace = self._modules.namespaces.get(module)
        for number in namespace.sources if namespace else ():
            yield from self._modules.scope(number, 0).bindings
        yield from self._submodules(module)

    def _submodules(self, package: str) -> Iterator[str]:
        prefix, names = package + ".", self._names_of_modules
        for name in islice(names, bisect_left(names, prefix), None):
            if not name.startswith(prefix):
                break
            yield name[len(prefix) :].partition(".")[0]

    @cached_property
    def _names_of_modules(self) -> list[str]:
        return sorted({*self._evaluation.program.modules, *self._evaluation.program.opaque_modules})

    # Attributes

    def _read(
        self,
        base: Expression,
        name: str,
        read: Attribute | AttributeAssignment,
        event: Event,
        source: int,
        place: Place,
    ) -> Iterator[AbsentName]:
        if name.startswith("__") or name in self._assigned or name in self._quoted:
            return
        values = without_none(self._evaluation.alternatives(base, source))
        owners = [self._owner_that_lacks(value, name) for value in values]
        if not all(owners) or not self._certainty.is_settled(base, source, event.context):
            return
        owner, kind, names = next(each for each in owners if each)
        text = self._modules.syntaxes[source].text
        start = read.end - len(name)
        start = start if text.value[start : read.end] == name else read.start
        yield AbsentName(owner, kind, name, text.span(start, read.end), place, names)

    def _owner_that_lacks(self, value: Known, name: str) -> _Owner | None:
        """What a value is, with the names that it has, if it certainly has no such name."""
        if isinstance(value, LocalModule):
            lacks = self._module_lacks(value.name, name)
            return (value.name, OwnerKind.MODULE, self._names_of_module(value.name) or frozenset()) if lacks else None
        if made := type_of_named_tuple(value):
            lacks = name not in {*made.fields, *OF_NAMED_TUPLES} and not name.startswith("_")
            lacks = lacks and not self._certainty.sets_attributes
            return (made.name, OwnerKind.NAMED_TUPLE, frozenset(made.fields)) if lacks else None
        if isinstance(value, PythonFunction) and (value.kind is not FunctionKind.CLASS or name == "mro"):
            return None
        definition = self._definition_of(value)
        if definition is None:
            return None
        names = self._names_of(definition)
        if names is None or name in names:
            return None
        return self._modules.scope(*definition).name, OwnerKind.CLASS, names

    def class_without(self, value: Known, methods: Iterable[str]) -> str:
        """The class of an object of the project that certainly has none of these methods; "" for all others."""
        definition = self._modules.definition_of(value) if isinstance(value, Instance) else None
        if definition is None or has_foreign_base(self._evaluation, *definition):
            return ""
        names = self._names_of(definition)
        if names is None or any(each in names or each in self._assigned for each in methods):
            return ""
        return self._modules.scope(*definition).name

    def _names_of(self, definition: _Definition) -> frozenset[str] | None:
        if definition not in self._of_classes:
            self._of_classes[definition] = self._names_of_class(definition)
        return self._of_classes[definition]

    def _definition_of(self, value: Known) -> _Definition | None:
        """The class of the project whose names a value has; for `super()` the class around it, which has more."""
        if isinstance(value, BasesOf):
            return value.source, value.scope
        return self._modules.definition_of(value)

    def _names_of_class(self, definition: _Definition) -> frozenset[str] | None:
        """All names that an instance of a class, of its bases or of its subclasses can have; None if unknown."""
        if self._certainty.sets_attributes or self._evaluation.program.opaque_modules:
            return None
        made = (definition, *self._made_from.get(definition, ()))
        if self._used.isdisjoint(self._modules.scope(*each).name.rpartition(".")[2] for each in made):
            return None
        related = list(dict.fromkeys(each for one in made for each in family(self._evaluation, *one)))
        if len(related) > MOST_CLASSES:
            return None
        names = self._assigned_by_methods(related)
        for source, number in related:
            scope = self._modules.scope(source, number)
            of_bases = self._of_standard_bases(scope, source)
            if scope.has_keywords or of_bases is None or "__new__" in scope.bindings:
                return None
            names |= of_bases
            if not all(self._adds_nothing(expression, source) for expression in scope.decorators):
                return None
            names |= {*scope.bindings, *scope.declared}
        return frozenset(names)

    @cached_property
    def _used(self) -> frozenset[str]:
        """The words that the program says, except where it defines something or derives a class from it.

        A class that is only defined, or only derived from, never runs.
        """
        counts = Counter[str]()
        for syntax in self._modules.syntaxes:
            counts.update(_words_in(syntax.text.value))
            counts.subtract(base.name for scope in syntax.scopes for base in scope.bases if isinstance(base, Name))
        return frozenset(word for word, times in counts.items() if times > 1)

    def _of_standard_bases(self, scope: Scope, source: int) -> frozenset[str] | None:
        """What bases from outside the project give a class; None if that is not known."""
        names = set[str]()
        for expression in scope.bases:
            value = self._evaluation.value(expression, source)
            if isinstance(value, PythonName) and value.name in _ENUMS:
                names |= {"name", "value", "mro"}
            elif isinstance(value, PythonName) and value.name == _NAMED_TUPLE:
                names |= OF_NAMED_TUPLES | {"mro"}
            elif not isinstance(value, PythonFunction) and not is_plain_base(value):
                return None
        return frozenset(names)

    @cached_property
    def _made_from(self) -> dict[_Definition, list[_Definition]]:
        """For each base class, the classes that are derived from it."""
        found: dict[_Definition, list[_Definition]] = {}
        for source, syntax in enumerate(self._modules.syntaxes):
            for scope in syntax.scopes:
                if scope.bases and scope.kind is ScopeKind.CLASS:
                    for base in family(self._evaluation, source, scope.number):
                        found.setdefault(base, []).append((source, scope.number))
        return found

    def _adds_nothing(self, decorator: Expression, source: int) -> bool:
        value = self._evaluation.value(decorator, source)
        return (value.callee if isinstance(value, Result) else value) == _ADDS_NOTHING

    def _assigned_by_methods(self, related: list[_Definition]) -> set[str]:
        """What the methods of these classes set on anything: mostly on `self`."""
        return {attribute for place in related for attribute in self._assigned_in.get(place, ())}

    @cached_property
    def _assigned_in(self) -> dict[tuple[int, int | None], set[str]]:
        """The attributes that the functions of each scope set on anything."""
        found: dict[tuple[int, int | None], set[str]] = {}
        for attribute, assignments in self._modules.attribute_assignments.items():
            for source, assignment in assignments:
                if _sets(assignment):
                    place = (source, self._modules.scope(source, assignment.context.scope).parent)
                    found.setdefault(place, set()).add(attribute)
        return found

    # What the whole program shows

    @cached_property
    def _assigned(self) -> frozenset[str]:
        """The attributes that any statement sets on anything; `+=` sets something that must exist before."""
        assignments = self._modules.attribute_assignments.items()
        return frozenset(name for name, each in assignments if any(_sets(one) for _, one in each))

    @cached_property
    def _quoted(self) -> frozenset[str]:
        """The names in quotes, which code may use to read or set an attribute."""
        return frozenset(name for syntax in self._modules.syntaxes for name in _quoted_in(syntax.text.value))


def _sets(assignment: AttributeAssignment) -> bool:
    """Whether the attribute need not be there before, as it must for `self.count += 1` or `self.x = self.x + 1`."""
    return assignment.value is not None and not _reads(assignment.value, assignment, DEEPEST)


def _reads(expression: Expression | None, assignment: AttributeAssignment, depth: int) -> bool:
    """Whether the value of an expression certainly depends on the attribute that is set."""
    if expression is None or not depth:
        return False
    if isinstance(expression, Attribute):
        base, target = expression.base, assignment.target
        is_same = isinstance(base, Name) and isinstance(target, Name) and base.name == target.name
        if is_same and expression.name == assignment.attribute:
            return True
        return _reads(base, assignment, depth - 1)
    parts: tuple[Expression | None, ...] = ()
    if isinstance(expression, (Sum, Operation, ComparisonExpression, FormatString)):
        parts = expression.operands
    elif isinstance(expression, SubscriptExpression):
        parts = (expression.value, expression.key)
    elif isinstance(expression, CallExpression):
        parts = (expression.callee, *(each.value for each in expression.arguments))
    elif isinstance(expression, Display):
        parts = expression.items
    return any(_reads(each, assignment, depth - 1) for each in parts)


@lru_cache(SHARED_MODULES)
def _words_in(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text))


@lru_cache(SHARED_MODULES)
def _gives_names(text: str) -> bool:
    return _NAMES_FROM_CODE.search(text) is not None


@lru_cache(SHARED_MODULES)
def _quoted_in(text: str) -> frozenset[str]:
    return frozenset(match[2] for match in _QUOTED.finditer(text))
