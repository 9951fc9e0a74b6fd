"""`@when` that is not told whose event to listen for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, SCRIPT_DIES, Finding, Literal, rule
from pyscript_doctor.queries.source_text import written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Call, Code, PythonFunction, Releases

WHEN = ("pyscript.when", "pyscript.events.when", "pyscript.event_handling.when", "pyscript.web.when")


@rule(severity=ERROR, guide="events/#basic-usage", effect=SCRIPT_DIES, mentions=("when",))
def when_without_selector(code: Code) -> Iterator[Finding]:
    """`@when` has no selector, or no `@`, so it does not know what to do."""
    for call in code.calls_of(*WHEN):
        if call.dropped is not None and len(call.arguments) == len(("event", "selector")) and _is_text(call):
            yield _without_at(call, code)
        if call.decorates is None or call.place.catches("KeyError", "ValueError", "AttributeError", "TypeError"):
            continue
        if call.place.span == call.callee_span:
            yield _bare(call, call.decorates, code)
        elif _is_text(call) and _names_no_element(call, code.runtime.releases):
            yield _without_selector(call, code)


def _names_no_element(call: Call, releases: Releases) -> bool:
    """Whether only the event is given. Since 2026.1.1 other names than `selector` are options of the listener."""
    others = call.arguments[1:]
    known = all(each.keyword not in (None, "selector", "**") for each in others)
    return known and (not others or releases.since("2026.1.1"))


def _is_text(call: Call) -> bool:
    event = call.argument(0)
    return event is not None and isinstance(event.value, Literal) and isinstance(event.value.value, str)


def _without_at(call: Call, code: Code) -> Finding:
    source = written(code, call.place.span, "when(...)")
    return Finding(
        span=call.place.span,
        message=f"`{written(code, call.callee_span, 'when')}` has no `@`, so the event calls no function",
        label="listens for nothing",
        help=f"Write `@` before it, on the line above the function:\n\n```python\n@{source}\n```",
        effect=ACTION_FAILS,
    )


def _bare(call: Call, function: PythonFunction, code: Code) -> Finding:
    when = written(code, call.callee_span, "when")
    return Finding(
        span=call.callee_span,
        message=f"`@{when}` names no event and no element, so nothing calls `{function.name}`",
        label="no event, no element",
        help=f'Say which event, and the selector of its element:\n\n```python\n@{when}("click", "#the-id")\n```',
        effect=ACTION_FAILS,
    )


def _without_selector(call: Call, code: Code) -> Finding:
    when, event = written(code, call.callee_span, "when"), written(code, call.arguments[0].span, '"click"')
    return Finding(
        span=call.place.span,
        message=f"`@{when}({event})` does not say on which element, so it fails",
        label="no selector",
        help=f'Add the selector of the element:\n\n```python\n@{when}({event}, "#the-id")\n```',
        console=_console(code.runtime.releases),
    )


def _console(releases: Releases) -> str:
    """Measured: PyScript says it in its own words on 2026.3.1; 2025.11.1 has none of its own."""
    return "Selector required for DOM event handling" if releases.since("2026.3.1") else ""
