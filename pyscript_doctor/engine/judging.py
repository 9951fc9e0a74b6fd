"""What the rules say about one page, kept while the page and everything that they asked for stay the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from pyscript_doctor.engine.mentions import Mentions
from pyscript_doctor.engine.subjects import PROJECT, Visit, visits
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.queries.package_checks import unsettled_entries
from pyscript_doctor.records import NamedTuple, quick

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyscript_doctor.engine.finding import Finding
    from pyscript_doctor.engine.rule import Rule
    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.project import PageReading, Project
    from pyscript_doctor.project.runtime.package_answers import PackageAnswers
    from pyscript_doctor.sources.snapshot import Request


MOST_FINDINGS = 200
"""A rule reports at most so many findings at one visit."""


class Said(NamedTuple):
    """What a rule found at one visit, and what it needed to know but could not: "" if there was nothing."""

    rule: Rule
    visit: Visit
    findings: tuple[Finding, ...]
    unknown: str = ""


class _Task(NamedTuple):
    order: int
    rule: Rule
    visit: Visit


@dataclass(eq=False, repr=False)
class Judgement:
    """The rules at work on one page, or on the project as a whole if `reading` is None.

    A rule that asks for something that is not there yet runs again when it is there, until nothing is `open`.
    open_checks: the packages that only the Python index knows about, if nobody asked it or it did not say.
    """

    reading: PageReading | None
    rules: tuple[Rule, ...]
    open: list[_Task] | None = None
    open_checks: frozenset[Span] = frozenset()
    _done: dict[int, Said] = field(default_factory=dict)
    _answers: PackageAnswers | None = None
    _others: tuple[PageReading, ...] | None = None

    @property
    def is_open(self) -> bool:
        """Whether a rule must still run."""
        return self.open is None or bool(self.open)

    def work(self, project: Project) -> set[Request]:
        """Runs the rules that are open; returns what they still ask for."""
        reader = self.reading.reader if self.reading else project.reader
        project = replace(project, reader=reader)
        tasks, self.open = self._tasks(project) if self.open is None else self.open, []
        wanted: set[Request] = set()
        for task in tasks:
            reader.wanted.clear()
            said = _said(task, project)
            if said:
                self._done[task.order] = said
            else:
                self._done.pop(task.order, None)  # what it said before something was there
            if reader.wanted:
                self.open.append(task)
                wanted |= reader.wanted
        runtimes = self.reading.runtimes if self.reading else ()
        self.open_checks = frozenset(span for runtime in runtimes for span in unsettled_entries(project, runtime))
        self._answers = project.answers
        self._others = tuple(project.readings.values()) if reader.sees_all else None
        return wanted

    def holds_for(self, reading: PageReading, project: Project) -> bool:
        """Whether the result would be the same for a page of a project, if its reader is current."""
        if self.is_open or self.reading is not reading or self._answers != project.answers:
            return False
        return self._others is None or _same(self._others, tuple(project.readings.values()))

    @property
    def said(self) -> Iterable[Said]:
        """What the rules said that had something to say, in their order."""
        return [self._done[order] for order in sorted(self._done)]

    @cached_property
    def skips(self) -> Counter[tuple[str, str]]:
        """How often each rule could not decide, and why."""
        return Counter((each.rule.name, each.unknown) for each in self.said if each.unknown)

    def _tasks(self, project: Project) -> list[_Task]:
        visited: dict[object, Iterable[Visit]] = {}
        found: list[_Task] = []
        for rule in self._rules_with_a_say():
            who = (rule.subject, rule.legacy, rule.interpreter)
            if who not in visited:
                visited[who] = tuple(self._visits(rule, project))
            for visit in visited[who]:
                found.append(quick(_Task, (len(found), rule, visit)))
        return found

    def _rules_with_a_say(self) -> Iterator[Rule]:
        """The rules, without those that need words that the page does not say."""
        mentions = Mentions(self.reading) if self.reading else None
        return (rule for rule in self.rules if not (mentions and rule.mentions) or mentions.may_have(rule.mentions))

    def _visits(self, rule: Rule, project: Project) -> Iterable[Visit]:
        if self.reading is not None:
            return visits(self.reading, rule.subjects, rule.legacy, rule.interpreter)
        is_asked = PROJECT in rule.subjects
        return (Visit(project, (), project.pages),) if is_asked else ()


def _said(task: _Task, project: Project) -> Said | None:
    arguments = (task.visit.subject, project) if task.rule.wants_project else (task.visit.subject,)
    findings: list[Finding] = []
    unknown = ""
    try:
        findings.extend(islice(task.rule.check(*arguments), MOST_FINDINGS))
    except Unknown as reason:
        unknown = reason.reason
    return Said(task.rule, task.visit, tuple(findings), unknown) if findings or unknown else None


def _same(ones: tuple[PageReading, ...], others: tuple[PageReading, ...]) -> bool:
    return len(ones) == len(others) and all(one is other for one, other in zip(ones, others, strict=True))
