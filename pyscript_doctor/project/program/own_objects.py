"""What objects of the project's own classes refuse, because their class has no method for it: `len(shelf)`.

Measured with the same table in Pyodide 314 and in MicroPython 1.22 to 1.28.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.nodes import CallExpression, ComparisonExpression, Operation, SubscriptExpression
from pyscript_doctor.project.program.alternatives import without_none
from pyscript_doctor.project.program.class_bases import family
from pyscript_doctor.project.program.types import DATA
from pyscript_doctor.project.program.values import PythonName

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.python.nodes import Context, Event, Expression
    from pyscript_doctor.project.program.absent_names import AbsentNames
    from pyscript_doctor.project.program.alternatives import Known
    from pyscript_doctor.project.program.facts import Place, Refusal
    from pyscript_doctor.project.program.refusals import Refusals

_ITERATED = ("__iter__", "__getitem__")
_METHODS: dict[str, tuple[str, ...]] = {
    "iterate": _ITERATED,
    "async iterate": ("__aiter__",),
    "item": ("__getitem__",),
    "set item": ("__setitem__",),
    "delete item": ("__delitem__",),
    "call": ("__call__",),
    "await": ("__await__", "__iter__"),
    "with": ("__enter__", "__aenter__"),
    "async with": ("__aenter__", "__enter__"),
    "in": ("__contains__", *_ITERATED),
    "not in": ("__contains__", *_ITERATED),
    "raise": ("with_traceback",),
    "len": ("__len__",),
    "abs": ("__abs__",),
    "round": ("__round__",),
    "int": ("__int__", "__index__", "__trunc__"),
    "float": ("__float__", "__index__"),
}
"""For each operation, the methods of which an object needs one. A class usually has the first one."""
_OF_HOLDER = frozenset({"in", "not in"})
_GOING_THROUGH = ("list", "tuple", "set", "iter", "sum", "sorted", "enumerate", "any", "all", "min", "max", "str.join")
_FUNCTIONS = {f"builtins.{name}": name for name in ("len", "abs", "round", "int", "float")} | {
    f"builtins.{name}": "iterate" for name in _GOING_THROUGH
}
_NAMES = {"+": "add", "-": "sub", "*": "mul", "/": "truediv", "//": "floordiv", "@": "matmul"}
_ARITHMETIC = {
    sign: tuple(f"__{prefix}{name}__" for prefix in ("", "r", "i")) for sign, name in (*_NAMES.items(), ("%", "mod"))
}
_ORDER = {"<": "lt", "<=": "le", ">": "gt", ">=": "ge"}
_ORDERING = frozenset(f"__{name}__" for name in _ORDER.values())
_REFUSED = ("TypeError", "AttributeError")


class OwnObjects:
    """Knows, for one program, what objects of its own classes refuse."""

    def __init__(self, refusals: Refusals, absent: AbsentNames) -> None:
        self._refusals = refusals
        self._absent = absent
        self._evaluation = refusals.evaluation
        self._certainty = refusals.certainty

    def at(self, event: Event, source: int, place: Place) -> Iterator[Refusal]:
        """What an event does with such an object and that cannot work."""
        if not isinstance(event, (Operation, SubscriptExpression, ComparisonExpression, CallExpression)):
            return
        if place.catches(*_REFUSED) or self._certainty.sets_names:
            return
        if isinstance(event, SubscriptExpression):
            yield from self._one("item", event.value, event.context, source, place)
        elif isinstance(event, ComparisonExpression):
            yield from self._compared(event, source, place)
        elif isinstance(event, CallExpression):
            yield from self._called(event, source, place)
        elif event.operator in _METHODS and not event.steps:
            yield from self._one(event.operator, event.operands[0], event.context, source, place)
        elif len(event.operands) == 2:
            methods = _ARITHMETIC.get(event.operator.removesuffix("="), ())
            yield from self._two(event.operator, methods, event.operands, event.context, source, place)

    def _called(self, call: CallExpression, source: int, place: Place) -> Iterator[Refusal]:
        if call.decorates is not None:
            return
        yield from self._one("call", call.callee, call.context, source, place)
        argument = call.arguments[0] if len(call.arguments) == 1 else None
        callee = self._evaluation.value(call.callee, source) if argument else None
        operation = _FUNCTIONS.get(callee.name) if isinstance(callee, PythonName) else None
        if argument and operation and not argument.keyword and not argument.starred:
            yield from self._one(operation, argument.value, call.context, source, place)

    def _compared(self, event: ComparisonExpression, source: int, place: Place) -> Iterator[Refusal]:
        for left, sign, right in zip(event.operands, event.operators, event.operands[1:], strict=False):
            if sign in _OF_HOLDER:
                yield from self._one(sign, right, event.context, source, place)
            elif sign in _ORDER:
                first = f"__{_ORDER[sign]}__"
                methods = (first, *(_ORDERING - {first}))
                yield from self._two(sign, methods, (left, right), event.context, source, place)

    def _one(
        self, operation: str, operand: Expression, context: Context, source: int, place: Place
    ) -> Iterator[Refusal]:
        methods = _METHODS[operation]
        owner = self._class_without(methods, operand, context, source)
        if owner:
            yield self._refusal(operation, owner, methods, (operand,), source, place)

    def _two(
        self,
        sign: str,
        methods: tuple[str, ...],
        operands: tuple[Expression, ...],
        context: Context,
        source: int,
        place: Place,
    ) -> Iterator[Refusal]:
        """An operator between two objects, or between an object and a value of Python's own types."""
        if not methods:
            return
        owners = [self._class_without(methods, each, context, source) for each in operands]
        others = [each for each, owner in zip(operands, owners, strict=True) if not owner]
        if len(others) == len(operands) or not all(self._is_data(sign, each, context, source) for each in others):
            return
        yield self._refusal(sign, next(filter(None, owners)), methods, operands, source, place)

    def _is_data(self, sign: str, operand: Expression, context: Context, source: int) -> bool:
        types = self._refusals.types(operand, context, source)
        formats = sign.startswith("%") and "builtins.str" in types
        return bool(types) and not formats and all(each in DATA for each in types)

    def _class_without(self, methods: tuple[str, ...], operand: Expression, context: Context, source: int) -> str:
        """The class that an object certainly has, if it has none of these methods; "" if that is not certain."""
        if self._certainty.is_chosen(operand, source, context):
            return ""
        values = without_none(self._evaluation.alternatives(operand, source))
        owners = [self._owner(value, methods) for value in values]
        if not owners or not all(owners) or not self._certainty.is_settled(operand, source, context):
            return ""
        return owners[0] if self._certainty.is_own_of_one_class(operand) else ""

    def _owner(self, value: Known, methods: tuple[str, ...]) -> str:
        owner = self._absent.class_without(value, methods)
        return "" if owner and not _ORDERING.isdisjoint(methods) and self._is_decorated(value) else owner

    def _is_decorated(self, value: Known) -> bool:
        """Whether a decorator may make the objects of a class comparable, as `@dataclass(order=True)` does."""
        modules = self._evaluation.modules
        definition = modules.definition_of(value)
        classes = family(self._evaluation, *definition) if definition else ()
        return any(modules.scope(*each).decorators for each in classes)

    def _refusal(
        self,
        operation: str,
        owner: str,
        methods: tuple[str, ...],
        operands: tuple[Expression, ...],
        source: int,
        place: Place,
    ) -> Refusal:
        found = self._refusals.refusal(operation, ("object",) * len(operands), operands, source, place)
        return replace(found, lacks=f"{owner}.{methods[0]}")
