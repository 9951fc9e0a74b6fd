"""A project that is checked again and again while somebody works on it."""

from __future__ import annotations

import gc
import posixpath
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from pyscript_doctor.engine.assembly import Assembly
from pyscript_doctor.engine.judging import Judgement
from pyscript_doctor.engine.loader import rules_with
from pyscript_doctor.engine.part import Part, Work
from pyscript_doctor.engine.share import share_of
from pyscript_doctor.engine.subjects import PROJECT
from pyscript_doctor.engine.suppression import OWN_SECTION
from pyscript_doctor.parsers.decoding import has_trace
from pyscript_doctor.project.assumptions import Assumptions
from pyscript_doctor.project.desk import Desk
from pyscript_doctor.project.reading import MOST_ROUNDS, Asking, Pages, answered_by, asked_of
from pyscript_doctor.queries.package_checks import questions
from pyscript_doctor.queries.unread import unread_forms
from pyscript_doctor.records import NamedTuple
from pyscript_doctor.settings import Settings
from pyscript_doctor.sources.memory import as_bytes
from pyscript_doctor.sources.overlay import Overlay, changed
from pyscript_doctor.sources.snapshot import Fetch

if TYPE_CHECKING:
    from types import ModuleType

    from pyscript_doctor.engine.report import Report
    from pyscript_doctor.engine.rule import Rule
    from pyscript_doctor.engine.share import Share, SharedPage
    from pyscript_doctor.package_index.lookup import PackageIndex
    from pyscript_doctor.project.declared import Declared
    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.project import Project
    from pyscript_doctor.sources.snapshot import Request, Snapshot, Source

Answer = TypeVar("Answer")
Progress = Callable[[str], None]

AT_ONCE = 64
"""So many pages need little more memory than one, and much less than all pages of a large project."""

PAGES_THAT_PAY_OFF = 150
"""With fewer pages, starting a process takes as long as it saves."""

SAMPLE = 64
PARTS_OF_A_PROCESS = 4
SMALLEST_PART = 32


def silent(_: str) -> None:
    """Tells nobody how far it is."""


