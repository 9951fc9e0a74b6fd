"""How a function is called, and what is wrong with a call."""

import pytest

from pyscript_doctor.knowledge.signatures import read_signature


def test_a_signature_is_written_as_in_python() -> None:
    signature = read_signature("async path, /, mode='readwrite', *, root='', **more")
    assert signature.awaitable
    assert [(part.name, part.kind, part.default) for part in signature.parameters] == [
        ("path", "positional only", None),
        ("mode", "positional or keyword", "'readwrite'"),
        ("root", "keyword only", "''"),
        ("more", "more keywords", None),
    ]


def test_a_function_without_parameters_takes_nothing() -> None:
    signature = read_signature("")
    assert signature.most_positional == 0
    assert signature.too_many(1)
    assert signature.unknown_keywords(["a"]) == ("a",)
    assert signature.missing(0, []) == ()


@pytest.mark.parametrize(
    ("written", "keyword", "accepted"),
    [
        ("a, b=1", "b", True),
        ("a, b=1", "c", False),
        ("a, /", "a", False),
        ("*args, key=None", "key", True),
        ("*args", "args", False),
        ("a, **more", "anything", True),
        ("a, /, **more", "a", True),
    ],
)
def test_which_keywords_a_call_can_give(written: str, keyword: str, accepted: bool) -> None:
    assert read_signature(written).accepts_keyword(keyword) is accepted


def test_how_many_arguments_a_call_can_give_by_position() -> None:
    assert read_signature("a, b=1, *, c").most_positional == 2
    assert read_signature("a, *rest").most_positional is None
    assert not read_signature("a, *rest").too_many(99)


def test_what_a_call_does_not_give() -> None:
    signature = read_signature("a, b, c=1, *, d, e=2")
    assert signature.missing(1, ["d"]) == ("b",)
    assert signature.missing(0, []) == ("a", "b", "d")
    assert signature.missing(2, ["d"]) == ()


def test_a_name_cannot_give_what_takes_a_position_only() -> None:
    assert read_signature("a, /").missing(0, ["a"]) == ("a",)


def test_an_argument_is_given_twice_by_position_and_by_name() -> None:
    assert read_signature("a, b=1").given_twice(1, ["a", "b"]) == ("a",)
    assert read_signature("a, /, **more").given_twice(1, ["a"]) == ()
