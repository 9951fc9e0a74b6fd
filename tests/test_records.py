"""Named tuples that are told apart by more than what they hold."""

from __future__ import annotations

import ast
import pickle
from pathlib import Path
from typing import NamedTuple

import pytest

from pyscript_doctor.records import NamedTuple as QuickTuple
from pyscript_doctor.records import compared_by_class, compared_by_identity, quick

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


def test_a_record_that_is_made_quickly_is_like_any_other() -> None:
    made = quick(Found, ("index.html",))

    assert type(made) is Found
    assert made == Found("index.html")
    assert made.path == "index.html"


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
    texts = {path: path.read_text(encoding="utf-8") for path in sorted((ROOT / "pyscript_doctor").rglob("*.py"))}
    records = [
        (path, node)
        for path, text in texts.items()
        if "NamedTuple" in text and "field(" in text
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ClassDef) and "NamedTuple" in map(ast.unparse, node.bases)
    ]
    assert sum("(NamedTuple)" in text for text in texts.values()) > 50
    assert [(path.name, node.name) for path, node in records if "= field(" in ast.unparse(node)] == []


class Quick(QuickTuple):
    """A record of ours."""

    path: str
    start: int = 0
    marks: tuple[str, ...] = ()

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.path)

    @classmethod
    def at(cls, start: int) -> Quick:
        """One that starts there."""
        return cls("a", start)

    @staticmethod
    def zero() -> int:
        """Nothing."""
        return 0


class Usual(NamedTuple):
    """A record of ours."""

    path: str
    start: int = 0
    marks: tuple[str, ...] = ()


def test_our_named_tuple_does_what_that_of_python_does() -> None:
    one, usual = Quick("page", 3), Usual("page", 3)
    assert tuple(one) == tuple(usual) == ("page", 3, ())
    assert repr(one) == repr(usual).replace("Usual", "Quick")
    for name in ("_fields", "_field_defaults", "__doc__", "__module__", "__match_args__", "__slots__"):
        assert getattr(Quick, name) == getattr(Usual, name), name
    assert Quick.__qualname__ == "Quick"
    assert one._replace(start=4) == Quick(path="page", start=4)
    assert (one.end, Quick.at(2), Quick.zero()) == (7, Quick("a", 2), 0)
    assert pickle.loads(pickle.dumps(one)) == one
    assert isinstance(one, tuple)
    with pytest.raises(TypeError, match="path"):
        Quick()  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        one.start = 5  # type: ignore[misc]
    with pytest.raises(AttributeError):
        one.nosuch = 5  # type: ignore[attr-defined]
