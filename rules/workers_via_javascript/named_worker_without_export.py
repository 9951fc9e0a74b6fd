"""Functions of a named worker that Python calls, but that the worker does not export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import SCRIPT_DIES, UNSAFE, WARNING, Finding, Related, fix_of, rule
from pyscript_doctor.queries.edits import appended, appended_line, respelling
from pyscript_doctor.queries.named_workers import (
    access_of,
    console_of_missing,
    exports_of,
    given_through_sync,
    worker_named,
)
from pyscript_doctor.queries.spelling import closest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Edit, Fix, Literal, Project, Runtime, Span

OF_PROMISES = {"then", "catch", "finally_", "sync", "ready", "terminate", "xworker"}


@rule(severity=WARNING, guide="workers/", effect=SCRIPT_DIES, mentions=("workers",))
def named_worker_without_export(code: Code, project: Project) -> Iterator[Finding]:
    """Python calls a function of a named worker that the worker does not list in `__export__`."""
    if code.runtime.in_worker:
        return
    runtimes = project.runtimes_of(code.runtime.page)
    for call in code.calls:
        access = access_of(call.callee)
        if access is None or len(access.attributes) != 1 or access.attributes[0] in OF_PROMISES:
            continue
        worker = worker_named(access.name, runtimes)
        if worker:
            yield from _missing(call.callee_span, access.attributes[0], worker)


def _missing(span: Span, name: str, worker: Runtime) -> Iterator[Finding]:
    exported = exports_of(worker)
    names = {str(literal.value) for literal in exported or ()} | given_through_sync(worker)
    if name in names:
        return
    near = closest(name, sorted(names))
    yield Finding(
        span=span,
        message=f"the worker does not export `{name}`, so the page cannot call it",
        label="not exported",
        console=console_of_missing(name, worker.releases),
        help=f"Did you mean `{near}`?" if near else f'Export it in the worker: `__export__ = ["{name}"]`.',
        related=(Related(worker.span, "the worker"),),
        fix=_exported(name, exported, worker) or respelling(worker.page.resolver.reader, span, name, near or ""),
    )


def _exported(name: str, exported: tuple[Literal, ...] | None, worker: Runtime) -> Fix | None:
    """Export the function, if the worker's script defines it."""
    codes = [code for code in worker.codes if code.module == "__main__" and name in code.functions]
    if len(codes) != 1 or exported == ():
        return None
    return fix_of(UNSAFE, f"Export `{name}`", lambda: _edits(name, exported, codes[0]), harmless=True)


def _edits(name: str, exported: tuple[Literal, ...] | None, code: Code) -> Iterator[Edit | None]:
    if exported is None:
        yield appended_line(code.syntax.text, f'__export__ = ["{name}"]')
        return
    last = exported[-1].text
    yield appended(code.syntax.text, last.span(), f'", "{name}') if last else None
