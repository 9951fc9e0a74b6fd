"""Named tuples that are told apart by more than what they hold."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import NamedTuple

from pyscript_doctor.records import compared_by_class, compared_by_identity

ROOT = Path(__file__).parents[1]


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


def test_no_named_tuple_takes_what_field_gives_for_a_value() -> None:
    """Only a dataclass reads `field()`. To a named tuple it is a value like others, and no type checker says so."""
    records = [
        (path, node)
        for path in sorted((ROOT / "pyscript_doctor").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and "NamedTuple" in map(ast.unparse, node.bases)
    ]
    assert records
    assert [(path.name, node.name) for path, node in records if "= field(" in ast.unparse(node)] == []
