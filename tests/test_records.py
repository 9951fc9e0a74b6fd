"""Our `dataclass` does what the standard library's does, at the moment when it is asked."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from functools import cached_property
from typing import Any, ClassVar

import pytest

from pyscript_doctor import records


def classes(kit: Any) -> dict[str, Any]:
    """The same classes, made by a module that has `dataclass` and `field`."""

    @kit.dataclass(frozen=True, slots=True, order=True)
    class Span:
        path: str
        start: int = 0
        end: int = kit.field(default=9, compare=False, repr=False)

    @kit.dataclass(frozen=True)
    class Page:
        KIND: ClassVar[str] = "page"
        path: str
        spans: list[Span] = kit.field(default_factory=list)
        length: int = kit.field(init=False, default=3)

        @cached_property
        def upper(self) -> str:
            return self.path.upper()

    @kit.dataclass
    class Builder:
        names: dict[str, int] = kit.field(default_factory=dict)
        total: int = kit.field(init=False)

        def __post_init__(self) -> None:
            self.total = sum(self.names.values())

    @kit.dataclass(frozen=True, slots=True, eq=False)
    class Node:
        name: str

    @kit.dataclass(frozen=True, slots=True)
    class LongSpan(Span):
        words: tuple[str, ...] = ()

    @kit.dataclass(frozen=True)
    class OwnHash:
        name: str

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 7

    return {each.__name__: each for each in (Span, Page, Builder, Node, LongSpan, OwnHash)}


OURS, STANDARD = classes(records), classes(dataclasses)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("Span", ("a.py",)),
        ("Span", ("a.py", 1, 2)),
        ("Page", ("a.html",)),
        ("Page", ("a.html", [1])),
        ("Builder", ({"a": 2},)),
        ("Builder", ()),
        ("Node", ("a",)),
        ("LongSpan", ("a.py", 1, 2, ("b",))),
        ("OwnHash", ("a",)),
    ],
)
def test_a_record_is_made_shown_and_compared_as_in_the_standard_library(name: str, arguments: Any) -> None:
    ours, standard = OURS[name](*arguments), STANDARD[name](*arguments)
    assert repr(ours) == repr(standard)
    assert (ours == OURS[name](*arguments)) == (standard == STANDARD[name](*arguments))
    assert [(each.name, each.type) for each in dataclasses.fields(ours)] == [
        (each.name, each.type) for each in dataclasses.fields(standard)
    ]
    assert dataclasses.asdict(ours) == dataclasses.asdict(standard)
    assert OURS[name].__match_args__ == STANDARD[name].__match_args__
    assert repr(copy.deepcopy(ours)) == repr(standard)


def test_the_hash_is_that_of_what_is_compared() -> None:
    span = OURS["Span"]
    assert hash(span("a", 1, 2)) == hash(span("a", 1, 3))
    assert span("a", 1, 2) == span("a", 1, 3)
    assert len({span("a", 1), span("a", 2)}) == 2
    assert len({OURS["Node"]("a"), OURS["Node"]("a")}) == 2
    with pytest.raises(TypeError, match="unhashable"):
        hash(OURS["Builder"]())


def test_the_order_is_that_of_the_fields() -> None:
    span = OURS["Span"]
    assert sorted([span("b"), span("a", 2), span("a", 1)]) == [span("a", 1), span("a", 2), span("b")]
    assert span("a") <= span("a") < span("b")
    with pytest.raises(TypeError):
        assert span("a") < STANDARD["Span"]("b")


def test_a_frozen_record_takes_nothing() -> None:
    span = OURS["Span"]("a")
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'path'"):
        span.path = "b"
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'path'"):
        del span.path
    assert OURS["Page"]("a").upper == "A"
    assert not hasattr(span, "__dict__")


def test_a_record_can_be_changed_into_another() -> None:
    assert records.replace(OURS["Span"]("a", 1), start=2) == OURS["Span"]("a", 2)
    assert records.replace(STANDARD["Span"]("a", 1), start=2) == STANDARD["Span"]("a", 2)
    assert dataclasses.replace(OURS["Span"]("a", 1), start=2) == OURS["Span"]("a", 2)
    with pytest.raises(TypeError):
        records.replace(OURS["Span"]("a"), colour="red")


def test_arguments_that_do_not_fit_are_refused() -> None:
    with pytest.raises(TypeError, match=r"missing 1 required positional argument: 'path'"):
        OURS["Span"]()
    with pytest.raises(TypeError, match="unexpected keyword argument 'colour'"):
        OURS["Span"]("a", colour="red")


def test_what_a_factory_makes_is_not_shared() -> None:
    first, second = OURS["Page"]("a"), OURS["Page"]("b")
    first.spans.append(1)
    assert second.spans == []


def test_records_can_be_pickled() -> None:
    from pyscript_doctor.parsers.text import Span

    assert pickle.loads(pickle.dumps(Span("a", 1, 2))) == Span("a", 1, 2)


def test_a_dataclass_of_the_standard_library_can_be_made_of_one() -> None:
    @dataclasses.dataclass(frozen=True)
    class More(OURS["Node"]):  # type: ignore[misc, name-defined, valid-type]
        colour: str = "red"

    assert repr(More("a")).endswith("More(name='a', colour='red')")
