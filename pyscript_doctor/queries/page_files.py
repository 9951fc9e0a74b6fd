"""Which files a page has to do with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.project.runtime.references import runtime_references

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.project import Project
    from pyscript_doctor.project.urls.reference import Reference


def references_of(project: Project) -> Iterator[Reference]:
    """Every URL that the project's pages and configs name."""
    for page in project.pages:
        yield from page.references
    for runtime in project.runtimes:
        yield from runtime_references(runtime)


def files_of(page: Page, project: Project) -> frozenset[str]:
    """The files that a page is made of, including missing ones."""
    return project.readings[page.path].files
