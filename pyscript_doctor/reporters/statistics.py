"""How often each rule found something."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.engine.report import Report
    from pyscript_doctor.engine.rule import Rule


def statistics_lines(report: Report) -> Iterator[str]:
    """A line for each rule, the most frequent first; "fixable" where the doctor can fix every one of its findings."""
    counts = _counts(report)
    digits = max((len(str(count)) for _, count, _ in counts), default=0)
    for rule, count, fixable in counts:
        note = f", {fixable} fixable" if 0 < fixable < count else ", fixable" if fixable else ""
        yield f"{count:>{digits}}  {rule.name}: {rule.description.rstrip('.')}{note}"
    if not counts:
        yield "nothing wrong"


def statistics_to_json(report: Report) -> str:
    """The same as a JSON document."""
    rules = [{"rule": rule.name, "count": count, "fixable": fixable} for rule, count, fixable in _counts(report)]
    return json.dumps({"version": 1, "statistics": rules}, indent=2)


def _counts(report: Report) -> list[tuple[Rule, int, int]]:
    """Each rule with its findings and how many of them the doctor can fix."""
    rules = {each.rule.name: each.rule for each in report.diagnostics}
    found = Counter(each.rule.name for each in report.diagnostics)
    fixable = Counter(each.rule.name for each in report.diagnostics if each.finding.fix)
    return [
        (rules[name], count, fixable[name])
        for name, count in sorted(found.items(), key=lambda item: (-item[1], item[0]))
    ]
