"""Workers that start or look for other workers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, Finding, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code

NAMES = {"create_named_worker", "workers"}


@rule(severity=ERROR, guide="workers/", effect=SCRIPT_DIES, mentions=("worker",))
def worker_inside_worker(code: Code) -> Iterator[Finding]:
    """Python in a worker starts or looks for a worker, but only the main thread can do that."""
    if not code.runtime.in_worker:
        return
    for imported in code.imports:
        if imported.module == "pyscript" and imported.name in NAMES and not imported.soft:
            yield Finding(
                span=imported.place.span,
                message=f"in a worker, `pyscript` has no `{imported.name}`: only the main thread has workers",
                label="not in a worker",
                help="Do this on the main thread, which can pass messages between the two workers.",
                console=f"cannot import name '{imported.name}'",
            )
    for call in code.calls_of("pyscript.PyWorker"):
        if call.place.catches("TypeError"):
            continue
        yield Finding(
            span=call.callee_span,
            message="a worker cannot start another worker",
            label="not in a worker",
            help="Start both workers on the main thread.",
            console="NotSupported",
        )
