"""Event loops that are started a second time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, UNSAFE, WARNING, Call, Finding, PythonName, Result, rule
from pyscript_doctor.queries.interpreters import micropython_has_module
from pyscript_doctor.queries.pages import SYNCHRONOUS
from pyscript_doctor.queries.releases import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Runtime

FIRST_THAT_SWITCHES_STACKS = (0, 28)
LOOPS = {"asyncio.get_event_loop", "asyncio.get_running_loop", "asyncio.new_event_loop"}
CATCHING = {"*", "Exception", "BaseException", "RuntimeError"}
HELP = (
    "The event loop runs already. Write `await main()` at the top level, or `asyncio.create_task(main())` in functions."
)


@rule(severity=ERROR, faq="reading-error-messages", effect=ACTION_FAILS, fix=UNSAFE)
def asyncio_run(code: Code) -> Iterator[Finding]:
    """Python starts an event loop although one is running."""
    runtime = code.runtime
    for call in code.calls:
        name = _starts_loop(call)
        if not name or call.awaited or call.place.tried & CATCHING:
            continue
        if not runtime.is_pyodide:
            yield from _micropython(call, name, runtime)
            continue
        early = {number(version)[:2] < FIRST_THAT_SWITCHES_STACKS for version in runtime.versions}
        if early == {True}:
            yield _early(call, name)
        elif early == {False}:
            yield _switching(call, name, code)


def _micropython(call: Call, name: str, runtime: Runtime) -> Iterator[Finding]:
    """Its loops lack `run_until_complete`; that `asyncio` lacks `run`, or is not there, has rules of its own."""
    if name == "run_until_complete" and all(micropython_has_module(each, "asyncio") for each in runtime.versions):
        yield Finding(
            span=call.callee_span,
            message="MicroPython's event loop has no `run_until_complete`",
            label="not there",
            help=HELP,
            console="'Loop' has no attribute 'run_until_complete'",
        )


def _early(call: Call, name: str) -> Finding:
    runs = name == "asyncio.run"
    return Finding(
        span=call.callee_span,
        message="`asyncio.run()` cannot be called where an event loop is running, and in the browser one always is"
        if runs
        else f"`{name}` does not wait here: it returns a task that is not done",
        label="a loop is running",
        help=HELP,
        console="asyncio.run() cannot be called from a running event loop" if runs else "",
        severity=ERROR if runs else WARNING,
    )


def _switching(call: Call, name: str, code: Code) -> Finding:
    """Since Pyodide 0.28 it waits by switching stacks, which takes JSPI and an asynchronous entry."""
    synchronous = call.place.at_load and _is_synchronous(code)
    return Finding(
        span=call.callee_span,
        message=f"`{name}` waits only where the browser can switch stacks"
        + (", and never in a script that is not async" if synchronous else ""),
        label="a loop is running",
        help=HELP,
        console="Cannot stack switch because the Python entrypoint was a synchronous function" if synchronous else "",
        unless="" if synchronous else "the browser has JSPI",
        severity=ERROR if synchronous else WARNING,
    )


def _is_synchronous(code: Code) -> bool:
    """Whether each script of the runtime says that it is not async."""
    values = [script.attribute("async") for script in code.runtime.scripts]
    return bool(values) and all(value and SYNCHRONOUS.match(value.value.value) for value in values)


def _starts_loop(call: Call) -> str:
    callee = call.callee
    if isinstance(callee, PythonName) and callee.name == "asyncio.run":
        return "asyncio.run"
    if not isinstance(callee, Result) or callee.attributes != ("run_until_complete",):
        return ""
    is_loop = isinstance(callee.callee, PythonName) and callee.callee.name in LOOPS
    return "run_until_complete" if is_loop else ""
