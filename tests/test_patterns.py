"""A pattern that is compiled later is used like one that is compiled now."""

from __future__ import annotations

import re

import pytest

from pyscript_doctor.patterns import lazy_pattern


def test_it_finds_what_the_expression_finds() -> None:
    word = lazy_pattern(r"(?P<first>[a-z])\w*", re.IGNORECASE)
    match = word.search("== Page ==")
    assert match is not None
    assert match["first"] == "P"
    assert word.findall("a Bc") == ["a", "B"]
    assert word.pattern == r"(?P<first>[a-z])\w*"


def test_a_mistake_in_it_shows_when_it_is_used() -> None:
    wrong = lazy_pattern("(")
    with pytest.raises(re.error):
        wrong.search("a")
