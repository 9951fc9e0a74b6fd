"""Files on hosts that do not allow a page to fetch them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import PAGE_BLANK, SAFE, SCRIPT_DIES, WARNING, Finding, ReferenceKind, Remote, rule
from pyscript_doctor.queries.files import runtime_references
from pyscript_doctor.queries.hosts import closed_to_pages
from pyscript_doctor.queries.packages import PackageKind, package_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Effect, Runtime, Span


@rule(severity=WARNING, faq="packaging-pointers", effect=PAGE_BLANK, fix=SAFE)
def wheel_without_cors(runtime: Runtime) -> Iterator[Finding]:
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
            effect = SCRIPT_DIES if reference.kind is ReferenceKind.SCRIPT else PAGE_BLANK
            yield reference.target.url, reference.span, effect
