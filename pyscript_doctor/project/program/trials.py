"""Python's own functions, tried on values of the types that a call gives them: which they refuse.

Only functions that compute something small from their arguments are tried, never code of a project. Measured with the
same table in MicroPython 1.28: these refuse the same types there.
"""

from __future__ import annotations

import re
from importlib import import_module
from io import BytesIO, StringIO, TextIOWrapper
from itertools import islice, product
from typing import TYPE_CHECKING, Any

from pyscript_doctor.project.program.format_fields import fields_of
from pyscript_doctor.project.program.types import NOTHING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LONGEST = 200
"""A longer string is not read as a number."""

_SAMPLES: dict[str, tuple[Any, ...]] = {
    "builtins.str": ("", "1", "ab"),
    "builtins.int": (1, 2),
    "builtins.float": (1.0, 1.5),
    "builtins.bool": (True,),
    "builtins.list": ([], [1], ["1"], [[1, 2]]),
    "builtins.tuple": ((), (1,), ("1",), ((1, 2),)),
    "builtins.dict": ({}, {1: 1}, {"1": "1"}),
    "builtins.set": (set(), {1}, {"1"}),
    "builtins.range": (range(0), range(2)),
    "io.StringIO": (StringIO(""),),
    "io.TextIOWrapper": (TextIOWrapper(BytesIO()),),
    NOTHING: (None,),
    "function": (lambda *arguments, **named: None,),
}
_MATH = ("sqrt", "sin", "cos", "tan", "asin", "acos", "atan", "exp", "log", "floor", "ceil", "radians", "degrees")
_TEXT = ("split", "startswith", "endswith", "find", "count")
_TEXT_OF_ONE = ("join", "strip", "lstrip", "rstrip")
_ONE_OR_MORE, _ONE, _ONE_OR_TWO, _TWO = range(1, 6), range(1, 2), range(1, 3), range(2, 3)
_COUNTS: dict[str, range] = {
    **{
        f"builtins.{name}": _ONE for name in ("len", "abs", "float", "ord", "chr", "any", "all", "list", "tuple", "set")
    },
    **{f"builtins.{name}": _ONE_OR_TWO for name in ("int", "round", "enumerate")},
    **{f"builtins.{name}": _ONE for name in ("sum", "sorted")},
    **{f"builtins.{name}": _ONE_OR_MORE for name in ("min", "max", "zip")},
    "builtins.range": range(1, 4),
    **{f"builtins.{name}": _TWO for name in ("divmod", "map", "filter")},
    **{f"math.{name}": _ONE for name in _MATH},
    **{f"math.{name}": _TWO for name in ("pow", "atan2")},
    "random.choice": _ONE,
    **{f"random.{name}": _TWO for name in ("randint", "uniform")},
    "json.loads": _ONE,
    **{f"{module}.sleep": _ONE for module in ("asyncio", "time")},
    **{f"builtins.str.{name}": _ONE_OR_TWO for name in _TEXT},
    **{f"builtins.str.{name}": _ONE for name in _TEXT_OF_ONE},
    "builtins.str.replace": _TWO,
    **{f"builtins.{name}": _ONE for name in ("list.extend", "set.add")},
}
# What does the same as the method or the lazy function, without keeping anything.
_INSTEAD: dict[str, Callable[..., Any]] = {
    "builtins.map": lambda *given: list(islice(map(*given), 2)),
    "builtins.filter": lambda *given: list(islice(filter(*given), 2)),
    "builtins.list.extend": iter,
    "builtins.set.add": hash,
    "asyncio.sleep": lambda seconds: seconds <= 0,
    "time.sleep": lambda seconds: seconds < 0,
    "random.choice": lambda items: [len(items), reversed(items)],
}
# What fails for some values of the right type: numbers that are written in a string.
_BY_VALUE = frozenset({"builtins.int", "builtins.float", "builtins.ord", "math.sqrt", "math.log", "json.loads"})
_WIDE = re.compile(r"\d{4}|\*")
_OF_A_NUMBER = re.compile(r"[dfFeEgGxXob%]$")


def takes(function: str, count: int) -> bool:
    """Whether it is known what a function refuses, when it is given so many arguments by position."""
    return count in _COUNTS.get(function, ())


def refuses_each(function: str, choices: Sequence[Sequence[Any]]) -> bool:
    """Whether a function raises TypeError, whichever of its choices each argument is."""
    return all(isinstance(_error(_function(function), given), TypeError) for given in product(*choices))


def error_for(function: str, values: tuple[Any, ...]) -> str:
    """The name of the error that a function raises for these very values; "" if it raises none, or is not tried."""
    is_small = all(not isinstance(each, str) or len(each) <= LONGEST for each in values)
    error = _error(_function(function), values) if function in _BY_VALUE and is_small else None
    return "ValueError" if isinstance(error, ValueError) else ""


def _function(name: str) -> Callable[..., Any]:
    """The function of a name, "math.sqrt" or "builtins.str.join"; its module is imported when it is needed first."""
    module, _, own = name.partition(".")
    found: Any = _INSTEAD.get(name) or getattr(
        "" if own.startswith("str.") else import_module(module), own.removeprefix("str.")
    )
    assert callable(found)
    return found  # type: ignore[no-any-return]


def _error(function: Callable[..., Any], given: Sequence[Any]) -> Exception | None:
    try:
        function(*given)
    except Exception as error:
        return error
    return None


def samples(kind: str) -> tuple[Any, ...]:
    """Values that stand for all of a type; none if it is not one of those here."""
    return _SAMPLES.get(kind, ())


def sample(kind: str) -> Any:
    """One value of a type."""
    return _SAMPLES[kind][-1] if kind in _SAMPLES else None


def is_mode(text: str) -> bool:
    """Whether `open` knows a mode: one of r, w, a and x, with b or t and + or not."""
    letters = set(text)
    once = len(letters) == len(text) and letters <= set("rwaxbt+")
    return once and len(letters & set("rwax")) == 1 and not {"b", "t"} <= letters


def format_error(template: str, given: Any) -> str:
    """The name of the error of `template % given`; "" if there is none, or it may be a very long text."""
    if len(template) > LONGEST or _WIDE.search(template):
        return ""
    error = _error(lambda: template % given, ())
    return type(error).__name__ if isinstance(error, (TypeError, ValueError, KeyError)) else ""


def form_error(kind: str, form: str, *, is_pyodide: bool) -> str:
    """The name of the error that every value of a type raises when it is formatted so (".2f"); "" if one raises none.

    MicroPython formats lists and None as their text. Of strings it refuses the forms of numbers, as Python does.
    """
    given = _SAMPLES.get(kind, ())
    if len(form) > LONGEST or _WIDE.search(form) or (not is_pyodide and not _OF_A_NUMBER.search(form)):
        return ""
    if not is_pyodide and kind != "builtins.str":
        return ""
    errors = [_error(format, (each, form)) for each in given]
    names = {type(each).__name__ if isinstance(each, (TypeError, ValueError)) else "" for each in errors}
    return names.pop() if len(names) == 1 else ""


def unfilled(template: str, count: int, names: frozenset[str]) -> str | None:
    """What `template.format(...)` misses: the number or the name of a field; None if it has all."""
    heads = (field.head for field in fields_of(template))
    missing = (head for head in heads if (int(head) >= count if head.isdecimal() else head not in names))
    return next(missing, None)
