"""The browser's own workers that a page's JavaScript starts, and the service workers that it registers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.interpreters import Thread
from pyscript_doctor.project.urls.reference import Base, Reference, ReferenceKind, folder_of
from pyscript_doctor.queries.javascript_sources import javascript_sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.javascript.records import JsRegistration
    from pyscript_doctor.parsers.text import Text
    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.project import Project
    from pyscript_doctor.queries.javascript_sources import JavaScriptSource

__all__ = ["native_workers", "registrations"]


def native_workers(page: Page, project: Project) -> Iterator[Reference]:
    """The scripts of the workers that `new Worker(...)` starts."""
    for source in _on_main_thread(page, project):
        for each in source.syntax.native_workers:
            yield _reference(ReferenceKind.SCRIPT, each.source, page, source, each.relative_to_script)


def registrations(page: Page, project: Project) -> Iterator[tuple[JsRegistration, Reference]]:
    """The address in `navigator.serviceWorker.register(...)`, with the script that it names."""
    for source in _on_main_thread(page, project):
        for each in source.syntax.registrations:
            reference = _reference(ReferenceKind.SERVICE_WORKER, each.source, page, source, each.relative_to_script)
            yield each, reference


def _on_main_thread(page: Page, project: Project) -> Iterator[JavaScriptSource]:
    sources = javascript_sources(page, project.runtimes_of(page))
    return (each for each in sources if each.thread is Thread.MAIN)


def _reference(
    kind: ReferenceKind, text: Text, page: Page, source: JavaScriptSource, relative_to_script: bool
) -> Reference:
    """Where an address leads: in these calls it is relative to the page, wherever the script is."""
    if relative_to_script and source.path != page.path:
        return page.resolver.at(Base(folder_of(source.path))).reference(kind, text)
    return page.resolver.reference(kind, text)
