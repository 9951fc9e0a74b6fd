"""What the doctor asks: things that it cannot see and that a setting can tell it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyscript_doctor.engine.finding import Diagnostic


@dataclass(frozen=True, slots=True)
class Question:
    """One such thing, the line of the settings that says that it is so, and how many findings depend on it."""

    circumstance: str
    setting: str
    findings: int


def questions_of(diagnostics: Iterable[Diagnostic]) -> tuple[Question, ...]:
    """Each question once, those that most findings depend on first."""
    asked = Counter((each.finding.unless, each.finding.setting) for each in diagnostics if each.finding.setting)
    return tuple(Question(circumstance, setting, count) for (circumstance, setting), count in asked.most_common())
