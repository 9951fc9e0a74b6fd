"""What the expressions of one file come to, under each Runtime that runs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyscript_doctor.engine.share import runtime_label
from pyscript_doctor.project.program.evaluated import evaluated
from pyscript_doctor.project.unknown import Unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyscript_doctor.engine.finding import RuntimeLabel
    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.project import Project


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an expression comes to in some Runtimes. reason: why that is unknown, "" if it is known."""

    value: str
    reason: str
    runtimes: tuple[RuntimeLabel, ...]


@dataclass(frozen=True, slots=True)
class ValueRecord:
    """An expression, as it is written, and its outcomes: only one, if it is the same everywhere."""

    span: Span
    text: str
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class FileValues:
    """The expressions of one file. runtimes: those that load it; empty if no page uses the file."""

    path: str
    runtimes: tuple[RuntimeLabel, ...]
    values: tuple[ValueRecord, ...]
    sources: Mapping[str, str]


def values_of(project: Project, path: str, prefix: str) -> FileValues:
    """What each expression of a file of the project comes to."""
    labels: list[RuntimeLabel] = []
    found: dict[tuple[int, int], tuple[Span, str, dict[tuple[str, str], list[RuntimeLabel]]]] = {}
    for runtime in project.runtimes:
        values = evaluated(runtime.program, path)
        if values is None:
            continue
        label = runtime_label(runtime)
        label = label._replace(page=prefix + label.page)
        labels.append(label)
        for each in values:
            _, _, outcomes = found.setdefault((each.span.start, each.span.end), (each.span, each.text, {}))
            outcomes.setdefault((each.value, each.reason), []).append(label)
    text = project.reader.shown(path)
    shown = prefix + path
    return FileValues(
        shown,
        tuple(dict.fromkeys(labels)),
        tuple(
            ValueRecord(
                span._replace(path=shown),
                text_of,
                tuple(Outcome(*outcome, tuple(dict.fromkeys(by))) for outcome, by in outcomes.items()),
            )
            for _, (span, text_of, outcomes) in sorted(found.items())
        ),
        {} if isinstance(text, Unknown) else {shown: text.value},
    )
