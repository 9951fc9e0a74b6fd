"""Pages that people open over plain HTTP from another computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import PAGE_BLANK, SCRIPT_DIES, WARNING, Finding, Related, rule
from pyscript_doctor.queries.insecure_addresses import insecure_addresses
from pyscript_doctor.queries.isolation_needs import isolation_need
from pyscript_doctor.queries.observed_server import is_insecure
from pyscript_doctor.queries.serving import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Page, Project, Span
    from pyscript_doctor.queries.insecure_addresses import InsecureAddress

HELP = "Open the page as `http://localhost`, or serve it over HTTPS."


@rule(severity=WARNING, faq="typeerror-cryptorandomuuid-is-not-a-function", effect=PAGE_BLANK)
def insecure_context(page: Page, project: Project) -> Iterator[Finding]:
    """The readme or a link opens the page over HTTP at an address that is not localhost: no secure context."""
    if is_insecure(page, project) and page.loaders and _does_not_start(page):
        yield _not_started(page.loaders[0].url.span(), "here")
    for address in insecure_addresses(page, project.reader):
        if page.releases.since("2025.5.1") and address.is_every_interface:
            continue  # PyScript then moves to localhost by itself
        if _does_not_start(page):
            yield _not_started(address.span, "at this address")
        elif project.isolation_of(page).state is not State.NOT_ISOLATED:
            yield from _never_isolated(page, project, address)


def _does_not_start(page: Page) -> bool:
    return page.releases.since("2024.8.1") and page.releases.until("2025.5.1")


def _not_started(span: Span, where: str) -> Finding:
    return Finding(
        span=span,
        message="over plain HTTP only localhost is a secure context, so this release of PyScript does not "
        f"start {where}",
        label="not a secure context",
        help=f"{HELP} Releases since 2025.7.1 start {where} too.",
        console="crypto.randomUUID is not a function",
    )


def _never_isolated(page: Page, project: Project, address: InsecureAddress) -> Iterator[Finding]:
    needs = [(runtime, need) for runtime in project.runtimes_of(page) if (need := isolation_need(runtime))]
    if needs:
        yield Finding(
            span=address.span,
            message="over plain HTTP only localhost is a secure context: at this address the browser ignores the "
            "isolation headers, so the worker has no SharedArrayBuffer",
            label="never isolated",
            help=HELP,
            console=needs[0][1].console,
            related=tuple(Related(runtime.span, need.reason) for runtime, need in needs),
            effect=SCRIPT_DIES,
        )
