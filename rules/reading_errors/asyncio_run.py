"""Event loops that Python starts although one is already running."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, UNSAFE, WARNING, Call, Finding, Result, fix_of, rule
from pyscript_doctor.queries.edits import can_await, unwrapped
from pyscript_doctor.queries.interpreters import micropython_has_module
from pyscript_doctor.queries.releases import number
from pyscript_doctor.queries.source_text import is_last, written
from pyscript_doctor.queries.synchronous_scripts import says_not_async

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Fix

FIRST_THAT_SWITCHES_STACKS = (0, 28)
LOOPS = {"asyncio.get_event_loop", "asyncio.get_running_loop", "asyncio.new_event_loop"}
HELP = (
    "An event loop is already running. Write `await {what}` at the top level of the script, or "
    "`asyncio.create_task({what})` in a function."
)
HELP_IF_SYNCHRONOUS = (
    "An event loop is already running. Write `asyncio.create_task({what})`. Or remove the attribute `async`, and write "
    "`await {what}` at the top level of the script."
)


@rule(severity=ERROR, faq="reading-error-messages", effect=ACTION_FAILS, mentions=("asyncio", "run_until_complete"))
def asyncio_run(code: Code) -> Iterator[Finding]:
    """Python starts an event loop, but in the browser one is already running."""
    runtime = code.runtime
    for call in code.calls:
        name = _starts_loop(call)
        if not name or call.awaited or call.place.catches("RuntimeError"):
            continue
        if not runtime.is_pyodide:
            yield from _micropython(call, name, code)
        else:
            yield from _pyodide(call, name, code)


def _pyodide(call: Call, name: str, code: Code) -> Iterator[Finding]:
    early = {number(version) < FIRST_THAT_SWITCHES_STACKS for version in code.runtime.versions}
    if early == {True}:
        if name == "asyncio.run" or not _is_last(call, code):
            yield _early(call, name, code)
    elif early == {False}:
        yield _switching(call, name, code)


def _micropython(call: Call, name: str, code: Code) -> Iterator[Finding]:
    """MicroPython's loops have no `run_until_complete`. Other rules report a missing `asyncio` or `asyncio.run`."""
    versions = code.runtime.versions
    if name == "run_until_complete" and all(micropython_has_module(each, "asyncio") for each in versions):
        yield Finding(
            span=call.callee_span,
            message="MicroPython's event loop has no `run_until_complete`",
            label="not in MicroPython",
            help=_help(call, code),
            fix=_fix(call, code),
            console="'Loop' has no attribute 'run_until_complete'",
        )


def _early(call: Call, name: str, code: Code) -> Finding:
    runs = name == "asyncio.run"
    return Finding(
        span=call.callee_span,
        message="`asyncio.run()` fails while an event loop is running, and in the browser one is always running"
        if runs
        else f"`{name}` does not wait here: it returns a task that is not done yet",
        label="a loop is already running",
        help=_help(call, code),
        fix=_fix(call, code),
        console="asyncio.run() cannot be called from a running event loop" if runs else "",
        severity=ERROR if runs else WARNING,
    )


def _is_last(call: Call, code: Code) -> bool:
    """Whether nothing is to be done after it: then it does no harm that it does not wait."""
    function = call.place.function
    return is_last(code, call.place.span) if function is None else function.endswith("<lambda>")


def _switching(call: Call, name: str, code: Code) -> Finding:
    """Since Pyodide 0.28 the call waits by switching stacks. This needs JSPI and Python that was started with async."""
    synchronous = call.place.at_load and _is_synchronous(code)
    return Finding(
        span=call.callee_span,
        message=f"`{name}` cannot wait in a script that is not async"
        if synchronous
        else f"`{name}` works only in browsers that can switch stacks (JSPI)",
        label="a loop is already running",
        help=_help(call, code, HELP_IF_SYNCHRONOUS if synchronous else HELP),
        fix=_fix(call, code),
        console="Cannot stack switch because the Python entrypoint was a synchronous function" if synchronous else "",
        unless="" if synchronous else "the browser has JSPI",
    )


def _help(call: Call, code: Code, help: str = HELP) -> str:
    return help.format(what=written(code, call.arguments[0].span, "main()") if call.arguments else "main()")


def _fix(call: Call, code: Code) -> Fix | None:
    """Await what the loop was to run, if that is possible."""
    if len(call.arguments) != 1 or call.arguments[0].keyword or not can_await(code, call.place):
        return None
    text, inner = code.syntax.text, call.arguments[0].span
    return fix_of(UNSAFE, "Await it", lambda: unwrapped(text, call.place.span, inner, "await "), harmless=True)


def _is_synchronous(code: Code) -> bool:
    """Whether each script of the runtime says that it is not async."""
    return all(map(says_not_async, code.runtime.scripts))


def _starts_loop(call: Call) -> str:
    callee = call.callee
    if call.name == "asyncio.run":
        return "asyncio.run"
    if not isinstance(callee, Result) or callee.attributes != ("run_until_complete",):
        return ""
    return "run_until_complete" if callee.made_by in LOOPS else ""
