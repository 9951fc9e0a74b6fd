"""Writes comments that tell the doctor to ignore what it finds, and nothing else."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyscript_doctor.engine.applying import Change, anywhere
from pyscript_doctor.engine.chosen import is_excluded
from pyscript_doctor.engine.comment_places import CommentPlace, comment_place
from pyscript_doctor.engine.editing import edited
from pyscript_doctor.engine.suppression import OWN_SECTION, suppressions_of
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.sources.searching import is_searched
from pyscript_doctor.sources.snapshot import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from pyscript_doctor.engine.finding import Diagnostic
    from pyscript_doctor.engine.report import Report
    from pyscript_doctor.engine.session import Session
    from pyscript_doctor.parsers.text import Edit

NUMBER = lazy_pattern(r"\d+")
UNWRITTEN = "this file is not written"
OWN = "it is about such a comment: change that"
NO_HELP = "a comment does not reach it, or would change something else"


@dataclass(frozen=True, slots=True)
class Left:
    """A finding that no comment was written for, and why."""

    diagnostic: Diagnostic
    why: str


@dataclass(frozen=True, slots=True)
class Ignoring:
    """The result: the changed files by path, how many findings are ignored now, and which are not.

    report: the one that the findings which are left come from.
    """

    changes: Mapping[str, Change]
    ignored: int
    left: tuple[Left, ...]
    report: Report


@dataclass(frozen=True, slots=True)
class _Comment:
    """A comment to write, and the findings that it is about."""

    edit: Edit
    diagnostics: tuple[Diagnostic, ...]


def add_ignores(
    session: Session,
    report: Report,
    wanted: Collection[Diagnostic],
    reason: str = "",
    may_write: Callable[[str], bool] = anywhere,
) -> Ignoring:
    """Writes comments for these findings of a report, only in the session: no file changes.

    A comment counts only if its findings are gone after it and nothing else is found.
    """
    return _Ignoring(session, report, reason, may_write).run(wanted)


@dataclass
class _Ignoring:
    session: Session
    report: Report
    reason: str
    may_write: Callable[[str], bool]
    left: list[Left] = field(default_factory=list)
    base: dict[str, bytes] = field(default_factory=dict)
    before: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def run(self, wanted: Collection[Diagnostic]) -> Ignoring:
        comments = self.comments(wanted)
        self.base = {path: self.session.snapshot.resources[path].content for path in _paths(comments)}
        self.before = self.found()
        kept = self.kept([], comments)
        changes = {path: Change(self.base[path], content) for path, content in (self.contents(kept) or {}).items()}
        ignored = sum(len(comment.diagnostics) for comment in kept)
        return Ignoring(changes, ignored, tuple(self.left), self.report)

    def comments(self, wanted: Iterable[Diagnostic]) -> list[_Comment]:
        """What to write where: one comment for all findings of a place."""
        project = self.session.project()
        there = suppressions_of(project, {each.finding.span.path for each in wanted})
        by_place: dict[CommentPlace, list[Diagnostic]] = {}
        for each in wanted:
            place = self.refusal(each) or comment_place(each.finding.span, project, there)
            if isinstance(place, str):
                self.left.append(Left(each, place))
            else:
                by_place.setdefault(place, []).append(each)
        return [
            _Comment(place.edit((each.rule.name for each in found), self.reason), tuple(found))
            for place, found in by_place.items()
        ]

    def refusal(self, diagnostic: Diagnostic) -> str:
        """Why no comment can be written for a finding, wherever it is; "" if one can."""
        path, snapshot = diagnostic.finding.span.path, self.session.snapshot
        if diagnostic.rule.section == OWN_SECTION:
            return OWN
        resource = snapshot.resources.get(path)
        found = resource is not None and resource.status is Status.FOUND and snapshot.lists(path)
        own = found and is_searched(path) and not is_excluded(path, self.session.settings)
        return "" if own and self.may_write(path) else UNWRITTEN

    def kept(self, kept: Sequence[_Comment], candidates: Sequence[_Comment]) -> list[_Comment]:
        """The comments that do what they are for, besides those that are kept already."""
        if not candidates or self.holds([*kept, *candidates]):
            return [*kept, *candidates]
        if len(candidates) == 1:
            self.left += (Left(each, NO_HELP) for each in candidates[0].diagnostics)
            return list(kept)
        half = len(candidates) // 2
        return self.kept(self.kept(kept, candidates[:half]), candidates[half:])

    def holds(self, comments: Sequence[_Comment]) -> bool:
        """Whether these comments make their findings go away, and nothing else is found."""
        contents = self.contents(comments)
        if contents is None:
            return False
        for path, content in contents.items():
            self.session.change(path, content)
        after = self.found()
        for path in contents:
            self.session.change(path, self.base[path])
        gone = Counter(_key(each) for comment in comments for each in comment.diagnostics)
        return after <= self.before and all(after[key] <= self.before[key] - count for key, count in gone.items())

    def found(self) -> Counter[tuple[str, str, str]]:
        """What the user's rules and those that run by default find, wherever in its file it is."""
        own = self.session.check()
        usual = self.session.under(self.session.settings.by_default()).check()
        of_own = Counter(map(_key, own.diagnostics))
        return of_own | Counter(map(_key, usual.diagnostics))

    def contents(self, comments: Iterable[_Comment]) -> dict[str, bytes] | None:
        """The files with these comments; None if one of them cannot be written."""
        edits: dict[str, list[Edit]] = {}
        for comment in comments:
            edits.setdefault(comment.edit.path, []).append(comment.edit)
        contents = {}
        for path, own in edits.items():
            shown = self.report.sources.get(path)
            content = None if shown is None else edited(self.base[path], shown, own)
            if content is None:
                return None
            contents[path] = content
        return contents


def _paths(comments: Iterable[_Comment]) -> frozenset[str]:
    return frozenset(comment.edit.path for comment in comments)


def _key(diagnostic: Diagnostic) -> tuple[str, str, str]:
    """What identifies a finding, wherever in its file it is: added lines change the numbers that a message may name."""
    return diagnostic.rule.name, diagnostic.finding.span.path, NUMBER.sub("#", diagnostic.finding.message)
