"""`new PyWorker(...)` in JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, UNSAFE, Finding, fix_of, lazy_pattern, rule
from pyscript_doctor.queries.worker_calls import worker_calls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Edit, Fix, PageScript
    from pyscript_doctor.queries.pages import JsWorkerCall

NEW = lazy_pattern(r"(?P<awaited>\bawait\s+)?(?P<new>\bnew\s+)\Z")


@rule(severity=ERROR, faq="workers-via-javascript", effect=SCRIPT_DIES, mentions=("worker",))
def js_worker_with_new(script: PageScript) -> Iterator[Finding]:
    """JavaScript calls `PyWorker` or `MPWorker` with `new`, but they are asynchronous functions."""
    for call in worker_calls(script):
        if call.new and script.page.releases.since("2024.2.1"):
            source = call.source.value if call.source else "./worker.py"
            yield Finding(
                span=call.callee.span(),
                message=f"`{call.name}` is an asynchronous function, not a class, so `new` fails (though the FAQ "
                "shows it)",
                label="not a constructor",
                help=f'Write `await {call.callee.value}("{source}", ...)`.',
                console=f"{call.callee.value} is not a constructor",
                fix=_fix(call, script),
            )


def _fix(call: JsWorkerCall, script: PageScript) -> Fix | None:
    """Await the call, at the top of a module; elsewhere only the `new` of an `await new` can go."""
    return fix_of(UNSAFE, "Await it", lambda: _edits(call, script))


def _edits(call: JsWorkerCall, script: PageScript) -> Iterator[Edit]:
    text = script.syntax.text
    at = text.offset(call.callee.span().start)
    before = NEW.search(text.value, 0, at)
    if before and (before["awaited"] or (call.top_level and script.module)):
        yield text.replacement(before.start("new"), at, "" if before["awaited"] else "await ")
