"""Whole projects as people lay them out, each with what the doctor must say of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import doctor

FIXTURES = Path(__file__).parent.parent / "fixtures"
NAMES = sorted(path.name for path in FIXTURES.iterdir() if path.is_dir())


@pytest.mark.parametrize("name", NAMES)
def test_the_doctor_says_of_a_fixture_what_stands_beside_it(name: str) -> None:
    """`fixtures/NAME.txt` is the concise report on `fixtures/NAME/`, checked from inside that folder."""
    done = doctor("check", ".", "--output-format", "concise", cwd=FIXTURES / name)
    assert done.stderr == ""
    assert done.stdout == (FIXTURES / f"{name}.txt").read_text(encoding="utf-8")


def test_there_are_at_least_twelve_fixtures() -> None:
    assert len(NAMES) >= 12
