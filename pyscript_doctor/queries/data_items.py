"""What a JSON file of the project holds where Python asks for an item or a name of it."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.program.attribute_uses import Access
from pyscript_doctor.project.program.values import Literal, PythonName, Result, UnknownValue
from pyscript_doctor.queries.data_files import LOADING, file_read, own_json, read_from
from pyscript_doctor.queries.fetched_files import FETCHING
from pyscript_doctor.queries.file_uses import mentioned, relative_path
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Span, Text
    from pyscript_doctor.project.program.facts import Code, Place, Subscript
    from pyscript_doctor.project.program.values import Value
    from pyscript_doctor.project.reader import Reader
    from pyscript_doctor.project.runtime.runtime import Runtime

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

MOST_PARTS = 5_000
"""If this many parts of a file may be meant, none of them is looked at."""
NAMED = frozenset({dict, list, str})
"""The types in JSON that code asks for more than a few names."""
ADDING = frozenset({"append", "extend", "insert", "setdefault", "update", "__setitem__"})
"""The methods that add to a list or a dict, or may set what it has under a key."""
READ_IN_ANOTHER_WAY = lazy_pattern(r"\bobject_(?:pairs_)?hook\b|\bcls\s*=|\bglobals\s*\(|\bexec\s*\(")

AUGMENTED = lazy_pattern(r"\b(\w+)(?:\[[^\]\n]*\])*\s*(?:\+|\*)=(?!=)")


class MissingData(NamedTuple):
    """A key or a number that no part of a file that can be meant has. path: of the file. keys: those that they have.

    size: how many items the longest of the lists has, if a number is asked for; None if there is no list.
    """

    path: str
    key: str | int
    keys: tuple[str, ...]
    size: int | None
    span: Span
    place: Place
    file: Span


def missing_data(code: Code) -> Iterator[MissingData]:
    """The items that Python asks a JSON file for, and that the file certainly does not have."""
    for subscript in code.subscripts:
        key = subscript.key.value if isinstance(subscript.key, Literal) else None
        if not subscript.settled or isinstance(key, bool) or not isinstance(key, (str, int)):
            continue
        if subscript.place.catches("KeyError" if isinstance(key, str) else "IndexError"):
            continue
        found = data_parts(subscript.value, code)
        if found is None or any(_has(part, key) for part in found.parts) or _may_be_added(key, code.runtime):
            continue
        yield _missing(found, key, subscript)


def type_of_data(value: Value, code: Code) -> str | None:
    """The type of what a JSON file holds there, "builtins.dict"; None if that is not known."""
    found = data_parts(value, code) if isinstance(value, Result) else None
    types = {type(part) for part in found.parts} if found is not None else set()
    return f"builtins.{types.pop().__name__}" if len(types) == 1 and types <= NAMED else None


class DataParts(NamedTuple):
    """The parts of a JSON file that a value can be. text: the whole file."""

    text: Text
    parts: tuple[Json, ...]


def data_parts(value: Value, code: Code) -> DataParts | None:
    """The parts of a JSON file that a value can be, as long as nothing changes it; None if that is not known."""
    steps: list[tuple[str, tuple[Value, ...]]] = []
    while isinstance(value, Result):
        text = _text_of(value, code)
        if text is not None:
            taken = [*((name, ()) for name in value.attributes), *reversed(steps)]
            return _followed(text, taken, code.runtime.page.resolver.reader)
        if not isinstance(value.callee, Result) or not value.callee.attributes:
            return None
        *before, method = value.callee.attributes
        steps += [(name, ()) for name in reversed(value.attributes)]
        steps.append((f"{method}()", value.arguments))
        value = Result(value.callee.callee, value.callee.arguments, tuple(before))
    return None


def _text_of(value: Result, code: Code) -> Text | None:
    """The text of the file whose content a call gives, whichever part of it is used."""
    if isinstance(value.callee, PythonName) and value.callee.name in LOADING:
        source = read_from(value.arguments[0]) if len(value.arguments) == 1 else None
    elif isinstance(value.callee, Result) and value.callee.attributes == ("json",) and not value.arguments:
        source = read_from(Result(value.callee.callee, value.callee.arguments))
    else:
        return None
    path = file_read(code, *source) if source is not None else None
    if source is None or path is None or _is_written(*source, code):
        return None
    reader = code.runtime.page.resolver.reader
    return reader.once("own data", path, lambda: own_json(path, reader))


def _is_written(name: str, written: Text, code: Code) -> bool:
    """Whether Python may write the file before it reads it, or reads it in its own way."""
    if _reads_in_another_way(code.runtime):
        return True
    path = relative_path(written.value, code.runtime.interpreter)
    return name not in FETCHING and path in mentioned(code.runtime)


@lru_cache(maxsize=4)
def _reads_in_another_way(runtime: Runtime) -> bool:
    return any(READ_IN_ANOTHER_WAY.search(syntax.text.value) for syntax in runtime.syntaxes)


def _loaded(text: Text) -> tuple[Json, ...]:
    """What the file holds; () if it is not JSON."""
    try:
        return (json.loads(text.value.removeprefix("\ufeff")),)
    except (RecursionError, ValueError):
        return ()


def _followed(text: Text, steps: list[tuple[str, tuple[Value, ...]]], reader: Reader) -> DataParts | None:
    parts: list[Json] = [*reader.once("data", text.path, lambda: _loaded(text))]
    for name, arguments in steps:
        found = [_inside(part, name, arguments) for part in parts]
        known = [inner for each in found if each is not None for inner in each]
        if len(known) > MOST_PARTS or any(each is None for each in found):
            return None
        parts = known
    return DataParts(text, tuple(parts)) if parts else None


def _inside(part: Json, step: str, arguments: tuple[Value, ...]) -> list[Json] | None:
    """What a step can lead to; None if that is not known. A loop over a dict gives its keys, brackets its values."""
    if step == "[]":
        if isinstance(part, dict):
            return [*part.values(), *part]
        return list(part) if isinstance(part, (list, str)) else []
    if not isinstance(part, dict):
        return None
    if step == "items()":
        return [[[key, value] for key, value in part.items()]]
    if step == "values()":
        return [list(part.values())]
    if step == "get()" and len(arguments) == 1 and isinstance(arguments[0], Literal):
        return [part[key]] if isinstance(key := arguments[0].value, str) and key in part else []
    return None


def _has(part: Json, key: str | int) -> bool:
    if isinstance(part, dict):
        return key in part
    return isinstance(key, int) and isinstance(part, (list, str)) and -len(part) <= key < len(part)


def _missing(found: DataParts, key: str | int, subscript: Subscript) -> MissingData:
    keys = tuple(dict.fromkeys(each for part in found.parts if isinstance(part, dict) for each in part))
    sizes = [len(part) for part in found.parts if isinstance(part, list)]
    return MissingData(
        found.text.path,
        key,
        keys,
        max(sizes, default=None),
        subscript.key_span,
        subscript.place,
        found.text.span(0, min(1, len(found.text.value))),
    )


def _may_be_added(key: str | int, runtime: Runtime) -> bool:
    """Whether Python may add the item, or checks first whether it is there."""
    sets = [each for code in runtime.codes for each in code.subscripts if each.assigned and _may_be_data(each.value)]
    if any(not isinstance(each.key, Literal) or each.key.value == key for each in sets):
        return True
    if any(_adds(code) for code in runtime.codes):
        return True
    if isinstance(key, int):
        return any(_is_added_to(code) for code in runtime.codes)
    quoted = rf"(['\"]){re.escape(key)}\1\s*"
    said = re.compile(quoted + (r"(?::|(?:not\s+)?in\b)" if sets else r"(?:not\s+)?in\b"))
    return any(said.search(syntax.text.value) for syntax in runtime.syntaxes)


def _adds(code: Code) -> bool:
    """Whether code calls a method that adds to a list or a dict, on what may come from a file."""
    called = (each for each in code.attributes if each.access is Access.CALLED and each.name in ADDING)
    return any(_may_be_data(each.base) for each in called)


def _is_added_to(code: Code) -> bool:
    """Whether `+=` makes a list longer that a top-level name holds."""
    names = {match[1] for match in AUGMENTED.finditer(code.syntax.text.value)}
    return any(_may_be_data(code.constants[name]) for name in names & code.constants.keys())


def _may_be_data(value: Value) -> bool:
    while isinstance(value, Result) and not value.made_by:
        value = value.callee
    return isinstance(value, UnknownValue) or (isinstance(value, Result) and value.made_by in LOADING | FETCHING)
