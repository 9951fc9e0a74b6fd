"""Workers that Python starts without saying which interpreter they run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, UNSAFE, Finding, PythonName, fix_of, rule
from pyscript_doctor.queries.edits import with_argument
from pyscript_doctor.queries.source_text import written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Call, Code, Fix

NAMES = {"pyscript.PyWorker", "pyscript.context.PyWorker"}


@rule(severity=ERROR, faq="workers-via-javascript", effect=SCRIPT_DIES, mentions=("worker",))
def worker_without_type(code: Code) -> Iterator[Finding]:
    """Python starts a `PyWorker` without `type=`, so PyScript does not know which interpreter to run."""
    if code.runtime.in_worker:
        return
    for call in code.calls:
        is_worker = isinstance(call.callee, PythonName) and call.callee.name in NAMES
        if is_worker and call.arguments and not _has_type(call):
            url = written(code, call.arguments[0].span, "url")
            yield Finding(
                span=call.callee_span,
                message="this `PyWorker` has no `type`, so PyScript can't start an interpreter in it",
                label="no type",
                help=f'Write `PyWorker({url}, type="pyodide")`, or `type="micropython"`.',
                console="Cannot read properties of undefined (reading 'module')",
                fix=_fix(call, code),
            )


def _fix(call: Call, code: Code) -> Fix | None:
    """Run the interpreter that starts the worker in the worker, too."""
    kind = f'type="{"pyodide" if code.runtime.is_pyodide else "micropython"}"'
    text = code.syntax.text
    return fix_of(UNSAFE, f"Add `{kind}`", lambda: [with_argument(text, call.place.span, kind, more=True)])


def _has_type(call: Call) -> bool:
    """Whether the call says a type, or may do so: in a dict, or by `**`."""
    if any(argument.keyword in ("type", "**") or argument.starred for argument in call.arguments):
        return True
    return call.argument(1) is not None
