"""An answer to a text: its errors, and the lines of a project that they came from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pyscript_doctor.explain.place import NUMBERS_ARE_THE_USERS, spans_of
from pyscript_doctor.explain.recognise import Explanation, Recognised, recognise
from pyscript_doctor.project.unknown import Unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyscript_doctor.explain.log import Log
    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.project import Project


@dataclass(frozen=True)
class Explained:
    """An error that was recognised. spans: the lines of the project that it can have come from."""

    explanation: Explanation
    spans: tuple[Span, ...] = ()

    @property
    def counts_other_lines(self) -> bool:
        """Whether the numbers of its lines may count Python that is PyScript's own."""
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


def has_lines_of_the_user(answer: Answer) -> bool:
    """Whether a project could tell more."""
    tracebacks = (each.explanation.traceback for each in answer.explained)
    return any(traceback and traceback.place for traceback in tracebacks)


def placed(answer: Answer, project: Project, prefix: str) -> Answer:
    """The answer with the lines of a project, whose paths a prefix leads to."""
    found = [spans_of(each.explanation, project) for each in answer.explained]
    sources = {prefix + path: text for path, text in _sources(project, found).items()}
    explained = (
        replace(each, spans=(*each.spans, *(replace(span, path=prefix + span.path) for span in spans)))
        for each, spans in zip(answer.explained, found, strict=True)
    )
    return replace(answer, explained=tuple(explained), sources={**answer.sources, **sources})


def _sources(project: Project, found: Iterable[list[Span]]) -> dict[str, str]:
    sources = {}
    for path in {span.path for spans in found for span in spans}:
        text = project.reader.shown(path)
        if not isinstance(text, Unknown):
            sources[path] = text.value
    return sources
