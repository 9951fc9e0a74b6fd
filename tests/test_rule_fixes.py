"""What each rule's fix makes of the flagged examples on its page."""

from __future__ import annotations

import inspect
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor import Files, Session
from pyscript_doctor.engine.loader import page_text, rules
from tests.rule_fixes import alone, as_flagged, difference, fixed, with_differences
from tests.rule_pages import Example, examples

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyscript_doctor import Finding
    from pyscript_doctor.engine.rule import Rule

FLAGGED = [(rule, each) for rule in rules() for each in examples(page_text(rule)) if each.flagged]
CASES = [pytest.param(rule, each, id=f"{rule.name}-{each.title}") for rule, each in FLAGGED]


def findings(files: Mapping[str, str], rule: Rule) -> list[Finding]:
    report = Session(Files(files), alone(rule.name)).check()
    return [each.finding for each in report.diagnostics if each.rule.name == rule.name]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_page_shows_what_the_fix_makes_of_its_examples(rule: Rule) -> None:
    page = page_text(rule)
    assert page == with_differences(page, rule.name), "write it anew: python -m tests.rule_fixes"


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_page_of_a_rule_without_fixes_says_why(rule: Rule) -> None:
    makes_none = "fix=" not in inspect.getsource(import_module(rule.module))
    assert makes_none == ("The doctor does not write this fix:" in page_text(rule))


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_fixed_example_is_not_flagged_and_stays_as_it_is(rule: Rule, example: Example) -> None:
    files = as_flagged(example)
    after = fixed(files, rule.name)
    found = findings(files, rule)
    fixes = [each.fix for each in found if each.fix]
    left = findings(after, rule)
    if difference(files, after):
        assert len(left) == len(found) - len(fixes)
    assert fixed(after, rule.name) == after
