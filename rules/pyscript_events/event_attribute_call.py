"""Event attributes that have a call or another expression as their value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, UNSAFE, Finding, Thread, fix_of, lazy_pattern, rule
from pyscript_doctor.queries.edits import event_parameter
from pyscript_doctor.queries.event_attributes import event_attributes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyscript_doctor import Edit, Fix, Page, Project, Runtime
    from pyscript_doctor.queries.event_attributes import EventAttribute

NAME = lazy_pattern(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*$")
ONLY_A_CALL = lazy_pattern(r"\s*\(\s*(?:event)?\s*\)\s*;?$")
CALL = lazy_pattern(r"([^\W\d]\w*(?:\.[^\W\d]\w*)*)\s*\(")


@rule(severity=ERROR, guide="dom/", effect=ACTION_FAILS)
def event_attribute_call(page: Page, project: Project) -> Iterator[Finding]:
    """An event attribute has a call or other code, but needs the name of a function."""
    runtimes = [each for each in project.runtimes_of(page) if each.thread is Thread.MAIN]
    for event in event_attributes(page):
        if not event.function or NAME.match(event.function):
            continue
        call = CALL.match(event.function)
        name = call[1] if call else "my_function"
        attribute = event.attribute.name.value
        yield Finding(
            span=event.attribute.value.span(),
            message=f"`{attribute}` needs the name of a function, but this is code, so the event fails",
            label="a name, not a call",
            help=f'Write only the name: `{attribute}="{name}"`. PyScript passes the event to the function.',
            console="(reading 'call')",
            fix=_fix(event, call[1], runtimes) if call and ONLY_A_CALL.match(event.function, call.end(1)) else None,
        )


def _fix(event: EventAttribute, name: str, runtimes: Iterable[Runtime]) -> Fix | None:
    """Write only the name, and give the function a parameter for the event if it has none."""
    title = f"Write only the name `{name}`"
    return fix_of(UNSAFE, title, lambda: _edits(event, name, runtimes), harmless=True)


def _edits(event: EventAttribute, name: str, runtimes: Iterable[Runtime]) -> Iterator[Edit]:
    value = event.attribute.value
    yield value.replacement(0, len(value), name)
    for code in (code for each in runtimes if each.declared == event.interpreter for code in each.codes):
        function = code.functions.get(name)
        if code.module == "__main__" and function and function.most == 0:
            yield event_parameter(code, function)
