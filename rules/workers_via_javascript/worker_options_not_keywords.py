"""Options that Python gives `PyWorker` as a dict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, UNSAFE, Finding, PythonName, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code

NAMES = {"pyscript.PyWorker", "pyscript.context.PyWorker"}


@rule(severity=ERROR, faq="workers-via-javascript", effect=SCRIPT_DIES, fix=UNSAFE)
def worker_options_not_keywords(code: Code) -> Iterator[Finding]:
    """Python gives `PyWorker` its options as a dict, but it takes keywords."""
    if code.runtime.in_worker:
        return
    for call in code.calls:
        options = call.argument(1)
        is_worker = isinstance(call.callee, PythonName) and call.callee.name in NAMES
        if is_worker and options and code.runtime.releases.since("2025.8.1"):
            yield Finding(
                span=options.span,
                message="`PyWorker` takes its options as keywords and refuses a dict (though the FAQ shows one)",
                label="not a keyword",
                help='Write `PyWorker("./worker.py", type="micropython")`.',
                console="positional argument",
            )
