"""Which files and Runtimes a page, or a place in a file, has to do with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.project.runtime.references import runtime_references
from pyscript_doctor.project.urls.reference import Found, Missing, Reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.project import Project
    from pyscript_doctor.project.runtime.runtime import Runtime


def references_of(project: Project) -> Iterator[Reference]:
    """Every URL that the project's pages and configs name."""
    for page in project.pages:
        yield from page.references
    for runtime in project.runtimes:
        yield from runtime_references(runtime)


def files_of(page: Page, project: Project) -> frozenset[str]:
    """The files that a page is made of, those that are missing included."""
    references = [*page.references]
    for runtime in project.runtimes_of(page):
        references += runtime_references(runtime)
    targets = [reference.target for reference in references]
    paths = {target.path for target in targets if isinstance(target, (Found, Missing))}
    layouts = {document.text.path for document in page.layouts}
    headers = {each.file.path for each in project.isolation_of(page).headers}
    return frozenset(paths | layouts | headers | {page.path})


def reached_at(project: Project, span: Span) -> tuple[Runtime, ...]:
    """The Runtimes whose code or config a place lies in."""
    return tuple(
        runtime
        for runtime in project.runtimes
        if any(_holds(code.span, span) for code in runtime.codes)
        or (runtime.config.text is not None and _holds(runtime.config.text.span(), span))
    )


def _holds(outer: Span, inner: Span) -> bool:
    return outer.path == inner.path and outer.start <= inner.start and inner.end <= outer.end
