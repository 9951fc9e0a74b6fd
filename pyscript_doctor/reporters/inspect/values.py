"""What the expressions of a file come to, for a person and for other tools."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pyscript_doctor.reporters.positions import Positions
from pyscript_doctor.reporters.terminal.styled import Role, Segment, line, prose
from pyscript_doctor.reporters.terminal.visible import visible
from pyscript_doctor.reporters.text.wording import counted, where

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.inspection.values import FileValues, Outcome, ValueRecord
    from pyscript_doctor.reporters.terminal.styled import Line

VERSION = 1


def value_lines(file: FileValues) -> Iterator[Line]:
    """A line for each expression; where the Runtimes disagree, one for each value."""
    if not file.runtimes:
        yield line(*prose(f"No page runs Python of `{visible(file.path)}`."))
        return
    runs = dict.fromkeys(where(label) for label in file.runtimes)
    yield line(Segment(visible(file.path), Role.PLACE), f", {' and '.join(runs)}")
    positions = Positions(file.sources)
    for record in file.values:
        for outcome in record.outcomes:
            yield _line(record, outcome, positions, len(record.outcomes) > 1)
    yield line(f"{counted(len(file.values), 'expression')}, {_unknown(file)} unknown")


def _line(record: ValueRecord, outcome: Outcome, positions: Positions, tell: bool) -> Line:
    start = positions.start(record.span)
    place = Segment(f"{start.line}:{start.column}".rjust(7), Role.FAINT)
    value = Segment(visible(outcome.value), Role.WARNING if outcome.reason else Role.STRONG)
    reason = prose(f": {visible(outcome.reason)}") if outcome.reason else ()
    pages = dict.fromkeys(f"{where(label)} of {visible(label.page)}" for label in outcome.runtimes)
    told = Segment(f" ({', '.join(pages)})", Role.FAINT) if tell else ""
    return line(place, "  ", Segment(visible(record.text), Role.CODE), " = ", value, *reason, told)


def _unknown(file: FileValues) -> int:
    return sum(any(outcome.reason for outcome in record.outcomes) for record in file.values)


def values_to_json(file: FileValues) -> str:
    """The same as a JSON document in ASCII; `reason` is null where the value is known."""
    positions = Positions(file.sources)
    document = {
        "version": VERSION,
        "path": file.path,
        "runtimes": [label._asdict() for label in file.runtimes],
        "values": [
            {
                "start": positions.start(record.span)._asdict(),
                "end": positions.end(record.span)._asdict(),
                "expression": record.text,
                "outcomes": [
                    {
                        "value": outcome.value,
                        "reason": outcome.reason or None,
                        "runtimes": [label._asdict() for label in outcome.runtimes],
                    }
                    for outcome in record.outcomes
                ],
            }
            for record in file.values
        ],
    }
    return json.dumps(document, indent=2)
