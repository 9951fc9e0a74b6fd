"""How reports put things into words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import pyscript_doctor
from pyscript_doctor.engine.finding import Skip
from pyscript_doctor.reporters.text.wording import clause, counted_phrase, listed, not_checked

PACKAGE = Path(pyscript_doctor.__file__).parent
NOT_COUNTABLE = re.compile(r"(?:an?|the|no|this|that|your|whether|when|[A-Z](?!ython\b))\b ?", re.ASCII)


@pytest.mark.parametrize(
    ("count", "phrase", "said"),
    [
        (1, "value in a template", "1 value in a template"),
        (7, "value in a template", "7 values in templates"),
        (2, "config that cannot be read", "2 configs that cannot be read"),
        (3, "file outside of the project", "3 files outside of the project"),
        (2, "file that git ignores", "2 files that git ignores"),
        (1, "scripts of the page around a part", "1 script of the page around a part"),
        (1, "Python in a template", "1 piece of Python in a template"),
        (2, "Python that is not in the project", "2 pieces of Python that is not in the project"),
    ],
)
def test_a_reason_is_counted(count: int, phrase: str, said: str) -> None:
    assert counted_phrase(count, phrase) == said


def test_one_fact_that_several_rules_asked_for_is_counted_once() -> None:
    skips = [
        Skip("", "value in a template", 7),
        Skip("a", "value in a template", 2),
        Skip("b", "value in a template", 3),
    ]
    assert not_checked(skips) == ["7 values in templates"]


def test_a_file_that_is_named_is_not_counted_again() -> None:
    named, counted = Skip("", "git ignores it", 1, "secrets.py"), Skip("a", "file that git ignores", 1)
    assert not_checked([counted, named]) == ["secrets.py (git ignores it)"]
    assert not_checked([counted]) == ["1 file that git ignores"]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (list("abcde"), "a, b, c and 2 more"),
    ],
)
def test_a_list_is_a_phrase(names: list[str], said: str) -> None:
    assert listed(names) == said


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("This config is broken", "this config is broken"),
        ("PyScript refuses the config", "PyScript refuses the config"),
        ("`f` is gone.", "`f` is gone"),
    ],
)
def test_a_sentence_follows_because(sentence: str, said: str) -> None:
    assert clause(sentence) == said


def _reasons() -> set[str]:
    raised = re.compile(r'raise Unknown\(f?"([^"]+)"')
    return {found for path in sorted(PACKAGE.rglob("*.py")) for found in raised.findall(path.read_text("utf-8"))}


def test_each_reason_for_not_judging_can_be_counted() -> None:
    assert [each for each in _reasons() if NOT_COUNTABLE.match(each)] == []
    assert len(_reasons()) > 20
