"""The table of rules is up to date, and leaves no heading of PyScript's FAQ out."""

from __future__ import annotations

import json
from pathlib import Path

from pyscript_doctor.engine.loader import rules
from tests.in_one_test import in_one_test
from tests.rules_table import COMMAND, MACHINE_TABLE, PAGE, Heading, headings, machine_table, table

TESTS = Path(__file__).parent
DOCUMENTATION = json.loads((TESTS / "documentation.json").read_text(encoding="utf-8"))
FORMER_FAQ = json.loads((TESTS / "explain" / "faq.json").read_text(encoding="utf-8"))
EVERY = [*headings("today"), *headings("in_2025")]


def test_the_table_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == table(), f"run `{COMMAND}`"


def test_the_table_that_the_doctor_reads_is_up_to_date() -> None:
    assert MACHINE_TABLE.read_text(encoding="utf-8") == machine_table(), f"run `{COMMAND}`"


def test_the_headings_are_those_of_the_faq() -> None:
    assert [heading.anchor for heading in headings("today")] == DOCUMENTATION["faq"]
    assert [heading.anchor for heading in headings("in_2025")] == FORMER_FAQ["headings"]


@in_one_test(EVERY, lambda heading: heading.anchor)
def test_every_heading_has_a_rule_or_an_explanation(heading: Heading) -> None:
    assert heading.covering.rules or heading.covering.entries
    assert heading.covering.level > 2 or heading.level <= 2, "only what the whole FAQ says covers it"


def test_there_are_at_least_a_hundred_rules() -> None:
    assert len(rules()) >= 100
