"""Event attributes that have a call or another expression as their value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, UNSAFE, Finding, fix_of, rule
from pyscript_doctor.queries.event_attributes import event_attributes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Fix, Page
    from pyscript_doctor.queries.event_attributes import EventAttribute

NAME = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*$")
ONLY_A_CALL = re.compile(r"\s*\(\s*(?:event)?\s*\)\s*;?$")
CALL = re.compile(r"([^\W\d]\w*(?:\.[^\W\d]\w*)*)\s*\(")


@rule(severity=ERROR, guide="dom/", effect=ACTION_FAILS, fix=UNSAFE)
def event_attribute_call(page: Page) -> Iterator[Finding]:
    """An event attribute has a call or other code, but needs the name of a function."""
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
            fix=_fix(event, call[1]) if call and ONLY_A_CALL.match(event.function, call.end(1)) else None,
        )


def _fix(event: EventAttribute, name: str) -> Fix | None:
    value = event.attribute.value
    return fix_of(UNSAFE, f"Write only the name `{name}`", lambda: [value.replacement(0, len(value), name)])
