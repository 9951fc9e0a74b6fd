"""Handlers that ask something of an event when it is over already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, WARNING, Finding, rule
from pyscript_doctor.queries.edits import respelling
from pyscript_doctor.queries.late_events import CURRENT_TARGET, Lateness, late_preventions, late_targets
from pyscript_doctor.queries.null_uses import hides_what_is_set
from pyscript_doctor.queries.page_elements import page_elements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Project
    from pyscript_doctor.queries.late_events import LatePrevention, LateTarget

REASONS = {
    Lateness.WORKER: "a handler in a worker runs when the event is over",
    Lateness.TASK: "Pyodide starts an `async def` handler when the event is over",
    Lateness.AWAIT: "the event is over when the handler goes on after `await`",
}
DONE = {"submit": "has sent the form", "click": "has done what it does on a click"}
IN_A_WORKER = "Python in a worker cannot prevent it. Let the page do it, in JavaScript"


@rule(severity=ERROR, guide="dom/", effect=ACTION_FAILS, mentions=("currenttarget", "preventdefault"))
def event_is_over(code: Code, project: Project) -> Iterator[Finding]:
    """A handler runs late and uses `currentTarget` or `preventDefault()` of an event that is over."""
    for target in late_targets(code):
        yield _of_target(target, code)
    elements = page_elements(code.runtime.page, project.runtimes_of(code.runtime.page))
    for prevention in late_preventions(code, elements):
        yield _of_prevention(prevention)


def _of_target(target: LateTarget, code: Code) -> Finding:
    silent = target.assigned and hides_what_is_set(code.runtime)
    consequence = f"so setting `{target.attribute}` changes nothing" if silent else f"so `.{target.attribute}` fails"
    return Finding(
        span=target.span,
        message=f"`{CURRENT_TARGET}` is null here, {consequence}: {REASONS[target.why]}",
        label="null by now",
        help="Use `target`, which stays. If the element has others inside, write `event.target.closest(...)` "
        "with a selector of your element.",
        console="" if silent else f"has no attribute '{target.attribute}'",
        severity=WARNING if silent else ERROR,
        fix=respelling(code.runtime.page.resolver.reader, target.span, CURRENT_TARGET, "target"),
    )


def _of_prevention(prevention: LatePrevention) -> Finding:
    done = DONE.get(prevention.type, f"has done what it does on `{prevention.type}`")
    return Finding(
        span=prevention.span,
        message=f"`preventDefault()` comes too late: {REASONS[prevention.why]}, and the browser {done}",
        label="too late",
        help=_help(prevention),
        severity=WARNING,
    )


def _help(prevention: LatePrevention) -> str:
    if prevention.why is Lateness.WORKER:
        own = '`<form onsubmit="event.preventDefault()">`'
        return f"{IN_A_WORKER}: {own}." if prevention.type in {"submit", "click"} else f"{IN_A_WORKER}."
    if prevention.why is Lateness.TASK:
        return (
            "Make the handler a plain `def` that calls `event.preventDefault()` first, and then starts the rest: "
            "`asyncio.create_task(...)`."
        )
    return "Call `event.preventDefault()` before the first `await`."
