"""What a Runtime needs a cross-origin isolated page for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyscript_doctor.project.serving.header_slips import HeaderSlip, slips_of_files, slips_of_tags
from pyscript_doctor.queries.main_thread_reach import MainThreadUse, main_thread_uses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.project import Project
    from pyscript_doctor.project.runtime.runtime import Runtime

EVERY_WORKER = "Unable to use SharedArrayBuffer due insecure environment."
MAIN_THREAD_ONLY = "Unable to use `window` or `document`"


@dataclass(frozen=True, slots=True)
class Need:
    """A reason in words, the console text where it is not met, and the place in Python that has it."""

    reason: str
    console: str
    use: MainThreadUse | None = None


def isolation_need(runtime: Runtime) -> Need | None:
    """Why a Runtime needs SharedArrayBuffer; None where it does without. Raises Unknown by release.

    Measured: up to 2024.7.1 every worker needs it but one that is told `sync_main_only`; since then only
    one that takes something from the main thread, or that has a terminal.
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
    """What keeps the isolation headers of a page from being sent, though its author wrote them."""
    for document in page.documents:
        yield from slips_of_tags(document)
    yield from slips_of_files(project.reader)
