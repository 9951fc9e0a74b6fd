"""What the errors of a log mean, for a person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

from pyscript_doctor.engine.rule import FAQ, GUIDE
from pyscript_doctor.reporters.explain.speakers import said_by, written_by
from pyscript_doctor.reporters.terminal.styled import EMPTY, Line, Role, Segment, line, prose
from pyscript_doctor.reporters.terminal.visible import visible
from pyscript_doctor.reporters.terminal.wrap import one_line, wrap
from pyscript_doctor.reporters.text.excerpt import Mark, excerpt, gutter, last_line, view
from pyscript_doctor.reporters.text.notes import note
from pyscript_doctor.reporters.text.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyscript_doctor.explain.answer import Answer, Explained
    from pyscript_doctor.explain.known_errors import KnownError
    from pyscript_doctor.explain.traceback import Frame
    from pyscript_doctor.reporters.positions import Positions

MOST_EXPLANATIONS = 30
LONGEST_MESSAGE = 400
MOST_PLACES = 3
_DIGITS = 1

SEARCH = "https://github.com/search?type=issues&q=org%3Apyscript+"
DISCORD = "https://discord.gg/HxvBtukrg2"


def answer_lines(answer: Answer, positions: Positions, columns: int) -> Iterator[Line]:
    """Every error with what it means and what to do, then what was not recognised."""
    shown = answer.explained[:MOST_EXPLANATIONS]
    if len(answer.explained) > 1 or not answer.recognised.complete:
        yield from _overview(answer, columns)
    for explained in shown:
        yield from explanation_lines(explained, positions, columns)
        yield EMPTY
    hidden = len(answer.explained) - len(shown)
    if hidden:
        yield from _paragraph(f"{counted(hidden, 'more error')} like these are known too.", columns)
        yield EMPTY
    yield from _unknown(answer, columns)


def section_lines(
    anchor: str, known_errors: Sequence[KnownError], rules: Sequence[str], columns: int
) -> Iterator[Line]:
    """What a section of the FAQ is about; if that section is gone, where today's FAQ has it."""
    now = next((anchor for entry in known_errors if anchor in entry.faq), known_errors[0].faq[0])
    if now != anchor:
        yield from _paragraph(f"The FAQ has no section `#{anchor}` any more. What it said is here now:", columns)
    yield line(Segment(FAQ + now, Role.PLACE))
    yield EMPTY
    full = [entry for entry in known_errors if not entry.wordings] or known_errors[:1]
    for entry in full:
        yield from _paragraph(entry.filled(entry.meaning, {}), columns)
        yield EMPTY
        yield from note("do", entry.filled(entry.help, {}), _DIGITS, columns)
        yield EMPTY
    texts = [entry.wordings[0].sample for entry in known_errors if entry.wordings]
    if texts:
        yield from _paragraph("Errors that it is about:", columns, Role.STRONG)
        yield from (line("  ", Segment(view(text, 0, 1, columns - 2).text, Role.CODE)) for text in texts)
    if rules:
        yield from _paragraph("Rules that find them before the page runs:", columns, Role.STRONG)
        yield from (line("  ", part) for part in wrap(", ".join(rules), columns - 2))


def _overview(answer: Answer, columns: int) -> Iterator[Line]:
    if not answer.recognised.complete:
        yield from _paragraph("The log is very long, so only its start and its end were read.", columns)
    if len(answer.explained) > 1:
        by = written_by(answer.recognised.speaker)
        written = f", written by {by}" if by else ""
        overview = f"{len(answer.explained)} known errors{written}. The first is often the cause."
        yield from _paragraph(overview, columns)
    yield EMPTY


def explanation_lines(
    explained: Explained, positions: Positions, columns: int, *, checked: bool = False
) -> Iterator[Line]:
    """One error: its text, the user's line, what it means and what to do.

    checked: `check` has run, so nobody needs to hear which rules might have found it.
    """
    explanation = explained.explanation
    for part in wrap(explanation.message[:LONGEST_MESSAGE], columns):
        yield line(Segment(part, Role.ERROR))
    digits = _DIGITS
    if explained.spans and positions.knows(explained.spans[0].path):
        digits = len(str(last_line(explained.spans[0], positions.lines(explained.spans[0].path))))
        yield from _source(explained, positions, digits, columns)
    yield line(gutter(digits))
    for name, text in _notes(explained, positions):
        if checked and name == "found by":
            continue
        yield from note(name, text, digits, columns)


