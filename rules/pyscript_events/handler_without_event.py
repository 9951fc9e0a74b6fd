"""Event handlers without a parameter for the event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, SAFE, Finding, FunctionKind, Related, Result, fix_of, rule
from pyscript_doctor.queries.called_functions import WHEN, called_functions
from pyscript_doctor.queries.edits import event_parameter
from pyscript_doctor.queries.page_elements import page_elements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Fix, Project, PythonFunction, Runtime

GIVEN = {
    "requestAnimationFrame": ("the time", "timestamp"),
    "requestIdleCallback": ("a deadline", "deadline"),
    "getCurrentPosition": ("the position", "position"),
    "watchPosition": ("the position", "position"),
}
"""What a function is called with: in words, and what to call the parameter."""
EVENT = ("the event", "event")
LAST_THAT_RETURNS_THE_FUNCTION = "2024.10.2"
"""Since the next release, `@when` returns a wrapper that takes any arguments where the function takes none."""


@rule(severity=ERROR, faq="create_proxy", effect=ACTION_FAILS)
def handler_without_event(runtime: Runtime, project: Project) -> Iterator[Finding]:
    """JavaScript passes the event to a function without parameters."""
    for called in called_functions(runtime, page_elements(runtime.page, project.runtimes_of(runtime.page))):
        function = called.value
        if function.most != 0 or function.kind is FunctionKind.CLASS or not called.tells_the_event:
            continue
        if not _is_called_as_it_is(function, runtime):
            continue
        words, parameter = GIVEN.get(called.by, EVENT)
        yield Finding(
            span=called.span,
            message=f"`{function.name}` takes no argument, but JavaScript calls it with {words}",
            label="gets one argument",
            help=f"Give it a parameter: `def {function.name.rpartition('.')[2]}({parameter}):`."
            if function.kind is not FunctionKind.LAMBDA
            else f"Give it a parameter: `lambda {parameter}: ...`.",
            console="takes 0 positional arguments but 1",
            related=(Related(function.span, "defined here"),) if function.span != called.span else (),
            fix=_fix(function, words, parameter, runtime),
        )


def _fix(function: PythonFunction, words: str, parameter: str, runtime: Runtime) -> Fix | None:
    """Give it a parameter that may be left out, and so to each function that it can be."""
    places: list[tuple[Code, PythonFunction]] = []
    for each in (function, *function.others):
        code = next((code for code in runtime.codes if _holds(code, each)), None)
        if code is None:
            return None
        places.append((code, each))
    title = f"Give it a parameter for {words}"
    return fix_of(SAFE, title, lambda: [event_parameter(*each, parameter) for each in places], harmless=True)


def _holds(code: Code, function: PythonFunction) -> bool:
    """Whether the function is written there. Several lambdas of a function have one name."""
    if function.kind is FunctionKind.LAMBDA:
        return code.path == function.span.path
    defined = code.functions.get(function.name)
    return defined is not None and defined.span == function.span


def _is_called_as_it_is(function: PythonFunction, runtime: Runtime) -> bool:
    """Whether its name means the function itself: a decorator may put another in its place."""
    if not function.decorators:
        return True
    makers = (each.callee if isinstance(each, Result) else None for each in function.decorators)
    only_when = all(getattr(each, "name", "") in WHEN for each in makers)
    return only_when and runtime.releases.until(LAST_THAT_RETURNS_THE_FUNCTION)
