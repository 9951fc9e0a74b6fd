"""`time.sleep` on the main thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, UNSAFE, WARNING, Finding, PythonName, Thread, rule
from pyscript_doctor.queries.loops import endless_loops

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code

BLOCKING = {"time.sleep", "time.sleep_ms", "time.sleep_us"}


@rule(severity=WARNING, guide="workers/", effect=ACTION_FAILS, fix=UNSAFE)
def blocking_sleep(code: Code) -> Iterator[Finding]:
    """`time.sleep` on the main thread freezes the page: nothing is drawn, no click is heard."""
    if code.runtime.thread is not Thread.MAIN:
        return
    worse = list(endless_loops(code))
    for call in code.calls:
        if isinstance(call.callee, PythonName) and call.callee.name in BLOCKING:
            if any(loop.holds(call.callee_span) for loop in worse):
                continue
            yield Finding(
                span=call.callee_span,
                message="the page freezes while this sleeps: nothing is drawn, no click is heard",
                label="freezes the page",
                help="Write `await asyncio.sleep(...)`, or run the script in a worker.",
            )
