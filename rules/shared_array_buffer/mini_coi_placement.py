"""Copies of mini-coi that cannot isolate their page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, INFO, SCRIPT_DIES, Finding, Related, rule
from pyscript_doctor.queries.edits import remove_attribute, set_attribute
from pyscript_doctor.queries.isolating import service_worker_file, unsafe_isolation
from pyscript_doctor.queries.isolation_needs import isolation_need
from pyscript_doctor.queries.serving import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Fix, Page, Project
    from pyscript_doctor.queries.serving import ServiceWorkerScript

FAULTS = {
    "module": (
        "in a module script mini-coi cannot find its own address (`document.currentScript`)",
        'Remove `type="module"`.',
    ),
    "origin": (
        "a service worker must come from the page's own origin",
        "Copy the file next to the page, and load that copy.",
    ),
    "missing": (
        "the file does not exist",
        "Put `mini-coi.js` next to the page: `npx mini-coi -sw .` writes it into this folder.",
    ),
    "redirect": (
        "the server redirects it, and a browser does not take a redirected service worker",
        "Name the address that the redirect leads to, if it is on your own site.",
    ),
    "folder": (
        "a service worker in a sub-folder cannot control a page above it",
        "Put the file into the page's own folder, or one above it.",
    ),
}


@rule(severity=ERROR, faq="sharedarraybuffer", effect=SCRIPT_DIES)
def mini_coi_placement(page: Page, project: Project) -> Iterator[Finding]:
    """The page loads mini-coi in a way that cannot isolate the page."""
    faulty = [worker for worker in project.isolation_of(page).service_workers if worker.fault]
    if project.isolation_of(page).state is State.ISOLATED:
        return
    for worker in faulty:
        needing = [runtime for runtime in project.runtimes_of(page) if isolation_need(runtime)]
        reason, instead = FAULTS[worker.fault]
        yield Finding(
            span=worker.reference.span,
            message=f"this cannot isolate the page: {reason}",
            label="does nothing here",
            help=f'{instead}\n\n```html\n<script src="./mini-coi.js"></script>\n```',
            related=tuple(Related(runtime.span, "needs SharedArrayBuffer") for runtime in needing),
            severity=ERROR if needing else INFO,
            fix=_fix(worker, page, project),
        )


def _fix(worker: ServiceWorkerScript, page: Page, project: Project) -> Fix | None:
    """Load it as a plain script, or load a service worker that is beside the page."""
    element = worker.element
    if worker.fault == "module":
        return unsafe_isolation('Remove `type="module"`', [page], lambda: [remove_attribute(element, "type")])
    found = service_worker_file(page, project)
    if found is None:
        return None
    url, edits = found
    title = f"Load `{url}`, which isolates the page too"
    return unsafe_isolation(title, [page], lambda: [*edits, set_attribute(element, "src", url)])
