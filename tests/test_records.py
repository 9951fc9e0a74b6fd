"""Named tuples that are told apart by more than what they hold."""

from __future__ import annotations

from typing import NamedTuple

from pyscript_doctor.records import compared_by_class, compared_by_identity


@compared_by_class
class Found(NamedTuple):
    path: str


@compared_by_class
class Missing(NamedTuple):
    path: str


@compared_by_identity
class Node(NamedTuple):
    start: int


def test_records_of_two_classes_are_never_equal() -> None:
    assert Found("a") == Found("a")
    assert Found("a") != Found("b")
    assert Found("a") != Missing("a")  # type: ignore[comparison-overlap]
    assert Found("a") != ("a",)
    assert len({Found("a"), Found("a"), Missing("a")}) == 2


def test_a_record_may_equal_only_itself() -> None:
    one, other = Node(1), Node(1)
    assert one == one
    assert one != other
    assert len({one, other}) == 2
    assert [one].index(one) == 0
    assert other not in [one]
