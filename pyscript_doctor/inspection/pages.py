"""The picture of a project, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.inspection.isolation import isolation_record
from pyscript_doctor.inspection.records import PageRecord, Picture, ReleaseRecord
from pyscript_doctor.inspection.runtimes import runtime_record
from pyscript_doctor.inspection.spans import prefixed, spans_in
from pyscript_doctor.knowledge.releases import newest
from pyscript_doctor.project.page.loading import Loading
from pyscript_doctor.project.page.release import Pin
from pyscript_doctor.project.page.script import ScriptKind, scripts_of
from pyscript_doctor.project.runtime.started_workers import unknown_workers
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.queries.page_files import files_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyscript_doctor.project.declared import Declared
    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.project import Project

HTML = (".html", ".htm", ".xhtml")
WHY_UNKNOWN = {
    Pin.SNAPSHOT: "a snapshot of what was to become a release",
    Pin.NONEXISTENT: "there is no such release",
    Pin.LOCAL: "the copy does not say",
}
WHY_NOT_LOADED = {
    Loading.NONE: "nothing on this page loads PyScript: its Python does not run",
    Loading.NAMED: "a script of this page names PyScript and seems to load it",
    Loading.UNTOLD: "this file is a part of a page: what is around it loads PyScript",
    Loading.TEST: "a test of PyScript itself, which may show on purpose what fails: it is not judged",
    Loading.FOREIGN: "JavaScript that could not be read may run this page's Python: what it does is unknown",
}
LEGACY = "the doctor does not follow what PyScript before 2023.11 does with a page"
BARE = 'a script of type "pyodide" or "micropython" runs without PyScript: it is not followed here'


def picture_of(project: Project, prefix: str = "", named: frozenset[str] | None = None) -> Picture:
    """The pages of a project, or those that a named file is, or belongs to.

    prefix: what leads from the working directory to the project.
    """
    pages = [page for page in project.pages if named is None or files_of(page, project) & named]
    records = tuple(_page_record(page, project) for page in pages)
    others = tuple(path for path in _others(project) if named is None or path in named)
    paths = {span.path for span in spans_in(records)}
    sources = {path: text.value for path in paths if not isinstance(text := project.reader.shown(path), Unknown)}
    return Picture(
        pages=tuple(prefixed(record, prefix) for record in records),
        others=tuple(prefix + path for path in others),
        named=named is not None,
        sources={prefix + path: text for path, text in sources.items()},
        settings=tuple(_settings(project.reader.declared)),
    )


def merged(pictures: Iterable[Picture]) -> Picture:
    """One picture of several projects."""
    all_of = tuple(pictures)
    return Picture(
        pages=tuple(page for picture in all_of for page in picture.pages),
        others=tuple(path for picture in all_of for path in picture.others),
        named=any(picture.named for picture in all_of),
        problems=tuple(sorted({problem for picture in all_of for problem in picture.problems})),
        sources={path: text for picture in all_of for path, text in picture.sources.items()},
        settings=tuple(dict.fromkeys(setting for picture in all_of for setting in picture.settings)),
    )


def _settings(declared: Declared) -> Iterator[tuple[str, str]]:
    """What the settings say of a project, as they are called there."""
    if declared.sends_isolation:
        yield "hosting", "the server sends the isolation headers"
    if declared.host:
        yield "hosting", declared.host.name
    if declared.release:
        yield "release", f"{declared.release.name}, where the project does not say it"
    for root in declared.web_roots:
        yield "web-root", root or "."
    if declared.without_bundler:
        yield "bundler", "none"


def _others(project: Project) -> Iterator[str]:
    """The pages without PyScript."""
    own = {page.path for page in project.pages} | {
        document.text.path for page in project.pages for document in page.layouts
    }
    for path in project.snapshot.listing or ():
        if path.lower().endswith(HTML) and path not in own:
            yield path


def _page_record(page: Page, project: Project) -> PageRecord:
    runtimes = project.runtimes_of(page)
    return PageRecord(
        path=page.path,
        site=project.folder_of_site(page),
        release=_release_record(page),
        isolation=isolation_record(project.isolation_of(page), runtimes),
        runtimes=tuple(runtime_record(runtime) for runtime in runtimes),
        unknown_workers=tuple(unknown_workers(page, runtimes)),
        notes=tuple(_notes(page)),
    )


def _release_record(page: Page) -> ReleaseRecord:
    releases = page.releases
    one = releases.options[0] if len(releases.options) == 1 else None
    reason = ""
    if one is None:
        span = f"{releases.options[0].name} to {releases.options[-1].name}"
        reason = WHY_UNKNOWN.get(releases.pin, "") or f"one of {len(releases.options)}, {span}"
    if releases.pin is Pin.NEWER:
        one, reason = None, "newer than all that the doctor knows"
    if one and releases.legacy and not one.legacy:
        one, reason = None, "`pyscript.js` is older than 2023.11, later releases do not have it"
    return ReleaseRecord(
        name=one.name if one else None,
        label=releases.label,
        reason=reason,
        released=one.date if one else None,
        legacy=releases.legacy,
        newest=newest().name,
        newest_released=newest().date,
    )


def _notes(page: Page) -> Iterator[str]:
    if page.loading in WHY_NOT_LOADED:
        yield WHY_NOT_LOADED[page.loading]
    if page.releases.legacy:
        yield LEGACY
    if any(script.kind is ScriptKind.BARE for script in scripts_of(page.document, page.resolver)):
        yield BARE
