"""The project that is run: served from its folder, checked, and checked again after each save."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from threading import RLock
from typing import TYPE_CHECKING

from pyscript_doctor.engine.session import Session
from pyscript_doctor.engine.watched_project import WatchedProject
from pyscript_doctor.running.verdict import Verdict, verdict_of
from pyscript_doctor.serving.content_types import is_html
from pyscript_doctor.serving.hosts import Host
from pyscript_doctor.serving.site import hosted_site, likely_host
from pyscript_doctor.sources.paths import project_root

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from types import ModuleType

    from pyscript_doctor.engine.report import Report
    from pyscript_doctor.engine.session import Session
    from pyscript_doctor.project.project import Project
    from pyscript_doctor.running.visit import Visit
    from pyscript_doctor.serving.hosts import HostedSite
    from pyscript_doctor.settings import Settings


@dataclass(frozen=True, slots=True)
class Start:
    """What to serve: the root of the project, the folder in it, and the page to open first ("" for the best one)."""

    root: Path
    folder: str = ""
    page: str = ""


def start_at(path: Path) -> Start:
    """What a path on the command line asks for: a folder, or a page with the folder that it is in."""
    place = path.resolve()
    if place.is_dir():
        return Start(place)
    root = project_root(place.parent)
    folder = place.parent.relative_to(root).as_posix()
    page = place.relative_to(root).as_posix() if is_html(place.name) else ""
    return Start(root, "" if folder == "." else folder, page)


class CheckedProject:
    """A project with what `check` finds in it and the site that it is. Its methods can be called from any thread."""

    def __init__(self, start: Start, host: Host, settings: Settings, packs: Sequence[ModuleType] = ()) -> None:
        self._start, self._host, self._settings = start, host, settings
        self._lock = RLock()
        self._report: Report | None = None
        self._site: HostedSite | None = None
        self._project = WatchedProject(start.root, (start.page,) if start.page else (), settings, packs)

    @property
    def root(self) -> Path:
        """The project's root."""
        return self._start.root

    @property
    def _session(self) -> Session:
        return self._project.session

    @property
    def settings(self) -> Settings:
        """The settings that it is checked with."""
        return self._settings

    @property
    def site(self) -> HostedSite:
        """The folder as the host serves it, by what the project says now."""
        with self._lock:
            if self._site is None:
                root, folder = self._start.root, self._folder
                self._site = self._session.ask(lambda project: hosted_site(project, root, folder, self._host))
            return self._site

    @property
    def report(self) -> Report:
        """What `check` says of the project now."""
        with self._lock:
            if self._report is None:
                self._report = self._session.check()
            return self._report

    @property
    def served(self) -> str:
        """The folder that is served, relative to the root; "" for the root."""
        folder = self.site.folder.root.relative_to(self._start.root).as_posix()
        return "" if folder == "." else folder

    def pages(self) -> list[str]:
        """The URL paths of the pages with PyScript that a visitor can open."""
        site, served, made = self.site, self.served, self.made_pages()
        inside = [_below(served, page.path) for page in self.report.pages if page.path not in made]
        found = [path for path in inside if path and site.folder.has_file(path) and not site.leaves_out(path)]
        return [site.url(path) for path in found]

    def made_pages(self) -> frozenset[str]:
        """The files that are not pages yet: a server or a generator makes pages of them."""
        with self._lock:
            return self._session.ask(_made_pages)

    def likely_host(self) -> Host | None:
        """The host that the settings name, or that the project seems to be made for."""
        named = next((host for host in Host if host.value == self._settings.hosting), None)
        if named:
            return named
        with self._lock:
            return self._session.ask(likely_host)

    def first_page(self) -> str:
        """The URL path to open first: the page that was named, the start page, the only page, or the list of files."""
        site, named = self.site, _below(self.served, self._start.page)
        if named:
            return site.url(named)
        pages = self.pages()
        start = site.url("index.html")
        return pages[0] if len(pages) == 1 and not site.folder.has_file("index.html") else start

    def file_of(self, url_path: str) -> str:
        """The file in the project that is served at a URL path; "" for none."""
        return self._file_of(self.site, url_path)

    def verdict(self, visit: Visit) -> Verdict:
        """What a visit came to, by the findings of now."""
        with self._lock:
            return verdict_of(visit, self._session, self.report, partial(self._file_of, self.site))

    def change(self, paths: Iterable[str]) -> None:
        """Files of the project, relative to the root, have changed on disk, have come or are gone."""
        with self._lock:
            self._report = self._site = None
            self._project.take(paths)

    @property
    def _folder(self) -> str:
        """The folder to serve: the named one, or the web root of the settings if there is just one."""
        roots = self._settings.for_project(self._start.root).declared.web_roots
        return roots[0] if len(roots) == 1 and not self._start.folder and not self._start.page else self._start.folder

    def _file_of(self, site: HostedSite, url_path: str) -> str:
        answer = site.answer(url_path)
        if not answer.path or answer.lists or answer.status == 404:
            return ""
        return (site.folder.root / answer.path).relative_to(self._start.root).as_posix()


def _made_pages(project: Project) -> frozenset[str]:
    pages = (reading.page for reading in project.readings.values())
    return frozenset(page.path for page in pages if page.built or page.fragment)


def _below(folder: str, path: str) -> str:
    """A path relative to a folder; "" if it is not in it."""
    if not folder or not path:
        return path
    return path[len(folder) + 1 :] if path.startswith(folder + "/") else ""
