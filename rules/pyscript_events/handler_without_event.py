"""Event handlers without a parameter for the event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import (
    ACTION_FAILS,
    ERROR,
    SAFE,
    Finding,
    FunctionKind,
    PythonFunction,
    Related,
    Result,
    RuntimeKind,
    Thread,
    Value,
    fix_of,
    rule,
)
from pyscript_doctor.queries.edits import event_parameter
from pyscript_doctor.queries.event_attributes import event_attributes
from pyscript_doctor.queries.shared_names import function_named
from pyscript_doctor.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Fix, Runtime, Span


@dataclass(frozen=True)
class Given:
    """What JavaScript calls a function with: in words, and what to call the parameter. position: of the function."""

    words: str
    parameter: str
    position: int = 0


EVENT = Given("the event", "event", 1)
GIVEN = {
    "addEventListener": EVENT,
    "requestAnimationFrame": Given("the time", "timestamp"),
    "requestIdleCallback": Given("a deadline", "deadline"),
    "getCurrentPosition": Given("the position", "position"),
    "watchPosition": Given("the position", "position"),
}
WRAPPERS = {"create_proxy", "to_js"}
WHEN = {"pyscript.when", "pyscript.events.when", "pyscript.event_handling.when", "pyscript.web.when"}
LAST_THAT_RETURNS_THE_FUNCTION = "2024.10.2"
"""Since the next release, `@when` returns a wrapper that takes any arguments where the function takes none."""


@rule(severity=ERROR, faq="create_proxy", effect=ACTION_FAILS)
def handler_without_event(runtime: Runtime) -> Iterator[Finding]:
    """JavaScript passes the event to a function without parameters."""
    for span, value, given in _handlers(runtime):
        function = _function(value)
        if function and function.most == 0 and function.kind is not FunctionKind.CLASS:
            if not _is_called_as_it_is(function, runtime):
                continue
            yield Finding(
                span=span,
                message=f"`{function.name}` takes no argument, but JavaScript calls it with {given.words}",
                label="gets one argument",
                help=f"Give it a parameter: `def {function.name.rpartition('.')[2]}({given.parameter}):`."
                if function.kind is not FunctionKind.LAMBDA
                else f"Give it a parameter: `lambda {given.parameter}: ...`.",
                console="takes 0 positional arguments but 1",
                related=(Related(function.span, "defined here"),) if function.span != span else (),
                fix=_fix(function, given, runtime),
            )


def _fix(function: PythonFunction, given: Given, runtime: Runtime) -> Fix | None:
    """Give it a parameter that may be left out, and so to each function that it can be."""
    places: list[tuple[Code, PythonFunction]] = []
    for each in (function, *function.others):
        code = next((code for code in runtime.codes if _holds(code, each)), None)
        if code is None:
            return None
        places.append((code, each))
    title = f"Give it a parameter for {given.words}"
    return fix_of(SAFE, title, lambda: [event_parameter(*each, given.parameter) for each in places], harmless=True)


def _holds(code: Code, function: PythonFunction) -> bool:
    """Whether the function is written there. Several lambdas of a function have one name."""
    if function.kind is FunctionKind.LAMBDA:
        return code.path == function.span.path
    defined = code.functions.get(function.name)
    return defined is not None and defined.span == function.span


def _handlers(runtime: Runtime) -> Iterator[tuple[Span, Value, Given]]:
    if runtime.thread is Thread.MAIN and runtime.kind is RuntimeKind.SCRIPTS:
        for event in event_attributes(runtime.page):
            if event.interpreter == runtime.declared:
                value = function_named(runtime, event.function)
                if value:
                    yield event.attribute.value.span(), value, EVENT
    for code in runtime.codes:
        for call in code.calls_of_javascript(*GIVEN):
            given = GIVEN[call.javascript_path[-1]]
            argument = call.argument(given.position)
            if argument:
                yield argument.span, argument.value, given


def _function(value: Value) -> PythonFunction | None:
    if isinstance(value, PythonFunction):
        return value
    if isinstance(value, Result) and len(value.arguments) == 1 and not value.attributes:
        name = getattr(value.callee, "name", "")
        return _function(value.arguments[0]) if name.rpartition(".")[2] in WRAPPERS else None
    return None


def _is_called_as_it_is(function: PythonFunction, runtime: Runtime) -> bool:
    """Whether its name means the function itself: a decorator may put another in its place."""
    names = {getattr(each.callee, "name", "") for each in function.decorators if isinstance(each, Result)}
    if not function.decorators:
        return True
    return len(names) == 1 and names <= WHEN and runtime.releases.until(LAST_THAT_RETURNS_THE_FUNCTION)
