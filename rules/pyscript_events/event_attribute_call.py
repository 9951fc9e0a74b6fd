"""Event attributes that hold a call or an expression."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, UNSAFE, Finding, rule
from pyscript_doctor.queries.event_attributes import event_attributes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Page

NAME = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*$")
CALL = re.compile(r"([^\W\d]\w*(?:\.[^\W\d]\w*)*)\s*\(")


@rule(severity=ERROR, guide="dom/", effect=ACTION_FAILS, fix=UNSAFE)
def event_attribute_call(page: Page) -> Iterator[Finding]:
    """An event attribute holds a call or other code, where PyScript wants the name of a function."""
    for event in event_attributes(page):
        if not event.function or NAME.match(event.function):
            continue
        call = CALL.match(event.function)
        name = call[1] if call else "name_of_a_function"
        yield Finding(
            span=event.attribute.value.span(),
            message="PyScript looks for a function of this name, finds none, and the event fails",
            label="a name, not a call",
            help=f'Write the function\'s name alone: `{event.attribute.name.value}="{name}"`. '
            "It gets the event as its argument.",
            console="(reading 'call')",
        )
