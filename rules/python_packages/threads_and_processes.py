"""Threads and processes, which Python cannot start in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, WARNING, Finding, Interpreter, Result, rule
from pyscript_doctor.queries.assigned_attributes import may_be_replaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Call, Code

THREADS = {
    "threading.Thread",
    "threading.Timer",
    "concurrent.futures.ThreadPoolExecutor",
    "multiprocessing.pool.ThreadPool",
}
PROCESSES = {
    "multiprocessing.Process",
    "multiprocessing.Pool",
    "multiprocessing.Manager",
    "concurrent.futures.ProcessPoolExecutor",
    "os.fork",
    "subprocess.run",
    "subprocess.Popen",
    "subprocess.call",
    "subprocess.check_call",
    "subprocess.check_output",
    "subprocess.getoutput",
    "asyncio.create_subprocess_exec",
    "asyncio.create_subprocess_shell",
}
# What can be made in a browser, and fails with these methods.
STARTED_LATER = {
    "threading.Thread": {"start"},
    "threading.Timer": {"start"},
    "multiprocessing.Process": {"start"},
    "concurrent.futures.ThreadPoolExecutor": {"submit", "map"},
}
ERRORS = ("RuntimeError", "NotImplementedError", "OSError", "ImportError")
"""What they raise, as measured in Pyodide: each of them one of these."""


@rule(
    severity=ERROR,
    guide="workers/",
    effect=SCRIPT_DIES,
    interpreter=Interpreter.PYODIDE,
    mentions=("threading", "multiprocessing", "concurrent", "subprocess", "fork", "system"),
)
def threads_and_processes(code: Code) -> Iterator[Finding]:
    """Python on Pyodide starts a thread or a process, but it can't do that in a browser."""
    for call in code.calls:
        name = _started(call)
        if name == "os.system":
            yield Finding(
                span=call.callee_span,
                message="a browser has no shell, so `os.system` does nothing and returns -1",
                label="does nothing",
                help="Do this in Python instead.",
                severity=WARNING,
            )
        elif name and not call.place.catches(*ERRORS) and not may_be_replaced(code.runtime, name):
            thread = name in THREADS
            yield Finding(
                span=call.callee_span,
                message=f"Pyodide cannot start {'threads' if thread else 'processes'}, so `{name}` does not work",
                label="cannot start",
                help="Use `asyncio` for work that waits, and a worker "
                '(`<script type="py" worker>`) for work that computes.',
                console="can't start new thread" if thread else "",
            )


def _started(call: Call) -> str | None:
    """The name of the thread, pool or process that a call starts; None if it starts none."""
    callee = call.callee
    if isinstance(callee, Result):
        methods = STARTED_LATER.get(callee.made_by, set())
        return callee.made_by if ".".join(callee.attributes) in methods else None
    return call.name if call.name in {"os.system", *THREADS, *PROCESSES} - STARTED_LATER.keys() else None
