"""Where Python names a function without calling it, though only its result makes sense there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.kinds import Role
from pyscript_doctor.parsers.text import Span
from pyscript_doctor.project.program.attribute_uses import Access
from pyscript_doctor.project.program.values import (
    FunctionKind,
    JavaScriptValue,
    Literal,
    PythonFunction,
    PythonName,
    Result,
)
from pyscript_doctor.queries.javascript_types import JavaScriptFunction, type_of
from pyscript_doctor.queries.python_types import type_of as type_of_python
from pyscript_doctor.queries.signatures import counts_of, is_awaitable, signatures_of
from pyscript_doctor.queries.source_text import source_text
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.project.program.facts import Code, Place, Use
    from pyscript_doctor.project.program.values import Value
    from pyscript_doctor.project.runtime.runtime import Runtime
    from pyscript_doctor.queries.page_elements import PageElements

SHOWING = frozenset({"builtins.print", "builtins.str", "pyscript.display"})
TAKING_NUMBERS_OR_ITEMS = frozenset(
    f"builtins.{name}"
    for name in ("int", "float", "len", "sum", "sorted", "list", "tuple", "set", "range", "round", "abs", "enumerate")
)
TASK_MAKERS = frozenset({"asyncio.create_task", "asyncio.ensure_future", "asyncio.gather", "asyncio.wait_for"})
TEXTS = frozenset({"innerText", "textContent", "innerHTML"})
# PyScript may replace them, with functions too.
ALWAYS_THERE = frozenset({"builtins.input", "builtins.print"})
SUPER = PythonName("builtins.super")
# What the class `super` itself can do.
OF_CLASSES = frozenset(vars(type)) - frozenset(vars(object))
# What `open` returns, on both interpreters.
FILE_METHODS = frozenset({"read", "readline", "readlines", "write", "close", "flush", "seek", "tell"})


class Wanted(str, Enum):
    """What a result is needed for."""

    NOTHING = "nothing"
    TEXT = "text"
    TRUTH = "truth"
    EQUALITY = "equality"
    VALUE = "value"
    TASK = "task"

    __str__ = str.__str__


class FunctionUse(NamedTuple):
    """A function that is named and not called.

    name: of the function. span: of the expression. wanted: VALUE and TASK if Python refuses a function there.
    needs_arguments: nobody can call it without arguments. is_async: its call must be awaited.
    """

    name: str
    span: Span
    place: Place
    wanted: Wanted
    needs_arguments: bool
    is_async: bool


class _Known(NamedTuple):
    name: str
    needs_arguments: bool
    is_method: bool
    is_async: bool


def function_uses(code: Code, elements: PageElements) -> Iterator[FunctionUse]:
    """The functions that are certainly named by mistake."""
    for value, span, place, wanted in _wanted(code):
        known = _function(value, code.runtime, elements)
        if known is None or (wanted is Wanted.TRUTH and not known.is_method):
            continue
        if wanted is Wanted.TEXT and isinstance(value, PythonFunction) and value.kind is FunctionKind.FUNCTION:
            continue  # lessons show what a function is
        is_async = known.is_async and wanted is not Wanted.TASK
        yield FunctionUse(known.name, span, place, wanted, known.needs_arguments, is_async)
    yield from _of_super(code)


def _of_super(code: Code) -> Iterator[FunctionUse]:
    """`super.__init__(name)`: without parentheses it is the class `super`, which has none of the base's methods."""
    for use in code.attributes:
        if use.base == SUPER and use.access is Access.CALLED and use.name not in OF_CLASSES:
            end = use.name_span.start - 1
            span = Span(use.name_span.path, end - len("super"), end)
            if source_text(code, span) == "super":
                yield FunctionUse("super", span, use.place, Wanted.VALUE, needs_arguments=False, is_async=False)


def _wanted(code: Code) -> Iterator[tuple[Value, Span, Place, Wanted]]:
    """The expressions whose result is needed, where, and for what."""
    roles = {Role.STATEMENT: Wanted.NOTHING, Role.CONDITION: Wanted.TRUTH, Role.ITERATED: Wanted.VALUE}
    for use in code.uses:
        if use.role in roles:
            yield use.value, use.place.span, use.place, roles[use.role]
    for call in code.calls:
        wanted = Wanted.TEXT if call.name in SHOWING else Wanted.VALUE
        argument = call.argument(0) if call.name in SHOWING | TAKING_NUMBERS_OR_ITEMS else None
        if argument:
            yield argument.value, argument.span, call.place, wanted
        for each in call.arguments if call.name in TASK_MAKERS else ():
            if each.keyword is None and not each.starred:
                yield each.value, each.span, call.place, Wanted.TASK
    yield from _asked(code)
    for assignment in code.assignments:
        if isinstance(assignment.target, JavaScriptValue) and assignment.attribute in TEXTS and assignment.value_span:
            yield assignment.value, assignment.value_span, assignment.place, Wanted.TEXT
    yield from _compared(code)


