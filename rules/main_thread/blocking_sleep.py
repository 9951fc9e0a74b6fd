"""`time.sleep` on the main thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, UNSAFE, WARNING, Finding, Thread, fix_of, rule
from pyscript_doctor.queries.edits import can_await, given_module, replaced
from pyscript_doctor.queries.loops import endless_loops
from pyscript_doctor.queries.source_text import source_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Call, Code, Edit, Fix

BLOCKING = {"time.sleep", "time.sleep_ms", "time.sleep_us"}


@rule(severity=WARNING, guide="workers/", effect=ACTION_FAILS, mentions=("sleep",))
def blocking_sleep(code: Code) -> Iterator[Finding]:
    """`time.sleep` on the main thread freezes the page."""
    if code.runtime.thread is not Thread.MAIN:
        return
    worse = list(endless_loops(code))
    for call in code.calls_of(*BLOCKING):
        if any(loop.holds(call.callee_span) for loop in worse):
            continue
        yield Finding(
            span=call.callee_span,
            message="the page freezes during this sleep: it draws nothing and does not react to clicks",
            label="freezes the page",
            help=f"Write `{_awaited(code, call, call.name)}`, or run the script in a worker.",
            fix=_fix(code, call),
        )


def _fix(code: Code, call: Call) -> Fix | None:
    """Wait without blocking, if that is possible."""
    if call.name == "time.sleep_us" or not can_await(code, call.place):
        return None
    return fix_of(UNSAFE, "Await `asyncio.sleep`", lambda: _edits(code, call))


def _edits(code: Code, call: Call) -> Iterator[Edit]:
    module, needed = given_module(code.syntax, "asyncio")
    yield from needed
    yield replaced(code.syntax.text, call.callee_span, f"await {module}.{call.name.removeprefix('time.')}")


def _awaited(code: Code, call: Call, name: str) -> str:
    """The same pause without blocking, with the user's own seconds."""
    argument = call.argument(0)
    seconds = source_text(code, argument.span) if argument and name == "time.sleep" else ""
    return f"await asyncio.sleep({seconds or '...'})"
