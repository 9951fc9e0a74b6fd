"""Workers that never get round to what others ask of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, WARNING, Finding, PythonFunction, PythonName, Related, rule
from pyscript_doctor.queries.loops import endless_loops
from pyscript_doctor.queries.named_workers import exports_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Runtime, Span

SYNC = {"pyscript.sync", "polyscript.xworker.sync"}


@rule(severity=WARNING, guide="workers/", effect=ACTION_FAILS, mentions=("worker", "editor"))
def worker_loop_blocks_calls(code: Code) -> Iterator[Finding]:
    """A loop of a worker never ends and never awaits, so its handlers and exported functions never run."""
    if not code.runtime.in_worker:
        return
    loops = [loop for loop in endless_loops(code) if loop.place.at_load]
    waiting = [*_waiting(code.runtime)] if loops else []
    for loop in loops if waiting else ():
        yield Finding(
            span=loop.place.span,
            message="this loop never ends and never awaits, so nobody can call the functions of this worker",
            label="never ends",
            help="Write `await asyncio.sleep(...)` in the loop, and run it as a task:\n\n"
            "```python\nasyncio.create_task(...)\n```",
            related=tuple(Related(span, "never runs") for span in waiting[:3]),
        )


def _waiting(runtime: Runtime) -> Iterator[Span]:
    """The functions that a worker offers, and those that wait for an event."""
    for literal in exports_of(runtime) or ():
        if literal.text:
            yield literal.text.span()
    for code in runtime.codes:
        for assignment in code.assignments:
            target = assignment.target
            if isinstance(target, PythonName) and target.name in SYNC and isinstance(assignment.value, PythonFunction):
                yield assignment.place.span
        for call in code.calls:
            if call.name == "pyscript.when" or call.javascript_path[-1:] == ("addEventListener",):
                yield call.place.span
