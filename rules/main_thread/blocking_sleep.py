"""`time.sleep` on the main thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, UNSAFE, WARNING, Finding, Thread, rule
from pyscript_doctor.queries.loops import endless_loops
from pyscript_doctor.queries.source_text import source_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Call, Code

BLOCKING = {"time.sleep", "time.sleep_ms", "time.sleep_us"}


@rule(severity=WARNING, guide="workers/", effect=ACTION_FAILS, fix=UNSAFE)
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
        )


def _awaited(code: Code, call: Call, name: str) -> str:
    """The same pause without blocking, with the user's own seconds."""
    argument = call.argument(0)
    seconds = source_text(code, argument.span) if argument and name == "time.sleep" else ""
    return f"await asyncio.sleep({seconds or '...'})"
