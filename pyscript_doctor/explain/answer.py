"""An answer to a text: its errors, and the lines of a project that they came from."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from pyscript_doctor.explain.failing_line import NUMBERS_ARE_THE_USERS, spans_of
from pyscript_doctor.explain.recognise import Explanation, Recognised, recognise
from pyscript_doctor.project.unknown import Unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyscript_doctor.engine.finding import Finding
    from pyscript_doctor.engine.report import Report
    from pyscript_doctor.engine.session import Session
    from pyscript_doctor.explain.log import Log
    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.project import Project


@dataclass(frozen=True)
class Foreseen:
    """What `check` finds in the project that can be the cause: a rule and its place."""

    rule: str
    span: Span


@dataclass(frozen=True)
class Explained:
    """An error that was recognised. spans: the lines of the project that it can have come from."""

    explanation: Explanation
    spans: tuple[Span, ...] = ()
    foreseen: tuple[Foreseen, ...] = ()

    @property
    def counts_other_lines(self) -> bool:
        """Whether the numbers of its lines may also count Python of PyScript's own."""
        return any(release.number < NUMBERS_ARE_THE_USERS for release in self.explanation.speaker.releases)


@dataclass(frozen=True)
class Answer:
    """What a text came to. text: its first line. sources: the files of the spans."""

    text: str
    recognised: Recognised
    explained: tuple[Explained, ...]
    sources: Mapping[str, str]

    @property
    def known(self) -> bool:
        """Whether any error was recognised."""
        return bool(self.explained)


def answer_to(log: Log) -> Answer:
    """The answer to a log, without a project."""
    recognised = recognise(log)
    first = log.lines[0].text if log.lines else ""
    return Answer(first, recognised, tuple(map(Explained, recognised.explanations)), {})


def placed(answer: Answer, session: Session, prefix: str) -> Answer:
    """The answer with the lines of a project, whose paths a prefix leads to, and what `check` finds there."""
    found = session.ask(lambda project: [spans_of(each.explanation, project) for each in answer.explained])
    sources = {prefix + path: text for path, text in sources_of(session.project(), chain.from_iterable(found)).items()}
    report = _report(answer, session, prefix)
    explained = (
        replace(
            each,
            spans=(*each.spans, *(span._replace(path=prefix + span.path) for span in spans)),
            foreseen=(*each.foreseen, *_foreseen(each.explanation, report)),
        )
        for each, spans in zip(answer.explained, found, strict=True)
    )
    return replace(answer, explained=tuple(explained), sources={**answer.sources, **report.sources, **sources})


def _report(answer: Answer, session: Session, prefix: str) -> Report:
    """What the rules that the answer names find in the project."""
    from pyscript_doctor.engine.report import prefixed
    from pyscript_doctor.settings import Settings

    rules = frozenset(rule for each in answer.explained for rule in each.explanation.entry.rules)
    return prefixed(session.under(Settings(select=rules or frozenset({"no-rule"}))).check(), prefix)


def _foreseen(explanation: Explanation, report: Report) -> list[Foreseen]:
    """What the rules of an entry find; if the error names something, only findings that name it too."""
    rules = explanation.entry.rules
    found = [each for each in report.diagnostics if each.rule.name in rules and tells_of(each.finding, explanation)]
    found.sort(key=lambda each: rules.index(each.rule.name))
    return [Foreseen(each.rule.name, each.finding.span) for each in found]


def tells_of(finding: Finding, explanation: Explanation) -> bool:
    """Whether a finding mentions what an error names; True if it names nothing."""
    named = explanation.named
    if not named:
        return True
    words = [named.rstrip("/").rpartition("/")[2]] if "/" in named else re.findall(r"[\w.-]{2,}", named)
    said = f"{finding.message} {finding.label} {finding.help} {finding.console}"
    return any(word in said for word in words)


def sources_of(project: Project, spans: Iterable[Span]) -> dict[str, str]:
    """The texts of the files that places are in, as far as they can be read."""
    sources = {}
    for path in {span.path for span in spans}:
        text = project.reader.shown(path)
        if not isinstance(text, Unknown):
            sources[path] = text.value
    return sources
