"""Functions of `sync` that one side calls, but that the other side does not give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, WARNING, Code, Finding, PageScript, Related, rule
from pyscript_doctor.queries.edits import respelling
from pyscript_doctor.queries.named_workers import console_of_missing
from pyscript_doctor.queries.spelling import closest
from pyscript_doctor.queries.sync_names import asked_by_python, given_by_page, given_by_worker
from pyscript_doctor.queries.worker_calls import worker_calls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Page, Project, Runtime, Span


@rule(severity=WARNING, faq="workers-via-javascript", effect=ACTION_FAILS, mentions=("worker", "editor"))
def sync_name_missing(code: Code | PageScript, project: Project) -> Iterator[Finding]:
    """A function of `sync` is called that the worker, or the page, does not put there."""
    if isinstance(code, PageScript):
        yield from _asked_by_javascript(code, project)
        return
    for asked in asked_by_python(code, project):
        if asked.worker:
            yield from _missing_in_worker(asked.name, asked.span, asked.worker)
        else:
            yield from _missing_on_page(asked.name, asked.span, code.runtime, project)


def _asked_by_javascript(script: PageScript, project: Project) -> Iterator[Finding]:
    for call in worker_calls(script):
        started = [each for each in project.runtimes_of(script.page) if each.span == call.callee.span()]
        for name in call.asked if len(started) == 1 else ():
            yield from _missing_in_worker(name.value, name.span(), started[0])


def _missing_in_worker(name: str, span: Span, worker: Runtime) -> Iterator[Finding]:
    names = given_by_worker(worker)
    if name not in names:
        message = f"the worker never assigns `sync.{name}`, so this call fails or waits forever"
        instead = f"Assign it in the worker: `sync.{name} = {name}`."
        yield _finding(message, (name, span), names, instead, worker)


def _missing_on_page(name: str, span: Span, worker: Runtime, project: Project) -> Iterator[Finding]:
    names = given_by_page(worker, name, project)
    if names is not None:
        message = f"no code of {_page(worker.page)} gives the worker `sync.{name}`, so this call fails"
        instead = f"Give it to the worker on the page, before the worker calls it: `worker.sync.{name} = {name}`."
        yield _finding(message, (name, span), names, instead, worker)


def _page(page: Page) -> str:
    return f"`{page.path}`"


def _finding(message: str, asked: tuple[str, Span], names: frozenset[str], instead: str, worker: Runtime) -> Finding:
    name, span = asked
    near = closest(name, sorted(names))
    return Finding(
        span=span,
        message=message,
        label="not in sync",
        console=console_of_missing(name, worker.releases),
        help=f"Did you mean `{near}`?" if near else instead,
        related=(Related(worker.span, "the worker"),),
        fix=respelling(worker.page.resolver.reader, span, name, near or ""),
    )
