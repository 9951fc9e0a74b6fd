"""What one file that may be a page brings into a report, as plain data.

A report needs no more of a page than its Share. So a page can be forgotten after it is judged, and its Share can be
kept on disk while everything that was read for it stays the same.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pyscript_doctor.engine.finding import Problem, RuntimeLabel
from pyscript_doctor.engine.report import PageLabel
from pyscript_doctor.engine.suppression import has_sign
from pyscript_doctor.project.page.loading import Loading
from pyscript_doctor.project.project import is_page_name, place_of
from pyscript_doctor.project.runtime.references import runtime_references
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.project.urls.reference import UnknownTarget
from pyscript_doctor.queries.unread import unread_of_page
from pyscript_doctor.records import NamedTuple
from pyscript_doctor.sources.reading import FOLDER
from pyscript_doctor.sources.snapshot import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyscript_doctor.engine.finding import Finding
    from pyscript_doctor.engine.judging import Judgement
    from pyscript_doctor.engine.rule import Rule
    from pyscript_doctor.engine.subjects import Visit
    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.project import PageReading, Project
    from pyscript_doctor.project.reader import Reader
    from pyscript_doctor.project.runtime.runtime import Runtime
    from pyscript_doctor.project.urls.reference import Reference
    from pyscript_doctor.queries.unread import Unread

FOREIGN = "page whose Python other code runs"
TEST = "page of the tests of PyScript itself"


class SharedRuntime(NamedTuple):
    """A Runtime: the parts of files that are its code and its config."""

    label: RuntimeLabel
    codes: tuple[Span, ...]
    config: Span | None

    def runs(self, place: Span) -> bool:
        """Whether a place is in its code, and not in its config."""
        return any(
            each.path == place.path and each.start <= place.start and place.end <= each.end for each in self.codes
        )


class SharedFindings(NamedTuple):
    """What a rule found at one visit. runtimes: their numbers among those of the page."""

    rule: str
    findings: tuple[Finding, ...]
    runtimes: tuple[int, ...] = ()


class SharedPage(NamedTuple):
    """A page, as far as a report speaks about it.

    label: without its site, which the other pages decide. place: the file that it is, or that it is an example of.
    documents: the files of its own document and its layouts. judged: whether rules judge what these hold. reached: the
    paths that were asked for to read it. files: those that it is made of. of_page, of_runtimes, of_scripts: what could
    not be known about it, with the reason.
    """

    label: PageLabel
    place: str
    runtimes: tuple[SharedRuntime, ...]
    documents: tuple[str, ...]
    judged: bool
    loading: str
    files: tuple[str, ...]
    reached: tuple[str, ...]
    has_frame: bool
    of_page: tuple[tuple[Span, str], ...]
    of_runtimes: tuple[tuple[Span, str], ...]
    of_scripts: tuple[tuple[Span, str], ...]
    unread: tuple[Unread, ...]
    matters_to: tuple[str, ...]


class Share(NamedTuple):
    """What a file brings into a report.

    page: None if it is not a page. said: None if no rule looked at it. signed: the files that were read whose text
    holds a comment to the doctor. decoded: how the text of files was decoded, if their names do not tell it. sees_all:
    other pages were looked at, so it is valid only as long as they are. matters_to (of its page): the rules for the
    whole project that it influences.
    """

    path: str
    page: SharedPage | None
    problems: tuple[Problem, ...]
    said: tuple[SharedFindings, ...] | None = None
    skips: tuple[tuple[str, str, int], ...] = ()
    open_checks: tuple[Span, ...] = ()
    signed: tuple[str, ...] = ()
    decoded: tuple[tuple[str, str], ...] = ()
    sees_all: bool = False

    @property
    def matters(self) -> bool:
        """Whether a rule for the whole project must see the page itself."""
        return self.page is not None and bool(self.page.matters_to)


def share_of(
    path: str,
    reader: Reader,
    reading: PageReading | None,
    judgement: Judgement | None,
    of_project: Iterable[Rule],
    *,
    whole: bool,
) -> Share:
    """The Share of a file. judgement: what the rules say about it, None if they were not asked.

    of_project: the rules for the project as a whole. whole: with what is read from its Python, which takes the most
    time.
    """
    page = None if reading is None else _page(reading, of_project, whole=whole or judgement is not None)
    problems = tuple(sorted(problems_of_reader(reader)))
    if judgement is None or reading is None:
        return Share(path, page, problems)
    return Share(
        path,
        page,
        problems,
        tuple(shared_findings(judgement, reading.runtimes)),
        tuple((rule, reason, count) for (rule, reason), count in sorted(judgement.skips.items())),
        tuple(sorted(judgement.open_checks)),
        tuple(sorted(each for each in reader.parsed if has_sign(each, reader))),
        tuple(reader.decoded_otherwise()),
        reader.sees_all,
    )


def shared_findings(judgement: Judgement, runtimes: tuple[Runtime, ...]) -> Iterator[SharedFindings]:
    """What the rules found, in their order. runtimes: those of the page."""
    places = {id(runtime): place for place, runtime in enumerate(runtimes)}
    for said in judgement.said:
        if said.findings:
            yield SharedFindings(said.rule.name, said.findings, _places(said.visit, places))


def _places(visit: Visit, places: dict[int, int]) -> tuple[int, ...]:
    return tuple(places[id(runtime)] for runtime in visit.runtimes)


def _page(reading: PageReading, of_project: Iterable[Rule], *, whole: bool) -> SharedPage:
    page, runtimes = reading.page, reading.runtimes
    return SharedPage(
        label=PageLabel(
            path=page.path,
            site="",
            release=page.releases.label,
            runtimes=tuple(map(runtime_label, runtimes)),
            scripts=sum(len(runtime.scripts) for runtime in runtimes),
        ),
        place=place_of(page),
        runtimes=tuple(map(_runtime, runtimes)) if whole else (),
        documents=tuple(document.text.path for document in page.documents),
        judged=not page.releases.legacy and page.loading not in {Loading.FOREIGN, Loading.TEST},
        loading={Loading.FOREIGN: FOREIGN, Loading.TEST: TEST}.get(page.loading, ""),
        files=tuple(sorted(reading.files)),
        reached=tuple(sorted(reading.consulted)),
        has_frame=page.has_frame,
        of_page=_unknown(page.references),
        of_runtimes=_unknown(each for runtime in runtimes for each in runtime_references(runtime)),
        of_scripts=tuple(_unread_scripts(runtimes)),
        unread=unread_of_page(reading) if whole else (),
        matters_to=tuple(rule.name for rule in of_project if rule.matters is None or rule.matters(reading)),
    )


def _runtime(runtime: Runtime) -> SharedRuntime:
    text = runtime.config.text
    codes = tuple(code.span for code in runtime.codes)
    return SharedRuntime(runtime_label(runtime), codes, None if text is None else text.span())


def _unknown(references: Iterable[Reference]) -> tuple[tuple[Span, str], ...]:
    found: dict[Span, str] = {}
    for each in references:
        if isinstance(each.target, UnknownTarget):
            found.setdefault(each.span, each.target.reason)
    return tuple(found.items())


def _unread_scripts(runtimes: Iterable[Runtime]) -> Iterator[tuple[Span, str]]:
    for runtime in runtimes:
        for script in runtime.scripts:
            if isinstance(script.syntax, Unknown) and script.reference is None:
                yield script.span, script.syntax.reason


def runtime_label(runtime: Runtime) -> RuntimeLabel:
    """A Runtime as a report names it."""
    options = runtime.releases.options
    release = options[0].name if len(options) == 1 else None
    return RuntimeLabel(runtime.page.path, release, runtime.interpreter, runtime.thread)


def unchecked(pages: Iterable[SharedPage]) -> Counter[str]:
    """Values of templates that could not be known, and Python that could not be read, by reason."""
    pages = tuple(pages)
    counted = Counter(page.loading for page in pages if page.loading)
    seen: dict[Span, str] = {}
    for places in (
        *(page.of_page for page in pages),
        *(page.of_runtimes for page in pages),
        *(page.of_scripts for page in pages),
    ):
        for span, reason in places:
            seen.setdefault(span, reason)
    counted.update(seen.values())
    return counted


def problems_of(project: Project, named: frozenset[str] | None = None) -> tuple[Problem, ...]:
    """What we could not read and would have parsed, if it concerns the named files.

    Folders whose files we do not know are included.
    """
    if not project.is_listed:
        return tuple(sorted(problems_of_server(project)))
    readers = (project.reader, *project.readers)
    found = {each for reader in readers for each in problems_of_reader(reader)} | unlisted(project)
    if named is not None:
        needed = {path for reading in project.readings.values() for path in reading.files}
        found = {each for each in found if each.path in named or each.path in needed}
    return tuple(sorted(found))


def problems_of_server(project: Project) -> set[Problem]:
    """What a web server did not answer: each reason once, because a server that is gone is gone for all files."""
    unanswered: dict[str, list[str]] = {}
    for path, resource in sorted(project.snapshot.resources.items()):
        is_own = "://" not in path  # another server's may well be for browsers only
        if resource.status is Status.UNREADABLE and resource.response is None and is_own:
            unanswered.setdefault(resource.reason, []).append(path)
    return {Problem(paths[0], _with_number(reason, len(paths) - 1)) for reason, paths in unanswered.items()}


def _with_number(reason: str, more: int) -> str:
    return f"{reason} (and {more} more {'file' if more == 1 else 'files'})" if more else reason


def unlisted(project: Project) -> set[Problem]:
    """The folders whose files we do not know."""
    resources = project.snapshot.resources.items()
    return {Problem(path, each.reason) for path, each in resources if each.status is Status.UNLISTED}


def problems_of_reader(reader: Reader) -> Iterator[Problem]:
    """What could not be read of everything asked through a Reader, or was left out."""
    for path in sorted(reader.consulted):
        resource = reader.snapshot.resources.get(path)
        if resource is None or "://" in path:
            continue  # of another server's file the network may be to blame
        there = reader.snapshot.lists(path) or resource.reason != FOLDER
        if resource.status is Status.UNREADABLE and there and (is_page_name(path) or path in reader.parsed):
            yield Problem(path, resource.reason)
        elif resource.status is Status.FOUND and is_page_name(path) and (reason := reader.page_problem(path)):
            yield Problem(path, reason)
    for path, reason in reader.left_out:
        yield Problem(path, reason, partial=True)
