"""Calls with which the main thread's Python and a worker ask each other, through `sync`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.project.program.values import PythonFunction, Result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.project.program.facts import Call, Code
    from pyscript_doctor.project.runtime.runtime import Runtime

STARTERS = frozenset({"pyscript.PyWorker", "pyscript.context.PyWorker"})
OF_THE_WORKER = ("pyscript.sync.", "polyscript.xworker.sync.")


def started_worker(value: Result, code: Code, runtimes: tuple[Runtime, ...]) -> Runtime | None:
    """The worker that a value of the main thread is, or belongs to: one that a call of PyWorker started."""
    url = value.arguments[0] if value.arguments else None
    for call in code.calls:
        source = call.argument(0)
        if call.callee == value.callee and source and source.value == url:
            return next((each for each in runtimes if each.span == call.callee_span), None)
    return None


def given_to_worker(code: Code) -> Iterator[tuple[Result, str, PythonFunction]]:
    """Where the main thread gives a worker a function: `worker.sync.name = function`, as (worker, name, function)."""
    for assignment in code.assignments:
        target = assignment.target
        if not isinstance(target, Result) or target.attributes != ("sync",):
            continue
        if isinstance(assignment.value, PythonFunction):
            yield Result(target.callee, target.arguments), assignment.attribute, assignment.value


def calls_of_worker(code: Code, worker: Result) -> Iterator[Call]:
    """Where the main thread calls a function of the worker: `worker.sync.name()`."""
    for call in code.calls:
        callee = call.callee
        if not isinstance(callee, Result) or (callee.callee, callee.arguments) != (worker.callee, worker.arguments):
            continue
        if callee.attributes[:1] == ("sync",) and len(callee.attributes) == 2:
            yield call


def asked_by_worker(worker: Runtime, name: str) -> Iterator[Call]:
    """Where the worker calls a function of the main thread: `sync.name()`."""
    for code in worker.codes:
        yield from code.calls_of(*(prefix + name for prefix in OF_THE_WORKER))
