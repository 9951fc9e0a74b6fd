"""Functions that Python asks of a worker's `sync`, and that the worker does not assign."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, WARNING, Finding, Literal, PythonName, Related, Result, rule
from pyscript_doctor.project.named_workers import console_of_missing, exports_of, given_through_sync
from pyscript_doctor.project.unknown import Unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Call, Code, Project, Runtime

NAMES = {"pyscript.PyWorker", "pyscript.context.PyWorker"}


@rule(severity=WARNING, faq="workers-via-javascript", effect=ACTION_FAILS)
def sync_name_missing(code: Code, project: Project) -> Iterator[Finding]:
    """Python calls a function of a worker's `sync` that the worker does not put there."""
    if code.runtime.in_worker:
        return
    for call in code.calls:
        callee = call.callee
        if not isinstance(callee, Result) or len(callee.attributes) != 2 or callee.attributes[0] != "sync":
            continue
        worker = _started(callee, code, project)
        if worker:
            yield from _missing(call, callee.attributes[1], worker)


def _started(callee: Result, code: Code, project: Project) -> Runtime | None:
    """The worker that a call of PyWorker starts."""
    if not isinstance(callee.callee, PythonName) or callee.callee.name not in NAMES or not callee.arguments:
        return None
    url = callee.arguments[0]
    if not isinstance(url, Literal):
        return None
    for call in code.calls:
        source = call.argument(0)
        if call.callee == callee.callee and source and source.value == url:
            started = [each for each in project.runtimes_of(code.runtime.page) if each.span == call.callee_span]
            return started[0] if len(started) == 1 else None
    return None


def _missing(call: Call, name: str, worker: Runtime) -> Iterator[Finding]:
    names = given_through_sync(worker) | {str(literal.value) for literal in exports_of(worker) or ()}
    if name in names:
        return
    for code in worker.codes:
        if any(getattr(each.callee, "name", "") in {"builtins.setattr", "builtins.exec"} for each in code.calls):
            raise Unknown("names that code makes")
    near = get_close_matches(name, sorted(names), n=1)
    yield Finding(
        span=call.callee_span,
        message=f"the worker never assigns `sync.{name}`",
        label="not in sync",
        console=console_of_missing(name, worker.releases),
        help=f"Did you mean `{near[0]}`?" if near else f"Assign it in the worker: `sync.{name} = {name}`.",
        related=(Related(worker.span, "the worker"),),
    )
