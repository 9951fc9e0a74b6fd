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

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Fix, Runtime, Span

WRAPPERS = {"create_proxy", "to_js"}
WHEN = {"pyscript.when", "pyscript.events.when", "pyscript.event_handling.when", "pyscript.web.when"}
LAST_THAT_RETURNS_THE_FUNCTION = "2024.10.2"
"""Since the next release, `@when` returns a wrapper that takes any arguments where the function takes none."""


@rule(severity=ERROR, faq="create_proxy", effect=ACTION_FAILS)
def handler_without_event(runtime: Runtime) -> Iterator[Finding]:
    """JavaScript passes the event to a function without parameters."""
    for span, value in _handlers(runtime):
        function = _function(value)
        if function and function.most == 0 and function.kind is not FunctionKind.CLASS:
            if not _is_called_as_it_is(function, runtime):
                continue
            yield Finding(
                span=span,
                message=f"`{function.name}` takes no argument, but JavaScript calls it with the event",
                label="gets one argument",
                help=f"Give it a parameter: `def {function.name.rpartition('.')[2]}(event):`."
                if function.kind is not FunctionKind.LAMBDA
                else "Give it a parameter: `lambda event: ...`.",
                console="takes 0 positional arguments but 1",
                related=(Related(function.span, "defined here"),) if function.span != span else (),
                fix=_fix(function, runtime),
            )


def _fix(function: PythonFunction, runtime: Runtime) -> Fix | None:
    """Give the function a parameter that may be left out: whoever calls it without the event still can."""
    code = next((each for each in runtime.codes if each.functions.get(function.name) == function), None)
    if code is None:
        return None
    return fix_of(SAFE, "Give it a parameter for the event", lambda: [event_parameter(code, function)], harmless=True)


def _handlers(runtime: Runtime) -> Iterator[tuple[Span, Value]]:
    if runtime.thread is Thread.MAIN and runtime.kind is RuntimeKind.SCRIPTS:
        for event in event_attributes(runtime.page):
            if event.interpreter == runtime.declared:
                value = function_named(runtime, event.function)
                if value:
                    yield event.attribute.value.span(), value
    for code in runtime.codes:
        for call in code.calls_of_javascript("addEventListener"):
            argument = call.argument(1)
            if argument:
                yield argument.span, argument.value


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
