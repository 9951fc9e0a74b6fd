"""A main thread and a worker that wait for each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import SCRIPT_DIES, WARNING, Finding, Related, rule
from pyscript_doctor.queries.serving import State
from pyscript_doctor.queries.source_text import written
from pyscript_doctor.queries.sync_calls import asked_by_worker, calls_of_worker, given_to_worker, started_worker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Project


@rule(severity=WARNING, faq="possible-deadlock", effect=SCRIPT_DIES, mentions=("worker",))
def worker_deadlock(code: Code, project: Project) -> Iterator[Finding]:
    """A worker waits for a function of the main thread, and that function waits for the same worker."""
    if code.runtime.in_worker:
        return
    for value, name, function in given_to_worker(code):
        worker = started_worker(value, code, project.runtimes_of(code.runtime.page))
        asking = next(asked_by_worker(worker, name), None) if worker else None
        if worker is None or asking is None or worker.isolation.host:
            continue
        is_unsure = worker.isolation.state is not State.ISOLATED
        for call in calls_of_worker(code, value):
            if call.awaited and call.place.function == function.name:
                yield Finding(
                    span=call.callee_span,
                    message=f"the worker stops while it waits for `{name}`, which waits for the worker here, so both "
                    "wait forever",
                    label="the worker cannot answer now",
                    help=f"Pass `{name}` what it needs as arguments. Or do not wait for the answer here: "
                    f"`asyncio.create_task({written(code, call.place.span, '...')})`.",
                    console="💀🔒",
                    unless="your server sends no isolation headers, because then the worker does not stop"
                    if is_unsure
                    else "",
                    related=(Related(asking.callee_span, f"the worker waits for `{name}` here"),),
                )
