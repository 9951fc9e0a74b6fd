"""Bytes that MicroPython gives JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import (
    ERROR,
    SCRIPT_DIES,
    UNSAFE,
    Collection,
    Finding,
    Interpreter,
    Literal,
    PythonName,
    Result,
    fix_of,
    rule,
)
from pyscript_doctor.queries.edits import given_import, wrapped
from pyscript_doctor.queries.source_text import written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Argument, Call, Code, Edit, Fix, Value

BYTES = {"builtins.bytes", "builtins.bytearray"}


@rule(
    severity=ERROR,
    faq="javascript-modules",
    effect=SCRIPT_DIES,
    interpreter=Interpreter.MICROPYTHON,
    mentions=("to_js",),
)
def mpy_bytes_to_js(code: Code) -> Iterator[Finding]:
    """MicroPython's `to_js` gets bytes, which it does not turn into anything that JavaScript can use."""
    for call in code.calls_of("pyscript.ffi.to_js"):
        argument = call.argument(0)
        if argument and _holds_bytes(argument.value) and not (call.place.caught or _is_counted(call, code)):
            data = written(code, argument.span, "data") if not isinstance(argument.value, Collection) else "data"
            yield Finding(
                span=argument.span,
                message="MicroPython can't give bytes to JavaScript, so JavaScript does not get an array of bytes",
                label="bytes",
                help=f"Give their numbers: `window.Uint8Array.new(to_js(list({data})))`.",
                fix=_fix(code, call, argument),
            )


def _is_counted(call: Call, code: Code) -> bool:
    """Whether it is what a typed array is made of, which goes through the bytes one by one: `Uint8Array.new(...)`."""
    arrays = (each for each in code.calls if ".".join(each.javascript_path).endswith("Array.new"))
    return any(argument.span == call.place.span for each in arrays for argument in each.arguments)


def _fix(code: Code, call: Call, argument: Argument) -> Fix | None:
    """Make a JavaScript array of bytes of the numbers; of a list of bytes it is not clear what was meant."""
    if isinstance(argument.value, Collection):
        return None
    return fix_of(UNSAFE, "Give their numbers", lambda: _as_numbers(code, call, argument))


def _as_numbers(code: Code, call: Call, argument: Argument) -> Iterator[Edit]:
    window, needed = given_import(code.syntax, ("pyscript",), "window")
    yield from needed
    yield from wrapped(code.syntax.text, call.place.span, f"{window}.Uint8Array.new")
    yield from wrapped(code.syntax.text, argument.span, "list")


def _holds_bytes(value: Value) -> bool:
    if isinstance(value, Collection):
        return any(map(_holds_bytes, value.items))
    if isinstance(value, Literal):
        return isinstance(value.value, bytes)
    callee = value.callee if isinstance(value, Result) else None
    return isinstance(callee, PythonName) and callee.name in BYTES
