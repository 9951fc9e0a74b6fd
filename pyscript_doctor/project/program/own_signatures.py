"""How to call the project's own functions and classes, if a call certainly reaches one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.interpreters import Interpreter
from pyscript_doctor.knowledge.signatures import Parameter, Signature
from pyscript_doctor.parsers.python.kinds import ScopeKind
from pyscript_doctor.parsers.python.nodes import Attribute, CallExpression
from pyscript_doctor.project.program.alternatives import BasesOf
from pyscript_doctor.project.program.class_bases import family, has_foreign_base
from pyscript_doctor.project.program.definitions import class_member
from pyscript_doctor.project.program.field_signatures import field_signature
from pyscript_doctor.project.program.named_tuples import tuple_signature, tuple_type
from pyscript_doctor.project.program.values import FunctionKind, Instance, PythonFunction, PythonName, Result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.python.nodes import Expression
    from pyscript_doctor.parsers.python.syntax import Parameters, Scope
    from pyscript_doctor.project.program.evaluation import Evaluation

# Decorators that do not change the parameters.
_KEEPING = frozenset(
    {"builtins.staticmethod", "builtins.classmethod", "functools.lru_cache", "functools.cache", "abc.abstractmethod"}
    | {"contextlib.contextmanager", "contextlib.asynccontextmanager", "typing.final", "typing.override"}
)


def called_signature(evaluation: Evaluation, call: CallExpression, source: int) -> Signature | None:
    """The signature of what a call reaches, without `self`; None if that is not certain."""
    made = tuple_type(evaluation.value(call.callee, source))
    if made is not None:
        return tuple_signature(evaluation, made)
    function = _only_function(evaluation, call, source)
    place = evaluation.modules.definitions.get(function.span) if function else None
    if function is None or place is None:
        return None
    if function.kind is FunctionKind.CLASS:
        by_fields = field_signature(evaluation, place[0], evaluation.modules.scope(*place))
        return by_fields or (_of_class(evaluation, *place) if _keeps_parameters(function) else None)
    scope = evaluation.modules.scope(*place)
    if not _keeps_parameters(function):
        return None
    if is_overridden(evaluation, place[0], scope) and not _reaches_the_base(evaluation, call, source):
        return None
    taken = _taken(function, scope)
    return None if taken is None else _signature(scope.parameters, taken, scope.is_async and not scope.is_generator)


def lacks_self(evaluation: Evaluation, call: CallExpression, source: int) -> bool:
    """Whether a call reaches a method through an instance, and the method takes no argument at all."""
    function = _only_function(evaluation, call, source)
    if function is None or function.kind is not FunctionKind.METHOD or function.decorators:
        return False
    place = evaluation.modules.definitions.get(function.span)
    if place is None or not isinstance(call.callee, Attribute):
        return False
    parameters = evaluation.modules.scope(*place).parameters
    owners = evaluation.alternatives(call.callee.base, source)
    return parameters.most == 0 and all(isinstance(owner, Instance) for owner in owners)


def _only_function(evaluation: Evaluation, call: CallExpression, source: int) -> PythonFunction | None:
    callees = evaluation.alternatives(call.callee, source)
    function = callees[0]
    if len(callees) > 1 or not isinstance(function, PythonFunction) or function.others:
        return None
    return function


def is_overridden(evaluation: Evaluation, source: int, method: Scope) -> bool:
    """Whether a subclass of a method's class defines the method again: `self` may be of that class."""
    if method.parent is None or evaluation.modules.scope(source, method.parent).kind is not ScopeKind.CLASS:
        return False
    owner, name = (source, method.parent), method.name.rpartition(".")[2]
    return (owner, name) in _overridden(evaluation)


