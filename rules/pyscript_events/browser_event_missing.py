"""Listeners for events that no browser fires."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, WARNING, Finding, rule
from pyscript_doctor.queries.browser_events import SIGNS, missing_events
from pyscript_doctor.queries.edits import respelling
from pyscript_doctor.queries.page_elements import page_elements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Fix, Page, Project
    from pyscript_doctor.queries.browser_events import MissingEvent


@rule(severity=WARNING, guide="dom/", effect=ACTION_FAILS)
def browser_event_missing(page: Page, project: Project) -> Iterator[Finding]:
    """The page listens for an event that no browser fires."""
    elements = page_elements(page, project.runtimes_of(page))
    for missing in missing_events(elements):
        never = f"`{missing.function}` is never called" if missing.function else "the listener is never called"
        yield Finding(
            span=missing.span,
            message=f"no browser fires an event `{missing.name}`, so {never}",
            label="never comes",
            help=_help(missing),
            fix=_fix(missing, project),
        )


def _fix(missing: MissingEvent, project: Project) -> Fix | None:
    """Write the near name: the name without `on`, or in small letters, is certainly meant."""
    certain = missing.name.lower().removeprefix("on") == missing.nearest
    return respelling(project.reader, missing.span, missing.name, missing.nearest, certain=certain)


def _help(missing: MissingEvent) -> str:
    if missing.name.startswith(SIGNS):
        return f'The name of the event comes first, and then the selector: `@when("click", "{missing.name}")`.'
    if missing.nearest and missing.name.lower().startswith("on"):
        return f"Write `{missing.nearest}`: the name of an event has no `on` in front."
    if missing.nearest:
        return f"Write `{missing.nearest}`."
    return "Look up the events of the element, for example on MDN. The event of a mouse or a finger is `click`."