def _asked(code: Code) -> Iterator[tuple[Value, Span, Place, Wanted]]:
    """The methods of Python's own types that code asks for a name, as in `name.strip.lower()`: they have none."""
    for use in code.attributes:
        method = _method(use.base)
        if method is None or use.access is Access.ASSIGNED or use.name.startswith("_"):
            continue
        before = Span(use.name_span.path, use.place.span.start, use.name_span.start)
        written = source_text(code, before).rstrip()
        if written.endswith(f".{method.name.rpartition('.')[2]}."):
            yield method, Span(before.path, before.start, before.start + len(written) - 1), use.place, Wanted.VALUE


def _method(value: Value) -> PythonName | None:
    """The method of a standard type that a value is: `str.strip`, or `input().strip`."""
    if isinstance(value, Result) and len(value.attributes) == 1:
        kind = type_of_python(replace(value, attributes=()))
        return PythonName(f"{kind}.{value.attributes[0]}") if kind else None
    is_method = isinstance(value, PythonName) and value.name.startswith("builtins.") and value.name.count(".") > 1
    return value if is_method and isinstance(value, PythonName) else None


def _compared(code: Code) -> Iterator[tuple[Value, Span, Place, Wanted]]:
    """The sides of comparisons whose other side is a text or a number."""
    uses = sorted(code.uses, key=_start) if code.comparisons else []
    for comparison in code.comparisons:
        equality = comparison.operator in {"==", "!=", "is", "is not"}
        within = uses[
            bisect_left(uses, comparison.place.span.start, key=_start) : bisect_right(
                uses, comparison.place.span.end, key=_start
            )
        ]
        for side, other in ((comparison.left, comparison.right), (comparison.right, comparison.left)):
            if not isinstance(other, Literal) or other.value is None:
                continue
            end = comparison.place.span.end
            spans = [each.place.span for each in within if each.place.span.end <= end and each.value == side]
            if len(spans) == 1:
                yield side, spans[0], comparison.place, Wanted.EQUALITY if equality else Wanted.VALUE


def _start(use: Use) -> int:
    return use.place.span.start


def _function(value: Value, runtime: Runtime, elements: PageElements) -> _Known | None:
    """The function that a value certainly is; None for classes, and if that is not known."""
    if isinstance(value, PythonFunction):
        is_plain = value.kind in {FunctionKind.FUNCTION, FunctionKind.METHOD} and not value.decorators
        name = value.name.rpartition(".")[2]
        return _Known(name, value.required > 0, is_method=False, is_async=value.is_async) if is_plain else None
    if isinstance(value, PythonName):
        return _named(value.name, runtime)
    if isinstance(value, Result) and value.made_by == "builtins.open" and value.attributes:
        name = value.attributes[0]
        is_known = len(value.attributes) == 1 and name in FILE_METHODS
        return _Known(name, name in {"write", "seek"}, is_method=True, is_async=False) if is_known else None
    if isinstance(value, JavaScriptValue):
        found = type_of(value, runtime, elements)
        if isinstance(found, JavaScriptFunction):
            needs = any(not each.signatures or each.signatures[0].fewest for each in found.methods)
            return _Known(found.name, needs, is_method=False, is_async=False)
    return None


def _named(name: str, runtime: Runtime) -> _Known | None:
    """A function of the standard library, or of PyScript."""
    owner, _, last = name.rpartition(".")
    if last[:1].isupper() or runtime.has_local_module(name.partition(".")[0]):
        return None
    if name in ALWAYS_THERE:
        return _Known(last, needs_arguments=False, is_method=False, is_async=False)
    is_method = owner.startswith("builtins.")
    signatures = signatures_of(name, runtime)
    if signatures:
        needs = any(parameter.required for each in signatures for parameter in each.parameters)
        return _Known(last, needs, is_method, any(each.awaitable for each in signatures))
    counts = counts_of(name, runtime)
    return _Known(last, counts.least > 0, is_method, is_awaitable(name)) if counts else None