def _reaches_the_base(evaluation: Evaluation, call: CallExpression, source: int) -> bool:
    """Whether a call is `super().method()` and can only mean the base: no class of the program has two bases."""
    called = call.callee.base if isinstance(call.callee, Attribute) else None
    if not isinstance(called, CallExpression):
        return False
    owners = evaluation.alternatives(called, source)
    around = owners[0]
    if len(owners) > 1 or not isinstance(around, BasesOf) or has_foreign_base(evaluation, around.source, around.scope):
        return False
    if called.arguments and not _is_class(evaluation, called.arguments[0].value, source, (around.source, around.scope)):
        return False
    return all(len(scope.bases) < 2 for syntax in evaluation.modules.syntaxes for scope in syntax.scopes)


def _is_class(evaluation: Evaluation, expression: Expression, source: int, place: tuple[int, int]) -> bool:
    value = evaluation.value(expression, source)
    return isinstance(value, PythonFunction) and evaluation.modules.definitions.get(value.span) == place


def _overridden(evaluation: Evaluation) -> frozenset[tuple[tuple[int, int], str]]:
    """The methods and other names of classes, each by its class, that a subclass defines again."""
    if evaluation.overridden is not None:
        return evaluation.overridden
    found = frozenset(
        (base, name)
        for number, syntax in enumerate(evaluation.modules.syntaxes)
        for scope in syntax.scopes
        if scope.kind is ScopeKind.CLASS and scope.bases
        for base in family(evaluation, number, scope.number)
        if base != (number, scope.number)
        for name in scope.bindings
    )
    if not evaluation.open_bases:
        evaluation.overridden = found
    return found


def _keeps_parameters(function: PythonFunction) -> bool:
    names = [each.callee if isinstance(each, Result) else each for each in function.decorators]
    return all(isinstance(each, PythonName) and each.name in _KEEPING for each in names)


def _taken(function: PythonFunction, scope: Scope) -> int | None:
    """How many parameters have a value on the way to a function: 1 for a bound method; None if that is not known."""
    parameters = scope.parameters
    takes_none = parameters.most == 0 or (parameters.most is None and parameters.required == 0)
    if function.kind is FunctionKind.METHOD and takes_none:
        return None
    is_bound = (function.required, function.most) != (parameters.required, parameters.most)
    return 1 if is_bound else 0


def _of_class(evaluation: Evaluation, source: int, number: int) -> Signature | None:
    """How a class makes an instance, by its `__init__`, if nothing else can change that."""
    related = [evaluation.modules.scope(*place) for place in family(evaluation, source, number)]
    if has_foreign_base(evaluation, source, number) or any(each.decorators or each.has_keywords for each in related):
        return None
    if any("__new__" in each.bindings for each in related):
        return None
    initializer = class_member(evaluation, source, number, "__init__")
    if initializer is None:
        # MicroPython takes any arguments then.
        return Signature(()) if evaluation.program.interpreter is Interpreter.PYODIDE else None
    function = initializer[0]
    if len(initializer) != 1 or not isinstance(function, PythonFunction) or function.decorators:
        return None
    place = evaluation.modules.definitions.get(function.span)
    scope = evaluation.modules.scope(*place) if place else None
    if scope is None or scope.kind is not ScopeKind.FUNCTION or not scope.parameters.positional:
        return None
    return _signature(scope.parameters, 1, awaitable=False)


def _signature(parameters: Parameters, taken: int, awaitable: bool) -> Signature:
    return Signature(tuple(_parameters(parameters))[taken:], awaitable)


def _parameters(parameters: Parameters) -> Iterator[Parameter]:
    for place, name in enumerate(parameters.positional):
        only = place < parameters.positional_only
        default = None if place < parameters.required else ""
        yield Parameter(name, "positional only" if only else "positional or keyword", default)
    if parameters.most is None:
        yield Parameter("args", "more positional", None)
    with_default = {name for name, _ in parameters.defaults}
    for name in parameters.keyword_only:
        yield Parameter(name, "keyword only", "" if name in with_default else None)
    if parameters.more_keywords:
        yield Parameter("kwargs", "more keywords", None)
