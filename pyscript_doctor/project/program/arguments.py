"""Calls of Python's own functions with values that they certainly refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyscript_doctor.knowledge.micropython_json import where_micropython_stops
from pyscript_doctor.parsers.python.kinds import CollectionKind, Role
from pyscript_doctor.parsers.python.nodes import Attribute, Display, Operation
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.program.missing_items import shown
from pyscript_doctor.project.program.trials import (
    errors_for,
    fails_by_value,
    format_error,
    is_mode,
    needs_object,
    refuses_each,
    sample,
    samples,
    takes,
    unfilled,
)
from pyscript_doctor.project.program.types import NUMBERS, TEXT, owner_of_method, type_of
from pyscript_doctor.project.program.values import Collection, Literal, PythonName, Result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.python.nodes import ArgumentSyntax, CallExpression, Context, Expression
    from pyscript_doctor.project.program.facts import Place, Refusal
    from pyscript_doctor.project.program.refusals import Refusals
    from pyscript_doctor.project.program.values import Value

MOST_ITEMS = 20
DEEPEST = 3
WITH_STEP = 3
"""How many arguments `range` has with a step."""
"""Values in one another are looked through so deeply."""
_HOLDERS = frozenset(f"builtins.{name}" for name in ("list", "tuple", "set", "dict"))
_METHOD = lazy_pattern(r"builtins\.\w+\.")
_NEEDS_FILE = frozenset({"json.load", "pickle.load", "tomllib.load"})
_MADE = {CollectionKind.LIST: list, CollectionKind.TUPLE: tuple}
_MADE_OF_ANY: dict[CollectionKind, Any] = {**_MADE, CollectionKind.SET: set}
_WITH_METHODS = frozenset({"io.TextIOWrapper"})
"""The types of objects whose methods are checked, besides Python's own types."""


def refused_arguments(refusals: Refusals, call: CallExpression, source: int, place: Place) -> Iterator[Refusal]:
    """The call, if its function raises an error for every value that it can get here."""
    function = _named(refusals.evaluation.value(call.callee, source))
    if not function:
        return
    if function == "builtins.str.format":
        yield from _unfilled(refusals, call, source, place)
    if function == "builtins.open":
        yield from _mode(refusals, call, source, place)
    if function in _NEEDS_FILE:
        yield from _no_file(refusals, call, source, place, function)
    if function == "asyncio.gather":
        yield from _gathered(refusals, call, source, place)
    holder, given = _split(refusals, call, function, source)
    if any(each.starred or each.keyword for each in call.arguments):
        return
    if not takes(function, len(given), is_pyodide=refusals.is_pyodide):
        return
    if isinstance(call.callee, Attribute) and not refusals.certainty.is_settled(call.callee, source, call.context):
        return
    operands = [each.value for each in given]
    choices = [_choices(refusals, each, call.context, source) for each in operands]
    if all(choices) and refuses_each(function, choices):
        types = tuple((refusals.types(each, call.context, source) or ("",))[0] for each in operands)
        if function == "builtins.range" and _counts(refusals, call, types, source):
            return
        yield refusals.refusal("argument", types, operands, source, place, function=function)
        return
    errors = _errors(refusals, function, operands, holder, call.context, source)
    if errors:
        yield from _by_value(refusals, call, function, operands, holder, errors, source, place)


def _counts(refusals: Refusals, call: CallExpression, types: tuple[str, ...], source: int) -> bool:
    """Whether it is in the line of a `for`, where MicroPython counts with floating-point numbers, too."""
    text = refusals.evaluation.modules.syntaxes[source].text.value
    line = text[text.rfind("\n", 0, call.start) + 1 : call.start]
    in_for = call.role is Role.ITERATED and line.lstrip().startswith("for ")
    return in_for and not refusals.is_pyodide and len(types) < WITH_STEP and NUMBERS.issuperset(types)


def _by_value(
    refusals: Refusals,
    call: CallExpression,
    function: str,
    operands: list[Expression],
    holder: Expression | None,
    errors: tuple[str, ...],
    source: int,
    place: Place,
) -> Iterator[Refusal]:
    if place.catches(*errors):
        return
    shown = [*operands, holder] if holder is not None and needs_object(function) else operands
    types = tuple((refusals.types(each, call.context, source) or ("",))[0] for each in operands)
    yield refusals.refusal("argument", types, shown, source, place, function=function, error=errors[0], by_value=True)


