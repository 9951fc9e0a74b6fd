"""Progress that pages show while Pyodide blocks everything that moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import COSMETIC, INFO, Finding, Related, RuntimeKind, Thread, rule
from pyscript_doctor.queries.lifecycle_events import listenings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Page, Project

TOLD_BY = {"py:ready", "py:done", "py:progress", "py:all-done"}


@rule(severity=INFO, faq="pyscript-events", effect=COSMETIC, default=False)
def spinner_on_main(page: Page, project: Project) -> Iterator[Finding]:
    """The page shows progress while Pyodide starts on the main thread and blocks the page."""
    runtimes = project.runtimes_of(page)
    blocking = [
        runtime
        for runtime in runtimes
        if runtime.is_pyodide and runtime.thread is Thread.MAIN and runtime.kind is RuntimeKind.SCRIPTS
    ]
    if not blocking:
        return
    for listening in listenings(page, runtimes):
        if listening.event in TOLD_BY:
            yield Finding(
                span=listening.span,
                message="until this event, Pyodide starts and blocks the page again and again, "
                "so a spinner stutters and clicks wait",
                label="Pyodide blocks the page until here",
                help="Start Pyodide in a worker (`worker` on the script), or show a text that does not move.",
                related=tuple(Related(runtime.span, "on the main thread") for runtime in blocking),
            )
            return
