"""What each rule's fix makes of the flagged examples on its page."""

from __future__ import annotations

import inspect
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor import Files, Session
from pyscript_doctor.engine.loader import page_text, rules
from tests.example_findings import offers_fix
from tests.in_one_test import in_one_test
from tests.rule_fixes import after_fixes, alone, as_flagged, difference, safety
from tests.rule_pages import Example, examples

if TYPE_CHECKING:
    from pyscript_doctor import Finding
    from pyscript_doctor.engine.rule import Rule

# Of the others, `test_rule_examples.py` makes sure that the rule offers no fix.
CASES = [
    pytest.param(rule, each, id=f"{rule.name}-{each.title}", marks=pytest.mark.in_turns(f"{rule.name} {each.title}"))
    for rule in rules()
    for each in examples(page_text(rule))
    if each.diff or (each.flagged and offers_fix(rule, each))
]


def findings(session: Session, rule: Rule) -> list[Finding]:
    return [each.finding for each in session.check().diagnostics if each.rule.name == rule.name]


@in_one_test(rules(), lambda rule: rule.name)
def test_page_of_a_rule_without_fixes_says_why(rule: Rule) -> None:
    makes_none = "fix=" not in inspect.getsource(import_module(rule.module))
    assert makes_none == ("The doctor does not write this fix:" in page_text(rule))


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_page_shows_what_the_fix_makes_of_an_example(rule: Rule, example: Example) -> None:
    files = as_flagged(example)
    session = Session(Files(files), alone(rule.name))
    found = findings(session, rule)
    fixes = [each.fix for each in found if each.fix]
    after = after_fixes(session, files) if fixes else files
    assert difference(files, after) == example.diff, "write it anew: python -m tests.rule_fixes"
    if not example.diff:
        return
    assert safety(fixes).value == example.safety
    left = findings(session, rule)
    assert len(left) == len(found) - len(fixes), "what is fixed is flagged again"
    assert after_fixes(session, after) == after, "a second round changes what the first one wrote"
