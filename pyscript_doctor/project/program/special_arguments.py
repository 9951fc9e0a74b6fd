"""Arguments that special functions of Python refuse: a `key`, a class, values that JSON can't hold, a pattern."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.kinds import CollectionKind
from pyscript_doctor.parsers.python.nodes import Display
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.program.alternatives import without_none
from pyscript_doctor.project.program.class_bases import has_foreign_base
from pyscript_doctor.project.program.missing_items import shown
from pyscript_doctor.project.program.trials import LONGEST
from pyscript_doctor.project.program.types import DATA, ONE_BY_ONE, VIEWS
from pyscript_doctor.project.program.values import Instance, Literal, PythonName

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.python.nodes import CallExpression, Context, Expression
    from pyscript_doctor.project.program.facts import Place, Refusal
    from pyscript_doctor.project.program.refusals import Refusals

DEEPEST = 4
"""So many levels of nested dicts and lists are looked through."""
_WITH_KEY = frozenset(f"builtins.{name}" for name in ("sorted", "min", "max", "list.sort"))
_NO_CLASS = DATA - {"builtins.tuple"}
_ASKING_FOR_CLASS = frozenset({"builtins.isinstance", "builtins.issubclass"})
_TO_JSON = {"json.dumps": 1, "json.dump": 2}
_NOT_JSON = frozenset(
    {
        *(f"builtins.{name}" for name in ("set", "frozenset", "bytes", "bytearray", "complex", "range")),
        *ONE_BY_ONE,
        *VIEWS,
        *("decimal.Decimal", "fractions.Fraction", "pathlib.Path", "uuid.UUID"),
        *(f"datetime.{name}" for name in ("date", "datetime", "time", "timedelta")),
        *("io.TextIOWrapper", "collections.deque"),
    }
)
"""Types that JSON has nothing like. MicroPython writes some text instead."""
_WITH_PATTERN = {
    "re.compile": 1,
    **dict.fromkeys(("re.search", "re.match", "re.fullmatch", "re.findall", "re.finditer", "re.split"), 2),
    **dict.fromkeys(("re.sub", "re.subn"), 3),
}
"""Functions that read a pattern, and how many arguments come before the flags."""
_NEWER_PATTERN = lazy_pattern(r"[+*?}]\+|\(\?>")
"""What a pattern may have since Python 3.11; the doctor may run on an older one."""


def special_arguments(refusals: Refusals, call: CallExpression, source: int, place: Place) -> Iterator[Refusal]:
    """A `key` that is not a function, a class that is none, what JSON can't hold, a pattern that Python can't read."""
    callee = refusals.evaluation.value(call.callee, source)
    if not isinstance(callee, PythonName):
        return
    name = callee.name
    if name in _WITH_KEY:
        for argument in call.arguments:
            if argument.keyword == "key":
                yield from _of_types(refusals, "key", argument.value, DATA, call.context, source, place)
    if any(each.starred or each.keyword for each in call.arguments):
        return
    count = len(call.arguments)
    if name in _ASKING_FOR_CLASS and count == 2:
        yield from _of_types(refusals, name, call.arguments[1].value, _NO_CLASS, call.context, source, place)
    if refusals.is_pyodide and count == _TO_JSON.get(name):
        yield from _to_json(refusals, name, call, source, place)
    if refusals.is_pyodide and 0 < count <= _WITH_PATTERN.get(name, 0):
        yield from _pattern(refusals, name, call, source, place)


def _of_types(
    refusals: Refusals,
    function: str,
    argument: Expression,
    refused: frozenset[str],
    context: Context,
    source: int,
    place: Place,
) -> Iterator[Refusal]:
    types = refusals.types(argument, context, source)
    if types and refused.issuperset(types):
        yield refusals.refusal("argument", types[:1], (argument,), source, place, function=function)


def _to_json(refusals: Refusals, name: str, call: CallExpression, source: int, place: Place) -> Iterator[Refusal]:
    """`json.dumps({"day": date.today()})`."""
    found = _no_json(refusals, call.arguments[0].value, call.context, source, DEEPEST)
    if found is not None:
        kind, part, home = found
        yield refusals.refusal("argument", (kind,), (part,), home, place, function=name)


def _no_json(
    refusals: Refusals, expression: Expression, context: Context, source: int, depth: int
) -> tuple[str, Expression, int] | None:
    """The type of the first part of a value that JSON can't hold, with the part and the source that it is in."""
    display = shown(refusals.evaluation, refusals.certainty, expression, source)
    if display is not None and isinstance(display[0], Display) and display[0].kind is not CollectionKind.SET:
        written, home = display
        assert isinstance(written, Display)
        key = next((each for each in written.keys if isinstance(each, Display)), None)
        if key is not None:
            return "builtins.tuple", key, home
        parts = (each for each in written.items if each is not None) if depth else ()
        return next(filter(None, (_no_json(refusals, each, context, home, depth - 1) for each in parts)), None)
    types = refusals.types(expression, context, source)
    if types and _NOT_JSON.issuperset(types):
        return types[0], expression, source
    values = without_none(refusals.evaluation.alternatives(expression, source))
    owner = next((each.of for each in values if isinstance(each, Instance)), "")
    is_own = owner and all(isinstance(each, Instance) and _is_plain(refusals, each) for each in values)
    settled = is_own and refusals.certainty.is_settled(expression, source, context)
    return (owner, expression, source) if settled else None


def _is_plain(refusals: Refusals, value: Instance) -> bool:
    """Whether the class of an object is not derived from a dict, a string or a class of a library."""
    definition = refusals.evaluation.modules.definition_of(value)
    return definition is not None and not has_foreign_base(refusals.evaluation, *definition)


def _pattern(refusals: Refusals, name: str, call: CallExpression, source: int, place: Place) -> Iterator[Refusal]:
    """`re.search("*.txt", name)`."""
    pattern = call.arguments[0].value
    value = refusals.evaluation.value(pattern, source)
    text = value.value if isinstance(value, Literal) else None
    if not isinstance(text, str) or len(text) > LONGEST or _NEWER_PATTERN.search(text) or place.catches("error"):
        return
    if place.catches("PatternError") or not refusals.certainty.is_settled(pattern, source, call.context):
        return
    try:
        re.compile(text)
    except re.error:
        yield refusals.refusal(
            "argument", ("",), (pattern,), source, place, function=name, error="at position", by_value=True
        )
    except (RecursionError, OverflowError):
        return
