"""From what the rules said about each page to one report."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from pyscript_doctor.edits.fix import joined
from pyscript_doctor.engine.chosen import chosen
from pyscript_doctor.engine.finding import Diagnostic, Finding, Ignored, Problem, Severity, Skip
from pyscript_doctor.engine.judging import MOST_FINDINGS
from pyscript_doctor.engine.report import Report
from pyscript_doctor.engine.share import problems_of_reader, problems_of_server, shared_findings, unchecked, unlisted
from pyscript_doctor.engine.silencing import judged, reasons_for, silenced, with_findings
from pyscript_doctor.engine.suppression import OWN_SECTION, bare_comments_of, is_judged, suppressions_of
from pyscript_doctor.parsers.text import Span
from pyscript_doctor.project.project import topmost
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.project.urls.reference import folder_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from typing import TypeAlias

    from pyscript_doctor.edits.fix import Fix
    from pyscript_doctor.engine.judging import Judgement
    from pyscript_doctor.engine.report import PageLabel
    from pyscript_doctor.engine.rule import Rule
    from pyscript_doctor.engine.share import Share, SharedFindings, SharedPage, SharedRuntime
    from pyscript_doctor.project.project import Project
    from pyscript_doctor.queries.unread import Unread
    from pyscript_doctor.settings import Settings

    Key: TypeAlias = tuple[str, int]
    """A Runtime: the path of its page, and its number there."""


@dataclass(frozen=True)
class Assembly:
    """What goes into a report: what its pages bring, and the rules that exist.

    project: what is read, which may not be all pages. shares: of every file that may be a page, in order. chosen: the
    files whose Shares count. of_project: what the rules say about the project as a whole. named: the files that the
    report is about, None for all. forms: files that no parser reads. parsed: the files whose characters were looked at
    to judge the project as a whole.
    """

    project: Project
    shares: Sequence[Share]
    chosen: Collection[str]
    of_project: Judgement
    rules: tuple[Rule, ...]
    settings: Settings
    named: frozenset[str] | None = None
    forms: tuple[Unread, ...] = ()
    parsed: frozenset[str] = frozenset()

    def report(self) -> Report:
        """Findings, what could not be known or read, and what was looked at."""
        skips = self._skips()
        undecided = {name for name, _ in skips} | {said.rule for said in self._stopped}
        diagnostics, silent = self._after_comments(self._diagnostics(), undecided)
        cut_short = {*self._cut_short(), *_cut_short_of_comments([*diagnostics, *(each.diagnostic for each in silent)])}
        if self.named is not None:
            diagnostics = [each for each in diagnostics if self._concerns(each)]
        diagnostics = chosen(diagnostics, self.settings)
        diagnostics.sort(key=lambda each: (each.finding.span, each.rule.name))
        for reason, count in unchecked(self._shown.values()).items():
            skips["", reason] += count
        return Report(
            diagnostics=tuple(diagnostics),
            problems=tuple(sorted({*self._problems(), *(each for each in cut_short if self._is_named(each.path))})),
            skips=tuple(Skip(rule, reason, count) for (rule, reason), count in sorted(skips.items())) + self._unread(),
            files=len(self._files_read()),
            pages=tuple(map(self._label, self._shown.values())),
            sources=_sources([*diagnostics, *(each.diagnostic for each in silent)], self.project),
            open_checks=len({span for share in self._judged_and_shown for span in share.open_checks}),
            ignored=silent,
            unused=self._unused(),
        )

    @cached_property
    def _pages(self) -> dict[str, SharedPage]:
        return {share.path: share.page for share in self.shares if share.page is not None}

    @cached_property
    def _shown(self) -> dict[str, SharedPage]:
        """Those of the pages only that the named files are part of."""
        named = self.named
        if named is None:
            return self._pages
        return {path: page for path, page in self._pages.items() if not named.isdisjoint(page.files)}

    @cached_property
    def _judged(self) -> list[Share]:
        return [share for share in self.shares if share.said is not None and share.path in self.chosen]

    @cached_property
    def _judged_and_shown(self) -> list[Share]:
        return [share for share in self._judged if share.path in self._shown]

    def _problems(self) -> set[Problem]:
        """What could not be read, if it concerns the named files."""
        if not self.project.is_listed:
            return problems_of_server(self.project)
        found = {each for share in self.shares for each in share.problems}
        found |= {*problems_of_reader(self.project.reader), *unlisted(self.project)}
        if self.named is None:
            return found
        needed = {path for page in self._pages.values() for path in page.files} | self.named
        return {each for each in found if each.path in needed}

    def _label(self, page: SharedPage) -> PageLabel:
        declared = self.project.reader.declared.web_root_of(page.label.path)
        site = topmost(page.place, self._folders_of_pages) if declared is None else declared
        return page.label._replace(site=site)

    @cached_property
    def _folders_of_pages(self) -> frozenset[str]:
        return frozenset(folder_of(page.place) for page in self._pages.values())

    @cached_property
    def _stopped(self) -> list[SharedFindings]:
        """Rules that found so much that the doctor stopped them."""
        of_pages = (each for share in self._judged_and_shown for each in share.said or ())
        return [said for said in (*of_pages, *self._said_of_project) if len(said.findings) >= MOST_FINDINGS]

    def _cut_short(self) -> Iterator[Problem]:
        for said in self._stopped:
            yield _too_many(said.findings[-1].span.path, said.rule)

    def _is_named(self, path: str) -> bool:
        return self.named is None or path in self.named

    def _unread(self) -> tuple[Skip, ...]:
        found = sorted({each for page in self._shown.values() for each in page.unread})
        unread = (*found, *(self.forms if self.named is None else ()))
        return tuple(Skip("", each.reason, 1, each.path) for each in sorted(unread))

    def _unused(self) -> tuple[str, ...]:
        """The named files that no page uses, if there are pages."""
        if self.named is None or not self._pages:
            return ()
        used = {path for page in self._pages.values() for path in (*page.files, *page.reached)}
        return tuple(sorted(path for path in self.named - used if self.project.snapshot.lists(path)))

    def _skips(self) -> Counter[tuple[str, str]]:
        skips = Counter(self.of_project.skips)
        for share in self._judged_and_shown:
            skips.update({(rule, reason): count for rule, reason, count in share.skips})
        return skips

    @cached_property
    def _said_of_project(self) -> tuple[SharedFindings, ...]:
        return tuple(shared_findings(self.of_project, ()))

    def _diagnostics(self) -> list[Diagnostic]:
        by_rule: dict[str, list[tuple[SharedFindings, Share | None]]] = {}
        for share in self._judged:
            for said in share.said or ():
                by_rule.setdefault(said.rule, []).append((said, share))
        for said in self._said_of_project:
            by_rule.setdefault(said.rule, []).append((said, None))
        return [each for rule in self.rules if rule.name in by_rule for each in self._merged(rule, by_rule[rule.name])]

    def _merged(self, rule: Rule, said: Iterable[tuple[SharedFindings, Share | None]]) -> list[Diagnostic]:
        """One diagnostic for each place: that of the severest finding, with every Runtime in which it fails."""
        groups: dict[object, list[tuple[Diagnostic, SharedFindings, Share | None]]] = {}
        for each, share in said:
            for finding in each.findings:
                groups.setdefault(finding.span, []).append((_diagnostic(rule, finding), each, share))
        merged = []
        for members in groups.values():
            worst = max((diagnostic for diagnostic, _, _ in members), key=lambda each: each.severity)
            runtimes = dict.fromkeys(key for _, each, share in members for key in _keys(each, share))
            pages = dict.fromkeys(path for _, _, share in members for path in self._paths_of(share))
            reached = self._reached_at(worst.finding.span)
            labels = tuple(dict.fromkeys(self._runtime(key).label for key in runtimes))
            fix = self._right_for_all(joined(diagnostic.finding.fix for diagnostic, _, _ in members), runtimes)
            finding = worst.finding if fix == worst.finding.fix else replace(worst.finding, fix=fix)
            everywhere = reached.issubset(runtimes)
            merged.append(worst._replace(finding=finding, runtimes=labels, everywhere=everywhere, pages=tuple(pages)))
        return merged

    def _paths_of(self, share: Share | None) -> Iterable[str]:
        """The page of a finding; all pages if it is about the project as a whole."""
        return self._pages if share is None else (share.path,)

    def _runtime(self, key: Key) -> SharedRuntime:
        path, place = key
        return self._pages[path].runtimes[place]

    def _right_for_all(self, fix: Fix | None, faulty: Collection[Key]) -> Fix | None:
        """A fix, if the Runtimes without the fault do not run the code that it edits, or it does them no harm.

        faulty: empty if the rule looked at the whole project.
        """
        if fix is None or fix.harmless or not faulty:
            return fix
        places = [Span(edit.path, edit.start, edit.end) for edit in fix.edits]
        others = {key for place in places for key in self._reached_at(place) if key not in faulty}
        shared = any(self._runtime(key).runs(place) for key in others for place in places)
        return None if shared else fix

    def _reached_at(self, place: Span) -> set[Key]:
        """The Runtimes whose code or config includes a place."""
        stretches = self._reach.get(place.path, ())
        return {key for span, key in stretches if span.start <= place.start and place.end <= span.end}

    @cached_property
    def _reach(self) -> dict[str, list[tuple[Span, Key]]]:
        """The parts of each file that are code or config of a Runtime."""
        found: dict[str, list[tuple[Span, Key]]] = {}
        for share in self._judged:
            for place, runtime in enumerate(share.page.runtimes if share.page else ()):
                for span in (*runtime.codes, *((runtime.config,) if runtime.config else ())):
                    found.setdefault(span.path, []).append((span, (share.path, place)))
        return found

    def _after_comments(
        self, diagnostics: list[Diagnostic], undecided: set[str]
    ) -> tuple[list[Diagnostic], tuple[Ignored, ...]]:
        """The findings that no comment silences, with those about such comments; and the silenced ones."""
        signed = self.parsed.union(*(share.signed for share in self._judged))
        in_judged = {path for page in self._pages.values() if page.judged for path in page.documents}
        comments = suppressions_of(self.project, signed)
        bare = bare_comments_of(self.project, signed, in_judged)
        if not comments and not bare:
            return diagnostics, ()
        silent = silenced(diagnostics, comments)
        wanted = self.settings.wanted(self.rules)
        checked = {rule.name for rule in wanted if rule.section != OWN_SECTION}
        own_comments = [comment for comment in comments if is_judged(comment.span.path, in_judged)]
        known = {rule.name for rule in self.rules}
        facts = judged(own_comments, silent, known, checked - undecided, with_findings(bare, diagnostics))
        for rule in wanted:
            if rule.section == OWN_SECTION:
                own = [_diagnostic(rule, finding) for finding in islice(rule.check(facts), MOST_FINDINGS)]
                silent += silenced(own, comments)
                diagnostics = [*diagnostics, *own]
        ignored = tuple(Ignored(each, reason) for each, reason in reasons_for(silent, comments))
        ignored_ones = set(map(id, silent))
        return [each for each in diagnostics if id(each) not in ignored_ones], ignored

    def _concerns(self, diagnostic: Diagnostic) -> bool:
        """Whether a finding is in a named file, is related to one, or is about a page that reaches one."""
        named, finding = self.named or frozenset(), diagnostic.finding
        if finding.span.path in named or any(related.span.path in named for related in finding.related):
            return True
        return any(page in self._shown for page in diagnostic.pages)

    def _files_read(self) -> set[str]:
        return {path for page in self._shown.values() for path in page.files if self.project.snapshot.lists(path)}


def _keys(said: SharedFindings, share: Share | None) -> Iterator[Key]:
    """The Runtimes of findings, each by the path of its page and its number there."""
    return ((share.path, place) for place in said.runtimes) if share else iter(())


def _diagnostic(rule: Rule, finding: Finding) -> Diagnostic:
    severity = finding.severity or rule.severity
    if finding.unless:
        severity = min(severity, Severity.WARNING)
    return Diagnostic(rule, finding, severity, finding.effect or rule.effect)


def _cut_short_of_comments(diagnostics: Iterable[Diagnostic]) -> Iterator[Problem]:
    """Where the rules about comments found so much that the doctor stopped them."""
    own = [each for each in diagnostics if each.rule.section == OWN_SECTION]
    for name, count in Counter(each.rule.name for each in own).items():
        if count >= MOST_FINDINGS:
            last = max(each.finding.span for each in own if each.rule.name == name)
            yield _too_many(last.path, name)


def _too_many(path: str, rule: str) -> Problem:
    return Problem(path, f"has {MOST_FINDINGS} findings of {rule} or more; not all are here", partial=True)


def _sources(diagnostics: Sequence[Diagnostic], project: Project) -> dict[str, str]:
    spans = [each.finding.span for each in diagnostics]
    spans += [related.span for each in diagnostics for related in each.finding.related]
    fixes = [each.finding.fix for each in diagnostics if each.finding.fix]
    edited = {edit.path for fix in fixes for edit in fix.edits}
    texts = {path: project.reader.shown(path) for path in sorted({span.path for span in spans} | edited)}
    return {path: text.value for path, text in texts.items() if not isinstance(text, Unknown)}
