"""Python dicts where the browser needs a JavaScript object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import (
    ACTION_FAILS,
    UNSAFE,
    WARNING,
    Collection,
    CollectionKind,
    Finding,
    Interpreter,
    JavaScriptValue,
    Literal,
    PythonName,
    Realm,
    fix_of,
    known,
    lazy_pattern,
    rule,
)
from pyscript_doctor.queries.edits import given_import, wrapped
from pyscript_doctor.queries.object_arguments import wants_object
from pyscript_doctor.queries.source_text import call_with, source_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyscript_doctor import Argument, Call, Code, Edit, Value

# These fail with a dict, or read something else from it, in every release: a Blob's type becomes "dict".
NEVER_WORK = {"postMessage", "structuredClone", "Headers", "Blob", "File"}
TO_JS = {"pyodide.ffi.to_js", "pyodide.to_js"}
# What is so by default, or what nobody sees: a listener that is not passive, the type of what is downloaded.
BY_DEFAULT = {"method": "GET", "mode": "cors", "credentials": "same-origin", "cache": "default", "redirect": "follow"}
UNSEEN = {"passive", "lastModified"}
TYPED = {"Blob", "File"}
SAVES_OR_SHOWS = lazy_pattern(r"\bdownload\b|\.src\b|showSaveFilePicker")
FIRST_WITH_OBJECTS = (0, 26)
HELP = """Turn the dict into a JavaScript object:

```python
from pyscript.ffi import to_js

{call}
```"""


@rule(severity=WARNING, faq="to_js", effect=ACTION_FAILS, interpreter=Interpreter.PYODIDE)
def dict_to_js(code: Code) -> Iterator[Finding]:
    """The browser gets a Python dict, but it needs a JavaScript object."""
    maps = {call.callee_span.start: call for call in code.calls if _makes_map(call)}
    for call in code.calls:
        if not isinstance(call.callee, JavaScriptValue) or call.place.catches("JsException"):
            continue
        for position in range(len(call.arguments)):
            argument = call.argument(position)
            if argument is None or not (argument.span.start in maps or _is_dict(argument.value)):
                continue
            name = wants_object(call.callee, position)
            if name and not _is_unseen(name, _dict_of(argument, maps), code):
                yield from _of_argument(code, call, name, argument, maps)


def _of_argument(code: Code, call: Call, name: str, argument: Argument, maps: Mapping[int, Call]) -> Iterator[Finding]:
    if argument.span.start in maps and _is_old(code):
        written = maps[argument.span.start].arguments[0]
        own = _with_object(code, call, argument, written)
        yield _finding(
            code, argument, own, f"`to_js` of this Pyodide makes a Map, and `{name}` cannot read it", "a Map"
        )
    elif (
        isinstance(call.callee, JavaScriptValue)
        and _is_dict(argument.value)
        and _fails(call.callee, name, argument.value, code)
    ):
        own = _with_object(code, call, argument, argument)
        yield _finding(code, argument, own, f"`{name}` needs a JavaScript object, not a Python dict", "a Python dict")


def _dict_of(argument: Argument, maps: Mapping[int, Call]) -> Value:
    """The dict that an argument is, or that `to_js` gets for it."""
    made = maps.get(argument.span.start)
    inner = made.argument(0) if made else None
    return inner.value if inner else argument.value


def _is_unseen(name: str, value: Value, code: Code) -> bool:
    """Whether the page looks and does the same without what the dict says."""
    assert isinstance(value, Collection)
    return all(_makes_no_difference(name, key, item, code) for key, item in zip(value.keys, value.items, strict=True))


def _makes_no_difference(name: str, key: Value | None, item: Value, code: Code) -> bool:
    if not isinstance(key, Literal):
        # `{type: "image/png"}`, with Python's own `type` for a key
        return name in TYPED and key == PythonName("builtins.type") and _saves_or_shows(code)
    if name == "fetch" and isinstance(item, Literal):
        return BY_DEFAULT.get(str(key.value)) == item.value
    return key.value in UNSEEN or (name in TYPED and key.value == "type" and _saves_or_shows(code))


def _saves_or_shows(code: Code) -> bool:
    """Whether its Python saves a file, whose name shows its type, or shows an image, whose content does."""
    shown = known(code.runtime.page.resolver.reader.shown(code.path))
    return SAVES_OR_SHOWS.search(shown.value) is not None


def _is_dict(value: Value) -> bool:
    return isinstance(value, Collection) and value.kind is CollectionKind.DICT and bool(value.items)


def _fails(callee: JavaScriptValue, name: str, value: Value, code: Code) -> bool:
    """Whether this release does not treat the dict like an object.

    Measured: up to 2025.3.1 the browser sees none of its keys. From 2025.10.1 on it does, but it does not take a
    dict in the dict for an object, and can't clone a dict. It reads the `type` of a Blob from the proxy itself.
    """
    releases = code.runtime.releases
    if code.runtime.in_worker and callee.realm is Realm.MAIN:
        return releases.until("2025.3.1") or releases.since("2026.7.3")
    if name in NEVER_WORK or _has_dict_of_headers(value):
        return True
    return releases.until("2025.3.1")


def _has_dict_of_headers(value: Value) -> bool:
    assert isinstance(value, Collection)
    return any(
        isinstance(key, Literal) and key.value == "headers" and _is_dict(item)
        for key, item in zip(value.keys, value.items, strict=True)
    )


def _makes_map(call: Call) -> bool:
    """Whether it is `pyodide.ffi.to_js(dict)` without a converter."""
    if call.name not in TO_JS:
        return False
    argument = call.argument(0)
    plain = all(each.keyword not in {"dict_converter", "**"} for each in call.arguments)
    return plain and argument is not None and _is_dict(argument.value)


def _is_old(code: Code) -> bool:
    """Whether Pyodide is older than 0.26, where the Maps of `to_js` first had their keys as attributes."""
    numbers = [tuple(int(part) for part in version.split(".")[:2]) for version in code.runtime.versions]
    return all(number < FIRST_WITH_OBJECTS for number in numbers)


def _with_object(code: Code, call: Call, argument: Argument, written: Argument) -> str:
    """The user's own call, with the dict turned into an object."""
    return call_with(code, call, argument, f"to_js({source_text(code, written.span)})")


def _finding(code: Code, argument: Argument, call: str, message: str, label: str) -> Finding:
    fix = fix_of(UNSAFE, "Turn the dict into an object", lambda: _converted(code, argument))
    fix = fix if _is_dict(argument.value) else None
    return Finding(span=argument.span, message=message, label=label, help=HELP.format(call=call), fix=fix)


def _converted(code: Code, argument: Argument) -> Iterator[Edit]:
    function, needed = given_import(code.syntax, ("pyscript.ffi",), "to_js")
    yield from needed
    yield from wrapped(code.syntax.text, argument.span, function)
