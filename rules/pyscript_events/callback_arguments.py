"""Functions that JavaScript calls with more or fewer arguments than they take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, SAFE, Finding, FunctionKind, Related, fix_of, rule
from pyscript_doctor.queries.called_functions import called_functions
from pyscript_doctor.queries.edits import with_rest_parameter
from pyscript_doctor.queries.page_elements import page_elements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Fix, Project, PythonFunction, Runtime
    from pyscript_doctor.queries.called_functions import CalledFunction

OF_EVENTS = ("when", "py-", "mpy-", "on", "addEventListener")
OF_PROMISES = frozenset({"then", "catch"})
"""Pyodide's own methods of promises, which show no error of the function that they call."""
TIMERS = frozenset({"setTimeout", "setInterval"})
IN_WORDS = {0: "no argument", 1: "one argument", 2: "two arguments", 3: "three arguments", 4: "four arguments"}


@rule(severity=ERROR, faq="create_proxy", effect=ACTION_FAILS)
def callback_arguments(runtime: Runtime, project: Project) -> Iterator[Finding]:
    """JavaScript calls a Python function with more or fewer arguments than it takes."""
    elements = page_elements(runtime.page, project.runtimes_of(runtime.page))
    for called in called_functions(runtime, elements):
        function = called.value
        if function.kind is FunctionKind.CLASS or _is_replaced(called):
            continue
        if _gets_too_many(called):
            yield _finding(called, _help_for_too_many(called), _fix(called, runtime), runtime)
        elif called.given.exact and function.required > called.given.fewest:
            yield _finding(called, _help_for_too_few(called), None, runtime)


def _is_replaced(called: CalledFunction) -> bool:
    """Whether a decorator puts another function in its place."""
    return bool(called.value.decorators) and not (called.by == "when" and len(called.value.decorators) == 1)


def _gets_too_many(called: CalledFunction) -> bool:
    most = called.value.most
    if most is None or most >= called.given.fewest:
        return False
    return not called.tells_the_event and called.by != "when"  # handler-without-event


def _finding(called: CalledFunction, help: str, fix: Fix | None, runtime: Runtime) -> Finding:
    function, given = called.value, called.given
    return Finding(
        span=called.span,
        message=f"`{_caller(called)}` calls `{_name(function)}` with {_counted(given.fewest)}, but it {_takes(called)}",
        label=f"gets {_counted(given.fewest)}",
        help=help,
        console=_console(called, on_pyodide=runtime.is_pyodide),
        related=(Related(function.span, "defined here"),) if function.span != called.span else (),
        fix=fix,
    )


def _console(called: CalledFunction, *, on_pyodide: bool) -> str:
    function, given = called.value, called.given
    if on_pyodide and called.by in OF_PROMISES:
        return ""
    if function.required != function.most:
        return "positional argument"
    if on_pyodide and function.required > given.fewest:
        return f"missing {function.required - given.fewest} required positional argument"
    plural = "" if on_pyodide and function.required == 1 else "s"
    return f"takes {function.required} positional argument{plural} but"


def _caller(called: CalledFunction) -> str:
    return called.by.removesuffix(".new") if called.by != "when" else "@when"


def _name(function: PythonFunction) -> str:
    return "lambda" if function.kind is FunctionKind.LAMBDA else function.name.rpartition(".")[2]


def _takes(called: CalledFunction) -> str:
    function = called.value
    if function.required > called.given.fewest:
        return f"needs {_number(function.required)}"
    return f"takes {_number(function.most or 0)}"


def _number(count: int) -> str:
    if count == 0:
        return "none"
    return IN_WORDS.get(count, str(count)).removesuffix(" arguments").removesuffix(" argument")


def _counted(count: int) -> str:
    return IN_WORDS.get(count, f"{count} arguments")


def _help_for_too_many(called: CalledFunction) -> str:
    if called.value.kind is FunctionKind.LAMBDA:
        return "Give it a parameter for the rest: `lambda value, *rest: ...`."
    if called.by == "forEach":
        return "Give it a parameter for the rest, `*rest`. Or write a `for` loop in Python instead of `forEach`."
    return "Give it a parameter for the rest: `*rest`."


def _help_for_too_few(called: CalledFunction) -> str:
    name = _name(called.value)
    if called.by in TIMERS and called.value.kind is FunctionKind.LAMBDA:
        return f"Write `lambda: ...`, or give the arguments after the time: `{called.by}(..., 100, ...)`."
    if called.by in TIMERS:
        return f"Put the arguments into a function of their own: `lambda: {name}(...)`."
    given = "event" if called.by.startswith(OF_EVENTS) else "value"
    if called.by == "when" and called.value.kind is FunctionKind.METHOD:
        return f"Here `@when` has no object for `self`. Write `when(...)(self.{name})` in a method, such as `__init__`."
    if called.given.fewest != 1:
        return f"Give `{name}` as many parameters as it gets arguments."
    if called.value.kind is FunctionKind.LAMBDA:
        return f"Write it with one parameter: `lambda {given}: ...`."
    return f"Give `{name}` one parameter for the {given}, and default values to the others."


def _fix(called: CalledFunction, runtime: Runtime) -> Fix | None:
    """Let it take what it does not look at; who calls it with less still can."""
    function = called.value
    code = next((code for code in runtime.codes if code.path == function.span.path), None)
    if code is None or function.others:
        return None
    title = "Let it take the other arguments too"
    return fix_of(SAFE, title, lambda: [with_rest_parameter(code.syntax.text, function.span, "rest")], harmless=True)
