"""`input()` where nobody can answer it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, Finding, PythonName, RuntimeKind, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Runtime

CATCHING = {"*", "Exception", "BaseException", "OSError", "EOFError"}


@rule(severity=ERROR, guide="terminal/", effect=SCRIPT_DIES)
def input_cannot_work(code: Code) -> Iterator[Finding]:
    """Python calls `input()` where it freezes the page, waits for ever or raises."""
    reason = _reason(code.runtime)
    if not reason:
        return
    for call in code.calls:
        if (
            isinstance(call.callee, PythonName)
            and call.callee.name == "builtins.input"
            and not call.place.tried & CATCHING
        ):
            yield Finding(
                span=call.callee_span,
                message=f"`input()` {reason}",
                label="nobody can answer",
                help="Ask with an `<input>` of the page, or `window.prompt(...)`; or run the script in a worker with a "
                "`terminal`, on a page that is cross-origin isolated.",
            )


def _reason(runtime: Runtime) -> str:
    """Why `input()` cannot work in a Runtime; "" where it can, or where that was not measured."""
    if runtime.kind in {RuntimeKind.EDITOR, RuntimeKind.GAME}:
        return ""
    if runtime.in_worker:
        return "" if runtime.terminal else "in a worker without a `terminal` waits for ever, or raises an error"
    if runtime.terminal:
        return "in a terminal on the main thread cannot wait for an answer"
    return "" if runtime.is_pyodide else "freezes MicroPython, and the page with it, on the main thread"
