"""`service-worker` attributes that cannot give the page a service worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, Finding, Missing, Remote, rule
from pyscript_doctor.queries.source_text import quoted
from pyscript_doctor.queries.urls import folder_of, split_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Project, Reference, Runtime

HELP = 'Put a copy of the service worker next to the page: `service-worker="./{name}"`.'


@rule(severity=ERROR, guide="workers/", effect=SCRIPT_DIES, mentions=("service-worker",))
def service_worker_misplaced(runtime: Runtime, project: Project) -> Iterator[Finding]:
    """The `service-worker` of a script cannot serve its page."""
    reference = runtime.service_worker
    if reference is None:
        return
    fault = _fault(reference, runtime.page.path, project)
    if not fault and runtime.releases.until("2024.7.1"):
        fault = f"PyScript {runtime.releases.label} does not know `service-worker` yet: it came with 2024.8.1"
    if fault:
        name = split_url(reference.url).path.rpartition("/")[2] or "sw.js"
        yield Finding(span=reference.span, message=fault, label="no service worker", help=HELP.format(name=name))


def _fault(reference: Reference, page: str, project: Project) -> str:
    target = reference.target
    if isinstance(target, Remote):
        return "a service worker must come from the page's own origin"
    if isinstance(target, Missing):
        return f"the service worker {quoted(reference.url, 'file')} does not exist"
    response = project.reader.response(target.path)
    if response and response.redirects:
        return "the server redirects the service worker, and a browser does not take a redirected one"
    folder, page_folder = folder_of(target.path), folder_of(page)
    if folder and folder != page_folder and not page_folder.startswith(folder + "/"):
        return "a service worker in a sub-folder cannot serve a page above it, so the page reloads forever"
    return ""
