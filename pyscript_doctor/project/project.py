"""The whole project: a pure function of a Snapshot."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pyscript_doctor.project.assumptions import NONE, Assumptions
from pyscript_doctor.project.page.examples import NOT_SHOWN, add_examples
from pyscript_doctor.project.page.javascript_sources import javascript_sources
from pyscript_doctor.project.page.loading import Loading
from pyscript_doctor.project.page.page import Page, read_page
from pyscript_doctor.project.page.pyscript_tests import folders_of_pyscript, is_test_of_pyscript
from pyscript_doctor.project.runtime.offline_bundle import ask_for_bundles
from pyscript_doctor.project.runtime.starting import Runtimes
from pyscript_doctor.project.serving.frames import ask_for_frames
from pyscript_doctor.project.serving.github_pages import ask_for_site
from pyscript_doctor.project.serving.isolation import HOSTING_NAMES, Isolation, isolation_of
from pyscript_doctor.project.serving.jekyll import hidden_files, is_built_by_jekyll
from pyscript_doctor.project.serving.opening_instructions import opened_as_file
from pyscript_doctor.project.urls.reference import folder_of
from pyscript_doctor.project.urls.site import ancestors
from pyscript_doctor.sources.snapshot import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.project.reader import Reader
    from pyscript_doctor.project.runtime.package_answers import PackageAnswers
    from pyscript_doctor.project.runtime.runtime import Runtime
    from pyscript_doctor.sources.snapshot import Snapshot

HTML_NAMES = (
    ".html", ".htm", ".xhtml", ".jinja", ".jinja2", ".j2", ".njk", ".tmpl", ".tpl", ".liquid", ".ejs", ".erb", ".hbs",
    ".mustache", ".php", ".md", ".markdown",
)  # fmt: skip
MOST_PACKAGE_FILES = 50


@dataclass(frozen=True, eq=False)
class Project:
    """Pages, their Runtimes and their isolation. Everything in it is read once and told in plain records.

    answers: what the Python index says of packages, None where it was not asked.
    """

    snapshot: Snapshot
    pages: tuple[Page, ...]
    runtimes: tuple[Runtime, ...]
    isolations: dict[str, Isolation]
    reader: Reader
    answers: PackageAnswers | None = None

    def runtimes_of(self, page: Page) -> tuple[Runtime, ...]:
        """The interpreters that a page starts."""
        return tuple(runtime for runtime in self.runtimes if runtime.page.path == page.path)

    def isolation_of(self, page: Page) -> Isolation:
        """Whether a page is cross-origin isolated."""
        return self.isolations[page.path]

    def folder_of_site(self, page: Page) -> str:
        """The folder that a page's site seems to be: the topmost folder above it that holds a page."""
        folders = {folder_of(_place(other)) for other in self.pages}
        return next((folder for folder in reversed(list(ancestors(_place(page)))) if folder in folders), "")


def _place(page: Page) -> str:
    """The file that a page is, or is an example of."""
    return folder_of(page.path) if page.example else page.path


def is_page_name(path: str) -> bool:
    """Whether a file of that name can hold a page."""
    return path.lower().endswith(HTML_NAMES)


def build(reader: Reader, assumptions: Assumptions = NONE) -> Project:
    """The project as far as the reader's Snapshot tells it.

    What it would need to know besides is in `reader.wanted` afterwards.
    """
    pages = [page for page in _pages(reader, assumptions) if page and _is_of_pyscript(page)]
    runtimes: list[Runtime] = []
    isolations: dict[str, Isolation] = {}
    own = folders_of_pyscript(package_files(reader), reader)
    pages = [replace(page, loading=Loading.TEST) if is_test_of_pyscript(page.path, own) else page for page in pages]
    for page in pages:
        judged = not page.releases.legacy and page.loading not in {Loading.FOREIGN, Loading.TEST}
        built = Runtimes(page, assumptions.interpreter).build() if judged else ()
        _read_imports(page, built)
        if any(True for _ in hidden_files(page, built)):
            is_built_by_jekyll(reader)
        for _ in opened_as_file(page, reader):
            pass
        ask_for_bundles(built)
        needed = any(runtime.in_worker for runtime in built)
        isolations[page.path] = NOT_SHOWN if page.example else isolation_of(page, reader, needed)
        ask_for_frames(page, built, isolations[page.path], reader)
        ask_for_site(page, built, reader)
        runtimes.extend(replace(runtime, isolation=isolations[page.path]) for runtime in built)
    return Project(reader.snapshot, tuple(pages), tuple(runtimes), isolations, reader)


def _read_imports(page: Page, runtimes: tuple[Runtime, ...]) -> None:
    """Ask for the JavaScript that the modules of a page import: rules read it when nothing can be asked for."""
    for _ in javascript_sources(page, runtimes):
        pass


def _pages(reader: Reader, assumptions: Assumptions) -> Iterator[Page | None]:
    for path in _page_paths(reader):
        yield read_page(reader, path, assumptions.release)
    if assumptions.fences:
        for path in add_examples(reader):
            yield read_page(reader, path, assumptions.release, example=True)


def _page_paths(reader: Reader) -> list[str]:
    paths = []
    for path in sorted(reader.snapshot.listing):
        if is_page_name(path):
            resource = reader.resource(path)
            if resource and resource.status is Status.FOUND and reader.has_trace(resource):
                paths.append(path)
    return paths


def _is_of_pyscript(page: Page) -> bool:
    from pyscript_doctor.project.page.script import scripts_of

    if page.loaders:
        return True
    return any(scripts_of(page.document, page.resolver)) or any(page.document.all("py-config", "mpy-config"))


def package_files(reader: Reader) -> list[str]:
    """The project's own descriptions as packages of npm, which tell what builds it."""
    found = [path for path in sorted(reader.snapshot.listing) if path.rsplit("/", 1)[-1] == "package.json"]
    return [path for path in found if "node_modules" not in path.split("/")][:MOST_PACKAGE_FILES]


def hosting_paths(reader: Reader) -> list[str]:
    """The hosting files of the project that are parsed exactly."""
    return [path for path in sorted(reader.snapshot.listing) if path.rsplit("/", 1)[-1] in HOSTING_NAMES]
