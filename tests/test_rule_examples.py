"""Every example on every rule's page: what the doctor says of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.engine.loader import page_text, rules
from pyscript_doctor.engine.suppression import OWN_SECTION
from tests.example_findings import (
    ANY_RELEASE,
    depends_on_release,
    ends_of_range,
    kept_of,
    on_any_release,
    report_of,
    shown,
)
from tests.in_one_test import in_one_test
from tests.projects import line_of
from tests.rule_pages import Example, examples

if TYPE_CHECKING:
    from pyscript_doctor.engine.rule import Rule

RULES = Path(__file__).parent.parent / "rules"
PAGES = {rule.name: page_text(rule) for rule in rules() if (RULES / rule.page).exists()}
EXAMPLES = [(rule, example) for rule in rules() for example in examples(PAGES.get(rule.name, ""))]


def _marks(rule: Rule, example: Example, release: str) -> list[pytest.MarkDecorator]:
    """When an example is tried on the oldest release that it is about.

    One that says nothing of releases is the same there, which only a long run makes sure of. The others are tried in
    turns. Each run tries all of them on their newest release.
    """
    if release == ends_of_range(example)[-1]:
        return []
    is_of_some = example.since or example.until
    return [pytest.mark.in_turns(f"{rule.name} {example.title}") if is_of_some else pytest.mark.long]


CASES = [
    pytest.param(rule, each, release, id=f"{rule.name}-{each.title}-{release}", marks=_marks(rule, each, release))
    for rule, each in EXAMPLES
    for release in ends_of_range(each)
]


@pytest.mark.parametrize(("rule", "example", "release"), CASES)
def test_an_example_yields_what_its_page_says(rule: Rule, example: Example, release: str) -> None:
    files = example.files_for(release)
    diagnostics = report_of(rule, example, release).diagnostics
    own = {(each.finding.span.path, line_of(each, files)) for each in diagnostics if each.rule.name == rule.name}
    others = [each for each in diagnostics if each.rule.name != rule.name and each.severity.label != "info"]
    if not example.flagged:
        assert [(each.rule.name, each.finding.message) for each in diagnostics if each.severity.label != "info"] == []
        assert own == set()
        return
    marked = {(path, line) for path, lines in example.flagged_lines.items() for line in lines}
    assert own == marked
    assert [each.rule.name for each in others if each.severity.label == "error"] == []
    if release == ends_of_range(example)[-1]:
        told = shown([each for each in diagnostics if each.rule.name == rule.name], files)
        kept = kept_of(rule)[example.title].removesuffix(f"\n{ANY_RELEASE}")
        assert told == kept, "if that is better, keep it: python -m tests.example_findings"


OF_SOME_RELEASES = [
    pytest.param(rule, each, id=f"{rule.name}-{each.title}", marks=pytest.mark.in_turns(f"{rule.name} {each.title}"))
    for rule, each in EXAMPLES
    if depends_on_release(each)
]


@pytest.mark.parametrize(("rule", "example"), OF_SOME_RELEASES)
def test_what_is_kept_tells_if_the_release_matters(rule: Rule, example: Example) -> None:
    told = kept_of(rule)[example.title].endswith(f"\n{ANY_RELEASE}")
    assert on_any_release(rule, example) == told, "if that is better, keep it: python -m tests.example_findings"


def test_what_is_kept_of_examples_is_of_those_that_are_flagged() -> None:
    flagged = {(rule.name, each.title) for rule, each in EXAMPLES if each.flagged}
    assert {(rule.name, title) for rule in rules() for title in kept_of(rule)} == flagged


@in_one_test(rules(), lambda rule: rule.name)
def test_help_announces_its_code_or_is_a_whole_sentence(rule: Rule) -> None:
    """A report of one line a finding has the code only where a colon announces it, else the sentence alone."""
    before_code = re.findall(r"(\S)\n\s*```\w", "\n".join(kept_of(rule).values()))
    assert set(before_code) <= {":", ".", ")"}


@in_one_test(rules(), lambda rule: rule.name)
def test_a_rule_has_a_page_with_flagged_and_other_examples(rule: Rule) -> None:
    found = examples(page_text(rule))
    assert any(example.flagged for example in found)
    assert any(not example.flagged for example in found)


@in_one_test(rules(), lambda rule: rule.name)
def test_a_rule_leads_to_the_documentation_and_says_what_it_detects(rule: Rule) -> None:
    assert rule.faq or rule.guide or rule.section == OWN_SECTION
    assert rule.description.endswith(".")


def test_every_page_belongs_to_a_rule() -> None:
    pages = {path.relative_to(RULES).as_posix() for path in RULES.glob("*/*.md")}
    assert pages == {rule.page for rule in rules()}


def test_every_section_is_in_the_wheel() -> None:
    import tomli

    packages = tomli.loads((RULES.parent / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"]
    sections = {f"pyscript_doctor.rules.{path.name}" for path in RULES.iterdir() if (path / "__init__.py").exists()}
    assert sections == {name for name in packages if name.startswith("pyscript_doctor.rules.")}


@in_one_test(rules(), lambda rule: rule.name)
def test_a_rule_links_to_an_anchor_that_the_documentation_has(rule: Rule) -> None:
    """`documentation.json` lists the anchors of PyScript's documentation, with its commit."""
    known = json.loads((RULES.parent / "tests" / "documentation.json").read_text(encoding="utf-8"))
    if rule.faq:
        assert rule.faq in known["faq"]
    if rule.guide:
        page, _, anchor = rule.guide.partition("/")
        assert page in known["guide"]
        assert not anchor or anchor.removeprefix("#") in known["guide"][page]
