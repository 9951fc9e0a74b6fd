"""Write the report of the record: rule by rule and release by release, what the browser did and the doctor said."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyscript_doctor.engine.loader import rules
from tests.browser.proof import AS_SAID, BROKE, RAN, Record, all_examples, fixed_tasks, tasks
from tests.browser.runtimes import RULES, manifest
from tests.browser.verdicts import FLAGGED, SILENT, verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.browser.proof import Task
    from tests.rule_pages import Example

NOT_CLAIMED, NOT_RUN, CONTRADICTED = "–", "·", "✗"
INTERPRETERS = {"pyodide": "Pyodide", "@micropython/micropython-webassembly-pyscript": "MicroPython"}


@dataclass(slots=True)
class Cell:
    """The examples of one rule that claim one release.

    proven: the browser did as the page says, and the doctor says the same. contradicted: the browser did otherwise.
    disagreeing: the doctor says otherwise. waiting: not run yet.
    """

    proven: int = 0
    contradicted: int = 0
    disagreeing: int = 0
    waiting: int = 0

    def __str__(self) -> str:
        if self.contradicted or self.disagreeing:
            return f"{CONTRADICTED} {self.contradicted + self.disagreeing}"
        if self.proven:
            return f"{self.proven}{NOT_RUN if self.waiting else ''}"
        return NOT_RUN if self.waiting else NOT_CLAIMED


@dataclass(slots=True)
class Change:
    """One example on the releases that it is not about. foretold: the doctor's verdict is the browser's there too."""

    rule: str
    title: str
    flagged: bool
    foretold: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)


def render(record: Record) -> str:
    """The report as Markdown."""
    cells: dict[tuple[str, str], Cell] = {}
    changes: dict[tuple[str, int], Change] = {}
    for task in tasks():
        if task.claimed:
            _count(cells.setdefault((task.rule, task.release), Cell()), task, record)
        else:
            change = changes.setdefault(
                (task.rule, task.example.line), Change(task.rule, task.example.title, task.example.flagged)
            )
            _compare(change, task, record)
    lines = [*_introduction(record, cells), *_releases(), *_tables(cells)]
    lines += [*_changes(changes.values()), *_unprovable()]
    return "\n".join(lines) + "\n"


def _count(cell: Cell, task: Task, record: Record) -> None:
    seen = record.runs.get(task.key)
    if seen is None:
        cell.waiting += 1
    elif seen != AS_SAID:
        cell.contradicted += 1
    elif (verdict(task.rule, task.example, task.release) == FLAGGED) != task.example.flagged:
        cell.disagreeing += 1
    else:
        cell.proven += 1


def _compare(change: Change, task: Task, record: Record) -> None:
    seen = record.runs.get(task.key)
    if seen not in (BROKE, RAN):
        return
    speaks = verdict(task.rule, task.example, task.release) != SILENT
    if speaks == (seen == BROKE):
        change.foretold.append(task.release)
    else:
        (change.alarms if speaks else change.missed).append(task.release)


def _introduction(record: Record, cells: dict[tuple[str, str], Cell]) -> Iterator[str]:
    counts = Counter[str]()
    for cell in cells.values():
        counts.update(
            proven=cell.proven, contradicted=cell.contradicted, disagreeing=cell.disagreeing, waiting=cell.waiting
        )
    yield "# Proof"
    yield ""
    yield "Every rule's page has examples: pages that the rule flags, and pages that look alike and that it leaves"
    yield "alone. They run in a real browser on real releases of PyScript. What is flagged must fail with the error"
    yield "that the page names, the rest must run to its end without one, and the doctor must say so of the same files."
    yield ""
    yield "[Planted faults](planted.md) says what the doctor finds of slips that nobody wrote an example for."
    yield ""
    yield f"Made by `python -m tests.browser.proof`; last run on {record.date or 'no day yet'}"
    yield f"in {record.chromium or 'no browser yet'}."
    yield ""
    yield f"- {len(rules())} rules, {sum(map(len, all_examples().values()))} examples,"
    yield f"  {len(manifest().releases)} releases; {len(record.runs)} runs in the browser are recorded."
    yield f"- {counts['proven']} runs went as the rule's page says, and the doctor said the same."
    yield f"- {counts['contradicted']} contradict the page; in {counts['disagreeing']} the doctor says otherwise."
    yield f"- {counts['waiting']} have not been run since the example was last changed."
    fixes = [record.runs.get(task.key) for task in fixed_tasks()]
    yield f"- {fixes.count(AS_SAID)} of the {len(fixes)} examples that their rule's fix changes ran well after it."
    yield ""


def _releases() -> Iterator[str]:
    yield "## Releases"
    yield ""
    yield "| PyScript | `@pyscript/core` | Pyodide | MicroPython |"
    yield "| --- | --- | --- | --- |"
    for release, packages in manifest().releases.items():
        versions = " | ".join(packages[name] for name in INTERPRETERS)
        yield f"| {release} | {packages['@pyscript/core']} | {versions} |"
    yield ""


def _tables(cells: dict[tuple[str, str], Cell]) -> Iterator[str]:
    releases = list(manifest().releases)
    yield "## Rules"
    yield ""
    yield "A number counts the examples that claim the release and were proven on it, those that must fail and those"
    yield f"that must run taken together. `{NOT_CLAIMED}`: no example claims the release. `{NOT_RUN}`: not all were run"
    yield f"yet. `{CONTRADICTED}`: the browser contradicts so many."
    for section in dict.fromkeys(rule.page.partition("/")[0] for rule in rules()):
        yield ""
        yield f"### {section}"
        yield ""
        yield f"| rule | {' | '.join(releases)} |"
        yield f"| --- |{' ---: |' * len(releases)}"
        for rule in rules():
            if rule.page.partition("/")[0] == section:
                row = " | ".join(str(cells.get((rule.name, release), Cell())) for release in releases)
                yield f"| [{rule.name}](../rules/{rule.page}) | {row} |"
    yield ""


def _changes(changes: Iterable[Change]) -> Iterator[str]:
    yield "## Where releases differ"
    yield ""
    yield "Examples that hold for some releases only were run on the others too: there the doctor must speak where the"
    yield "page breaks, and be silent where it runs."
    yield ""
    yield "| rule | example | foretold on | breaks, unforetold | runs, warned of |"
    yield "| --- | --- | --- | --- | --- |"
    for change in changes:
        if change.foretold or change.missed or change.alarms:
            columns = (" ".join(each) or NOT_CLAIMED for each in (change.foretold, change.missed, change.alarms))
            yield f"| {change.rule} | {_plain(change.title)} | {' | '.join(columns)} |"
    yield ""


def _unprovable() -> Iterator[str]:
    yield "## What no browser can prove"
    yield ""
    for page, found in all_examples().items():
        for example in found:
            if example.proof:
                link = f"[{page.stem.replace('_', '-')}](../{page.relative_to(RULES.parent).as_posix()})"
                yield f"- {link}, “{_plain(example.title)}”: {_reason(example)}."


def _reason(example: Example) -> str:
    return (example.proof or "").rstrip(".")


def _plain(title: str) -> str:
    return title.replace("|", "\\|")
