"""Why a Runtime needs a cross-origin isolated page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.declared_hosts import ISOLATING
from pyscript_doctor.project.serving.header_slips import HeaderSlip, slips_of_files, slips_of_tags
from pyscript_doctor.project.serving.isolation import State, embedder_isolates, opener_isolates
from pyscript_doctor.project.serving.observed import EMBEDDER_VALUES
from pyscript_doctor.queries.main_thread_reach import MainThreadUse, main_thread_uses
from pyscript_doctor.queries.spelling import closest
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.hosting.parsing import Header
    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.project import Project
    from pyscript_doctor.project.runtime.runtime import Runtime
    from pyscript_doctor.project.serving.isolation import CoveringHeaders, Isolation

EVERY_WORKER = "Unable to use SharedArrayBuffer due insecure environment."
SERVER_SENDS_HEADERS = "your server sends the isolation headers"
SAYS_SO = f'hosting = "{ISOLATING}"'
"""The line of the settings that says that it is isolated."""
MAIN_THREAD_ONLY = "Unable to use `window` or `document`"


class Need(NamedTuple):
    """A reason in words, the console text if it is not met, and the place in Python that causes it."""

    reason: str
    console: str
    use: MainThreadUse | None = None


def isolation_need(runtime: Runtime) -> Need | None:
    """Why a Runtime needs SharedArrayBuffer; None if it does not. Raises Unknown if that depends on the release.

    Measured: up to 2024.7.1 every worker needs it except one with `sync_main_only`; since then only a worker that uses
    something of the main thread, or that has a terminal.
    """
    if not runtime.in_worker or runtime.service_worker:
        return None
    if runtime.releases.until("2024.7.1"):
        if runtime.releases.since("2024.2.1") and runtime.sync_main_only:
            return None
        return Need("every worker of this release needs SharedArrayBuffer", EVERY_WORKER)
    if runtime.terminal:
        return Need("a terminal in a worker needs SharedArrayBuffer", MAIN_THREAD_ONLY)
    use = next(main_thread_uses(runtime), None)
    if use is None or runtime.sync_main_only:
        return None
    return Need(f"{runtime.label} reaches `{use.name}` of the main thread", MAIN_THREAD_ONLY, use)


def header_slips(page: Page, project: Project) -> Iterator[HeaderSlip]:
    """What stops the isolation headers of a page from being sent, though its author wrote them."""
    for document in page.documents:
        yield from slips_of_tags(document)
    yield from slips_of_files(project.reader)


class IncompleteHeaders(NamedTuple):
    """A header that a host certainly sends, and that does not isolate the page as things are.

    sent: all that the file sends. what: what is sent, in words. meant: the value that was probably meant, "" if no
    known value is similar.
    """

    span: Span
    sent: CoveringHeaders
    what: str
    meant: str


def incomplete_headers(isolation: Isolation) -> Iterator[IncompleteHeaders]:
    """For each hosting file the header that stops the page from being isolated: it is alone, or has a wrong value."""
    if isolation.state is not State.NOT_ISOLATED:
        return
    for sent in isolation.headers:
        header, what, meant = _fault(sent.opener, sent.embedder)
        if header and sent.certain:
            yield IncompleteHeaders(header.name.span(), sent, what, meant)


def _fault(opener: Header | None, embedder: Header | None) -> tuple[Header | None, str, str]:
    if embedder and not embedder_isolates(embedder):
        return embedder, _not_isolating(embedder), _near_value(embedder, EMBEDDER_VALUES)
    if opener and not opener_isolates(opener):
        return opener, _not_isolating(opener), _near_value(opener, ("same-origin",))
    missing = "Cross-Origin-Embedder-Policy" if opener else "Cross-Origin-Opener-Policy"
    return opener or embedder, f"no `{missing}`, so the page is not cross-origin isolated", ""


def _not_isolating(header: Header) -> str:
    return f"`{header.name.value}: {header.value.value}`, which does not isolate the page"


def _near_value(header: Header, values: tuple[str, ...]) -> str:
    return closest(header.value.value.strip().lower(), values, 0.8) or ""
