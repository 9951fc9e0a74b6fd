"""A test of many cases tries every one, and says which failed and why."""

from __future__ import annotations

import pytest

from tests.in_one_test import in_one_test

WORDS = ["one", "two", "three"]


def test_each_case_is_tried_once() -> None:
    tried: list[str] = []
    in_one_test(WORDS)(tried.append)()
    assert tried == WORDS


def test_all_cases_that_fail_are_shown_with_their_names_and_the_reason() -> None:
    def check(word: str, length: int) -> None:
        assert len(word) == length

    test = in_one_test([("one", 3), ("two", 4), ("three", 6)])(check)
    with pytest.raises(pytest.fail.Exception) as failure:
        test()
    said = str(failure.value)
    assert said.startswith("2 of 3 cases\n\ntwo 4\n")
    assert "test_in_one_test.py:" in said
    assert "assert 3 == 4\n" in said
    assert "\nthree 6\n" in said
    assert "one 3" not in said


@pytest.mark.parametrize("error", [ValueError, RecursionError, pytest.fail.Exception])
def test_any_error_is_a_failure(error: type[BaseException]) -> None:
    def check(word: str) -> None:
        if word == "two":
            raise error("it broke")

    with pytest.raises(pytest.fail.Exception, match=r"(?s)1 of 3 cases\n\n'two'.*it broke"):
        in_one_test(WORDS)(check)()


def test_a_case_that_is_skipped_would_hide_the_others_so_it_is_a_failure() -> None:
    with pytest.raises(pytest.fail.Exception, match="3 of 3 cases"):
        in_one_test(WORDS)(lambda _: pytest.skip("not here"))()


def test_k_finds_it_by_the_name_of_a_case() -> None:
    test = in_one_test(WORDS, lambda word: f"the-{word}")(lambda _: None)
    assert test.__dict__["named_cases"] == {"the-one", "the-two", "the-three"}


def test_what_takes_one_value_gets_a_tuple_whole() -> None:
    tried: list[tuple[str, int]] = []
    in_one_test([("a", 1)])(tried.append)()
    assert tried == [("a", 1)]
