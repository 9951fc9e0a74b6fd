"""Whether an expression certainly has the value that the data flow gives it, whenever it is read."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.kinds import BindingKind, CollectionKind, ScopeKind
from pyscript_doctor.parsers.python.nodes import (
    Attribute,
    AwaitExpression,
    Boolean,
    CallExpression,
    ComparisonExpression,
    Comprehension,
    Conditional,
    Constant,
    Display,
    FormatString,
    Imports,
    Name,
    Negation,
    Operation,
    SubscriptExpression,
    Sum,
)
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.program.additions import adds_others, filters_itself, grown, is_of_objects
from pyscript_doctor.project.program.alternatives import without_none
from pyscript_doctor.project.program.annotated import attribute_annotated
from pyscript_doctor.project.program.changes import changed_names
from pyscript_doctor.project.program.class_bases import has_foreign_base
from pyscript_doctor.project.program.guards import is_certain
from pyscript_doctor.project.program.parts import follow, iterated
from pyscript_doctor.project.program.types import BY_ARGUMENTS, type_of
from pyscript_doctor.project.program.values import (
    Collection,
    Instance,
    JavaScriptValue,
    Literal,
    PythonFunction,
    PythonName,
    Result,
)

if TYPE_CHECKING:
    from pyscript_doctor.parsers.python.nodes import ArgumentSyntax, Context, Expression
    from pyscript_doctor.project.program.evaluation import Evaluation

MOST_STEPS = 8
"""A name that leads to more other names is not followed."""

_ATTRIBUTES_FROM_CODE = lazy_pattern(
    r"\bsetattr\b|\b(?:vars|exec)\s*\(|\b__(?:dict|getattr|getattribute|setattr|slots)__\b"
)
_NAMES_FROM_CODE = lazy_pattern(r"\b(?:globals|exec|vars|locals)\s*\(")
_WORDS = lazy_pattern(r"(?<![\w.])[^\W\d]\w*")
_QUOTE = lazy_pattern(r"[\"']")
_ASKING = frozenset({"isinstance", "issubclass", "hasattr", "type", "callable", "getattr"})
_WHICH_OBJECT = frozenset({"is", "is not", "match"})
_MUTABLE = frozenset({CollectionKind.LIST, CollectionKind.SET, CollectionKind.DICT})
_ITSELF = (Constant, Display, Comprehension, FormatString, Negation, ComparisonExpression)

SHARED_MODULES = 16
"""For so many sources, mostly modules that pages share, it is remembered what their text says."""


@lru_cache(SHARED_MODULES)
def _sets_attributes(text: str) -> bool:
    return _ATTRIBUTES_FROM_CODE.search(text) is not None


@lru_cache(SHARED_MODULES)
def _sets_names(text: str) -> bool:
    return _NAMES_FROM_CODE.search(text) is not None


class Certainty:
    """Knows, for one program, which values only the statements that the data flow has seen can have set."""

    def __init__(self, evaluation: Evaluation) -> None:
        self._evaluation = evaluation
        self._modules = evaluation.modules

    @cached_property
    def sets_attributes(self) -> bool:
        """Whether any code may set an attribute by a name that it makes up."""
        return any(_sets_attributes(syntax.text.value) for syntax in self._modules.syntaxes)

    @cached_property
    def sets_names(self) -> bool:
        """Whether any code may set names that no statement shows."""
        return any(_sets_names(syntax.text.value) for syntax in self._modules.syntaxes)

    @cached_property
    def changed(self) -> frozenset[str]:
        """The names of lists, dicts and sets that something may add to, or remove from."""
        return changed_names(self._evaluation)

    @cached_property
    def _of_several_classes(self) -> frozenset[str]:
        """The names that more than one class defines: a subclass may mean its own."""
        found = Counter(
            name
            for syntax in self._modules.syntaxes
            for scope in syntax.scopes
            if scope.kind is ScopeKind.CLASS
            for name in scope.bindings
        )
        return frozenset(name for name, times in found.items() if times > 1)

    def is_settled(self, expression: Expression, source: int, context: Context) -> bool:
        """Whether nothing gives such a name or attribute another value, and no condition asks what it is."""
        if any(_asks(guard.test) for guard in context.guards):
            return False
        return self._is_settled(expression, source, ())

    def _is_settled(self, expression: Expression | None, source: int, seen: tuple[int, ...]) -> bool:
        """seen: the bindings on the way here; what depends on itself is as settled as the rest."""
        if expression is None or len(seen) > MOST_STEPS:
            return False
        if isinstance(expression, Name):
            return not self._is_set_otherwise(expression, source) and self._comes_from_settled(expression, source, seen)
        if isinstance(expression, Attribute) and self._is_of_javascript(expression.base, source):
            return self._is_settled(expression.base, source, seen)
        if isinstance(expression, Attribute) and self._is_annotated(expression, source):
            return True
        if isinstance(expression, Attribute):
            return not self._may_be_made_by_a_base(expression.base, source) and not self._is_set_otherwise(
                expression, source
            )
        if isinstance(expression, CallExpression):
            return self._is_settled_call(expression, source, seen)
        if isinstance(expression, SubscriptExpression):
            return self._is_settled_item(expression, source, seen)
        parts = _parts(expression)
        return isinstance(expression, _ITSELF) or (
            bool(parts) and all(self._is_settled(each, source, seen) for each in parts)
        )

    def _is_of_javascript(self, expression: Expression, source: int) -> bool:
        """Whether an object belongs to the browser, which turns what is set there into the type that it has there."""
        return isinstance(self._evaluation.value(expression, source), JavaScriptValue)

    def _is_annotated(self, expression: Attribute, source: int) -> bool:
        """Whether the class of an object says what its attribute is, and no class is assigned to it."""
        owners = without_none(self._evaluation.alternatives(expression.base, source))
        places = [self._modules.definition_of(each) if isinstance(each, Instance) else None for each in owners]
        return all(
            place is not None and attribute_annotated(self._evaluation, place, expression.name) is not None
            for place in places
        ) and not self._may_be_a_class(expression.name)

    def _may_be_a_class(self, attribute: str) -> bool:
        """Whether the program assigns a class to an attribute: `Texture.region = Region`."""
        return any(
            isinstance(value, PythonFunction)
            for number, assignment in self._modules.attribute_assignments.get(attribute, ())
            if assignment.value is not None
            for value in self._evaluation.alternatives(assignment.value, number)
        )

    def _is_local(self, name: Name, source: int) -> bool:
        """Whether only a function has the name, so nothing outside of it can set it."""
        bounds = self._modules.bindings(name, source)
        return bool(bounds) and all(
            self._modules.scope(each.source, each.binding.context.scope).runs_in != 0 and not each.binding.outside
            for each in bounds
        )

    def _comes_from_settled(self, name: Name, source: int, seen: tuple[int, ...]) -> bool:
        """Whether the values of a name are settled, and nothing changes what a loop or an unpacking takes it from."""
        for bound in self._modules.bindings(name, source):
            binding = bound.binding
            if binding.kind is not BindingKind.VALUE or id(binding) in seen:
                continue
            if binding.steps and self.may_change(binding.value, bound.source):
                return False
            if not self._is_settled(binding.value, bound.source, (*seen, id(binding))):
                return False
        return True

    def _is_settled_call(self, call: CallExpression, source: int, seen: tuple[int, ...]) -> bool:
        """The type of its object decides what a method of Python's gives; one of several classes may be another."""
        value = self._evaluation.value(call.callee, source)
        if isinstance(value, PythonName) and value.name in BY_ARGUMENTS:
            return all(self._is_settled_argument(argument, source, seen) for argument in call.arguments)
        if not isinstance(call.callee, Attribute):
            return True
        if isinstance(value, PythonFunction):
            return call.callee.name not in self._of_several_classes
        if isinstance(value, PythonName) and value.name.startswith("builtins."):
            return self._is_settled(call.callee.base, source, seen)
        return True

    def _is_settled_argument(self, argument: ArgumentSyntax, source: int, seen: tuple[int, ...]) -> bool:
        """For a function whose result has the type of its argument; `default=` may have another type."""
        if argument.keyword is not None:
            return argument.keyword == "key"
        return (
            not argument.starred
            and not self.may_change(argument.value, source)
            and self._is_settled(argument.value, source, seen)
        )

    def _is_settled_item(self, item: SubscriptExpression, source: int, seen: tuple[int, ...]) -> bool:
        value = self._evaluation.value(item.value, source)
        if isinstance(value, PythonName):
            return True  # nothing in the project can change it
        return (
            (type_of(value) is not None or isinstance(value, Result))
            and not self.may_change(item.value, source)
            and (self._is_settled(item.value, source, seen))
        )

    def is_chosen(self, expression: Expression, source: int, context: Context) -> bool:
        """Whether it is a parameter that is used under a condition, which may choose among what the function gets."""
        if not isinstance(expression, Name) or expression.name == "self" or not context.guards:
            return False
        return self.is_parameter(expression, source) and not is_certain(self._evaluation, context, source)

    def is_parameter(self, expression: Expression, source: int) -> bool:
        """Whether it is a name that gets its value from the calls of its function."""
        bounds = self._modules.bindings(expression, source) if isinstance(expression, Name) else ()
        return any(each.binding.kind is BindingKind.PARAMETER for each in bounds)

    def asks_about(self, expression: Expression, source: int, context: Context, key: str | None = None) -> bool:
        """Whether a condition around an expression has its names in it, and so may check its value.

        `if len(names) > 3:` before `names[3]`. A check of one item says nothing about the rest: `if names[0] ==
        "Ada":`. key: of a dict; a condition with another string in it does not ask for this key.
        """
        text = self._modules.syntaxes[source].text.value
        names = () if isinstance(expression, Constant) else _WORDS.findall(text[expression.start : expression.end])
        if not names or not context.guards:
            return False
        asked = re.compile(rf"\b(?:{'|'.join(names)})\b(?!\s*\[)")
        tests = (guard.test for guard in context.guards if not isinstance(guard.test, Imports))
        written = (text[test.start : test.end] for test in tests)
        about = (each for each in written if key is None or key in each or not _QUOTE.search(each))
        return any(map(asked.search, about))

    def may_change(self, expression: Expression | None, source: int) -> bool:
        """Whether it is a list, dict or set of the program that may hold items of other types than at first."""
        if expression is None or isinstance(expression, (Display, Comprehension)):
            return expression is None
        values = self._evaluation.alternatives(expression, source)
        if not any(isinstance(value, Collection) and value.kind in _MUTABLE for value in values):
            return False
        if isinstance(expression, (Name, Attribute)) and all(map(is_of_objects, values)):
            items = iterated(grown(self._evaluation, expression, values))
            if all(isinstance(item, Instance) for item in items):
                return adds_others(self._evaluation, expression.name, items)
        return not isinstance(expression, Name) or expression.name in self.changed

    def _is_set_otherwise(self, expression: Name | Attribute, source: int) -> bool:
        if isinstance(expression, Name) and self._is_local(expression, source):
            return False
        values = without_none(self._evaluation.alternatives(expression, source))
        for number, assignment in self._modules.attribute_assignments.get(expression.name, ()):
            if assignment.value is None:
                return True
            if filters_itself(self._evaluation, assignment, number):
                continue
            given = follow(self._evaluation.alternatives(assignment.value, number), assignment.steps)
            if any(value not in values and value != Literal(None) for value in given):
                return True
        return False

    def _may_be_made_by_a_base(self, owner: Expression, source: int) -> bool:
        """Whether a base from outside the project may change what a class sets, as Enum does."""
        for value in self._evaluation.alternatives(owner, source):
            definition = self._modules.definition_of(value)
            if definition is None:
                continue
            scope = self._modules.scope(*definition)
            if scope.kind is ScopeKind.CLASS and (
                scope.has_keywords or scope.decorators or has_foreign_base(self._evaluation, *definition)
            ):
                return True
        return False

    def is_own_of_one_class(self, expression: Expression) -> bool:
        """Whether an attribute is not defined by several classes, and no code sets attributes by made-up names."""
        if not isinstance(expression, Attribute):
            return True
        return not self.sets_attributes and expression.name not in self._of_several_classes


def _parts(expression: Expression) -> tuple[Expression, ...]:
    if isinstance(expression, (Sum, Operation, Boolean)):
        return expression.operands
    if isinstance(expression, Conditional):
        return (expression.body, expression.orelse)
    return (expression.operand,) if isinstance(expression, AwaitExpression) else ()


def _asks(test: object) -> bool:
    """Whether a condition asks what something is or has, or which modules there are."""
    if isinstance(test, Imports):
        return True
    if isinstance(test, Boolean):
        return any(map(_asks, test.operands))
    if isinstance(test, Negation):
        return _asks(test.operand)
    if isinstance(test, Attribute):
        return test.name == "__class__" or _asks(test.base)
    if isinstance(test, ComparisonExpression):
        return any(map(_asks, test.operands)) or _compares_objects(test)
    return isinstance(test, CallExpression) and isinstance(test.callee, Name) and test.callee.name in _ASKING


def _compares_objects(test: ComparisonExpression) -> bool:
    """Whether a condition asks which object something is, as in `if value is MISSING`, or which `case` fits it."""
    return not _WHICH_OBJECT.isdisjoint(test.operators) and not any(
        isinstance(each, Constant) for each in test.operands
    )
