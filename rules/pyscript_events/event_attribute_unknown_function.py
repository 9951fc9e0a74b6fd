"""Event attributes that name a function that no script defines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, WARNING, Finding, Thread, Unknown, rule
from pyscript_doctor.queries.edits import respelling
from pyscript_doctor.queries.event_attributes import EventAttribute, event_attributes
from pyscript_doctor.queries.shared_names import names_of
from pyscript_doctor.queries.spelling import closest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Page, Project, Runtime


@rule(severity=WARNING, guide="dom/", effect=ACTION_FAILS)
def event_attribute_unknown_function(page: Page, project: Project) -> Iterator[Finding]:
    """An event attribute names a function that no script of its interpreter defines."""
    events = tuple(event_attributes(page))
    if events and (page.fragment or not page.loaders):
        raise Unknown("scripts of the page that a fragment becomes part of")
    main = {runtime.declared: runtime for runtime in project.runtimes_of(page) if runtime.thread is Thread.MAIN}
    for event in events:
        runtime = main.get(event.interpreter)
        if runtime and event.function:
            yield from _finding(event, runtime)


def _finding(event: EventAttribute, runtime: Runtime) -> Iterator[Finding]:
    name = event.function.split(".")[0].split("(")[0].strip()
    names = names_of(runtime)
    if not name.isidentifier() or name in names:
        return
    near = closest(name, sorted(names))
    yield Finding(
        span=event.attribute.value.span(),
        message=f"no script on the main thread defines `{name}`, so `{event.attribute.name.value}` fails",
        label="not defined",
        help=f"Did you mean `{near}`?" if near else f"Define `{name}` in a script that runs on the main thread.",
        console="Cannot read properties of undefined (reading 'call')",
        fix=respelling(runtime.page.resolver.reader, event.attribute.value.span(), name, near or ""),
    )
