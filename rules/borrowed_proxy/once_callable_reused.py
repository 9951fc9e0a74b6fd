"""Functions from `create_once_callable` that are called more than once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import (
    ACTION_FAILS,
    ERROR,
    UNSAFE,
    WARNING,
    Finding,
    Interpreter,
    JavaScriptValue,
    Result,
    fix_of,
    rule,
)
from pyscript_doctor.queries.edits import given_import, replaced
from pyscript_doctor.queries.proxies import ONCE, REPEATED, event_of, is_made_by, method_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Call, Code, Edit, Fix, Span, Value

MODULES, NAME = ("pyodide.ffi", "pyscript.ffi"), "create_proxy"


@rule(
    severity=ERROR,
    faq="create_proxy",
    effect=ACTION_FAILS,
    interpreter=Interpreter.PYODIDE,
    mentions=("create_once_callable",),
)
def once_callable_reused(code: Code) -> Iterator[Finding]:
    """A function from `create_once_callable` is called more than once."""
    for call in code.calls:
        if method_of(call) == "setInterval":
            argument = call.argument(0)
            if argument and is_made_by(argument.value, ONCE):
                yield _finding(argument.span, _fix(code, argument.value), "`setInterval` calls it again and again")
        elif method_of(call) == "addEventListener" and event_of(call) in REPEATED and not _has_options(call):
            argument = call.argument(1)
            if argument and is_made_by(argument.value, ONCE):
                yield _finding(
                    argument.span,
                    _fix(code, argument.value),
                    f"the event `{event_of(call)}` comes more than once",
                    likely=True,
                )
    for assignment in code.assignments:
        event = assignment.attribute.removeprefix("on")
        on_element = isinstance(assignment.target, JavaScriptValue) and assignment.attribute != event
        if on_element and event in REPEATED and is_made_by(assignment.value, ONCE):
            fix = _fix(code, assignment.value)
            yield _finding(assignment.place.span, fix, f"the event `{event}` comes more than once", likely=True)


def _has_options(call: Call) -> bool:
    """Whether the call passes more than the event and the listener: that may be the option `once`."""
    return len(call.arguments) > 2


def _fix(code: Code, value: Value) -> Fix | None:
    """Make a proxy in its place, if it is certain which call made it."""
    makers = [call for call in code.calls_of(*ONCE) if Result(call.callee, _values(call)) == value]
    if len(makers) != 1:
        return None
    return fix_of(UNSAFE, "Use `create_proxy`", lambda: _edits(code, makers[0]))


def _values(call: Call) -> tuple[Value, ...]:
    return tuple(argument.value for argument in call.arguments)


def _edits(code: Code, maker: Call) -> Iterator[Edit]:
    name, needed = given_import(code.syntax, MODULES, NAME)
    yield from needed
    yield replaced(code.syntax.text, maker.callee_span, name)


def _finding(span: Span, fix: Fix | None, reason: str, likely: bool = False) -> Finding:
    return Finding(
        span=span,
        message=f"this function can be called only once, but {reason}",
        label="destroyed after the first call",
        help="Use `create_proxy`, which lives until you destroy it.",
        console="OnceProxy can only be called once",
        severity=WARNING if likely else None,
        fix=fix,
    )
