"""The whole project: a pure function of a Snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pyscript_doctor.project.page_names import is_page_name as is_page_name
from pyscript_doctor.project.runtime.references import runtime_references
from pyscript_doctor.project.urls.reference import Found, Missing, folder_of
from pyscript_doctor.project.urls.site import ancestors

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.reader import Answer, Reader
    from pyscript_doctor.project.runtime.package_answers import PackageAnswers
    from pyscript_doctor.project.runtime.runtime import Runtime
    from pyscript_doctor.project.serving.isolation import Isolation
    from pyscript_doctor.sources.file_names import FileNames
    from pyscript_doctor.sources.snapshot import Snapshot


@dataclass(frozen=True, eq=False)
class PageReading:
    """A page with its Runtimes and its isolation.

    reader: knows everything that was asked to judge it. consulted: the paths that were asked for so far. texts: those
    whose text was read: HTML, Python, JavaScript, config.
    """

    page: Page
    runtimes: tuple[Runtime, ...]
    isolation: Isolation
    reader: Reader
    consulted: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()

    @cached_property
    def files(self) -> frozenset[str]:
        """The files that the page is made of, including missing ones."""
        references = [*self.page.references]
        for runtime in self.runtimes:
            references += runtime_references(runtime)
        targets = [reference.target for reference in references]
        paths = {target.path for target in targets if isinstance(target, (Found, Missing))}
        layouts = {document.text.path for document in self.page.layouts}
        headers = {each.file.path for each in self.isolation.headers}
        return frozenset(paths | layouts | headers | {self.page.path})


@dataclass(frozen=True, eq=False)
class Project:
    """Pages, their Runtimes and their isolation. Everything in it is read once, and is made of plain records.

    readings: the pages by their paths. reader: rules ask for files through it. readers: those of all files that may be
    pages. answers: what the Python index says about packages, None if nobody asked it.
    """

    readings: Mapping[str, PageReading]
    reader: Reader
    readers: tuple[Reader, ...] = ()
    answers: PackageAnswers | None = None

    @property
    def snapshot(self) -> Snapshot:
        """Everything that was asked so far."""
        return self.reader.snapshot

    @property
    def pages(self) -> tuple[Page, ...]:
        """All pages."""
        self.reader.sees_all = True
        return tuple(reading.page for reading in self.readings.values())

    @property
    def runtimes(self) -> tuple[Runtime, ...]:
        """The interpreters of all pages."""
        self.reader.sees_all = True
        return tuple(runtime for reading in self.readings.values() for runtime in reading.runtimes)

    def runtimes_of(self, page: Page) -> tuple[Runtime, ...]:
        """The interpreters that a page starts."""
        return self.readings[page.path].runtimes

    def isolation_of(self, page: Page) -> Isolation:
        """Whether a page is cross-origin isolated."""
        return self.readings[page.path].isolation

    @property
    def is_listed(self) -> bool:
        """Whether the names of all its files are known, which is not so on a web server."""
        return self.snapshot.listing is not None

    def of_listing(self, question: Callable[[FileNames], Answer]) -> Answer:
        """What the names of the project's files say. Raises Unknown if nobody can list them."""
        return self.reader.of_listing(question)

    def folder_of_site(self, page: Page) -> str:
        """The folder that is a page's site: by the settings, or else the topmost folder above it that holds a page."""
        declared = self.reader.declared.web_root_of(page.path)
        if declared is not None:
            return declared
        return topmost(place_of(page), self._folders_of_pages)

    @cached_property
    def _folders_of_pages(self) -> frozenset[str]:
        return frozenset(folder_of(place_of(page)) for page in self.pages)


def place_of(page: Page) -> str:
    """The file that a page is, or that it is an example of."""
    return folder_of(page.path) if page.example else page.path


def topmost(place: str, folders: Collection[str]) -> str:
    """The topmost of these folders that is above a place, or ""."""
    return next((folder for folder in reversed(list(ancestors(place))) if folder in folders), "")