class Session:
    """Checks a project, and after changes judges again only what they affect.

    Its reports are those that a fresh check would give. `Session(source)` opens the source once. After that, say with
    `change` what changes. kept: the Shares of pages that have not changed and need not be read, for one check that does
    not ask the index. shares: what each file that may be a page brought into the latest report. at_once: how many files
    that may be pages are in memory together, in one check that does not ask the index; None for all. jobs: how many
    processes may judge them, None for as many as pay off. noting: makes a note of what was read for each part of them
    before it is forgotten. notes: these notes.
    """

    def __init__(
        self,
        source: Source,
        settings: Settings | None = None,
        *,
        packs: Sequence[ModuleType] = (),
        assumptions: Assumptions | None = None,
        progress: Progress = silent,
        desk: Desk | None = None,
        kept: Mapping[str, Share] | None = None,
        at_once: int | None = None,
        jobs: int | None = 1,
        noting: Callable[[Snapshot], Any] | None = None,
    ) -> None:
        self.settings = settings or Settings()
        self._source = Overlay(source, {})
        self._packs = tuple(packs)
        self._rules = rules_with(self._packs)
        self._progress = progress
        self._kept = dict(kept or {})
        self.shares: dict[str, Share] = {}
        self._at_once = at_once
        self._jobs = jobs
        self._noting = noting
        self.notes: list[Any] = []
        self._asked: dict[str, Collection[object]] = {}
        self._desk = _described(desk or Desk(source.open()), self.settings.declared)
        self._desk.decoded.update(pair for share in self._kept.values() for pair in share.decoded)
        self._opened = self._desk.snapshot
        self._pages = Pages(self._desk, assumptions or Assumptions(fences=self.settings.include_fences), self._kept)
        self._judgements: dict[str, Judgement] = {}

    @property
    def snapshot(self) -> Snapshot:
        """What was asked so far, with the answers."""
        return self._desk.snapshot

    def change(self, path: str, content: str | bytes | None) -> None:
        """A file holds this now, or is gone if it is None. The source is not written to."""
        place = posixpath.normpath(path)
        self._source = self._source.with_buffer(place, content)
        self._desk.snapshot = changed(self._desk.snapshot, place, None if content is None else as_bytes(content))

    def check(self, paths: Iterable[str] | None = None, index: PackageIndex | None = None) -> Report:
        """What the rules say now, about everything or about these files. index: the Python index, to be asked too."""
        named = None if paths is None else frozenset(map(posixpath.normpath, paths))
        if named is None and index is None and self._at_once is not None and not self.settings.include_fences:
            self._check_in_parts(self._at_once)
        project = self.project()
        if index is None:
            return answered_by(self._source, self._desk, self._judging(project, named))
        found = index.ask(questions(project), self._progress)
        project = replace(project, answers=found.answers)
        report = answered_by(self._source, self._desk, self._judging(project, named))
        return replace(report, online=True, troubles=found.troubles)

    def checking(self, paths: Iterable[str] | None = None) -> Asking[Report]:
        """The same for those who answer requests in their own way, such as code that awaits a server."""
        named = None if paths is None else frozenset(map(posixpath.normpath, paths))
        project = yield from self._pages.read()
        return (yield from self._judging(project, named))

    def project(self) -> Project:
        """The project as it is now."""
        self._progress("reading")
        return answered_by(self._source, self._desk, self._pages.read())

    def ask(self, question: Callable[[Project], Answer]) -> Answer:
        """The answer to a question about the project; what it reads is fetched."""
        return answered_by(self._source, self._desk, asked_of(self.project(), question))

    def under(self, settings: Settings | None = None, assumptions: Assumptions | None = None) -> Session:
        """A Session of the same project with other settings or assumptions. It shares what was read."""
        return Session(
            self._source,
            settings or self.settings,
            packs=self._packs,
            assumptions=assumptions or self._pages.assumptions,
            progress=self._progress,
            desk=self._desk,
        )

    def asked(self, path: str) -> Collection[object] | None:
        """What was asked to judge a file that may be a page; None if it was not read."""
        reader = self._pages.readers.get(path)
        return self._asked.get(path) if reader is None else reader.answers.keys()

    def part(self, paths: Sequence[str]) -> Part:
        """What files that may be pages bring, judged apart from all others. Then everything read is forgotten."""
        self._pages.among = frozenset(paths)
        shares = answered_by(self._source, self._desk, self._sharing(self.project()))
        apart = {path: shares[path] for path in paths if not shares[path].matters}
        asked = {path: tuple(self._pages.readers[path].answers) for path in apart}
        note = self._noting(self._desk.snapshot) if self._noting else None
        sees_all = any(shares[path].sees_all for path in paths)
        self._pages.among = None
        self._judgements.clear()
        self._pages.forget(self._opened)
        gc.collect()  # a page and its parts name each other: without this they stay for long
        gc.freeze()  # what is left stays to the end, and need not be looked through again
        return Part(apart, asked, note, sees_all)

    def _check_in_parts(self, most: int) -> None:
        """Judges so many pages at a time, and keeps only their Shares.

        Pages that a rule for the whole project compares are left, to be read together. If what is said about a page
        depends on all the others, all are.
        """
        paths, self._opened = list(self._pages.paths()), self._desk.snapshot
        if len(paths) <= most or self._opened.listing is None:
            return
        try:
            parts = self._parts(paths, most)
        finally:
            gc.unfreeze()
        if any(part.sees_all for part in parts):
            self._desk.snapshot = self._opened
            self._kept.clear()
            return
        for part in parts:
            self._kept.update(part.shares)
            self._asked.update(part.asked)
            self._desk.decoded.update(pair for share in part.shares.values() for pair in share.decoded)
            if self._noting:
                self.notes.append(part.note)

    def _parts(self, paths: Sequence[str], most: int) -> list[Part]:
        """What they bring, in parts; it stops when one part sees all pages."""
        processes = self._processes(paths)
        if processes > 1:
            from pyscript_doctor.engine.processes import judged

            most = max(min(most, len(paths) // (processes * PARTS_OF_A_PROCESS)), min(most, SMALLEST_PART))
            cut = [paths[start : start + most] for start in range(0, len(paths), most)]
            packs = tuple(pack.__name__ for pack in self._packs)
            work = Work(self._source, self._opened, self.settings, packs, self._pages.assumptions, self._noting)
            return judged(cut, work, self.part, processes)
        found: list[Part] = []
        for start in range(0, len(paths), most):
            found.append(self.part(paths[start : start + most]))
            if found[-1].sees_all:
                break
        return found

    def _processes(self, paths: Sequence[str]) -> int:
        """How many processes should judge these files."""
        if self._jobs == 1:
            return 1
        from pyscript_doctor.engine.processes import can_start, processors

        if not can_start():
            return 1
        if self._jobs is not None:
            return self._jobs
        return processors() if self._expected(paths) >= PAGES_THAT_PAY_OFF else 1

    def _expected(self, paths: Sequence[str]) -> float:
        """About how many of these files hold a trace of PyScript, from a look at some of them."""
        if len(paths) < PAGES_THAT_PAY_OFF:
            return 0
        some = paths[:: len(paths) // SAMPLE]
        read = self._source.answer(self._opened, [Fetch(path) for path in some]).resources
        return sum(has_trace(read[path].content) for path in some) / len(some) * len(paths)

    def _sharing(self, project: Project) -> Asking[dict[str, Share]]:
        """What the pages that are read bring into a report."""
        rules = self._wanted_rules
        self._judgements = {path: Judgement(reading, rules) for path, reading in project.readings.items()}
        yield from self._at_work(list(self._judgements.values()), project)
        return (yield from asked_of(project, lambda read: self._shares(read, rules, read.readings)))

    @cached_property
    def _wanted_rules(self) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.settings.wanted(self._rules) if rule.section != OWN_SECTION)

    def _at_work(self, judgements: Collection[Judgement], project: Project) -> Asking[None]:
        for _ in range(MOST_ROUNDS):
            wanted = {request for judgement in judgements for request in self._work(judgement, project)}
            if not wanted:
                break
            self._desk.snapshot = yield wanted

    def _judging(self, project: Project, named: frozenset[str] | None) -> Asking[Report]:
        rules = self._wanted_rules
        chosen, shown = self._that_count(project, named)
        if lacking := [path for path in chosen | shown if path in self._kept and self._kept[path].said is None]:
            project = yield from self._reading_again(lacking)
            chosen, shown = self._that_count(project, named)
        known, self._judgements = self._judgements, {}
        for path, reading in project.readings.items():
            judgement = known.get(path)
            if judgement is not None and judgement.holds_for(reading, project):
                self._judgements[path] = judgement
            elif path in chosen:
                self._judgements[path] = Judgement(reading, rules)
        of_pages = [self._judgements[path] for path in project.readings if path in chosen]
        of_project = Judgement(None, rules)
        yield from self._at_work((*of_pages, of_project), project)
        if self._kept and any(reading.reader.sees_all for reading in project.readings.values()):
            project = yield from self._reading_again(list(self._kept))
            return (yield from self._judging(project, named))
        forms = yield from asked_of(project, unread_forms)
        parsed = frozenset(project.reader.parsed)

        def report(project: Project) -> Report:
            self.shares = self._shares(project, rules, chosen | shown)
            shares = list(self.shares.values())
            return Assembly(
                project, shares, chosen, of_project, self._rules, self.settings, named, forms, parsed
            ).report()

        return (yield from asked_of(project, report))

    def _reading_again(self, paths: Iterable[str]) -> Asking[Project]:
        """The project, after reading those of the files that were known without being read."""
        for path in paths:
            del self._kept[path]
        return (yield from self._pages.read())

    def _that_count(self, project: Project, named: frozenset[str] | None) -> tuple[frozenset[str], frozenset[str]]:
        """The pages to judge, and those that named files are part of."""
        if named is None:
            kept = (path for path, share in self._kept.items() if share.page is not None)
            everything = frozenset((*project.readings, *kept))
            return everything, everything
        pages = {path: _Reached(each.consulted, each.files, each.page) for path, each in project.readings.items()}
        for path, share in self._kept.items():
            if share.page is not None:
                pages[path] = _Reached(frozenset(share.page.reached), frozenset(share.page.files), share.page)
        shown = frozenset(path for path, each in pages.items() if each.files & named)
        return frozenset(_that_reach(pages, named)), shown

    def _shares(self, project: Project, rules: Iterable[Rule], whole: Collection[str]) -> dict[str, Share]:
        """What each file that may be a page brings into a report, in order. whole: the pages to say all of."""
        found = dict(self._kept)
        of_project = [rule for rule in rules if PROJECT in rule.subjects]
        for path, reader in self._pages.readers.items():
            judgement = self._judgements.get(path)
            reading = project.readings.get(path)
            found[path] = share_of(path, reader, reading, judgement, of_project, whole=path in whole)
        return dict(sorted(found.items())) if self._kept else found

    def _work(self, judgement: Judgement, project: Project) -> set[Request]:
        if not judgement.is_open:
            return set()
        if judgement.reading:
            self._progress(judgement.reading.page.path)
        return judgement.work(project)


def _described(desk: Desk, declared: Declared) -> Desk:
    """The desk with what the settings say; if that differs, another one, which shares what was read."""
    return desk if desk.declared == declared else replace(desk, declared=declared)


class _Reached(NamedTuple):
    """A page: what was asked to read it, and which files it is made of."""

    consulted: frozenset[str]
    files: frozenset[str]
    page: Page | SharedPage

    @property
    def has_frame(self) -> bool:
        return self.page.has_frame


def _that_reach(pages: Mapping[str, _Reached], named: frozenset[str]) -> Iterable[str]:
    """The pages that named files are part of; all of them if one of these is part of none, as a readme may be.

    All of them, too, if a named page has a frame: what is wrong with the page in it may be found there.
    """
    if any(path in named and each.has_frame for path, each in pages.items()):
        return pages
    reached = {path for each in pages.values() for path in each.consulted & named}
    return pages if named - reached else [path for path, each in pages.items() if each.consulted & named]
