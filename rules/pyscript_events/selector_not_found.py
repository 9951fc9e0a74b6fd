"""Ids and selectors that match nothing on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, WARNING, Finding, Literal, RuntimeKind, Span, Unknown, rule
from pyscript_doctor.queries.elements import may_be_there
from pyscript_doctor.queries.pages import is_masked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Call, Runtime

WHEN = {"pyscript.when", "pyscript.events.when"}
DISPLAY = {"pyscript.display", "pyscript.display.display"}


@rule(severity=ERROR, guide="dom/", effect=SCRIPT_DIES)
def selector_not_found(runtime: Runtime) -> Iterator[Finding]:
    """`@when`, `display` or `target` names an element that is not on the page."""
    for script in runtime.scripts:
        target = script.attribute("target")
        if target and runtime.kind is RuntimeKind.SCRIPTS and not is_masked(target.value.value):
            selector = target.value.value.strip()
            if selector and not _may_be_there(runtime, selector, by_id=True):
                yield _finding(target.value.span(), selector, "Cannot read properties of null (reading 'id')")
    for code in runtime.codes:
        for call in code.calls:
            yield from _of_call(call, runtime)


def _of_call(call: Call, runtime: Runtime) -> Iterator[Finding]:
    name = call.name
    argument = call.argument(1, "selector") if name in WHEN else None
    if name in DISPLAY:
        argument = next((each for each in call.arguments if each.keyword == "target"), None)
    if argument is None or not isinstance(argument.value, Literal) or not isinstance(argument.value.value, str):
        return
    if call.place.tried:
        return
    selector = argument.value.value
    runs_once = call.place.function is None and not call.place.looped
    if not _may_be_there(runtime, selector, by_id=name in DISPLAY, until=argument.span if runs_once else None):
        silent = name in WHEN and not runtime.releases.since("2026.1.1")
        never_called = call.decorates.name if silent and call.decorates else ""
        yield _finding(argument.span, selector, "" if silent else "ValueError", silent, never_called)


def _may_be_there(runtime: Runtime, selector: str, by_id: bool, until: Span | None = None) -> bool:
    if runtime.page.built:
        raise Unknown("elements of a page that a template makes")
    return may_be_there(runtime, selector, by_id, until)


def _finding(span: Span, selector: str, console: str, silent: bool = False, function: str = "") -> Finding:
    never = f"`{function}` is never called" if function else "the function is never called"
    return Finding(
        span=span,
        message=f"nothing on the page matches `{selector}`, so {never if silent else 'the script stops here'}",
        label="not on the page",
        help="Correct the name, or make the element before this line runs.",
        console=console,
        severity=WARNING if silent else ERROR,
    )
