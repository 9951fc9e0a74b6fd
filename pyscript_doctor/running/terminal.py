"""What happens on the pages, for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.explain.answer import Explained
from pyscript_doctor.reporters.explain.explanation import explanation_lines
from pyscript_doctor.reporters.terminal.styled import EMPTY, Line, Role, Segment, line
from pyscript_doctor.reporters.terminal.visible import visible
from pyscript_doctor.reporters.terminal.wrap import wrap
from pyscript_doctor.reporters.text.diagnostic import diagnostic_lines
from pyscript_doctor.reporters.text.wording import counted, listed
from pyscript_doctor.running.verdict import certain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pyscript_doctor.reporters.positions import Positions
    from pyscript_doctor.running.verdict import Seen, Verdict
    from pyscript_doctor.running.visit import Visit

MOST_LINES_OF_UNKNOWN = 12
MOST_NOT_SEEN = 5


def seen_lines(seen: Seen, page: str, positions: Positions, columns: int) -> Iterator[Line]:
    """One error that the browser showed."""
    if seen.diagnostic:
        yield _head("confirmed", Role.ERROR, page, "the browser shows what the doctor foresaw")
        yield from diagnostic_lines(certain(seen.diagnostic), positions, columns)
        if seen.others:
            places = [positions.place(each.finding.span) for each in seen.others]
            yield line(f"   = or: it comes from {listed(places, 3)}")
    elif seen.explanation:
        yield _head("unforeseen", Role.WARNING, page, "the doctor knows this error, but did not expect it here")
        yield from explanation_lines(Explained(seen.explanation, seen.spans), positions, columns, checked=True)
    else:
        yield _head("unforeseen", Role.WARNING, page, "the doctor does not know this error")
        for said in seen.said.split("\n")[-MOST_LINES_OF_UNKNOWN:]:
            yield from (line("  ", part) for part in wrap(said, columns - 2))
        for span in seen.spans[:1]:
            yield line("  --> ", Segment(positions.place(span), Role.PLACE))
    yield EMPTY


def visit_line(visit: Visit) -> Line:
    """What a page loaded, and how long it took."""
    isolated = "yes" if visit.isolated else "no"
    facts = [
        str(visit.loaded) or "no PyScript was loaded",
        f"cross-origin isolated: {isolated}",
    ]
    for name, text in (("py:ready", "Pyodide ready"), ("mpy:ready", "MicroPython ready")):
        if name in visit.times:
            facts.append(f"{text} after {_seconds(visit.times[name])}")
    done = max((time for name, time in visit.times.items() if name.endswith("done")), default=None)
    if done is not None:
        facts.append(f"done after {_seconds(done)}")
    return line(Segment(visible(visit.path or visit.url_path), Role.PLACE), f": {'; '.join(facts)}")


def outcome_lines(verdict: Verdict, visit: Visit) -> Iterator[Line]:
    """What became of the findings about a page, after it came to rest."""
    if not verdict.seen:
        so_far = "" if visit.is_done or not str(visit.loaded) else " so far, but Python did not say that it is done"
        good = Segment("no error was seen", Role.GOOD)
        yield line(Segment(visible(verdict.page or visit.url_path), Role.PLACE), ": ", good, so_far)
    if verdict.not_seen:
        positions = verdict.positions
        places = (f"{each.rule.name} at {positions.place(each.finding.span)}" for each in verdict.not_seen)
        findings = counted(len(verdict.not_seen), "finding")
        told = listed(list(dict.fromkeys(places)), MOST_NOT_SEEN)
        yield line(Segment("not seen in this run", Role.FAINT), f": {findings} about {visible(verdict.page)}: {told}")


def new_in(verdict: Verdict, known: Collection[str]) -> Iterator[Seen]:
    """The errors of a verdict whose keys are not known yet."""
    return (seen for seen in verdict.seen if seen.key not in known)


def _head(word: str, role: Role, page: str, meaning: str) -> Line:
    return line(Segment(word, role), " on ", Segment(visible(page), Role.PLACE), f": {meaning}")


def _seconds(milliseconds: int) -> str:
    return f"{milliseconds / 1000:.1f} s"
