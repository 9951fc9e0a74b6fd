"""Python's own functions, tried on values of the types that a call passes: which ones they refuse.

Only functions that compute something small from their arguments are tried, never code of a project. Measured with the
same table in MicroPython 1.28: these refuse the same types there.
"""

from __future__ import annotations

import re
from importlib import import_module
from io import BytesIO, StringIO, TextIOWrapper
from itertools import islice, product
from math import sqrt
from operator import index
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
    "builtins.dict_keys": ({}.keys(), {1: 1}.keys()),
    "builtins.dict_values": ({}.values(), {1: 1}.values()),
    "builtins.dict_items": ({}.items(), {1: 1}.items()),
    "io.StringIO": (StringIO(""),),
    "io.TextIOWrapper": (TextIOWrapper(BytesIO()),),
    NOTHING: (None,),
    "function": (lambda *arguments, **named: None,),
    # What can be gone through only once, and so is empty here.
    "builtins.map": (map(str, ()),),
    "builtins.filter": (filter(None, ()),),
    "builtins.zip": (zip(()),),
    "builtins.enumerate": (enumerate(()),),
    "builtins.reversed": (reversed(()),),
    "builtins.generator": ((each for each in ""),),
}
_MATH = ("sqrt", "sin", "cos", "tan", "asin", "acos", "atan", "exp", "log", "floor", "ceil", "radians", "degrees")
_MORE_MATH = ("log2", "log10", "factorial", "fabs", "trunc")
_TEXT = ("split", "startswith", "endswith", "find", "count")
_TEXT_OF_ONE = ("join", "strip", "lstrip", "rstrip")
_ONE_OR_MORE, _ONE, _ONE_OR_TWO, _TWO = range(1, 6), range(1, 2), range(1, 3), range(2, 3)
_COUNTS: dict[str, range] = {
    **{
        f"builtins.{name}": _ONE for name in ("len", "abs", "float", "ord", "chr", "any", "all", "list", "tuple", "set")
    },
    **{f"builtins.{name}": _ONE for name in ("bin", "hex", "oct", "hash", "iter", "next", "frozenset", "dict")},
    **{f"builtins.{name}": _ONE for name in ("bytes", "bytearray", "complex")},
    **{f"builtins.{name}": _ONE_OR_TWO for name in ("int", "round", "enumerate")},
    **{f"builtins.{name}": _ONE for name in ("sum", "sorted")},
    **{f"builtins.{name}": _ONE_OR_MORE for name in ("min", "max", "zip")},
    "builtins.range": range(1, 4),
    **{f"builtins.{name}": _TWO for name in ("divmod", "map", "filter", "pow")},
    **{f"math.{name}": _ONE for name in (*_MATH, *_MORE_MATH)},
    "math.log": _ONE_OR_TWO,
    **{f"math.{name}": _TWO for name in ("pow", "atan2")},
    "random.choice": _ONE,
    "random.randrange": range(1, 4),
    **{f"random.{name}": _TWO for name in ("randint", "uniform")},
    "json.loads": _ONE,
    **{f"{module}.sleep": _ONE for module in ("asyncio", "time")},
    **{f"builtins.str.{name}": _ONE_OR_TWO for name in (*_TEXT, "center", "index", "rindex")},
    **{f"builtins.str.{name}": _ONE for name in _TEXT_OF_ONE},
    "builtins.str.replace": _TWO,
    **{f"builtins.{name}": _ONE for name in ("list.extend", "list.pop", "set.add", "dict.update")},
    **{f"builtins.{name}.index": _ONE for name in ("list", "tuple")},
    "io.TextIOWrapper.write": _ONE,
}
# What Pyodide's Python has or refuses, and MicroPython does not.
_COUNTS_OF_PYODIDE: dict[str, range] = {
    **{f"builtins.str.{name}": _ONE_OR_TWO for name in ("ljust", "rjust")},
    **{f"builtins.{name}": _ONE for name in ("str.zfill", "str.encode", "reversed")},
    "builtins.list.insert": _TWO,
    **{f"math.{name}": _TWO for name in ("gcd", "hypot")},
    **{f"{name}": _ONE for name in ("random.shuffle", "base64.b64encode", "base64.b64decode", "zlib.compress")},
    **{f"hashlib.{name}": _ONE for name in ("md5", "sha1", "sha256", "sha512")},
    **{f"collections.{name}": _ONE for name in ("defaultdict", "deque")},
    **{f"statistics.{name}": _ONE for name in ("mean", "median", "mode", "stdev", "pstdev", "variance")},
    "random.sample": _TWO,
    "datetime.date": range(3, 4),
    "datetime.datetime": range(3, 7),
    "datetime.time": range(1, 4),
    "datetime.timedelta": _ONE,
    "datetime.datetime.strptime": _TWO,
    "decimal.Decimal": _ONE,
    "fractions.Fraction": _ONE_OR_TWO,
    "os.path.join": range(2, 6),
}


def _shuffled(items: Any) -> None:
    if not isinstance(items, list):
        raise TypeError(items)


