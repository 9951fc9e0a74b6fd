"""What is done with a value although its type certainly refuses it."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.interpreters import Interpreter
from pyscript_doctor.parsers.python.kinds import ScopeKind
from pyscript_doctor.parsers.python.nodes import (
    AttributeAssignment,
    AwaitExpression,
    CallExpression,
    ComparisonExpression,
    Definition,
    Name,
    Operation,
    SubscriptExpression,
)
from pyscript_doctor.project.program.alternatives import CYCLE, LocalModule, without_none
from pyscript_doctor.project.program.arguments import refused_arguments, refused_format
from pyscript_doctor.project.program.class_bases import has_foreign_base
from pyscript_doctor.project.program.definitions import class_member
from pyscript_doctor.project.program.facts import Mixture, Refusal
from pyscript_doctor.project.program.field_signatures import field_out_of_order, field_signature, shared_defaults
from pyscript_doctor.project.program.formats import FORMAT, formatted
from pyscript_doctor.project.program.operators import FUNCTION, MODULE, OTHERWISE_ON_MICROPYTHON, refuses
from pyscript_doctor.project.program.own_signatures import is_overridden
from pyscript_doctor.project.program.refused_assignments import refused_assignments
from pyscript_doctor.project.program.refused_unpacking import refused_unpacking
from pyscript_doctor.project.program.resized import resized
from pyscript_doctor.project.program.special_arguments import special_arguments
from pyscript_doctor.project.program.special_methods import refused_results
from pyscript_doctor.project.program.trials import form_error
from pyscript_doctor.project.program.types import DATA, NOTHING, NUMBERS, ONE_BY_ONE, TEXT, VIEWS, is_function, type_of
from pyscript_doctor.project.program.values import (
    FunctionKind,
    Instance,
    JavaScriptValue,
    Literal,
    PythonFunction,
    PythonName,
    Result,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyscript_doctor.parsers.python.nodes import Context, Event, Expression
    from pyscript_doctor.parsers.python.syntax import Scope
    from pyscript_doctor.project.program.alternatives import Known
    from pyscript_doctor.project.program.certainty import Certainty
    from pyscript_doctor.project.program.evaluation import Evaluation
    from pyscript_doctor.project.program.facts import Place

GENERATOR, COROUTINE, OBJECT, CLASS = "async generator", "coroutine", "object", "class"
"""Values of types that a program does not name: what async functions return, an instance of an own class, a class."""

ZERO_DIVISION = "ZeroDivisionError"
_DIVIDING = frozenset({"/", "//", "%"})
_WITHOUT_ITEMS = NUMBERS | {NOTHING, FUNCTION, MODULE, CLASS}
_WITHOUT_ORDER = ONE_BY_ONE | VIEWS | {"builtins.set", "builtins.frozenset", COROUTINE, "io.StringIO"}
UNHASHABLE = frozenset(f"builtins.{name}" for name in ("list", "dict", "set", "bytearray"))
"""Types whose values can't be a key, or be in a set."""
_UNCHANGEABLE = frozenset({TEXT, "builtins.tuple", "builtins.range", "builtins.bytes", "builtins.frozenset"})
_BY_NUMBER = frozenset({"builtins.list", "builtins.tuple", TEXT, "builtins.range"})
_NO_NUMBERS = frozenset({TEXT, "builtins.float", "builtins.list", "builtins.dict", "builtins.tuple", NOTHING, FUNCTION})
_NO_CONTEXT = DATA | {NOTHING, FUNCTION, MODULE, COROUTINE}
_ONLY_ASYNC_CONTEXT = frozenset({"asyncio.Lock", "asyncio.Semaphore"})
_NO_AWAIT = DATA | {NOTHING, FUNCTION, MODULE}
_RETURNING = frozenset({FunctionKind.FUNCTION, FunctionKind.METHOD})
_PLAIN_CLASSES = frozenset(f"builtins.{name}" for name in ("str", "int", "float", "bool", "bytes", "complex", "range"))
"""Classes that brackets can't follow: `list[int]` means something, and `int[5]` does not."""
_ARITHMETIC = frozenset({"+", "-", "*", "/", "//", "%", "**"})
_ORDERED = frozenset({"<", "<=", ">", ">="})
_COMPARED = _ORDERED | {"in", "not in"}
_ENTERED = {"with": ("__enter__", "__aenter__"), "async with": ("__aenter__", "__enter__")}


