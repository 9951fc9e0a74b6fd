"""Applies fixes, round by round, while they make the project better."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pyscript_doctor.edits.fix import Safety
from pyscript_doctor.engine.chosen import is_excluded
from pyscript_doctor.engine.editing import edited, offers, without_overlap
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.sources.searching import is_searched
from pyscript_doctor.sources.snapshot import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from pyscript_doctor.engine.editing import Offer
    from pyscript_doctor.engine.finding import Diagnostic
    from pyscript_doctor.engine.report import Report
    from pyscript_doctor.engine.session import Session
    from pyscript_doctor.parsers.text import Edit
    from pyscript_doctor.project.project import Project

MOST_ROUNDS = 10
MOST_TRIALS = 100


@dataclass(frozen=True, slots=True)
class Change:
    """What a file held when it was read, and what it holds after the fix. before: None if there was no file."""

    before: bytes | None
    after: bytes


@dataclass(frozen=True, slots=True)
class Applied:
    """The result of fixing: the changed files by path, how many findings were fixed, and what is left to report."""

    changes: Mapping[str, Change]
    fixed: int
    report: Report


@dataclass(frozen=True, slots=True)
class _State:
    """What all rules say about a project, what its pages reach, and how many faults parsers find in each config."""

    report: Report
    reached: frozenset[str]
    config_faults: Counter[tuple[str, str]]


def anywhere(_: str) -> bool:
    """Every file of the project may be written."""
    return True


def everything(report: Report) -> Sequence[Diagnostic]:
    """All findings of a report may be fixed."""
    return report.diagnostics


def apply_fixes(
    session: Session,
    safeties: frozenset[Safety] = frozenset({Safety.SAFE}),
    paths: Iterable[str] | None = None,
    may_write: Callable[[str], bool] = anywhere,
    shown: Callable[[Report], Sequence[Diagnostic]] = everything,
) -> Applied:
    """Fixes what the session reports, only in the session: nothing is written.

    A fix counts only if all its edits can be made, if no finding of the same or a worse effect appears in what the
    pages reach already, and if every Runtime can still read its config. If two touch the same characters, the one with
    the worse effect comes first, and the other one in the next round. shown: the findings of a report that may be
    fixed, such as those that no baseline hides.
    """
    return _Applying(session, safeties, None if paths is None else frozenset(paths), may_write, shown).run()


@dataclass
class _Applying:
    session: Session
    safeties: frozenset[Safety]
    named: frozenset[str] | None
    may_write: Callable[[str], bool]
    shown: Callable[[Report], Sequence[Diagnostic]]
    hidden: Counter[tuple[str, str, str]] | None = None
    sources: Mapping[str, str] = field(default_factory=dict)
    base: dict[str, bytes | None] = field(default_factory=dict)
    changes: dict[str, Change] = field(default_factory=dict)
    refused: set[object] = field(default_factory=set)
    fixed: int = 0
    trials: int = 0

    def run(self) -> Applied:
        report = self.checked()
        state: _State | None = None
        for _ in range(MOST_ROUNDS):
            wanted = self.wanted(report)
            if not wanted:
                break
            state = self.round(wanted, state or self.state())
            report = self.checked()
        return Applied(self.changes, self.fixed, self.without_refused(report))

    def checked(self) -> Report:
        """What the session reports now; it keeps the texts that its fixes edit, and what the files held then."""
        report = self.session.check(self.named)
        self.sources = report.sources
        self.base.clear()
        return report

    def wanted(self, report: Report) -> list[Offer]:
        found = self.open(report)
        open_offers = [each for each in offers(found, self.safeties) if each.key not in self.refused]
        impossible = [each for each in open_offers if self.contents([each]) is None]
        self.refused |= {each.key for each in impossible}
        return without_overlap([each for each in open_offers if each not in impossible])

    def open(self, report: Report) -> list[Diagnostic]:
        """The findings that may be fixed. What was hidden at first stays hidden, though a fix may change its line."""
        shown = self.shown(report)
        hidden = Counter(map(_key, report.diagnostics)) - Counter(map(_key, shown))
        if self.hidden is None:
            self.hidden = hidden
        still_hidden = self.hidden - hidden
        found: list[Diagnostic] = []
        for each in shown:
            if still_hidden[_key(each)] > 0:
                still_hidden[_key(each)] -= 1
            else:
                found.append(each)
        return found

    def round(self, wanted: Sequence[Offer], before: _State) -> _State:
        """Applies all of these together, or else those that do no harm, one after the other."""
        after = self.tried(wanted, before)
        if after:
            self.fixed += len(wanted)
            return after
        kept: list[Offer] = []
        best = before
        for offer in wanted:
            after = self.tried([*kept, offer], before) if len(wanted) > 1 else None
            if after:
                kept.append(offer)
                best = after
            else:
                self.refused.add(offer.key)
        if kept:
            best = self.tried(kept, before) or before
        self.fixed += len(kept)
        return best

    def tried(self, wanted: Sequence[Offer], before: _State) -> _State | None:
        """The state after these fixes, if it is better; if not, nothing has changed."""
        self.trials += 1
        contents = self.contents(wanted)
        if contents is None or self.trials > MOST_TRIALS:
            return None
        held = {path: self.held(path) for path in contents}
        for path, content in contents.items():
            self.session.change(path, content)
        after = self.state()
        mildest = max(each.diagnostic.effect.rank for each in wanted)
        if not _is_better(before, after, mildest):
            for path, old in held.items():
                self.session.change(path, old)
            return None
        for path, new in contents.items():
            first = self.changes[path].before if path in self.changes else self.content(path)
            self.changes[path] = Change(first, new)
        return after

    def contents(self, wanted: Sequence[Offer]) -> dict[str, bytes] | None:
        """The files after these fixes; None if one of them cannot be written."""
        edits: dict[str, list[Edit]] = {}
        for edit in {edit for offer in wanted for edit in offer.fix.edits}:
            edits.setdefault(edit.path, []).append(edit)
        contents = {}
        for path, own in edits.items():
            content = self.edited(path, own) if self.is_writable(path) else None
            if content is None:
                return None
            contents[path] = content
        return contents

    def edited(self, path: str, edits: Sequence[Edit]) -> bytes | None:
        """What a file holds after its edits, or what a new one holds; None if they cannot be made."""
        before, shown = self.content(path), self.sources.get(path)
        if any(edit.creates for edit in edits):
            return edits[0].text.encode() if len(edits) == 1 and before is None else None
        return edited(before, shown, edits) if before is not None and shown is not None else None

    def content(self, path: str) -> bytes | None:
        """What a file held when the round began, which is what the edits are for; None if there was no file."""
        return self.base.setdefault(path, self.held(path))

    def held(self, path: str) -> bytes | None:
        """What a file holds now."""
        resource = self.session.snapshot.resources.get(path)
        return resource.content if resource is not None and resource.status is Status.FOUND else None

    def is_writable(self, path: str) -> bool:
        """Whether a file belongs to the project, or would, and neither git nor the settings leave it out."""
        own = self.is_own(path) and is_searched(path) and not is_excluded(path, self.session.settings)
        return own and self.may_write(path)

    def is_own(self, path: str) -> bool:
        """Whether the project lists a file, or nothing has this path."""
        if self.held(path) is not None:
            return self.session.snapshot.lists(path)
        status = self.session.ask(lambda project: project.reader.status(path))
        return status is Status.MISSING and not self.session.snapshot.lists(path)

    def state(self) -> _State:
        """What the rules that run by default say, whatever the user selected."""
        session = self.session.under(self.session.settings.by_default())
        report, project = session.check(), session.project()
        reached = frozenset(path for reading in project.readings.values() for path in reading.files)
        return _State(report, reached, _config_faults(project))

    def without_refused(self, report: Report) -> Report:
        """The report without the fixes that did harm."""
        return replace(
            report,
            diagnostics=tuple(
                each._replace(finding=replace(each.finding, fix=None))
                if any(offer.key in self.refused for offer in offers([each], self.safeties))
                else each
                for each in report.diagnostics
            ),
        )


def _is_better(before: _State, after: _State, mildest: int) -> bool:
    """Whether nothing new is as bad as what was fixed. mildest: the rank of the mildest effect among what was fixed.

    Nothing counts as new in a file that no page reached before, because of a wrong name: it was there all along.
    """
    known = Counter(
        (each.rule.name, each.finding.span.path, each.finding.message) for each in before.report.diagnostics
    )
    for each in after.report.diagnostics:
        known[_key(each)] -= 1
        is_new = known[_key(each)] < 0 and each.finding.span.path in before.reached
        if is_new and each.effect.rank <= mildest:
            return False
    if not set(after.report.problems) <= set(before.report.problems):
        return False
    return all(count <= before.config_faults[place] for place, count in after.config_faults.items())


def _key(diagnostic: Diagnostic) -> tuple[str, str, str]:
    """What identifies a finding, wherever in its file it is."""
    return diagnostic.rule.name, diagnostic.finding.span.path, diagnostic.finding.message


def _config_faults(project: Project) -> Counter[tuple[str, str]]:
    """By page and file: how many configs a Runtime's parser refuses, and how many of their lines it skips."""
    faults: Counter[tuple[str, str]] = Counter()
    for runtime in project.runtimes:
        config = runtime.config
        if config.text is not None and not isinstance(config.reading, Unknown):
            refused = config.reading.refusal is not None
            faults[runtime.page.path, config.text.path] += refused + len(config.reading.skipped)
    return faults
