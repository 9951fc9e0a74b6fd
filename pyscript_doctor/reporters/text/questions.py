"""What a person can tell the doctor, asked once for all findings that depend on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.reporters.terminal.styled import EMPTY, Line, Role, Segment, line, prose
from pyscript_doctor.reporters.terminal.wrap import wrap
from pyscript_doctor.reporters.text.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyscript_doctor.engine.questions import Question


def question_lines(questions: Iterable[Question], columns: int) -> Iterator[Line]:
    """Each question with the setting that answers it."""
    for question in questions:
        yield from (line(*prose(part)) for part in wrap(_asked(question), columns))
        yield EMPTY
        yield line(Segment(f"    {question.setting}", Role.CODE))
        yield EMPTY


def asked_for_several(questions: Iterable[Question]) -> frozenset[str]:
    """The circumstances that are a question about several findings."""
    return frozenset(each.circumstance for each in questions if each.findings > 1)


def _asked(question: Question) -> str:
    depend = "depends" if question.findings == 1 else "depend"
    return (
        f"{counted(question.findings, 'finding')} {depend} on something that the doctor can't see. "
        f"If {question.circumstance}, say so in your settings "
        "(`pyscript-doctor.toml`, or `[tool.pyscript-doctor]` of `pyproject.toml`):"
    )