class Refusals:
    """Knows, for one program, what types refuse."""

    def __init__(self, evaluation: Evaluation, certainty: Certainty) -> None:
        self.certainty = certainty
        self.evaluation = evaluation
        self._modules = evaluation.modules
        self.is_pyodide = evaluation.program.interpreter is Interpreter.PYODIDE

    def at(self, event: Event, source: int, place: Place) -> Iterator[Refusal]:
        """What an event does that cannot work."""
        if place.catches("TypeError") or self.certainty.sets_names:
            return
        yield from self._formatted(event, source, place)
        if isinstance(event, Operation):
            yield from self._operation(event, source, place)
        elif isinstance(event, SubscriptExpression):
            yield from self._item("item", (event.value, event.key), event.context, source, place)
        elif isinstance(event, ComparisonExpression):
            pairs = zip(event.operands, event.operators, event.operands[1:], strict=False)
            for left, operator, right in pairs:
                if operator in _COMPARED:
                    yield from self._binary(operator, (left, right), event.context, source, place)
        elif isinstance(event, AttributeAssignment):
            yield from refused_assignments(self, event, source, place)
        elif isinstance(event, Definition):
            yield from self._fields(event, source, place)
            yield from refused_results(self, event, source, place)
        elif isinstance(event, CallExpression) and event.decorates is None:
            yield from refused_arguments(self, event, source, place)
            yield from special_arguments(self, event, source, place)
            yield from self._one("call", event.callee, DATA | ONE_BY_ONE | {NOTHING}, event.context, source, place)

    def mixtures(self, event: Event, source: int, place: Place) -> Iterator[Mixture]:
        """The operator between a JavaScript value and a Python value: the result depends on the browser."""
        if place.catches("TypeError") or self.certainty.sets_names:
            return
        if isinstance(event, ComparisonExpression):
            pairs = zip(event.operands, event.operators, event.operands[1:], strict=False)
            for left, operator, right in pairs:
                if operator in _ORDERED:
                    yield from self._mixed(operator, (left, right), event.context, source, place)
        elif isinstance(event, Operation) and len(event.operands) == 2 and event.operator.rstrip("=") in _ARITHMETIC:
            first, second = event.operands
            yield from self._mixed(event.operator, (first, second), event.context, source, place)

    def _mixed(
        self, operator: str, operands: tuple[Expression, Expression], context: Context, source: int, place: Place
    ) -> Iterator[Mixture]:
        text = self._modules.syntaxes[source].text
        first, second = operands
        spans = text.span(first.start, first.end), text.span(second.start, second.end)
        for this, other in ((first, second), (second, first)):
            value = self.evaluation.value(this, source)
            if not isinstance(value, JavaScriptValue) or not self.certainty.is_settled(this, source, context):
                continue
            types = self.types(other, context, source)
            if types:
                yield Mixture(operator, value, types, this is first, spans, place)

    def _operation(self, event: Operation, source: int, place: Place) -> Iterator[Refusal]:
        name, operands, context = event.operator, event.operands, event.context
        if name in {"set item", "delete item"}:
            yield from self._item(name, operands, context, source, place)
        elif name == "iterate":
            yield from self._one(name, operands[0], _WITHOUT_ITEMS | {GENERATOR, COROUTINE}, context, source, place)
            yield from resized(self, event, source, place)
        elif name == "async iterate":
            yield from self._one(name, operands[0], DATA | {NOTHING, FUNCTION}, context, source, place)
        elif name == "await":
            yield from self._one(name, operands[0], _NO_AWAIT, context, source, place)
        elif name in {"raise", "except"}:
            yield from self._one(name, operands[0], DATA - {"builtins.tuple"}, context, source, place)
        elif name == "key":
            yield from self._one(name, operands[0], UNHASHABLE, context, source, place)
        elif name == FORMAT:
            return  # _formatted
        elif name in _ENTERED:
            yield from self._entered(event, source, place)
        elif name == "unpack":
            yield from refused_unpacking(self, event, source, place)
        elif len(operands) == 1:
            yield from self._unary(event, source, place)
        else:
            if name == "%":
                yield from refused_format(self, event, source, place)
            yield from self._binary(name, operands, context, source, place)
            if name.removesuffix("=") in _DIVIDING:
                yield from self._by_zero(event, source, place)

    def _fields(self, event: Definition, source: int, place: Place) -> Iterator[Refusal]:
        """A dataclass in which a default comes before a field without one, or all objects share a list as default."""
        scope = self._modules.scope(source, event.scope)
        if scope.fields and self.is_pyodide and not place.catches("ValueError"):
            for default, kind in shared_defaults(self.evaluation, source, scope):
                yield self.refusal("default", (kind,), (default,), source, place, error="ValueError")
        signature = field_signature(self.evaluation, source, scope) if scope.fields else None
        name = field_out_of_order(signature) if signature and self.is_pyodide else None
        text = self._modules.syntaxes[source].text
        found = re.compile(rf"^[ \t]+({name})[ \t]*:", re.MULTILINE).search(text.value, event.end) if name else None
        if found is not None:
            yield Refusal("field", ("object",), (text.span(*found.span(1)),), place)

    def _formatted(self, event: Event, source: int, place: Place) -> Iterator[Refusal]:
        """`f"{price:.2f}"` with a price that is text."""
        for value, form, context in formatted(self.evaluation, self.certainty, event, source):
            types = self.types(value, context, source)
            written = str(form.value)
            errors = {form_error(each, written, is_pyodide=self.is_pyodide) for each in types}
            error = errors.pop() if len(errors) == 1 else ""
            if error and not place.catches(error):
                yield self.refusal(FORMAT, types[:1], (value,), source, place, error=error, form=written)

    # Operators

    def _binary(
        self, name: str, operands: tuple[Expression, ...], context: Context, source: int, place: Place
    ) -> Iterator[Refusal]:
        """The first operand of a chain that the operator refuses."""
        types = [self.types(operand, context, source) for operand in operands[:2]]
        for position in range(1, len(operands)):
            if position > 1:
                types.append(self.types(operands[position], context, source))
            left, right = types[-2:]
            pairs = [*product(left, right)]
            if pairs and all(self._refuses(name, *pair) for pair in pairs):
                yield self.refusal(name, pairs[0], operands[position - 1 : position + 1], source, place)
                return
            if not pairs or any(refuses(name, *pair) for pair in pairs) or len({*left, *right}) > 1:
                return

    def _refuses(self, name: str, left: str, right: str) -> bool:
        if not self.is_pyodide and (OTHERWISE_ON_MICROPYTHON & {left, right} or name in {"|", "|="}):
            return False
        return refuses(name, left, right)

    def _by_zero(self, event: Operation, source: int, place: Place) -> Iterator[Refusal]:
        """`total / 0`, or with a name that is always 0."""
        left, right = event.operands
        certainty, context = self.certainty, event.context
        values = self.evaluation.alternatives(right, source)
        is_zero = all(
            isinstance(each, Literal) and type(each.value) in {int, float} and not each.value for each in values
        )
        if not is_zero or place.catches(ZERO_DIVISION) or certainty.asks_about(right, source, context):
            return
        texts = (syntax.text.value for syntax in self._modules.syntaxes)
        if certainty.is_parameter(right, source) and any("except" in text for text in texts):
            return  # whoever calls the function may show what the error is
        types = (self.types(left, context, source), self.types(right, context, source))
        if all(types) and NUMBERS.issuperset((*types[0], *types[1])):
            kinds = (types[0][0], types[1][0])
            yield self.refusal(event.operator, kinds, event.operands, source, place, error=ZERO_DIVISION)

    def _unary(self, event: Operation, source: int, place: Place) -> Iterator[Refusal]:
        types = self.types(event.operands[0], event.context, source)
        if types and all(refuses(event.operator, each) for each in types):
            yield self.refusal(event.operator, (types[0],), event.operands, source, place)

    # Items and loops

    def _item(
        self, name: str, operands: tuple[Expression, ...], context: Context, source: int, place: Place
    ) -> Iterator[Refusal]:
        holders = self.types(operands[0], context, source)
        refusing = _WITHOUT_ITEMS if name == "item" else _WITHOUT_ITEMS | _UNCHANGEABLE
        if name == "item":
            refusing |= _WITHOUT_ORDER
        if holders and all(holder in refusing for holder in holders):
            yield self.refusal(name, holders[:1], operands[:1], source, place)
            return
        keys = self.types(operands[1], context, source) if holders else ()
        if keys and UNHASHABLE.issuperset(keys) and all(holder == "builtins.dict" for holder in holders):
            yield self.refusal("key", keys[:1], operands[1:], source, place)
            return
        if keys and all(holder in _BY_NUMBER for holder in holders) and all(key in _NO_NUMBERS for key in keys):
            yield self.refusal(name, (holders[0], keys[0]), operands[:2], source, place)

    def _one(
        self, name: str, operand: Expression, refusing: frozenset[str], context: Context, source: int, place: Place
    ) -> Iterator[Refusal]:
        types = self.types(operand, context, source)
        if types and all(each in refusing for each in types):
            yield self.refusal(name, types[:1], (operand,), source, place)

    # `with`

    def _entered(self, event: Operation, source: int, place: Place) -> Iterator[Refusal]:
        operand, name = event.operands[0], event.operator
        types = self.types(operand, event.context, source)
        refusing = _NO_CONTEXT | (_ONLY_ASYNC_CONTEXT if name == "with" else frozenset({"io.TextIOWrapper"}))
        if types and all(each in refusing for each in types):
            yield self.refusal(name, types[:1], event.operands, source, place)
            return
        values = self.evaluation.alternatives(operand, source)
        lacking = bool(values) and all(self._lacks_entry(value, name) for value in values)
        if lacking and self.certainty.is_settled(operand, source, event.context):
            yield self.refusal(name, (OBJECT,), event.operands, source, place)

    def _lacks_entry(self, value: Known, name: str) -> bool:
        """Whether it has what the other kind of `with` needs, but not what this one needs."""
        wanted, other = _ENTERED[name]
        if isinstance(value, Result) and isinstance(value.callee, PythonFunction) and not value.attributes:
            made_by = "contextlib.contextmanager" if name == "async with" else "contextlib.asynccontextmanager"
            return PythonName(made_by) in value.callee.decorators
        definition = self._modules.definition_of(value) if isinstance(value, Instance) else None
        if definition is None or has_foreign_base(self.evaluation, *definition):
            return False
        has = {each: class_member(self.evaluation, *definition, each) is not None for each in (wanted, other)}
        return has[other] and not has[wanted]

    # Types

    def types(self, expression: Expression, context: Context, source: int) -> tuple[str, ...]:
        """All types that an expression can have; () if one of them is not known, or not certain."""
        found: dict[str, None] = {}
        values = self.evaluation.alternatives(expression, source)
        for value in without_none(values):
            if value is CYCLE and len(values) > 1:
                continue
            kind = self._type(value, expression, source)
            if kind is None:
                return ()
            found[kind] = None
        certain = bool(found) and self.certainty.is_settled(expression, source, context)
        return tuple(found) if certain and self.certainty.is_own_of_one_class(expression) else ()

    def _type(self, value: Known, expression: Expression, source: int) -> str | None:
        if isinstance(value, LocalModule):
            return MODULE
        if isinstance(value, PythonFunction):
            is_plain = value.kind is not FunctionKind.CLASS and not value.decorators
            return FUNCTION if is_plain else None
        if isinstance(value, Literal) and value.value is None:
            return NOTHING if self.gives_nothing(expression, source) else None
        if isinstance(value, Result) and isinstance(value.callee, PythonFunction):
            return self._of_generator(value)
        if isinstance(value, PythonName) and is_function(value.name):
            return FUNCTION
        if isinstance(value, PythonName) and value.name in _PLAIN_CLASSES:
            return CLASS
        return type_of(value)

    def _of_generator(self, value: Result) -> str | None:
        """What a function that yields returns; an async one returns another kind."""
        function = value.callee
        if value.attributes or not isinstance(function, PythonFunction) or function.decorators:
            return None
        place = self._modules.definitions.get(function.span)
        if place is None or not self._modules.scope(*place).is_generator:
            return None
        return (GENERATOR if self.is_pyodide else None) if function.is_async else "builtins.generator"

    def gives_nothing(self, expression: Expression, source: int) -> bool:
        """Whether it calls a function of the project that returns nothing, with `await` if that is async."""
        if isinstance(expression, Name):
            bounds = self._modules.bindings(expression, source)
            if len(bounds) != 1 or bounds[0].binding.value is None or bounds[0].binding.steps:
                return False
            return self.gives_nothing(bounds[0].binding.value, bounds[0].source)
        is_awaited = isinstance(expression, AwaitExpression)
        call = expression.operand if isinstance(expression, AwaitExpression) else expression
        if not isinstance(call, CallExpression):
            return False
        function = self.evaluation.value(call.callee, source)
        if not isinstance(function, PythonFunction) or function.kind not in _RETURNING:
            return False
        place = self._modules.definitions.get(function.span)
        scope = self._modules.scope(*place) if place else None
        if place is None or scope is None or self._may_be_another(function, place[0], scope):
            return False
        return (
            scope.kind is ScopeKind.FUNCTION
            and scope.is_async is is_awaited
            and not (scope.returns or scope.is_generator or scope.decorators)
        )

    def _may_be_another(self, function: PythonFunction, source: int, scope: Scope) -> bool:
        """Whether a method may be one that a subclass defines, or that something sets."""
        if function.kind is not FunctionKind.METHOD:
            return False
        is_set = scope.name.rpartition(".")[2] in self._modules.attribute_assignments
        return is_set or self.certainty.sets_attributes or is_overridden(self.evaluation, source, scope)

    def refusal(
        self,
        name: str,
        types: tuple[str, ...],
        operands: Iterable[Expression],
        source: int,
        place: Place,
        count: int = 0,
        size: int = 0,
        *,
        function: str = "",
        error: str = "TypeError",
        missing: str = "",
        form: str = "",
        by_value: bool = False,
    ) -> Refusal:
        """What is refused, with the places of its operands."""
        text = self._modules.syntaxes[source].text
        spans = tuple(text.span(operand.start, operand.end) for operand in operands)
        return Refusal(name, types, spans, place, count, size, function, error, missing, form, by_value=by_value)
