"""From a source to a Project: what pages refer to is asked for in rounds, until nothing new is wanted.

Asking is done by a generator: it yields requests and gets a Snapshot that answers them. So whoever has the answers, a
disk, an editor or a server that takes a while, can give them in its own way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Generator, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from pyscript_doctor.project.assumptions import NONE, Assumptions
from pyscript_doctor.project.declared import NOTHING_DECLARED, Declared
from pyscript_doctor.project.desk import Desk, Examples
from pyscript_doctor.project.page.examples import NAME, NOT_SHOWN, examples_of
from pyscript_doctor.project.page.loading import Loading
from pyscript_doctor.project.page.never_ending import never_ending
from pyscript_doctor.project.page.page import Page, read_page
from pyscript_doctor.project.page.pyscript_tests import is_test_of_pyscript
from pyscript_doctor.project.page.script import TYPES, script_elements
from pyscript_doctor.project.project import PageReading, Project, is_page_name
from pyscript_doctor.project.reader import Reader
from pyscript_doctor.project.runtime.starting import Runtimes
from pyscript_doctor.project.serving.isolation import isolation_of
from pyscript_doctor.records import NamedTuple
from pyscript_doctor.sources.snapshot import Fetch, Request, Snapshot, Status

if TYPE_CHECKING:
    from pyscript_doctor.sources.file_names import FileNames
    from pyscript_doctor.sources.snapshot import Source

Result = TypeVar("Result")
Asking: TypeAlias = Generator[Collection[Request], Snapshot, Result]
"""Yields requests, gets a Snapshot with their answers, and returns a Result in the end."""

MOST_ROUNDS = 30
TURNS = (2, 2, 2, 2, 2, 16, 128, 1024)
"""How many pages may lack something in the first rounds, before the others wait for later rounds."""

MARKDOWN = (".md", ".markdown")


def answered_by(source: Source, desk: Desk, asking: Asking[Result]) -> Result:
    """The result of asking, if a source answers at once."""
    try:
        requests = next(asking)
        while True:
            requests = asking.send(source.answer(desk.snapshot, requests))
    except StopIteration as end:
        result: Result = end.value
        return result


def read_project(source: Source, assumptions: Assumptions = NONE, declared: Declared = NOTHING_DECLARED) -> Project:
    """The project in a source. declared: what its settings say about it."""
    desk = Desk(source.open(), declared=declared)
    return answered_by(source, desk, Pages(desk, assumptions).read())


def asked_of(project: Project, question: Callable[[Project], Result]) -> Asking[Result]:
    """The answer to a question once all that it reads is there. It is asked again while it needs more."""
    readers = (project.reader, *(reading.reader for reading in project.readings.values()))
    for _ in range(MOST_ROUNDS):
        for reader in readers:
            reader.wanted.clear()
        result = question(project)
        wanted = {request for reader in readers for request in reader.wanted}
        if not wanted:
            break
        project.reader.desk.snapshot = yield wanted
    return result


class _Attempt(NamedTuple):
    """The result of reading a file that may be a page. reading: None if it is not a page, or not read yet."""

    reader: Reader
    reading: PageReading | None


@dataclass(eq=False, repr=False)
class Pages:
    """The pages of a project that may change: a page is read again only if an answer that it got has changed.

    left: files that are not read, because everything about them is known. among: the only files that are read, None for
    all.
    """

    desk: Desk
    assumptions: Assumptions = NONE
    left: Collection[str] = ()
    among: Collection[str] | None = None
    _attempts: dict[str, _Attempt] = field(default_factory=dict)

    def read(self) -> Asking[Project]:
        """The project as it is now.

        Pages mostly share what they need. So a few are read to the end first: the others then find it there, and are
        read once and not once in each round.
        """
        for most in (*TURNS, *[None] * MOST_ROUNDS):
            wanted = self._round(most)
            if not wanted:
                break
            self.desk.snapshot = yield wanted
        readings = {path: attempt.reading for path, attempt in self._attempts.items() if attempt.reading}
        readers = tuple(attempt.reader for attempt in self._attempts.values())
        return Project(readings, Reader(self.desk), readers)

    def _round(self, most: int | None = None) -> set[Request]:
        """Reads what is not read or has changed; returns what must still be asked for.

        most: how many pages may lack something, besides their own file, before the others wait for later rounds.
        """
        lacking = 0
        wanted = self._read_examples() if self.assumptions.fences else set()
        shown = {f"{folder}/{NAME}" for folder in self.desk.examples.folders}
        known, self._attempts = self._attempts, {}
        for path in (*self.paths(), *sorted(shown)):
            attempt = known.get(path)
            if attempt is not None and most is not None and lacking > most:
                self._attempts[path] = attempt
                continue
            if attempt is None or not (attempt.reader.unanswered() or attempt.reader.is_current()):
                attempt = self._attempt(path, example=path in shown)
            unanswered = attempt.reader.unanswered()
            wanted |= unanswered
            lacking += not unanswered <= {Fetch(path)}
            self._attempts[path] = attempt
        return wanted

    def paths(self) -> Iterator[str]:
        """The files to be read that may be pages."""
        listing = self.desk.snapshot.listing
        if listing is None:
            return iter(self.desk.snapshot.start)
        among = self.among
        possible = listing.answer(_possible_pages)
        return (path for path in possible if path not in self.left and (not among or path in among))

    def forget(self, opened: Snapshot) -> None:
        """Forgets all pages, and everything read since the source was opened, except its searches.

        What was parsed of files that several pages read is kept, because others probably read them too.
        """
        shared = self._read_by_several()
        for attempt in self._attempts.values():
            attempt.reader.forget()
            for runtime in attempt.reading.runtimes if attempt.reading else ():
                runtime.forget()
        self._attempts.clear()
        self.desk.parses.keep(shared)
        self.desk.snapshot = replace(opened, matches=self.desk.snapshot.matches)

    def _read_by_several(self) -> list[str]:
        """The files that several pages read, those that most pages read first."""
        times = Counter(path for attempt in self._attempts.values() for path in attempt.reader.texts)
        return [path for path, count in times.most_common() if count > 1]

    @property
    def readers(self) -> dict[str, Reader]:
        """readers: the Reader of each file that may be a page."""
        return {path: attempt.reader for path, attempt in self._attempts.items()}

    def _read_examples(self) -> set[Request]:
        reader = Reader(self.desk)
        self.desk.examples = Examples()
        self.desk.examples = examples_of(reader)
        return reader.wanted

    def _attempt(self, path: str, example: bool) -> _Attempt:
        reader = Reader(self.desk)
        return _Attempt(reader, self._reading(path, reader, example))

    def _reading(self, path: str, reader: Reader, example: bool) -> PageReading | None:
        if not example and not _may_be_of_pyscript(path, reader):
            return None
        page = read_page(reader, path, self.assumptions.release, example=example)
        if page is None or not _is_of_pyscript(page):
            return None
        if is_test_of_pyscript(path, reader):
            page = page._replace(loading=Loading.TEST)
        judged = not page.releases.legacy and page.loading not in {Loading.FOREIGN, Loading.TEST}
        runtimes = Runtimes(page, self.assumptions.interpreter).build() if judged else ()
        needed = any(runtime.in_worker for runtime in runtimes)
        isolation = NOT_SHOWN if example else isolation_of(page, reader, needed)
        runtimes = tuple(replace(runtime, isolation=isolation) for runtime in runtimes)
        return PageReading(page, runtimes, isolation, reader, reader.consulted, reader.texts)


def _may_be_of_pyscript(path: str, reader: Reader) -> bool:
    resource = reader.resource(path)
    return resource is not None and resource.status is Status.FOUND and reader.has_trace(resource)


def _possible_pages(listing: FileNames) -> tuple[str, ...]:
    return tuple(filter(is_page_name, listing))


def _unquoted(value: str) -> str:
    return value.strip("“”„‟‘’")


def _is_of_pyscript(page: Page) -> bool:
    if page.loaders:
        return True
    elements = [element for element, _, _ in script_elements(page.document)]
    elements += page.document.all("py-config", "mpy-config")
    # A word processor makes quotes that become part of the value: such a page needs us most.
    elements += [each for each in page.document.all("script") if _unquoted(each.get("type") or "").lower() in TYPES]
    # Markdown takes prose that names a tag, "the attribute of <py-script>", for the tag, but nobody closes it there.
    if page.path.lower().endswith(MARKDOWN):
        return any(element.closed for element in elements)
    return bool(elements) or any(eaten is not None for *_, eaten in never_ending(page.document))
