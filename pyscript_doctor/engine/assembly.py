"""From what the rules said of each page to one report."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from pyscript_doctor.edits.fix import joined
from pyscript_doctor.engine.chosen import chosen
from pyscript_doctor.engine.finding import Diagnostic, Finding, Ignored, Problem, RuntimeLabel, Severity, Skip
from pyscript_doctor.engine.judging import MOST_FINDINGS
from pyscript_doctor.engine.report import PageLabel, Report
from pyscript_doctor.engine.suppression import (
    OWN_SECTION,
    bare_comments_of,
    is_judged,
    judged,
    reason_for,
    silenced,
    suppressions_of,
    with_findings,
)
from pyscript_doctor.parsers.text import Span
from pyscript_doctor.project.page.loading import Loading
from pyscript_doctor.project.project import is_page_name
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.project.urls.reference import UnknownTarget
from pyscript_doctor.queries.page_files import references_of
from pyscript_doctor.queries.unread import unread_python
from pyscript_doctor.sources.reading import FOLDER
from pyscript_doctor.sources.snapshot import Status

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from pyscript_doctor.edits.fix import Fix
    from pyscript_doctor.engine.judging import Judgement, Said
    from pyscript_doctor.engine.rule import Rule
    from pyscript_doctor.engine.subjects import Visit
    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.project import Project
    from pyscript_doctor.project.runtime.runtime import Runtime
    from pyscript_doctor.queries.unread import Unread
    from pyscript_doctor.settings import Settings


@dataclass(frozen=True)
class Assembly:
    """What goes into a report: the judgements on the pages of a project, and the rules that are there.

    named: the files that the report is about, None for all. forms: files that no parser reads.
    """

    project: Project
    judgements: Sequence[Judgement]
    rules: tuple[Rule, ...]
    settings: Settings
    named: frozenset[str] | None = None
    forms: tuple[Unread, ...] = ()

    def report(self) -> Report:
        """Findings, what could not be known or read, and what was looked at."""
        skips = self._skips()
        diagnostics, silent = self._heeding_comments(self._diagnostics(), {name for name, _ in skips})
        if self.named is not None:
            diagnostics = [each for each in diagnostics if self._concerns(each)]
        diagnostics = chosen(diagnostics, self.settings)
        diagnostics.sort(key=lambda each: (each.finding.span, each.rule.name))
        for reason, count in _unchecked(self._shown).items():
            skips["", reason] += count
        return Report(
            diagnostics=tuple(diagnostics),
            problems=tuple(sorted({*problems_of(self.project, self.named), *self._cut_short()})),
            skips=tuple(Skip(rule, reason, count) for (rule, reason), count in sorted(skips.items())) + self._unread(),
            files=len(self._files_read()),
            pages=tuple(_page_label(page, self.project) for page in self._shown.pages),
            sources=_sources([*diagnostics, *(each.diagnostic for each in silent)], self.project),
            open_checks=len({span for judgement in self._of_shown_pages() for span in judgement.open_checks}),
            ignored=silent,
            unused=self._unused(),
        )

    @cached_property
    def _shown(self) -> Project:
        """The project with those of its pages alone that the named files are part of."""
        named = self.named
        if named is None:
            return self.project
        readings = {path: each for path, each in self.project.readings.items() if each.files & named}
        return replace(self.project, readings=readings)

    def _cut_short(self) -> Iterator[Problem]:
        """Where a rule found so much that the doctor stopped it."""
        for said in (said for judgement in self._of_shown_pages() for said in judgement.said if said.cut_short):
            path = said.findings[-1].span.path
            if self.named is None or path in self.named:
                yield Problem(path, f"has {MOST_FINDINGS} findings of {said.rule.name} or more; not all are here", True)

    def _unread(self) -> tuple[Skip, ...]:
        unread = (*unread_python(self._shown), *(self.forms if self.named is None else ()))
        return tuple(Skip("", each.reason, 1, each.path) for each in sorted(unread))

    def _unused(self) -> tuple[str, ...]:
        """The named files that no page uses, if there are pages."""
        if self.named is None or not self.project.readings:
            return ()
        used = {path for reading in self.project.readings.values() for path in reading.files | reading.consulted}
        return tuple(sorted(path for path in self.named - used if self.project.snapshot.lists(path)))

    def _skips(self) -> Counter[tuple[str, str]]:
        skips: Counter[tuple[str, str]] = Counter()
        for judgement in self._of_shown_pages():
            skips.update(judgement.skips)
        return skips

    def _of_shown_pages(self) -> list[Judgement]:
        shown = self._shown.readings
        return [each for each in self.judgements if each.reading is None or each.reading.page.path in shown]

    def _diagnostics(self) -> list[Diagnostic]:
        by_rule: dict[Rule, list[Said]] = {}
        for judgement in self.judgements:
            for said in judgement.said:
                if said.findings:
                    by_rule.setdefault(said.rule, []).append(said)
        return [each for rule in self.rules for each in self._merged(rule, by_rule.get(rule, ()))]

    def _merged(self, rule: Rule, said: Iterable[Said]) -> list[Diagnostic]:
        """One diagnostic a place: that of the severest finding, with every Runtime under which it fails."""
        groups: dict[object, list[tuple[Diagnostic, Visit]]] = {}
        for each in said:
            for finding in each.findings:
                groups.setdefault(finding.span, []).append((_diagnostic(rule, finding), each.visit))
        merged = []
        for members in groups.values():
            worst = max((diagnostic for diagnostic, _ in members), key=lambda each: each.severity)
            runtimes = tuple(dict.fromkeys(runtime for _, visit in members for runtime in visit.runtimes))
            pages = tuple(dict.fromkeys(page.path for _, visit in members for page in visit.pages))
            reached = self._reached_at(worst.finding.span)
            labels = tuple(dict.fromkeys(runtime_label(runtime) for runtime in runtimes))
            fix = self._right_for_all(joined(diagnostic.finding.fix for diagnostic, _ in members), runtimes)
            finding = worst.finding if fix == worst.finding.fix else replace(worst.finding, fix=fix)
            merged.append(
                replace(worst, finding=finding, runtimes=labels, everywhere=reached.issubset(runtimes), pages=pages)
            )
        return merged

    def _right_for_all(self, fix: Fix | None, faulty: Collection[Runtime]) -> Fix | None:
        """A fix, if the Runtimes without the fault do not run the code that it edits, or it does them no harm.

        faulty: empty if the rule looked at the whole project.
        """
        if fix is None or fix.harmless or not faulty:
            return fix
        places = [Span(edit.path, edit.start, edit.end) for edit in fix.edits]
        others = {runtime for place in places for runtime in self._reached_at(place) if runtime not in faulty}
        shared = any(_runs(runtime, place) for runtime in others for place in places)
        return None if shared else fix

    def _reached_at(self, place: Span) -> set[Runtime]:
        """The Runtimes whose code or config holds a place."""
        return {
            runtime
            for span, runtime in self._reach.get(place.path, ())
            if span.start <= place.start and place.end <= span.end
        }

    @cached_property
    def _reach(self) -> dict[str, list[tuple[Span, Runtime]]]:
        """The stretches of each file that are code or config of a Runtime."""
        found: dict[str, list[tuple[Span, Runtime]]] = {}
        for judgement in self.judgements:
            for path, stretches in judgement.reach.items():
                found.setdefault(path, []).extend(stretches)
        return found

    def _heeding_comments(
        self, diagnostics: list[Diagnostic], undecided: set[str]
    ) -> tuple[list[Diagnostic], tuple[Ignored, ...]]:
        """The findings that no comment silences, with those about such comments; and those that one silences."""
        parsed = self._parsed()
        comments = suppressions_of(self.project, parsed)
        bare = bare_comments_of(self.project, parsed)
        if not comments and not bare:
            return diagnostics, ()
        silent = silenced(diagnostics, comments)
        wanted = [rule for rule in self.rules if self.settings.wants(rule)]
        checked = {rule.name for rule in wanted if rule.section != OWN_SECTION}
        own_comments = [comment for comment in comments if is_judged(comment.span.path, self.project)]
        known = {rule.name for rule in self.rules}
        facts = judged(own_comments, silent, known, checked - undecided, with_findings(bare, diagnostics))
        for rule in wanted:
            if rule.section == OWN_SECTION:
                own = [_diagnostic(rule, finding) for finding in rule.check(facts)]
                silent += silenced(own, comments)
                diagnostics = [*diagnostics, *own]
        ignored = tuple(Ignored(each, reason_for(each, comments)) for each in silent)
        return [each for each in diagnostics if each not in silent], ignored

    def _parsed(self) -> set[str]:
        """The files whose characters somebody looked at to come to the judgements."""
        readers = {judgement.reading.reader for judgement in self.judgements if judgement.reading}
        return {path for reader in (self.project.reader, *readers) for path in reader.parsed}

    def _concerns(self, diagnostic: Diagnostic) -> bool:
        """Whether a finding is in a named file, is related to one, or is of a page that reaches one."""
        named, finding = self.named or frozenset(), diagnostic.finding
        if finding.span.path in named or any(related.span.path in named for related in finding.related):
            return True
        return any(page in self._shown.readings for page in diagnostic.pages)

    def _files_read(self) -> set[str]:
        return {
            path
            for reading in self._shown.readings.values()
            for path in reading.files
            if self.project.snapshot.lists(path)
        }


def _runs(runtime: Runtime, place: Span) -> bool:
    """Whether a place is in the code of a Runtime, and not in its config."""
    spans = (code.span for code in runtime.codes)
    return any(each.path == place.path and each.start <= place.start and place.end <= each.end for each in spans)


def _diagnostic(rule: Rule, finding: Finding) -> Diagnostic:
    severity = finding.severity or rule.severity
    if finding.unless:
        severity = min(severity, Severity.WARNING)
    return Diagnostic(rule, finding, severity, finding.effect or rule.effect)


def runtime_label(runtime: Runtime) -> RuntimeLabel:
    """A Runtime as a report names it."""
    options = runtime.releases.options
    release = options[0].name if len(options) == 1 else None
    return RuntimeLabel(runtime.page.path, release, runtime.interpreter, runtime.thread)


def _unchecked(project: Project) -> Counter[str]:
    """Values of templates that could not be known, and Python that could not be read, by reason."""
    counted: Counter[str] = Counter()
    seen = set()
    for page in project.pages:
        if page.loading is Loading.FOREIGN:
            counted["page whose Python other code runs"] += 1
        elif page.loading is Loading.TEST:
            counted["page of the tests of PyScript itself"] += 1
    for reference in references_of(project):
        if isinstance(reference.target, UnknownTarget) and reference.span not in seen:
            seen.add(reference.span)
            counted[reference.target.reason] += 1
    for runtime in project.runtimes:
        for script in runtime.scripts:
            if isinstance(script.syntax, Unknown) and script.reference is None and script.span not in seen:
                seen.add(script.span)
                counted[script.syntax.reason] += 1
    return counted


def problems_of(project: Project, named: frozenset[str] | None = None) -> tuple[Problem, ...]:
    """What we could not read and would have parsed, as far as it touches the named files.

    Folders whose files we do not know are among it.
    """
    if not project.is_listed:
        return _problems_of_server(project)
    parsed = {path for reader in (project.reader, *project.readers) for path in reader.parsed}
    consulted = {path for reader in (project.reader, *project.readers) for path in reader.consulted}
    found = []
    for path, resource in sorted(project.snapshot.resources.items()):
        there = project.snapshot.lists(path) or resource.reason != FOLDER
        unread = resource.status is Status.UNREADABLE and there and path in consulted
        if resource.status is Status.UNLISTED or (unread and (is_page_name(path) or path in parsed)):
            found.append((path, resource.reason))
        elif resource.status is Status.FOUND and is_page_name(path) and path in consulted:
            reason = project.reader.page_problem(path)
            if reason:
                found.append((path, reason))
    partly = {each for reader in (project.reader, *project.readers) for each in reader.left_out}
    found += sorted(partly)
    if named is not None:
        needed = {path for reading in project.readings.values() for path in reading.files}
        found = [(path, reason) for path, reason in found if path in named or path in needed]
    return tuple(Problem(path, reason, (path, reason) in partly) for path, reason in found)


def _problems_of_server(project: Project) -> tuple[Problem, ...]:
    """What a web server did not answer: each reason once, as a server that is gone is gone for all files."""
    unanswered: dict[str, list[str]] = {}
    for path, resource in sorted(project.snapshot.resources.items()):
        is_own = "://" not in path  # another server's may well be for browsers only
        if resource.status is Status.UNREADABLE and resource.response is None and is_own:
            unanswered.setdefault(resource.reason, []).append(path)
    return tuple(Problem(paths[0], _with_number(reason, len(paths) - 1)) for reason, paths in unanswered.items())


def _with_number(reason: str, more: int) -> str:
    return f"{reason} (and {more} more {'file' if more == 1 else 'files'})" if more else reason


def _page_label(page: Page, project: Project) -> PageLabel:
    runtimes = project.runtimes_of(page)
    return PageLabel(
        path=page.path,
        site=project.folder_of_site(page),
        release=page.releases.label,
        runtimes=tuple(map(runtime_label, runtimes)),
        scripts=sum(len(runtime.scripts) for runtime in runtimes),
    )


def _sources(diagnostics: Sequence[Diagnostic], project: Project) -> dict[str, str]:
    spans = [each.finding.span for each in diagnostics]
    spans += [related.span for each in diagnostics for related in each.finding.related]
    fixes = [each.finding.fix for each in diagnostics if each.finding.fix]
    edited = {edit.path for fix in fixes for edit in fix.edits}
    texts = {path: project.reader.shown(path) for path in sorted({span.path for span in spans} | edited)}
    return {path: text.value for path, text in texts.items() if not isinstance(text, Unknown)}
