"""What a deployed copy of a project serves differently from the project's own files."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from pyscript_doctor.live_site.site import resource_of, url_of
from pyscript_doctor.live_site.trouble import FetchTrouble
from pyscript_doctor.parsers.decoding import Undecodable, decode_html
from pyscript_doctor.project.desk import Desk
from pyscript_doctor.project.page.page import read_page
from pyscript_doctor.project.reader import Reader
from pyscript_doctor.project.serving.observed import ObservedHeaders
from pyscript_doctor.project.urls.reference import Missing
from pyscript_doctor.sources.snapshot import Resource, Snapshot, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyscript_doctor.live_site.client import Answer
    from pyscript_doctor.live_site.site import Access
    from pyscript_doctor.project.project import PageReading, Project
    from pyscript_doctor.sources.snapshot import Response

PAGES = (".html", ".htm", ".xhtml")


class DifferenceKind(str, Enum):
    """In what a deployed copy differs."""

    MISSING = "missing"
    RELEASE = "release"
    HEADERS = "headers"
    CONTENT = "content"

    __str__ = str.__str__


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """One difference. path: of the project. url: where the copy should be. message: what is different there."""

    path: str
    kind: DifferenceKind
    url: str
    message: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of it. compared: how many files the server answered for. unread: URLs with the reason as a predicate.

    skipped: pages that a tool makes from what is in the project, so they can't be compared.
    """

    differences: tuple[Difference, ...]
    compared: int
    unread: tuple[tuple[str, str], ...] = ()
    skipped: tuple[str, ...] = ()


def compared(project: Project, base: str, access: Access) -> Comparison:
    """How what is deployed under a URL differs from the pages of a project and what they need.

    base: the URL of the folder that the site is, with a slash at its end.
    """
    readings = [each for each in project.readings.values() if _is_served_as_it_is(each)]
    skipped = tuple(path for path, each in project.readings.items() if each not in readings)
    urls = {path: url for reading in readings for path, url in _urls(reading, project, base)}
    answers = access.get_all(urls.values())
    own = {reading.page.path: reading for reading in readings}
    found: list[Difference] = []
    unread: dict[str, str] = {}
    for path, url in urls.items():
        answer = answers[url]
        if isinstance(answer, FetchTrouble):
            unread.setdefault(answer.reason, url)
        else:
            found += _differences(path, url, answer, project, own.get(path))
    answered = sum(not isinstance(answers[url], FetchTrouble) for url in urls.values())
    return Comparison(tuple(sorted(found)), answered, tuple((url, why) for why, url in unread.items()), skipped)


def _is_served_as_it_is(reading: PageReading) -> bool:
    page = reading.page
    return not (page.built or page.fragment or page.example) and page.path.lower().endswith(PAGES)


def _urls(reading: PageReading, project: Project, base: str) -> Iterator[tuple[str, str]]:
    """The files of a page that are there, with the URLs at which the copy has them."""
    root = project.folder_of_site(reading.page)
    missing = {each.target.path for each in reading.page.references if isinstance(each.target, Missing)}
    hosting = {each.file.path for each in reading.isolation.headers}
    for path in sorted(reading.files - missing - hosting):
        inside = posixpath.relpath(path, root) if root else path
        if project.snapshot.lists(path) and not inside.startswith("../"):
            yield path, url_of(base.rstrip("/"), inside)


def _differences(
    path: str, url: str, answer: Answer, project: Project, reading: PageReading | None
) -> Iterable[Difference]:
    there = resource_of(path, answer)
    if there.status is not Status.FOUND:
        reason = there.reason or "is not there: the server answers with status 404"
        return [Difference(path, DifferenceKind.MISSING, url, reason)]
    found = [*_of_page(path, url, there, reading)] if reading else []
    here = project.snapshot.resources.get(path)
    if here is not None and _text(here.content) != _text(there.content) and not found:
        dated = _date(answer.response)
        found.append(Difference(path, DifferenceKind.CONTENT, url, f"is another version than yours{dated}"))
    return found


def _of_page(path: str, url: str, there: Resource, reading: PageReading) -> Iterator[Difference]:
    """The other release that the copy of a page loads, and the headers that its host was told to send and does not."""
    loaded = _release(path, there)
    if loaded and loaded != reading.page.releases.label:
        message = f"loads PyScript {loaded}, and your page loads {reading.page.releases.label}"
        yield Difference(path, DifferenceKind.RELEASE, url, message)
    sent = ObservedHeaders.of(there.response) if there.response else None
    for promised in reading.isolation.headers:
        if sent and promised.isolates and promised.certain and not sent.isolates:
            message = f"is sent without the isolation headers that `{promised.file.path}` says"
            yield Difference(path, DifferenceKind.HEADERS, url, message)


def _release(path: str, there: Resource) -> str:
    """The release that a deployed page loads; "" if it loads none."""
    desk = Desk(Snapshot(None, {path: there}, start=(path,)))
    page = read_page(Reader(desk), path)
    return page.releases.label if page and page.loaders else ""


def _text(content: bytes) -> str | bytes:
    """The content as far as it matters: hosts may write other newlines."""
    try:
        return decode_html(content).value.replace("\r\n", "\n").strip()
    except Undecodable:
        return content


def _date(response: Response) -> str:
    written = response.header("last-modified")
    return f" (of {written})" if written else ""