# What does the same as the method or the lazy function, without keeping anything.
_INSTEAD: dict[str, Callable[..., Any]] = {
    "builtins.map": lambda *given: list(islice(map(*given), 2)),
    "builtins.filter": lambda *given: list(islice(filter(*given), 2)),
    "builtins.list.extend": iter,
    "builtins.list.pop": index,
    "builtins.list.insert": lambda place, item: index(place),
    "builtins.list.index": lambda item: None,
    "builtins.tuple.index": lambda item: None,
    "builtins.set.add": hash,
    "builtins.dict.update": dict,
    "asyncio.sleep": lambda seconds: seconds <= 0,
    "time.sleep": lambda seconds: seconds < 0,
    "random.choice": lambda items: [len(items), items[0]],
    "random.shuffle": _shuffled,
    "math.factorial": lambda number: index(number) >= 0 or sqrt(number),
    "io.TextIOWrapper.write": lambda text: StringIO().write(text),
}
_WITH_OBJECT: dict[str, Callable[..., Any]] = {
    **{f"builtins.str.{name}": getattr(str, name) for name in ("index", "rindex", "split", "encode", "ljust", "rjust")},
    "builtins.list.index": list.index,
    "builtins.tuple.index": tuple.index,
}
"""Methods that fail for some values of the right type, which also depends on the object."""
# What fails for some values of the right type: numbers in a string, a day that a month does not have.
_BY_VALUE = frozenset(
    {
        *(f"builtins.{name}" for name in ("int", "float", "ord", "chr", "min", "max", "range", "dict", "divmod")),
        *(f"math.{name}" for name in ("sqrt", "log", "log2", "log10", "acos", "asin", "factorial")),
        *(f"random.{name}" for name in ("choice", "randint", "randrange")),
        "json.loads",
        *_WITH_OBJECT,
    }
)
_BY_VALUE_OF_PYODIDE = frozenset(
    {
        *(f"builtins.{name}" for name in ("bytes", "bytearray", "complex")),
        *(f"statistics.{name}" for name in ("mean", "median", "mode", "stdev", "pstdev", "variance")),
        *(f"datetime.{name}" for name in ("date", "datetime", "time", "datetime.strptime")),
        *("math.pow", "math.gcd", "random.sample", "decimal.Decimal", "fractions.Fraction", "base64.b64decode"),
    }
)
LARGEST = 100_000
"""A larger whole number is only tried with the functions for floating-point numbers."""
_WIDE = re.compile(r"\d{4}|\*")
_OF_A_NUMBER = re.compile(r"[dfFeEgGxXob%]$")


def takes(function: str, count: int, *, is_pyodide: bool) -> bool:
    """Whether it is known what a function refuses if it gets so many arguments by position."""
    return count in _COUNTS.get(function, ()) or (is_pyodide and count in _COUNTS_OF_PYODIDE.get(function, ()))


def refuses_each(function: str, choices: Sequence[Sequence[Any]]) -> bool:
    """Whether a function raises TypeError, whatever its arguments are among their choices."""
    return all(isinstance(_error(_function(function), given), TypeError) for given in product(*choices))


def fails_by_value(function: str, *, is_pyodide: bool) -> bool:
    """Whether a function fails for some values of the right type."""
    return function in _BY_VALUE or (is_pyodide and function in _BY_VALUE_OF_PYODIDE)


def needs_object(function: str) -> bool:
    """Whether this also depends on the object of the method."""
    return function in _WITH_OBJECT


def errors_for(function: str, values: tuple[Any, ...]) -> tuple[str, ...]:
    """The names of the error that a function raises for exactly these values, its own first; () if it raises none.

    values: for a method that needs it, the object comes first.
    """
    if not all(map(_is_small, values)):
        return ()
    error = _error(_WITH_OBJECT.get(function) or _function(function), values)
    return () if error is None else tuple(each.__name__ for each in type(error).__mro__ if each is not object)


def _is_small(value: Any) -> bool:
    if isinstance(value, (str, bytes)):
        return len(value) <= LONGEST
    return not isinstance(value, int) or abs(value) <= LARGEST


def _function(name: str) -> Callable[..., Any]:
    """The function of a name, "math.sqrt" or "builtins.str.join"; its module is imported when it is first needed."""
    module, _, own = name.partition(".")
    found: Any = _INSTEAD.get(name)
    if found is None:
        found = "" if own.startswith("str.") else import_module(module)
        for each in own.removeprefix("str.").split("."):
            found = getattr(found, each)
    assert callable(found)
    return found  # type: ignore[no-any-return]


def _error(function: Callable[..., Any], given: Sequence[Any]) -> Exception | None:
    try:
        function(*given)
    except Exception as error:
        return error
    return None


def samples(kind: str) -> tuple[Any, ...]:
    """Values that represent all of a type; none if it is not listed here."""
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
    """The name of the error of `template % given`; "" if there is none, or the text may be very long."""
    if len(template) > LONGEST or _WIDE.search(template):
        return ""
    error = _error(lambda: template % given, ())
    return type(error).__name__ if isinstance(error, (TypeError, ValueError, KeyError)) else ""


def form_error(kind: str, form: str, *, is_pyodide: bool) -> str:
    """The name of the error that all values of a type raise when formatted so (".2f"); "" if one raises none.

    MicroPython formats lists and None as their text. For strings it refuses the forms of numbers, as Python does.
    """
    given = _SAMPLES.get(kind, ())
    if len(form) > LONGEST or _WIDE.search(form) or (not is_pyodide and not _OF_A_NUMBER.search(form)):
        return ""
    if not is_pyodide and kind != "builtins.str":
        return ""
    errors = [_error(format, (each, form)) for each in given]
    names = {type(each).__name__ if isinstance(each, (TypeError, ValueError)) else "" for each in errors}
    return names.pop() if len(names) == 1 else ""


def parts_of(method: str, given: tuple[Any, ...]) -> int | None:
    """How many parts a method such as `split` makes of a string, the first argument; None if it fails."""
    parts: list[str] = []
    failed = _error(lambda: parts.extend(getattr(str, method)(*given)), ()) if len(given[0]) <= LONGEST else TypeError()
    return None if failed else len(parts)


def unfilled(template: str, count: int, names: frozenset[str]) -> str | None:
    """What `template.format(...)` lacks: the number or the name of a field; None if it has all."""
    heads = (field.head for field in fields_of(template))
    missing = (head for head in heads if (int(head) >= count if head.isdecimal() else head not in names))
    return next(missing, None)
