"""Functions of a worker's `sync` that Python calls, but that the worker does not assign."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, WARNING, Finding, Related, Result, Unknown, rule
from pyscript_doctor.queries.edits import respelling
from pyscript_doctor.queries.named_workers import console_of_missing, exports_of, given_through_sync
from pyscript_doctor.queries.sync_calls import started_worker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Call, Code, Project, Runtime


@rule(severity=WARNING, faq="workers-via-javascript", effect=ACTION_FAILS)
def sync_name_missing(code: Code, project: Project) -> Iterator[Finding]:
    """Python calls a function of a worker's `sync` that the worker does not put there."""
    if code.runtime.in_worker:
        return
    for call in code.calls:
        callee = call.callee
        if not isinstance(callee, Result) or len(callee.attributes) != 2 or callee.attributes[0] != "sync":
            continue
        worker = started_worker(callee, code, project.runtimes_of(code.runtime.page))
        if worker:
            yield from _missing(call, callee.attributes[1], worker)


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
        message=f"the worker never assigns `sync.{name}`, so this call fails or waits for ever",
        label="not in sync",
        console=console_of_missing(name, worker.releases),
        help=f"Did you mean `{near[0]}`?" if near else f"Assign it in the worker: `sync.{name} = {name}`.",
        related=(Related(worker.span, "the worker"),),
        fix=respelling(worker.page.resolver.reader, call.callee_span, name, "".join(near)),
    )
