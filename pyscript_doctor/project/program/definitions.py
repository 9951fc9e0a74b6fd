"""The functions and classes of a program: what they are, have and return."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.kinds import ScopeKind
from pyscript_doctor.parsers.python.nodes import CallExpression, Constant, FormatString, Name, Sum
from pyscript_doctor.project.program.additions import filters_itself
from pyscript_doctor.project.program.alternatives import (
    UNKNOWN,
    UNKNOWN_VALUE,
    Alternatives,
    BasesOf,
    Cycle,
    LocalModule,
    distinct,
    outward,
    put_together,
)
from pyscript_doctor.project.program.annotated import annotated, attribute_annotated, without_unknown
from pyscript_doctor.project.program.class_bases import family, is_enum
from pyscript_doctor.project.program.parts import follow, kept
from pyscript_doctor.project.program.scopes import Bound
from pyscript_doctor.project.program.values import (
    FunctionKind,
    Instance,
    JavaScriptValue,
    Literal,
    PythonFunction,
    PythonName,
    Result,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyscript_doctor.parsers.python.nodes import AttributeAssignment, Expression
    from pyscript_doctor.parsers.python.syntax import Scope
    from pyscript_doctor.project.program.alternatives import Known
    from pyscript_doctor.project.program.evaluation import Evaluation

MOST_ASSIGNMENTS = 100
MOST_DECORATORS = 30

# Decorators after which a name still means the function or class itself, or one just like it.
_HARMLESS = frozenset(
    {"pyscript.when", "functools.wraps", "functools.lru_cache", "functools.cache", "functools.total_ordering"}
    | {"builtins.staticmethod", "builtins.classmethod", "builtins.property", "functools.cached_property"}
    | {"contextlib.contextmanager", "contextlib.asynccontextmanager", "abc.abstractmethod", "atexit.register"}
    | {"dataclasses.dataclass", "enum.unique", "attr.s", "attr.define", "attrs.define", "attrs.frozen"}
    | {"typing.final", "typing.overload", "typing.override", "typing.no_type_check", "typing.runtime_checkable"}
    | {"micropython.native", "micropython.viper", "pyscript.web.when"}
)
_CLASS_METHODS = (".__init_subclass__", ".__class_getitem__")
_PROPERTIES = frozenset({"builtins.property", "functools.cached_property"})
_SETTERS = frozenset({"builtins.property.setter", "builtins.property.deleter"})


# Functions and classes as values


def definition_value(evaluation: Evaluation, source: int, number: int) -> Alternatives:
    """What the name of a function or class means after its decorators ran."""
    return evaluation.once(("definition", source, number), lambda: _decorated(evaluation, source, number))


def undecorated(evaluation: Evaluation, source: int, number: int) -> PythonFunction:
    """A function or class; its decorators are noted, but not applied."""
    is_class = evaluation.modules.scope(source, number).kind is ScopeKind.CLASS
    plain = plain_class(evaluation, source, number) if is_class else _plain_function(evaluation, source, number)
    decorators = _decorators(evaluation, source, number)
    return replace(plain, decorators=decorators) if decorators else plain


def _decorators(evaluation: Evaluation, source: int, number: int) -> tuple[Value, ...]:
    expressions = evaluation.modules.scope(source, number).decorators
    if len(expressions) > MOST_DECORATORS:
        return (UNKNOWN_VALUE,)
    return tuple(evaluation.value(expression, source) for expression in expressions)


def _plain_function(evaluation: Evaluation, source: int, number: int) -> PythonFunction:
    scope = evaluation.modules.scope(source, number)
    around = None if scope.parent is None else evaluation.modules.scope(source, scope.parent)
    is_method = around is not None and around.kind is ScopeKind.CLASS and scope.kind is ScopeKind.FUNCTION
    kind = FunctionKind.METHOD if is_method else FunctionKind(scope.kind.value)
    span = evaluation.modules.syntaxes[source].text.span(scope.name_start, scope.name_end)
    parameters = scope.parameters
    return PythonFunction(scope.name, span, kind, scope.is_async, parameters.required, parameters.most)


def plain_class(evaluation: Evaluation, source: int, number: int) -> PythonFunction:
    """A class, without its decorators."""
    scope = evaluation.modules.scope(source, number)
    span = evaluation.modules.syntaxes[source].text.span(scope.name_start, scope.name_end)
    initializer = outward(class_member(evaluation, source, number, "__init__") or UNKNOWN)
    if isinstance(initializer, PythonFunction):
        bound = _without_first(initializer)
        return PythonFunction(scope.name, span, FunctionKind.CLASS, False, bound.required, bound.most)
    most = 0 if not scope.bases and not scope.decorators else None
    return PythonFunction(scope.name, span, FunctionKind.CLASS, False, 0, most)


def _decorated(evaluation: Evaluation, source: int, number: int) -> Alternatives:
    function = undecorated(evaluation, source, number)
    value: Value = function
    for decorator in reversed(function.decorators):
        if not is_harmless(decorator):
            value = outward(evaluation.called((decorator,), (value,)))
    return (value,)


# Classes


def receiver(evaluation: Evaluation, source: int, scope: Scope, around: Scope) -> Alternatives:
    """What the first parameter of a method is: an instance, the class, or anything for a static method.

    If it is not called `self` it can be anything: a class may hold plain functions, which are called as
    `Shapes.area(3)` or decorate its methods. Python itself calls `__init__` and the like, so these get an instance.
    """
    decorators = {_name_of(evaluation.value(expression, source)) for expression in scope.decorators}
    if "builtins.staticmethod" in decorators:
        return UNKNOWN
    if "builtins.classmethod" in decorators or scope.name.endswith((".__new__", *_CLASS_METHODS)):
        return (plain_class(evaluation, source, around.number),)
    if scope.parameters.first != "self" and not scope.name.endswith("__"):
        return UNKNOWN
    return (instance(evaluation, source, around.number),)


def instance(evaluation: Evaluation, source: int, number: int) -> Instance:
    """An instance of a class."""
    scope = evaluation.modules.scope(source, number)
    span = evaluation.modules.syntaxes[source].text.span(scope.name_start, scope.name_end)
    return Instance(scope.name, class_member(evaluation, source, number, "__call__") is not None, span)


def class_member(evaluation: Evaluation, source: int, number: int, name: str) -> Alternatives | None:
    """What a class or its bases define under a name; None if they do not."""
    for place in family(evaluation, source, number):
        found = _own_member(evaluation, *place, name)
        if found is not None:
            return _enumerated(found) if is_enum(evaluation, source, number) else found
    return None


def _enumerated(found: Alternatives) -> Alternatives:
    """What an Enum has: its methods, and members, about which nothing else is known."""
    return distinct(each if isinstance(each, PythonFunction) else UNKNOWN_VALUE for each in found)


def _own_member(evaluation: Evaluation, source: int, number: int, name: str) -> Alternatives | None:
    bindings = evaluation.modules.scope(source, number).bindings.get(name)
    if not bindings:
        return None
    question = ("member", source, number, name)
    return evaluation.once(question, lambda: evaluation.bound(name, tuple(Bound(source, each) for each in bindings)))


def instance_attribute(evaluation: Evaluation, value: Instance, name: str) -> Alternatives:
    """`instance.name`: a bound method, or what the class or `self.name = ...` sets."""
    place = evaluation.modules.definition_of(value)
    if place is None:
        return UNKNOWN
    told = attribute_annotated(evaluation, place, name)
    if told is not None:
        return told
    found = class_member(evaluation, *place, name)
    assigned = assigned_values(evaluation, name, value)
    if found is None:
        return assigned or UNKNOWN
    return distinct((*(each for member in found for each in _bound(evaluation, member)), *assigned))


def base_attribute(evaluation: Evaluation, value: BasesOf, name: str) -> Alternatives:
    """`super().name`."""
    for place in family(evaluation, value.source, value.scope)[1:]:
        found = _own_member(evaluation, *place, name)
        if found is not None:
            return distinct(each for member in found for each in _bound(evaluation, member))
    return UNKNOWN


def _bound(evaluation: Evaluation, member: object) -> Alternatives:
    if not isinstance(member, PythonFunction):
        return (member,)  # type: ignore[return-value]
    names = {_name_of(decorator) for decorator in member.decorators}
    if names & _PROPERTIES:
        return returned(evaluation, member, ())
    if names & _SETTERS:
        return ()
    if member.kind is FunctionKind.CLASS or "builtins.staticmethod" in names:
        return (member,)
    return (_without_first(member),)


def function_attribute(evaluation: Evaluation, value: PythonFunction, name: str) -> Alternatives:
    """`Class.name`, unbound; attributes of functions are not followed."""
    place = evaluation.modules.definitions.get(value.span)
    if _PROPERTIES & {_name_of(decorator) for decorator in value.decorators}:
        return (PythonName(f"builtins.property.{name}"),)
    if value.kind is not FunctionKind.CLASS or place is None:
        return UNKNOWN
    found = class_member(evaluation, *place, name)
    if found is None:
        return UNKNOWN
    members = (
        _without_first(member) if isinstance(member, PythonFunction) and _is_of_the_class(member) else member
        for member in found
    )
    return distinct((*members, *assigned_values(evaluation, name, instance(evaluation, *place))))


def _is_of_the_class(method: PythonFunction) -> bool:
    """Whether a method gets the class: because of its decorator, or because Python does so by itself."""
    return method.name.endswith(_CLASS_METHODS) or "builtins.classmethod" in map(_name_of, method.decorators)


def bases_around(evaluation: Evaluation, expression: CallExpression, source: int) -> Alternatives:
    """What `super()` comes to in its place."""
    number: int | None = expression.context.scope
    while number is not None:
        scope = evaluation.modules.scope(source, number)
        if scope.kind is ScopeKind.CLASS:
            return (BasesOf(source, number),)
        number = scope.parent
    return UNKNOWN


# What is assigned to attributes


def assigned_values(evaluation: Evaluation, name: str, owner: Instance | LocalModule) -> Alternatives:
    """What the program assigns to an attribute of that instance or module."""
    assignments = evaluation.modules.attribute_assignments.get(name, [])
    if not assignments:
        return ()
    if len(assignments) > MOST_ASSIGNMENTS:
        return UNKNOWN
    return evaluation.once(("assigned", name, owner), lambda: _search(evaluation, assignments, owner))


def _search(
    evaluation: Evaluation, assignments: list[tuple[int, AttributeAssignment]], owner: Instance | LocalModule
) -> Alternatives:
    found: list[Alternatives] = []
    for source, assignment in assignments:
        if not evaluation.lives(assignment.context, source) or filters_itself(evaluation, assignment, source):
            continue
        targets = evaluation.alternatives(assignment.target, source)
        if any(_is_same(evaluation, target, owner) for target in targets):
            if assignment.value is None:
                found.append(UNKNOWN)
            else:
                values = follow(evaluation.alternatives(assignment.value, source), assignment.steps)
                found.append(UNKNOWN if any(map(_is_class, targets)) and any(map(_is_function, values)) else values)
    return distinct(value for values in found for value in values)


def _is_same(evaluation: Evaluation, target: object, owner: Instance | LocalModule) -> bool:
    """Whether an assignment to one may be one to the other: a class, its bases and its objects share attributes."""
    if not isinstance(owner, Instance) or not (isinstance(target, Instance) or _is_class(target)):
        return target == owner
    one, other = map(evaluation.modules.definition_of, (target, owner))
    if one is None or other is None:
        return target == owner
    return one == other or one in family(evaluation, *other) or other in family(evaluation, *one)


def _is_class(value: object) -> bool:
    return isinstance(value, PythonFunction) and value.kind is FunctionKind.CLASS


def _is_function(value: object) -> bool:
    """Whether a class makes a method of it, which gets the object as its first argument."""
    return isinstance(value, PythonFunction) and value.kind is not FunctionKind.CLASS


# Calls


def call_function(evaluation: Evaluation, function: PythonFunction, arguments: tuple[Value, ...]) -> Alternatives:
    """What a call of a function of the project comes to: an instance, what it returns, or a Result."""
    place = evaluation.modules.definitions.get(function.span)
    if place is None:
        return UNKNOWN
    if function.kind is FunctionKind.CLASS:
        return (instance(evaluation, *place),)
    scope = evaluation.modules.scope(*place)
    told = annotated(evaluation, scope.gives, place[0]) if scope.is_generator and not scope.is_async else None
    if scope.is_async or scope.is_generator:
        return told or kept(Result(function, arguments))
    return returned(evaluation, function, arguments)


def returned(evaluation: Evaluation, function: PythonFunction, arguments: tuple[Value, ...]) -> Alternatives:
    """What a function returns; a Result if that depends on its arguments."""
    place = evaluation.modules.definitions.get(function.span)
    if place is None:
        return UNKNOWN
    scope = evaluation.modules.scope(*place)
    if arguments and _returns_first_parameter(evaluation, place[0], scope) and function.kind is not FunctionKind.METHOD:
        return (arguments[0],)
    found = evaluation.once(("returned", *place), lambda: _returns(evaluation, place[0], scope))
    if all(isinstance(value, Cycle) for value in found):
        return found
    if not scope.is_generator:
        found = without_unknown(found, annotated(evaluation, scope.gives, place[0]))
    if not scope.is_generator and UNKNOWN_VALUE not in found:
        return tuple(_with_given(value, function, scope, arguments) for value in found)
    return kept(Result(function, arguments))


def iterable(evaluation: Evaluation, values: Alternatives, steps: tuple[object, ...] = ("iterate",)) -> Alternatives:
    """What a loop goes through: for an object of the project, what its `__iter__` gives."""
    if steps[:1] != ("iterate",) or not any(isinstance(value, Instance) for value in values):
        return values
    return distinct(found for value in values for found in _iterable(evaluation, value))


def _iterable(evaluation: Evaluation, value: Known) -> Alternatives:
    if not isinstance(value, Instance):
        return (value,)
    return evaluation.called(instance_attribute(evaluation, value, "__iter__"), ())


def _with_given(value: Known, function: PythonFunction, scope: Scope, arguments: tuple[Value, ...]) -> Known:
    """What `def find(name): return document.getElementById(name)` returns, with the name that a call passes."""
    expression = scope.returns[0][0] if len(scope.returns) == 1 else None
    if not isinstance(value, JavaScriptValue) or not isinstance(expression, CallExpression) or not expression.arguments:
        return value
    positional = scope.parameters.positional[1 if function.kind is FunctionKind.METHOD else 0 :]
    parameters = dict(zip(positional, arguments, strict=False))
    given = expression.arguments[0].value
    if value.path[-1] != "()" or isinstance(given, Constant):
        return value
    return value._replace(given=(*value.given[:-1], _string(given, parameters)))


def _string(expression: Expression, parameters: Mapping[str, Value]) -> str | None:
    """The string that an expression of parameters comes to: `name`, `f"#{name}"`."""
    if isinstance(expression, (FormatString, Sum)) and expression.operands:
        parts = [_string(operand, parameters) for operand in expression.operands]
        return None if None in parts else put_together(filter(None, parts))
    value = parameters.get(expression.name) if isinstance(expression, Name) else expression
    known = value.value if isinstance(value, (Constant, Literal)) else None
    return known if isinstance(known, str) else None


def _returns(evaluation: Evaluation, source: int, scope: Scope) -> Alternatives:
    live = [expression for expression, context in scope.returns if evaluation.lives(context, source)]
    values = [value for expression in live for value in evaluation.alternatives(expression, source)]
    if _ends(evaluation, source, scope):
        values.append(Literal(None))
    return distinct(values) if values else UNKNOWN  # it raises an error, or never ends


def _ends(evaluation: Evaluation, source: int, scope: Scope) -> bool:
    return scope.end is not None and evaluation.lives(scope.end, source)


def _returns_first_parameter(evaluation: Evaluation, source: int, scope: Scope) -> bool:
    """Whether a function only returns its argument, as decorators do that only register a function."""
    first = scope.parameters.first
    if (
        not scope.returns
        or _ends(evaluation, source, scope)
        or first is None
        or len(scope.bindings.get(first, ())) != 1
    ):
        return False
    return all(isinstance(expression, Name) and expression.name == first for expression, _ in scope.returns)


def is_harmless(decorator: Value) -> bool:
    """Whether a decorator returns the function itself, or one just like it."""
    name = _name_of(decorator)
    return name in _HARMLESS or name.endswith((".setter", ".getter", ".deleter"))


def _name_of(value: Value) -> str:
    """The name of a decorator, called or not."""
    if isinstance(value, Result) and not value.attributes:
        value = value.callee
    return value.name if isinstance(value, PythonName) else ""


def _without_first(function: PythonFunction) -> PythonFunction:
    """A bound method: its first parameter has its value already."""
    most = None if function.most is None else max(function.most - 1, 0)
    return replace(function, required=max(function.required - 1, 0), most=most)
