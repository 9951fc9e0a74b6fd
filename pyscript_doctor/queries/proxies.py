"""Proxies that Python makes of its functions for JavaScript, on Pyodide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.project.program.values import Literal, PythonFunction, Result, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.program.facts import Call, Code

PROXY = frozenset({"pyscript.ffi.create_proxy", "pyodide.ffi.create_proxy"})
FRESH = PROXY | {"pyscript.ffi.to_js", "pyodide.ffi.to_js"}
ONCE = frozenset({"pyodide.ffi.create_once_callable"})

# Events that happen again and again while somebody uses a page.
REPEATED = frozenset(
    {"click", "dblclick", "input", "change", "submit", "keydown", "keyup", "keypress", "wheel", "scroll", "resize"}
    | {"mousedown", "mouseup", "mousemove", "mouseover", "mouseout", "mouseenter", "mouseleave", "message"}
    | {"pointerdown", "pointerup", "pointermove", "touchstart", "touchmove", "touchend", "focus", "blur"}
    | {"timeupdate", "drag", "dragover", "popstate", "hashchange"}
)
# Those of them that happen many times a second.
FREQUENT = frozenset({"mousemove", "pointermove", "touchmove", "scroll", "wheel", "drag", "dragover", "timeupdate"})


def is_made_by(value: Value, makers: frozenset[str]) -> bool:
    """Whether a value is the result of a call of one of these functions."""
    return isinstance(value, Result) and value.made_by in makers and not value.attributes


def spans_of_calls(code: Code, makers: frozenset[str]) -> frozenset[Span]:
    """Where calls of these functions are."""
    return frozenset(call.place.span for call in code.calls_of(*makers))


def method_of(call: Call) -> str:
    """The name of the JavaScript function that is called, with ".new" for a constructor; "" for others."""
    path = call.javascript_path
    if path[-1:] == ("new",):
        return f"{path[-2]}.new" if len(path) > 1 else ""
    return path[-1] if path else ""


def event_of(call: Call) -> str:
    """The event that a call of `addEventListener` names; "" if it is not known."""
    argument = call.argument(0)
    name = argument.value.value if argument and isinstance(argument.value, Literal) else ""
    return name if isinstance(name, str) else ""


def function_in(value: Value) -> PythonFunction | None:
    """The function itself, bare or in a proxy."""
    if isinstance(value, Result) and is_made_by(value, FRESH | ONCE) and value.arguments:
        value = value.arguments[0]
    return value if isinstance(value, PythonFunction) else None


def frequently_called(code: Code) -> Iterator[str]:
    """The names of functions that a clock, the next frame or a frequent event calls."""
    for call in code.calls:
        method = method_of(call)
        position = 0 if method in {"setInterval", "requestAnimationFrame"} else 1
        if position == 0 or (method == "addEventListener" and event_of(call) in FREQUENT):
            argument = call.argument(position)
            function = function_in(argument.value) if argument else None
            if function:
                yield function.name.rpartition(".")[2]
        if call.decorates and getattr(call.callee, "name", "") == "pyscript.when" and event_of(call) in FREQUENT:
            yield call.decorates.name.rpartition(".")[2]


def is_proxy_of_function(value: Value) -> bool:
    """Whether it is `create_proxy(go)` with a function of the project."""
    given = value.arguments[:1] if isinstance(value, Result) and is_made_by(value, PROXY) else ()
    return bool(given) and isinstance(given[0], PythonFunction)