def _split(
    refusals: Refusals, call: CallExpression, method: str, source: int
) -> tuple[Expression | None, tuple[ArgumentSyntax, ...]]:
    """The object of a method, which `str.join(", ", names)` gets first, and the arguments.

    No arguments if a name may be `str.join`, or the `join` of a string.
    """
    if not _METHOD.match(method):
        return None, call.arguments
    if not isinstance(call.callee, Attribute):
        return None, ()
    owner = refusals.evaluation.value(call.callee.base, source)
    if not isinstance(owner, PythonName) or type_of(owner) is not None:
        return call.callee.base, call.arguments
    return (call.arguments[0].value if call.arguments else None), call.arguments[1:]


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
    """`json.load("data.json")`: it reads an open file, and does not open one by its name."""
    first = call.arguments[0] if call.arguments else None
    types = refusals.types(first.value, call.context, source) if first and not first.starred else ()
    error = "AttributeError" if refusals.is_pyodide else "OSError"
    if first and types and all(each in _HOLDERS | {TEXT} for each in types) and not place.catches(error):
        yield refusals.refusal("argument", types[:1], (first.value,), source, place, function=function, error=error)


def _choices(refusals: Refusals, expression: Expression, context: Context, source: int) -> list[Any]:
    """Values that represent all that an argument can be; none if that is not known."""
    whole = _items(refusals.evaluation.value(expression, source))
    certainty = refusals.certainty
    if (
        whole is not None
        and not certainty.may_change(expression, source)
        and certainty.is_settled(expression, source, context)
    ):
        return [whole]
    return [each for kind in refusals.types(expression, context, source) for each in samples(kind)]


def _items(value: object) -> Any:
    """A list or tuple with one value for each of its items; None if the type of one is not known."""
    if not isinstance(value, Collection) or value.kind not in _MADE or not 0 < len(value.items) <= MOST_ITEMS:
        return None
    items = [sample(type_of(item) or "") for item in value.items]
    return None if None in items else _MADE[value.kind](items)


def _errors(
    refusals: Refusals,
    function: str,
    operands: list[Expression],
    holder: Expression | None,
    context: Context,
    source: int,
) -> tuple[str, ...]:
    """The names of the error that a function raises for exactly these values: `int("abc")`."""
    if not fails_by_value(function, is_pyodide=refusals.is_pyodide):
        return ()
    needed = [holder, *operands] if holder is not None and needs_object(function) else operands
    if any(refusals.certainty.asks_about(each, source, context) for each in needed):
        return ()
    values = [_known(refusals, each, context, source) for each in needed]
    if None in values:
        return ()
    known = tuple(each[0] for each in values if each)
    if function == "json.loads" and not refusals.is_pyodide:
        return () if where_micropython_stops(str(known[0])) is None else ("ValueError",)
    return errors_for(function, known)


def _known(refusals: Refusals, expression: Expression, context: Context, source: int) -> tuple[Any] | None:
    """The value of an expression, if it is certainly known and nothing changes it."""
    if not refusals.types(expression, context, source) or refusals.certainty.may_change(expression, source):
        return None
    try:
        return (_plain(refusals, expression, context, source, DEEPEST),)
    except (ValueError, TypeError):
        return None


def _plain(refusals: Refusals, expression: Expression | None, context: Context, source: int, depth: int) -> Any:
    """A value as Python has it. Raises ValueError or TypeError if a part of it is not known, or can't be there."""
    if expression is None or not depth:
        raise ValueError
    display = shown(refusals.evaluation, refusals.certainty, expression, source)
    written, home = display or (None, source)
    if not isinstance(written, Display):
        value = refusals.evaluation.value(expression, source)
        if not isinstance(value, Literal) or not refusals.types(expression, context, source):
            raise ValueError
        return value.value
    if len(written.items) > MOST_ITEMS or written.kind is CollectionKind.SLICE:
        raise ValueError
    items = [_plain(refusals, each, context, home, depth - 1) for each in written.items]
    if written.kind is CollectionKind.DICT:
        keys = [_plain(refusals, each, context, home, depth - 1) for each in written.keys]
        return dict(zip(keys, items, strict=True))
    return _MADE_OF_ANY[written.kind](items)


def _named(callee: Value) -> str:
    """The name of a function or method, also of an object that a function returned: "io.TextIOWrapper.write"."""
    if isinstance(callee, PythonName):
        return callee.name
    if not isinstance(callee, Result) or not callee.attributes:
        return ""
    owner = owner_of_method(callee)
    return f"{owner}.{callee.attributes[-1]}" if owner in _WITH_METHODS else ""


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
    """A value of a type, or a number if there is none. For text it is one letter, because `%c` takes no more."""
    value = "a" if kind == TEXT else sample(kind)
    return 1 if value is None else value
