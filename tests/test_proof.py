"""The report of what was proven in the browser is there, whole, and holds no contradiction."""

from __future__ import annotations

import re
from dataclasses import replace

from pyscript_doctor.engine.loader import rules
from tests.browser.proof import AS_SAID, BROKE, RAN, REPORT, fixed_tasks, load, tasks
from tests.browser.proof_report import CONTRADICTED
from tests.browser.runtimes import manifest


def rows() -> dict[str, list[str]]:
    """The cells of the report's row of each rule."""
    text = REPORT.read_text(encoding="utf-8")
    found = re.findall(r"^\| \[([a-z0-9-]+)\]\(\.\./rules/[^)]+\) \|(.*)\|$", text, re.MULTILINE)
    return {name: [cell.strip() for cell in cells.split("|")] for name, cells in found}


def test_the_report_has_a_row_for_every_rule_and_a_column_for_every_release() -> None:
    assert len(manifest().releases) >= 10
    assert set(rows()) == {rule.name for rule in rules()}
    assert {len(cells) for cells in rows().values()} == {len(manifest().releases)}


def test_the_report_holds_no_contradiction() -> None:
    assert [name for name, cells in rows().items() if any(CONTRADICTED in cell for cell in cells)] == []


def test_the_record_holds_no_contradiction() -> None:
    assert {key: seen for key, seen in load().runs.items() if seen not in {AS_SAID, BROKE, RAN}} == {}


def test_each_task_has_a_key_of_its_own() -> None:
    keys = [task.key for task in (*tasks(), *fixed_tasks())]
    assert len(keys) == len(set(keys))


def test_a_changed_example_is_run_again() -> None:
    """A record is found by what the run depended on."""
    task = tasks()[0]
    assert replace(task, example=replace(task.example, files={})).key != task.key
    assert replace(task, example=replace(task.example, title="other", line=0)).key == task.key


def test_what_a_fix_makes_of_an_example_is_another_run_than_the_example() -> None:
    fixed = fixed_tasks()[0]
    assert fixed.key != replace(fixed, fixed=False).key
    assert replace(fixed, example=replace(fixed.example, diff="other")).key != fixed.key
    assert replace(fixed, fixed=False, example=replace(fixed.example, diff="")).key == replace(fixed, fixed=False).key
