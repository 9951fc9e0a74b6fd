"""What attributes, calls, subscripts, loops and `await` make of a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.syntax import CollectionKind
from pyscript_doctor.project.program.alternatives import (
    CYCLE,
    UNKNOWN,
    UNKNOWN_VALUE,
    Alternatives,
    BasesOf,
    Cycle,
    Known,
    LocalModule,
    bounded,
    distinct,
    javascript,
    outward,
    without_none,
)
from pyscript_doctor.project.program.platform_names import foreign
from pyscript_doctor.project.program.values import (
    Collection,
    Instance,
    JavaScriptValue,
    Literal,
    PythonFunction,
    PythonName,
    Realm,
    Result,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyscript_doctor.parsers.python.syntax import CallExpression, Step
    from pyscript_doctor.project.program.evaluation import Resolver

# Methods of JavaScript's proxies that make a Python value of it.
_TO_PYTHON = frozenset({"to_py", "to_bytes", "to_memoryview", "to_string", "as_py_json"})

_RUN_JAVASCRIPT = frozenset({"pyodide.code.run_js", "pyodide.run_js"})
_IMPORTING = frozenset({"importlib.import_module", "builtins.__import__"})
_SAME_ITEMS = frozenset(f"builtins.{name}" for name in ("list", "tuple", "set", "iter", "reversed", "sorted", "next"))


class Steps:
    """Leads from a value to what it has, gives or holds."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver

    def kept(self, value: Value) -> Alternatives:
        """A value, if it is not nested too deeply to be followed."""
        return (bounded(value),)

    # Attributes

    def attribute(self, values: Alternatives, name: str) -> Alternatives:
        """`value.name`."""
        return distinct(found for value in without_none(values) for found in self._attribute(value, name))

    def _attribute(self, value: Known, name: str) -> Alternatives:
        if isinstance(value, JavaScriptValue):
            return (javascript(value.realm, (*value.path, name)),)
        if isinstance(value, PythonName):
            return (foreign(f"{value.name}.{name}"),)
        if isinstance(value, LocalModule):
            return self._resolver.names.attribute(value, name)
        if isinstance(value, Instance):
            return self._resolver.definitions.instance_attribute(value, name)
        if isinstance(value, BasesOf):
            return self._resolver.definitions.base_attribute(value, name)
        if isinstance(value, PythonFunction):
            return self._resolver.definitions.function_attribute(value, name)
        if isinstance(value, Result):
            return (Result(value.callee, value.arguments, (*value.attributes, name)[-20:]),)
        if isinstance(value, Literal):
            return (PythonName(f"builtins.{type(value.value).__name__}.{name}"),)
        if isinstance(value, Collection) and value.kind is not CollectionKind.GENERATOR:
            return (PythonName(f"builtins.{value.kind}.{name}"),)
        return (CYCLE,) if isinstance(value, Cycle) else UNKNOWN

    # Calls

    def call(self, expression: CallExpression, source: int) -> Alternatives:
        """What a call comes to, its coroutine where it is one of an async function."""
        resolver = self._resolver
        callees = resolver.alternatives(expression.callee, source)
        if isinstance(callees[0], PythonName) and len(callees) == 1:
            special = self._special(callees[0].name, expression, source)
            if special is not None:
                return special
        positional = [argument for argument in expression.arguments if argument.keyword is None]
        arguments = tuple(
            UNKNOWN_VALUE if argument.starred else resolver.value(argument.value, source) for argument in positional
        )
        return self.called(callees, arguments)

    def called(self, callees: Alternatives, arguments: tuple[Value, ...]) -> Alternatives:
        """What calling something comes to."""
        return distinct(found for callee in without_none(callees) for found in self._called(callee, arguments))

    def _called(self, callee: Known, arguments: tuple[Value, ...]) -> Alternatives:
        if isinstance(callee, JavaScriptValue):
            if callee.path and callee.path[-1] in _TO_PYTHON:
                return self.kept(Result(callee, arguments))
            return (javascript(callee.realm, (*callee.path, "()")),)
        if isinstance(callee, PythonName):
            if callee.name in _RUN_JAVASCRIPT:
                return (JavaScriptValue(Realm.THREAD, ("eval", "()")),)
            return self.kept(Result(callee, arguments))
        if isinstance(callee, Result):
            return self.kept(Result(callee, arguments))
        if isinstance(callee, PythonFunction):
            return self._resolver.definitions.called(callee, arguments)
        if isinstance(callee, Instance):
            return self.called(self._resolver.definitions.instance_attribute(callee, "__call__"), arguments)
        return (CYCLE,) if isinstance(callee, Cycle) else UNKNOWN

    def _special(self, name: str, expression: CallExpression, source: int) -> Alternatives | None:
        """Calls of builtins that lead on to a value of the program."""
        resolver = self._resolver
        arguments = expression.arguments
        if name == "builtins.super":
            return resolver.definitions.bases_around(expression, source)
        if name == "builtins.dict" and all(argument.keyword not in (None, "**") for argument in arguments):
            keys = tuple(Literal(argument.keyword) for argument in arguments)
            return self.kept(
                Collection(CollectionKind.DICT, tuple(resolver.value(each.value, source) for each in arguments), keys)
            )
        if not arguments or arguments[0].starred or arguments[0].keyword:
            return None
        if name in _IMPORTING:
            module = resolver.value(arguments[0].value, source)
            named = module.value if isinstance(module, Literal) else None
            return resolver.module(named) if isinstance(named, str) and not named.startswith(".") else UNKNOWN
        if name == "builtins.getattr" and len(arguments) > 1:
            return self._named_attribute(expression, source)
        return None

    def _named_attribute(self, expression: CallExpression, source: int) -> Alternatives:
        """`getattr(value, "name", default)`."""
        value, attribute, *default = (argument.value for argument in expression.arguments)
        named = self._resolver.value(attribute, source)
        if not isinstance(named, Literal) or not isinstance(named.value, str):
            return UNKNOWN
        found = self.attribute(self._resolver.alternatives(value, source), named.value)
        return distinct((*found, *(each for other in default for each in self._resolver.alternatives(other, source))))

    # Parts

    def subscript(self, values: Alternatives, key: Value, source: int) -> Alternatives:
        """`value[key]`; of a Python name it is a call of its `__getitem__`."""
        return distinct(found for value in without_none(values) for found in self._subscript(value, key, source))

    def _subscript(self, value: Known, key: Value, source: int) -> Alternatives:
        if isinstance(value, JavaScriptValue):
            return (javascript(value.realm, (*value.path, "[]")),)
        if isinstance(value, PythonName):
            return self.kept(Result(PythonName(f"{value.name}.__getitem__"), (key,)))
        if isinstance(value, Result):
            return self._subscript_of_result(value, key, source)
        if isinstance(value, Collection):
            return _item(value, key)
        return (CYCLE,) if isinstance(value, Cycle) else UNKNOWN

    def _subscript_of_result(self, value: Result, key: Value, source: int) -> Alternatives:
        if value.callee == PythonName("builtins.globals") and isinstance(key, Literal) and isinstance(key.value, str):
            unit = self._resolver.sources.unit_of(source)
            return self._resolver.names.of_unit(unit, key.value) or UNKNOWN
        return (Result(value.callee, value.arguments, (*value.attributes, "[]")[-20:]),)

    def iterated(self, values: Alternatives) -> Alternatives:
        """What a `for` gets out of a value."""
        return distinct(found for value in without_none(values) for found in self._iterated(value))

    def _iterated(self, value: Known) -> Alternatives:
        if isinstance(value, JavaScriptValue):
            return (javascript(value.realm, (*value.path, "[]")),)
        if isinstance(value, Collection):
            items: Iterable[Value | None] = value.keys if value.kind is CollectionKind.DICT else value.items
            return distinct(UNKNOWN_VALUE if item is None else item for item in items) or UNKNOWN
        if isinstance(value, Result):
            return self._iterated_result(value)
        return (CYCLE,) if isinstance(value, Cycle) else UNKNOWN

    def _iterated_result(self, value: Result) -> Alternatives:
        name = value.callee.name if isinstance(value.callee, PythonName) and not value.attributes else ""
        if name in _SAME_ITEMS and value.arguments:
            return self._iterated(value.arguments[0])
        if name == "builtins.enumerate" and value.arguments:
            item = outward(self._iterated(value.arguments[0]))
            return self.kept(Collection(CollectionKind.TUPLE, (UNKNOWN_VALUE, item)))
        if name == "builtins.zip" and value.arguments:
            items = tuple(outward(self._iterated(argument)) for argument in value.arguments)
            return self.kept(Collection(CollectionKind.TUPLE, items))
        return (Result(value.callee, value.arguments, (*value.attributes, "[]")[-20:]),)

    def awaited(self, values: Alternatives) -> Alternatives:
        """`await value`."""
        return distinct(found for value in values for found in self._awaited(value))

    def _awaited(self, value: Known) -> Alternatives:
        if isinstance(value, JavaScriptValue):
            return (javascript(value.realm, (*value.path, "await")),)
        if isinstance(value, Result) and isinstance(value.callee, PythonFunction) and not value.attributes:
            return self._resolver.definitions.returned(value.callee, value.arguments)
        return (value,)

    def follow(self, values: Alternatives, steps: tuple[Step, ...]) -> Alternatives:
        """What the steps of a binding lead to."""
        for step in steps:
            if step == "iterate":
                values = self.iterated(values)
            elif isinstance(step, int):
                values = distinct(found for value in without_none(values) for found in self._part(value, step))
            elif step == "enter":
                values = tuple(
                    value if isinstance(value, (Result, JavaScriptValue)) else UNKNOWN_VALUE for value in values
                )
            else:
                values = UNKNOWN
        return values

    def _part(self, value: Known, index: int) -> Alternatives:
        """One of the parts that a value is unpacked into."""
        if isinstance(value, Collection) and value.kind in {CollectionKind.TUPLE, CollectionKind.LIST}:
            return _item(value, Literal(index))
        return self._iterated(value)


def _item(value: Collection, key: Value) -> Alternatives:
    """An item of a display; not those that something changed since, which is what plain constants are for."""
    if not isinstance(key, Literal):
        return UNKNOWN
    found: Value = UNKNOWN_VALUE
    if value.kind is CollectionKind.DICT:
        for each, item in zip(value.keys, value.items, strict=False):
            if isinstance(each, Literal) and each.value == key.value:
                found = item
    elif (
        value.kind in {CollectionKind.TUPLE, CollectionKind.LIST}
        and isinstance(key.value, int)
        and 0 <= key.value < len(value.items)
    ):
        found = value.items[key.value]
    return UNKNOWN if isinstance(found, Literal) and value.kind is not CollectionKind.TUPLE else (found,)