def _source(explained: Explained, positions: Positions, digits: int, columns: int) -> Iterator[Line]:
    span = explained.spans[0]
    lines = positions.lines(span.path)
    yield line(Segment(" " * digits + "--> ", Role.GUTTER), Segment(positions.place(span), Role.PLACE))
    yield line(gutter(digits))
    yield from excerpt([Mark(span, "", Role.ERROR, "^")], lines, digits, columns)


def _notes(explained: Explained, positions: Positions) -> Iterator[tuple[str, str]]:
    explanation = explained.explanation
    if explanation.count > 1:
        yield "seen", f"{explanation.count} times, first in line {explanation.line}"
    yield "said by", said_by(explanation)
    yield from _line_of_the_user(explained, positions)
    yield "means", explanation.meaning
    places = [f"{each.rule} at {positions.place(each.span)}" for each in explained.foreseen]
    yield from _advice(explanation.entry, explanation.help, places)


def _line_of_the_user(explained: Explained, positions: Positions) -> Iterator[tuple[str, str]]:
    traceback = explained.explanation.traceback
    frame = traceback.place if traceback else None
    if frame is None:
        return
    places = [positions.place(span) for span in explained.spans]
    if len(places) > 1:
        yield "your line", f"one of {listed(places, MOST_PLACES)}: {_where(frame)}"
    elif not places:
        old = explained.counts_other_lines
        more = "; PyScript before 2024.2.1 counts lines of its own before yours" if frame.inline and old else ""
        yield "your line", f"{_where(frame)}{more}"


def _where(frame: Frame) -> str:
    function = f", in `{visible(frame.function)}`" if frame.function and frame.function != "<module>" else ""
    if frame.inline:
        return f"line {frame.line} of a script of the page{function}, counted from the line below its tag"
    return f"line {frame.line} of `{visible(frame.file)}`{function}"


def _advice(entry: KnownError, text: str, places: Sequence[str]) -> Iterator[tuple[str, str]]:
    yield "do", text
    if places:
        yield "found by", f"`pyscript-doctor check`, in this project: {listed(places, MOST_PLACES)}"
    elif entry.rules:
        yield "found by", f"`pyscript-doctor check`, before the page runs: {listed(entry.rules, most=8)}"
    if entry.faq:
        yield "faq", FAQ + entry.faq[0]
    if entry.guide and not entry.faq:
        yield "guide", GUIDE + entry.guide


def _unknown(answer: Answer, columns: int) -> Iterator[Line]:
    if answer.explained and not answer.recognised.unknown:
        return
    unknown = answer.recognised.unknown
    if answer.explained:
        more = counted(answer.recognised.unknown_count, "other line")
        yield from _paragraph(f"Not known: {more} that may be about an error.", columns, Role.STRONG)
    else:
        yield from _paragraph("The doctor does not know this text.", columns, Role.STRONG)
    for text in unknown:
        yield from (line("  ", Segment(part, Role.CODE)) for part in wrap(text[:LONGEST_MESSAGE], columns - 2))
    words = search_words(next(iter(unknown), "") or answer.text)
    if words:
        yield from _paragraph(f"To see whether other people had this error: {SEARCH}{quote_plus(words)}", columns)
    yield from _paragraph(f"To ask people, go to {DISCORD} and show the whole text of the console.", columns)


def search_words(text: str) -> str:
    """The words of a message that others have met too: no names, numbers, paths and addresses."""
    text = re.sub(r"'[^']*'|\"[^\"]*\"|`[^`]*`|‘[^’]*’|“[^”]*”", " ", one_line(text[:LONGEST_MESSAGE]))
    words = [word.strip(".,:;()[]") for word in text.split()]
    return " ".join([word for word in words if re.fullmatch(r"[A-Za-z][A-Za-z'_-]+", word)][:10])


def _paragraph(text: str, columns: int, role: Role = Role.PLAIN) -> Iterator[Line]:
    for part in wrap(text, columns):
        yield line(*prose(part, role))
