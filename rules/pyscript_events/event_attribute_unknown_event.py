"""Event attributes that name no event."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, SAFE, UNSAFE, WARNING, Finding, Unknown, fix_of, rule
from pyscript_doctor.queries.edits import rename_attribute
from pyscript_doctor.queries.event_attributes import (
    event_attributes,
    intended_event,
    may_be_dispatched,
    unread_attributes,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Edit, Element, Page, Project
    from pyscript_doctor.queries.event_attributes import EventAttribute


@rule(severity=WARNING, guide="dom/", effect=ACTION_FAILS)
def event_attribute_unknown_event(page: Page, project: Project) -> Iterator[Finding]:
    """A `py-*` or `mpy-*` attribute names an event that does not exist, such as `py-onclick`."""
    for element, attribute, right in unread_attributes(page) if page.loaders else ():
        yield Finding(
            span=attribute.name.span(),
            message=f"PyScript does not read `{attribute.name.value}`, so the event calls nothing",
            label="does nothing",
            help=f"Write `{right}`.",
            fix=fix_of(SAFE, f"Write `{right}`", partial(_renamed, element, attribute.name.value.lower(), right)),
        )
    found = [(event, meant) for event in event_attributes(page) if (meant := intended_event(event.event))]
    if found and (page.fragment or not page.loaders):
        raise Unknown("scripts of the page that a fragment becomes part of")
    runtimes = project.runtimes_of(page)
    for event, meant in found:
        if not may_be_dispatched(event.event, page, runtimes):
            yield _finding(event, meant)


def _renamed(element: Element, name: str, right: str) -> Iterator[Edit]:
    yield rename_attribute(element, name, right)


def _finding(event: EventAttribute, meant: str) -> Finding:
    right = f"{event.prefix}-{meant}"
    function = f"`{event.function}`" if event.function.isidentifier() else "the function"
    return Finding(
        span=event.attribute.name.span(),
        message=f"no browser has an event `{event.event}`, so {function} is never called",
        label="never happens",
        help=f"Write `{right}`"
        + (": the name of the event comes without `on`." if event.event == f"on{meant}" else "."),
        fix=fix_of(
            SAFE if event.event == f"on{meant}" else UNSAFE,
            f"Write `{right}`",
            lambda: [rename_attribute(event.element, event.attribute.name.value.lower(), right)],
        ),
    )
