"""Calls that start workers: of PyScript's own `PyWorker` and `MPWorker` in JavaScript, and those of Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.project.runtime.started_workers import FROM_PYTHON, is_of_pyscript

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.javascript.records import JsWorkerCall
    from pyscript_doctor.project.page.page_scripts import PageScript
    from pyscript_doctor.project.program.facts import Argument, Call


def worker_calls(script: PageScript) -> Iterator[JsWorkerCall]:
    """Those whose name is imported from PyScript by its URL, or from the copy of it that the page loads."""
    return (call for call in script.syntax.worker_calls if is_of_pyscript(call, script.page))


def is_named_worker(call: Call) -> bool:
    """Whether a call of Python starts a worker that gets a name."""
    return FROM_PYTHON.get(call.name, False)


def type_of_worker(call: Call) -> Argument | None:
    """The `type` in a Python call that starts a worker; None if it has none, or starts none."""
    if call.name not in FROM_PYTHON:
        return None
    return call.argument(3, "type") if is_named_worker(call) else call.argument(99, "type")
