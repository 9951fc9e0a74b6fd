"""Facts that are not known, and what reading them costs."""

from __future__ import annotations

import pytest

from pyscript_doctor.project.unknown import Unknown, known


def test_a_fact_that_is_known_is_itself() -> None:
    assert known("main.py") == "main.py"


def test_reading_a_fact_that_is_unknown_says_why() -> None:
    with pytest.raises(Unknown, match="value in a template"):
        known(Unknown("value in a template"))


def test_a_fact_does_not_remember_who_read_it() -> None:
    """Each reading would otherwise add all code that it passes, with its variables, for as long as the fact is kept."""
    fact = Unknown("value in a template")
    for _ in range(3):
        with pytest.raises(Unknown):
            known(fact)

    assert fact.__traceback__ is None
