"""What attributes, calls, subscripts and `await` do with a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.kinds import CollectionKind
from pyscript_doctor.project.program.additions import grown
from pyscript_doctor.project.program.alternatives import (
    CYCLE,
    UNKNOWN,
    UNKNOWN_VALUE,
    Alternatives,
    BasesOf,
    Cycle,
    Known,
    LocalModule,
    distinct,
    javascript,
    outward,
    without_none,
)
from pyscript_doctor.project.program.annotated import is_told, of_holder
from pyscript_doctor.project.program.definitions import (
    base_attribute,
    bases_around,
    call_function,
    function_attribute,
    instance_attribute,
    iterable,
    returned,
)
from pyscript_doctor.project.program.named_tuples import NAMED_TUPLE, made_tuple_type
from pyscript_doctor.project.program.names import in_namespace, module_attribute, module_value
from pyscript_doctor.project.program.parts import item_of, kept, typed_item
from pyscript_doctor.project.program.platform_names import foreign
from pyscript_doctor.project.program.types import NUMBER, PLAIN, type_of
from pyscript_doctor.project.program.values import (
    MAPPING,
    SEQUENCE,
    Collection,
    Instance,
    JavaScriptValue,
    Literal,
    PythonFunction,
    PythonName,
    Realm,
    Result,
    Typed,
    Value,
)

if TYPE_CHECKING:
    from pyscript_doctor.parsers.python.nodes import CallExpression, Expression
    from pyscript_doctor.project.program.evaluation import Evaluation

# Methods of JavaScript proxies that make a Python value of the object.
_TO_PYTHON = frozenset({"to_py", "to_bytes", "to_memoryview", "to_string", "as_py_json"})

_RUN_JAVASCRIPT = frozenset({"pyodide.code.run_js", "pyodide.run_js"})
_GOING_THROUGH = frozenset(
    f"builtins.{name}" for name in ("list", "tuple", "set", "iter", "reversed", "sorted", "enumerate", "zip")
)
_IMPORTING = frozenset({"importlib.import_module", "builtins.__import__"})


# Types whose slices have the same type.
_SAME_BY_SLICE = frozenset({"builtins.str", "builtins.bytes", "builtins.list", "builtins.tuple", "builtins.range"})

# Attributes


def attribute_of(evaluation: Evaluation, values: Alternatives, name: str) -> Alternatives:
    """`value.name`."""
    return distinct(found for value in without_none(values) for found in _attribute(evaluation, value, name))


def _attribute(evaluation: Evaluation, value: Known, name: str) -> Alternatives:
    if isinstance(value, JavaScriptValue):
        return (javascript(value, name),)
    if isinstance(value, PythonName):
        return (foreign(f"{value.name}.{name}"),)
    if isinstance(value, LocalModule):
        return module_attribute(evaluation, value, name)
    if isinstance(value, Instance):
        return instance_attribute(evaluation, value, name)
    if isinstance(value, BasesOf):
        return base_attribute(evaluation, value, name)
    if isinstance(value, PythonFunction):
        return function_attribute(evaluation, value, name)
    kind = type_of(value)
    if isinstance(value, Typed) or (isinstance(value, Result) and kind in PLAIN):
        return (PythonName(f"{kind}.{name}"),)
    if isinstance(value, Result):
        return (Result(value.callee, value.arguments, (*value.attributes, name)[-20:]),)
    if isinstance(value, Literal):
        return (PythonName(f"builtins.{type(value.value).__name__}.{name}"),)
    if isinstance(value, Collection) and value.kind is not CollectionKind.GENERATOR:
        return (PythonName(f"builtins.{value.kind}.{name}"),)
    return (CYCLE,) if isinstance(value, Cycle) else UNKNOWN


# Calls


def call_value(evaluation: Evaluation, expression: CallExpression, source: int) -> Alternatives:
    """What a call comes to; its coroutine, if it calls an async function."""
    callees = evaluation.alternatives(expression.callee, source)
    if isinstance(callees[0], PythonName) and len(callees) == 1:
        special = _special(evaluation, callees[0].name, expression, source)
        if special is not None:
            return special
    if any(argument.keyword == "capture_this" for argument in expression.arguments):
        return UNKNOWN  # a proxy that calls the function with one more argument, the first
    positional = [argument for argument in expression.arguments if argument.keyword is None]
    goes_through = isinstance(callees[0], PythonName) and callees[0].name in _GOING_THROUGH
    arguments = tuple(
        UNKNOWN_VALUE if argument.starred else _argument(evaluation, argument.value, source, goes_through)
        for argument in positional
    )
    return called(evaluation, callees, arguments)


def _argument(evaluation: Evaluation, expression: Expression, source: int, goes_through: bool) -> Value:
    if not goes_through:
        return evaluation.value(expression, source)
    return outward(grown(evaluation, expression, evaluation.alternatives(expression, source)))


def called(evaluation: Evaluation, callees: Alternatives, arguments: tuple[Value, ...]) -> Alternatives:
    """What a call of something comes to."""
    return distinct(found for callee in without_none(callees) for found in _called(evaluation, callee, arguments))


def _called(evaluation: Evaluation, callee: Known, arguments: tuple[Value, ...]) -> Alternatives:
    if isinstance(callee, JavaScriptValue):
        if callee.path and callee.path[-1] in _TO_PYTHON:
            return kept(Result(callee, arguments))
        return (javascript(callee, "()", arguments[0] if arguments else None),)
    if isinstance(callee, PythonName):
        if callee.name in _RUN_JAVASCRIPT:
            return (JavaScriptValue(Realm.THREAD, ("eval", "()"), (None,)),)
        if callee.name in _GOING_THROUGH:
            arguments = tuple(outward(iterable(evaluation, (each,))) for each in arguments)
        return kept(Result(callee, arguments))
    if isinstance(callee, Result):
        return of_holder(callee) or kept(Result(callee, arguments))
    if isinstance(callee, PythonFunction):
        return call_function(evaluation, callee, arguments)
    if isinstance(callee, Instance):
        return called(evaluation, instance_attribute(evaluation, callee, "__call__"), arguments)
    return (CYCLE,) if isinstance(callee, Cycle) else UNKNOWN


def _special(evaluation: Evaluation, name: str, expression: CallExpression, source: int) -> Alternatives | None:
    """Calls of builtins that lead to a value of the program."""
    arguments = expression.arguments
    if name == "builtins.super":
        return bases_around(evaluation, expression, source)
    if name == "builtins.dict" and all(argument.keyword not in (None, "**") for argument in arguments):
        keys = tuple(Literal(argument.keyword) for argument in arguments)
        return kept(
            Collection(CollectionKind.DICT, tuple(evaluation.value(each.value, source) for each in arguments), keys)
        )
    if not arguments or arguments[0].starred or arguments[0].keyword:
        return None
    if name == "builtins.open":
        return _opened(evaluation, expression, source)
    if name == NAMED_TUPLE.name:
        return made_tuple_type(evaluation, expression, source)
    if name in _IMPORTING:
        module = evaluation.value(arguments[0].value, source)
        named = module.value if isinstance(module, Literal) else None
        if name == "builtins.__import__" and isinstance(named, str) and len(arguments) == 1:
            named = named.partition(".")[0]  # it gives the package around the module
        return module_value(evaluation, named) if isinstance(named, str) and not named.startswith(".") else UNKNOWN
    if name == "builtins.getattr" and len(arguments) > 1:
        return _named_attribute(evaluation, expression, source)
    return None


def _opened(evaluation: Evaluation, expression: CallExpression, source: int) -> Alternatives | None:
    """`open(path, mode=...)` with its mode as the second argument; None if it is there already."""
    named = [argument for argument in expression.arguments if argument.keyword]
    mode = next((argument for argument in named if argument.keyword in {"mode", "**"}), None)
    if mode is None or expression.arguments[1] is not named[0]:
        return None
    path = evaluation.value(expression.arguments[0].value, source)
    given = UNKNOWN_VALUE if mode.keyword == "**" else evaluation.value(mode.value, source)
    return kept(Result(PythonName("builtins.open"), (path, given)))


def _named_attribute(evaluation: Evaluation, expression: CallExpression, source: int) -> Alternatives:
    """`getattr(value, "name", default)`."""
    value, attribute, *default = (argument.value for argument in expression.arguments)
    named = evaluation.value(attribute, source)
    if not isinstance(named, Literal) or not isinstance(named.value, str):
        return UNKNOWN
    found = attribute_of(evaluation, evaluation.alternatives(value, source), named.value)
    return distinct((*found, *(each for other in default for each in evaluation.alternatives(other, source))))


# Parts


def subscript(evaluation: Evaluation, values: Alternatives, key: Value, source: int) -> Alternatives:
    """`value[key]`; of a Python name it is a call of its `__getitem__`."""
    return distinct(found for value in without_none(values) for found in _subscript(evaluation, value, key, source))


def _subscript(evaluation: Evaluation, value: Known, key: Value, source: int) -> Alternatives:
    if isinstance(value, JavaScriptValue):
        return (javascript(value, "[]", key),)
    if isinstance(value, PythonName):
        return kept(Result(PythonName(f"{value.name}.__getitem__"), (key,)))
    kind = type_of(value)
    if kind is not None and _is_slice(key):
        return (Typed(kind),) if kind in _SAME_BY_SLICE else UNKNOWN
    if kind == "builtins.range" and type_of(key) != NUMBER:
        return UNKNOWN
    if isinstance(value, Result):
        return _subscript_of_result(evaluation, value, key, source)
    if isinstance(value, Collection):
        return item_of(value, key)
    return (CYCLE,) if isinstance(value, Cycle) else typed_item(value)


def _is_slice(key: Value) -> bool:
    """Whether it is `1:3`, or `slice(1, 3)`."""
    if isinstance(key, Collection):
        return key.kind is CollectionKind.SLICE
    return isinstance(key, Result) and key.callee == PythonName("builtins.slice") and not key.attributes


def _subscript_of_result(evaluation: Evaluation, value: Result, key: Value, source: int) -> Alternatives:
    if value.callee == PythonName("builtins.globals") and isinstance(key, Literal) and isinstance(key.value, str):
        namespace = evaluation.modules.namespace_of(source)
        return in_namespace(evaluation, namespace, key.value) or UNKNOWN
    if is_told(value) and not value.attributes:
        if _is_slice(key):
            return (value,) if value.callee == SEQUENCE else UNKNOWN
        return (value.arguments[-1],) if value.callee in {SEQUENCE, MAPPING} else UNKNOWN
    return (Result(value.callee, value.arguments, (*value.attributes, "[]")[-20:]),)


def awaited(evaluation: Evaluation, values: Alternatives) -> Alternatives:
    """`await value`."""
    return distinct(found for value in values for found in _awaited(evaluation, value))


def _awaited(evaluation: Evaluation, value: Known) -> Alternatives:
    if isinstance(value, JavaScriptValue):
        return (javascript(value, "await"),)
    if isinstance(value, Result) and isinstance(value.callee, PythonFunction) and not value.attributes:
        return returned(evaluation, value.callee, value.arguments)
    return (value,)
