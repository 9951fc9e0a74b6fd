"""Event attributes for an interpreter that does not run on the main thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, UNSAFE, Finding, Thread, Unknown, fix_of, rule
from pyscript_doctor.queries.edits import rename_attribute
from pyscript_doctor.queries.event_attributes import event_attributes
from pyscript_doctor.queries.misspelt_tags import has_slips
from pyscript_doctor.queries.shared_names import names_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Fix, Page, Project, Runtime
    from pyscript_doctor.queries.event_attributes import EventAttribute


@rule(severity=ERROR, guide="dom/", effect=ACTION_FAILS)
def event_attribute_without_script(page: Page, project: Project) -> Iterator[Finding]:
    """A `py-*` or `mpy-*` attribute needs a script of its interpreter on the main thread."""
    events = tuple(event_attributes(page))
    if events and (page.fragment or not page.loaders):
        raise Unknown("scripts of the page that a fragment becomes part of")
    if events and has_slips(page):
        raise Unknown("scripts that a slip keeps from PyScript")
    main = [runtime for runtime in project.runtimes_of(page) if runtime.thread is Thread.MAIN]
    running = {runtime.declared for runtime in main}
    for event in events:
        if event.interpreter not in running:
            only = ", only in a worker" if not running and any(project.runtimes_of(page)) else ""
            yield Finding(
                span=event.attribute.name.span(),
                message=f'no `<script type="{event.prefix}">` runs on the main thread of this page{only}, '
                "so the event fails and a button stays disabled",
                label="no script to call",
                help=f'Add a `<script type="{event.prefix}">` without `worker` that defines the function, '
                "or use the prefix of the interpreter that runs.",
                console=f'The interpreter "{event.prefix}" was not found.',
                fix=_fix(event, main),
            )


def _fix(event: EventAttribute, main: list[Runtime]) -> Fix | None:
    """Use the prefix of the interpreter that runs, if its scripts define the function."""
    if len(main) != 1 or event.function not in names_of(main[0], functions=True):
        return None
    right = f"{'py' if main[0].is_pyodide else 'mpy'}-{event.event}"
    name = event.attribute.name.value.lower()
    return fix_of(UNSAFE, f"Write `{right}`", lambda: [rename_attribute(event.element, name, right)])
