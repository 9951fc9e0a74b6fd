"""Isolated pages in a frame of a page that is not isolated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import SCRIPT_DIES, WARNING, Finding, Related, rule
from pyscript_doctor.queries.isolation_needs import SAYS_SO, SERVER_SENDS_HEADERS, isolation_need
from pyscript_doctor.queries.serving import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Page, Project


@rule(severity=WARNING, faq="sharedarraybuffer", effect=SCRIPT_DIES)
def frame_not_isolated(page: Page, project: Project) -> Iterator[Finding]:
    """A page that needs isolation is in a frame of a page that is not isolated."""
    if project.isolation_of(page).state is not State.ISOLATED:
        return
    needs = [(runtime, need) for runtime in project.runtimes_of(page) if (need := isolation_need(runtime))]
    if not needs:
        return
    from pyscript_doctor.queries.frames import frames_around

    for frame in frames_around(page, project.reader):
        if frame.isolation.state is State.NOT_ISOLATED:
            is_certain = bool(project.isolation_of(page).headers)
            yield Finding(
                span=frame.reference.span,
                message=f"a page in a frame is isolated only if the page around it is too, so a worker of `{page.path}`"
                " has no SharedArrayBuffer here",
                label="in a page that is not isolated",
                help=f"Isolate both pages, with headers or with mini-coi. Or link to `{page.path}` instead.",
                console=needs[0][1].console,
                unless="" if is_certain else SERVER_SENDS_HEADERS,
                setting="" if is_certain else SAYS_SO,
                related=tuple(Related(runtime.span, need.reason) for runtime, need in needs),
            )
