"""Files on hosts that do not allow a page to fetch them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pyscript_doctor import (
    ERROR,
    PAGE_BLANK,
    SCRIPT_DIES,
    UNSAFE,
    WARNING,
    Finding,
    ReferenceKind,
    Remote,
    fix_of,
    rule,
)
from pyscript_doctor.queries.files import runtime_references
from pyscript_doctor.queries.hosts import closed_to_pages
from pyscript_doctor.queries.observed_server import Status, refusal_by_cors, remote_resource
from pyscript_doctor.queries.packages import PackageKind, package_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Effect, Fix, Project, Reference, Runtime, Span
    from pyscript_doctor.queries.observed_server import Response


@rule(severity=WARNING, faq="packaging-pointers", effect=PAGE_BLANK)
def wheel_without_cors(runtime: Runtime, project: Project) -> Iterator[Finding]:
    """A wheel, a file, a script or a module is on a host that does not allow pages to fetch it (no CORS headers)."""
    for url, span, effect in _fetched(runtime):
        closed = closed_to_pages(url)
        if closed:
            instead = f"Load it from `{closed.instead}`, or copy it" if closed.instead else "Copy it"
            yield Finding(
                span=span,
                message=f"`{closed.host}` does not allow other sites to fetch this, so the browser refuses it",
                label="no CORS headers",
                help=f"{instead} into your project and use that file.",
                console="has been blocked by CORS policy",
                effect=effect,
                fix=_fix(url, closed.instead, span, runtime) if closed.instead else None,
            )
        else:
            yield from _observed(url, span, effect, project)
    for reference in runtime_references(runtime):
        yield from _redirected(reference, project)


def _observed(url: str, span: Span, effect: Effect, project: Project) -> Iterator[Finding]:
    """What another server says if it is asked for the file."""
    resource = remote_resource(url, project)
    response = resource.response if resource else None
    if resource is None or response is None:
        return
    refused = resource.status in {Status.MISSING, Status.REFUSED}
    if refused:
        is_page = response.status < 400
        said = "an HTML page" if is_page else f"status {response.status}"
        yield Finding(
            span=span,
            message=f"`{_host(response)}` does not give this out: it answers with {said}",
            label=said,
            help="Correct the address, or copy the file into your project and use that file.",
            effect=effect,
            severity=ERROR,
        )
    else:
        yield from _refused(response, span, effect, project)


def _redirected(reference: Reference, project: Project) -> Iterator[Finding]:
    """What of the site itself its server redirects to another one, which must allow it."""
    response = project.reader.response(reference.path) if reference.path else None
    if response:
        yield from _refused(response, reference.span, _effect(reference), project)


def _refused(response: Response, span: Span, effect: Effect, project: Project) -> Iterator[Finding]:
    refusal = refusal_by_cors(response, project)
    if refusal is not None:
        host = _host(refusal)
        what = "redirect" if refusal is not response else "answer"
        led = "" if refusal.url == (*response.redirects, response)[0].url else ", to which this is redirected,"
        others = "your site" if project.reader.is_live else "other sites"
        yield Finding(
            span=span,
            message=f"`{host}`{led} does not allow {others} to fetch this: its {what} has no "
            "`Access-Control-Allow-Origin` for it, so the browser refuses it",
            label="no CORS headers",
            help="Copy it into your project and use that file.",
            console="has been blocked by CORS policy",
            effect=effect,
            severity=ERROR,
            unless="" if project.reader.is_live else f"your site is on `{host}` too, or is known there by name",
        )


def _host(response: Response) -> str:
    return urlsplit(response.url).hostname or ""


def _fix(url: str, instead: str, span: Span, runtime: Runtime) -> Fix | None:
    """Load the same file from a host that allows it. It reads a branch, which may change."""
    texts = [entry.leaf.text for entry in package_entries(runtime)]
    texts += [reference.text for reference in runtime_references(runtime)]
    text = next((each for each in texts if each.span() == span and each.value == url), None)
    return (
        fix_of(UNSAFE, f"Load it from `{instead}`", lambda: [text.replacement(0, len(text), instead)]) if text else None
    )


def _fetched(runtime: Runtime) -> Iterator[tuple[str, Span, Effect]]:
    """The URLs on other sites that PyScript fetches for a Runtime."""
    for entry in package_entries(runtime):
        if entry.requirement and entry.requirement.url:
            yield entry.requirement.url, entry.leaf.text.span(), PAGE_BLANK
        elif entry.kind in {PackageKind.WHEEL, PackageKind.URL, PackageKind.CONFIG}:
            yield entry.written, entry.leaf.text.span(), PAGE_BLANK
    for reference in runtime_references(runtime):
        if isinstance(reference.target, Remote):
            yield reference.target.url, reference.span, _effect(reference)


def _effect(reference: Reference) -> Effect:
    return SCRIPT_DIES if reference.kind is ReferenceKind.PYTHON else PAGE_BLANK
