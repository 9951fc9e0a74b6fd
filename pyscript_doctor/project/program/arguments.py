"""What calls of Python's own functions give, although these certainly refuse it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyscript_doctor.parsers.python.kinds import CollectionKind
from pyscript_doctor.parsers.python.nodes import Attribute, Display, Operation
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.program.trials import (
    error_for,
    format_error,
    is_mode,
    refuses_each,
    sample,
    samples,
    takes,
    unfilled,
)
from pyscript_doctor.project.program.types import TEXT, type_of
from pyscript_doctor.project.program.values import Collection, Literal, PythonName

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.python.nodes import ArgumentSyntax, CallExpression, Context, Expression
    from pyscript_doctor.project.program.facts import Place, Refusal
    from pyscript_doctor.project.program.refusals import Refusals

MOST_ITEMS = 20
_HOLDERS = frozenset(f"builtins.{name}" for name in ("list", "tuple", "set", "dict"))
_METHOD = lazy_pattern(r"builtins\.\w+\.")
_NEEDS_FILE = frozenset({"json.load", "pickle.load", "tomllib.load"})
_MADE = {CollectionKind.LIST: list, CollectionKind.TUPLE: tuple}


def refused_arguments(refusals: Refusals, call: CallExpression, source: int, place: Place) -> Iterator[Refusal]:
    """The call, if its function raises an error for whatever it is given here."""
    callee = refusals.evaluation.value(call.callee, source)
    if not isinstance(callee, PythonName):
        return
    if callee.name == "builtins.str.format":
        yield from _unfilled(refusals, call, source, place)
    if callee.name == "builtins.open":
        yield from _mode(refusals, call, source, place)
    if callee.name in _NEEDS_FILE:
        yield from _no_file(refusals, call, source, place, callee.name)
    if callee.name == "asyncio.gather":
        yield from _gathered(refusals, call, source, place)
    given = _without_self(refusals, call, callee.name, source)
    if any(each.starred or each.keyword for each in call.arguments) or not takes(callee.name, len(given)):
        return
    if isinstance(call.callee, Attribute) and not refusals.certainty.is_settled(call.callee, source, call.context):
        return
    operands = [each.value for each in given]
    choices = [_choices(refusals, each, call.context, source) for each in operands]
    error = _error(refusals, callee.name, operands, call.context, source)
    if all(choices) and refuses_each(callee.name, choices):
        error = "TypeError"
    if error and not place.catches(error) and not any(each.endswith("DecodeError") for each in place.caught):
        types = tuple((refusals.types(each, call.context, source) or ("",))[0] for each in operands)
        yield refusals.refusal("argument", types, operands, source, place, function=callee.name, error=error)


def _without_self(refusals: Refusals, call: CallExpression, method: str, source: int) -> tuple[ArgumentSyntax, ...]:
    """The arguments of a call, without the string of `str.join(", ", names)`; none if a name may be `str.join`."""
    if not _METHOD.match(method):
        return call.arguments
    if not isinstance(call.callee, Attribute):
        return ()
    holder = refusals.evaluation.value(call.callee.base, source)
    return call.arguments[1:] if isinstance(holder, PythonName) and type_of(holder) is None else call.arguments


def _mode(refusals: Refusals, call: CallExpression, source: int, place: Place) -> Iterator[Refusal]:
    """`open(path, "rw")`: Python has no such mode. MicroPython takes any letters."""
    positional = [each for each in call.arguments if each.keyword is None]
    named = next((each.value for each in call.arguments if each.keyword == "mode"), None)
    mode = positional[1].value if len(positional) > 1 else named
    if not refusals.is_pyodide or mode is None or any(each.starred for each in call.arguments):
        return
    value = refusals.evaluation.value(mode, source)
    written = value.value if isinstance(value, Literal) else None
    if not isinstance(written, str) or is_mode(written) or place.catches("ValueError"):
        return
    if refusals.certainty.is_settled(mode, source, call.context):
        yield refusals.refusal(
            "argument", (TEXT,), (mode,), source, place, function="builtins.open", error="ValueError"
        )


def _gathered(refusals: Refusals, call: CallExpression, source: int, place: Place) -> Iterator[Refusal]:
    """`asyncio.gather([load(a), load(b)])`: it takes them one by one, not in a list or from a generator.

    MicroPython takes a generator, and waits for nothing.
    """
    refused = _HOLDERS | ({"builtins.generator"} if refusals.is_pyodide else set())
    for argument in call.arguments:
        types = () if argument.starred or argument.keyword else refusals.types(argument.value, call.context, source)
        if types and all(each in refused for each in types):
            yield refusals.refusal(
                "argument", types[:1], (argument.value,), source, place, function="asyncio.gather", error="TypeError"
            )


def _no_file(refusals: Refusals, call: CallExpression, source: int, place: Place, function: str) -> Iterator[Refusal]:
    """`json.load("data.json")`: it reads a file that is open, and not one of that name."""
    first = call.arguments[0] if call.arguments else None
    types = refusals.types(first.value, call.context, source) if first and not first.starred else ()
    error = "AttributeError" if refusals.is_pyodide else "OSError"
    if first and types and all(each in _HOLDERS | {TEXT} for each in types) and not place.catches(error):
        yield refusals.refusal("argument", types[:1], (first.value,), source, place, function=function, error=error)


def _choices(refusals: Refusals, expression: Expression, context: Context, source: int) -> list[Any]:
    """Values that stand for all that an argument can be; none if that is not known."""
    value = refusals.evaluation.value(expression, source)
    whole = _items(value) if not refusals.certainty.may_change(expression, source) else None
    if whole is not None and refusals.certainty.is_settled(expression, source, context):
        return [whole]
    return [each for kind in refusals.types(expression, context, source) for each in samples(kind)]


def _items(value: object) -> Any:
    """A list or tuple with one value for each of its items; None if the type of one is not known."""
    if not isinstance(value, Collection) or value.kind not in _MADE or not 0 < len(value.items) <= MOST_ITEMS:
        return None
    items = [sample(type_of(item) or "") for item in value.items]
    return None if None in items else _MADE[value.kind](items)


def _error(refusals: Refusals, function: str, operands: list[Expression], context: Context, source: int) -> str:
    """The error that a function raises for the very values that it is given: `int("abc")`."""
    values = [refusals.evaluation.value(each, source) for each in operands]
    known = [each.value for each in values if isinstance(each, Literal)]
    if len(known) < len(values) or not all(refusals.types(each, context, source) for each in operands):
        return ""
    if any(refusals.certainty.asks_about(each, source, context) for each in operands):
        return ""
    return error_for(function, tuple(known))


def _unfilled(refusals: Refusals, call: CallExpression, source: int, place: Place) -> Iterator[Refusal]:
    """`"{} {}".format(name)`."""
    if not isinstance(call.callee, Attribute) or any(each.starred or each.keyword == "**" for each in call.arguments):
        return
    template = refusals.evaluation.value(call.callee.base, source)
    if not isinstance(template, Literal) or not isinstance(template.value, str):
        return
    if not refusals.certainty.is_settled(call.callee.base, source, call.context):
        return
    names = frozenset(each.keyword for each in call.arguments if each.keyword)
    missing = unfilled(template.value, len(call.arguments) - len(names), names)
    error = "IndexError" if missing and missing.isdecimal() else "KeyError"
    if missing is not None and not place.catches(error):
        yield refusals.refusal(
            "format", (TEXT,), (call,), source, place, function="format", error=error, missing=missing
        )


def refused_format(refusals: Refusals, event: Operation, source: int, place: Place) -> Iterator[Refusal]:
    """`"%d %d" % (1,)`."""
    left, right = event.operands
    template = refusals.evaluation.value(left, source)
    if not isinstance(template, Literal) or not isinstance(template.value, str):
        return
    if not refusals.certainty.is_settled(left, source, event.context):
        return
    given: Any = None
    if isinstance(right, Display) and right.kind is CollectionKind.TUPLE:
        if None in right.items:
            return
        kinds = [refusals.types(each, event.context, source) for each in right.items if each is not None]
        given = tuple(1 if len(each) != 1 else _sample_to_format(each[0]) for each in kinds)
    else:
        types = refusals.types(right, event.context, source)
        if len(types) != 1 or types[0] not in {TEXT, "builtins.int", "builtins.float"}:
            return
        given = _sample_to_format(types[0])
    error = format_error(template.value, given)
    if error and not place.catches(error):
        yield refusals.refusal("format", (TEXT,), event.operands, source, place, function="%", error=error)


def _sample_to_format(kind: str) -> Any:
    """A value of a type, or a number if there is none. Of text one letter, because `%c` takes no more."""
    value = "a" if kind == TEXT else sample(kind)
    return 1 if value is None else value
