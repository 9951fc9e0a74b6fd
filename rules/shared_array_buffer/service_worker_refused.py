"""Service workers that the browser refuses to register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, Finding, Missing, rule
from pyscript_doctor.queries.native_workers import registrations
from pyscript_doctor.queries.service_worker_scopes import ALLOWED, is_above, script_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Page, Project, Reference, Text
    from pyscript_doctor.queries.observed_server import Response

REGISTRATION = "Failed to register a ServiceWorker"


@rule(severity=ERROR, guide="workers/", effect=ACTION_FAILS, mentions=("serviceworker", "js_modules"))
def service_worker_refused(page: Page, project: Project) -> Iterator[Finding]:
    """A service worker should serve pages above its own folder, or its server redirects it or does not have it."""
    for call, reference in registrations(page, project):
        scope = call.options.property("scope")
        if isinstance(reference.target, Missing) and project.reader.is_live:
            yield _missing(reference, reference.target)
        elif reference.path:
            response = project.reader.response(reference.path)
            if response and response.redirects:
                yield _redirected(reference)
            elif scope and scope.string and not page.built:
                yield from _narrow(scope.string, reference.path, response, page, project)


def _missing(reference: Reference, missing: Missing) -> Finding:
    return Finding(
        span=reference.span,
        message=f"the service worker `{missing.path}` is not there, so the browser registers none",
        label="404 Not Found",
        help="Put the file there, or correct the address. It is relative to the page, and not to this script.",
        console="A bad HTTP response code (404) was received when fetching the script",
    )


def _redirected(reference: Reference) -> Finding:
    return Finding(
        span=reference.span,
        message=f"the server redirects `{reference.path}`, and a browser does not take a redirected service worker",
        label="redirected",
        help="Name the address that the redirect leads to, if it is on your own site. Or send the file itself.",
        console="The script resource is behind a redirect, which is disallowed",
    )


def _narrow(scope: Text, path: str, response: Response | None, page: Page, project: Project) -> Iterator[Finding]:
    allowed = response.header(ALLOWED) if response else None
    if not is_above(scope.value, path, page, allowed, is_live=project.reader.is_live):
        return
    if response is None and project.reader.search(ALLOWED):
        return  # something in the project may send it
    yield Finding(
        span=scope.span(),
        message=f"a service worker in `{script_folder(path)}` cannot serve `{scope.value}`, which is above it, so the "
        "browser does not register it",
        label="above its folder",
        help=f"Move `{path}` into that folder. Or send this header with it:\n\n```\n{ALLOWED}: {scope.value}\n```",
        console=REGISTRATION,
        unless="" if response else f"your server sends `{ALLOWED}`",
    )
