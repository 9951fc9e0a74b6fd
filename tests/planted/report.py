"""docs/planted.md: what the doctor finds of the faults that Chromium saw fail."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from tests.browser.runtimes import ROOT, manifest
from tests.planted.record import FAILS, LOOKS_OTHERWISE, NOT_REACHED, RUNS, planted
from tests.planted.verdicts import ELSEWHERE, EXACT, MISSED, told, verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.planted.bases import Base
    from tests.planted.faults import Fault
    from tests.planted.record import Record, Run
    from tests.planted.verdicts import Told

REPORT = ROOT / "docs" / "planted.md"
INTRODUCTION = """\
# Planted faults

`python -m tests.planted` takes pages that run well (examples that no rule flags, and fixtures), plants one small fault
in each, such as a misspelt name or an `await` left out, and runs them in Chromium on PyScript {release}.
`tests/planted/record.json` keeps what Chromium did. This page compares it with what the doctor says.
"""
SUMMARY = """\
{fails} of {all} faults fail in Chromium. The doctor finds {exact} of them at their line ({percent}%), {elsewhere}
elsewhere, and misses {missed}."""
OTHERS = """\
Of the others, {other} show or print something else, {same} change nothing that you can see, and {dead} are in code
that does not run. If the page runs as before, the doctor must not speak of an error."""


def judged(record: Record, bases: list[Base]) -> Iterator[tuple[Base, Fault, Run, Told, str]]:
    """Each recorded fault that can still be planted, with what the doctor says."""
    for key, base, fault in planted(bases):
        run = record.runs.get(key)
        if run is not None:
            said = told(fault.plant(base.files))
            yield base, fault, run, said, verdict(base, fault, said)


def render(record: Record, bases: list[Base]) -> str:
    """The report as Markdown."""
    outcomes: Counter[str] = Counter()
    table: dict[str, Counter[str]] = defaultdict(Counter)
    left: dict[str, Counter[str]] = defaultdict(Counter)
    for _, fault, run, _, verdict_of in judged(record, bases):
        outcomes[run.outcome] += 1
        table[fault.operator][verdict_of if run.outcome == FAILS else RUNS] += 1
        if run.outcome == FAILS and verdict_of == MISSED:
            left[run.missed][fault.operator] += 1
    fails = outcomes[FAILS]
    found = Counter({name: sum(row[name] for row in table.values()) for name in (EXACT, ELSEWHERE, MISSED)})
    lines = [
        INTRODUCTION.format(release=manifest().newest),
        SUMMARY.format(
            fails=fails,
            all=outcomes.total(),
            exact=found[EXACT],
            percent=round(100 * found[EXACT] / max(1, fails)),
            elsewhere=found[ELSEWHERE],
            missed=found[MISSED],
        ),
        "",
        OTHERS.format(other=outcomes[LOOKS_OTHERWISE], same=outcomes[RUNS], dead=outcomes[NOT_REACHED]),
        "",
        "| fault | fail | at their line | elsewhere | missed | do not fail |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for operator, row in sorted(table.items()):
        failing = row[EXACT] + row[ELSEWHERE] + row[MISSED]
        cells = [operator.replace("-", " "), failing, row[EXACT], row[ELSEWHERE], row[MISSED], row[RUNS]]
        lines.append(f"| {' | '.join(str(cell or '') for cell in cells)} |")
    lines += ["", "## What is missed, and why", ""]
    for reason, operators in sorted(left.items(), key=lambda each: -each[1].total()):
        kinds = ", ".join(operator.replace("-", " ") for operator in sorted(operators))
        lines.append(f"- {operators.total()}: {reason or 'not looked at yet'} ({kinds})")
    return "\n".join(lines) + "\n"
