"""A test of many cases tries every one, and says which failed and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.in_one_test import MOST_CASES, in_one_test, together

if TYPE_CHECKING:
    from pathlib import Path

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


def in_tests(request: pytest.FixtureRequest, folder: Path, code: str) -> list[pytest.Function]:
    """The tests that a run makes of those in a file."""
    file = folder / f"test_{folder.name.replace('-', '_')}.py"
    file.write_text(f"import pytest\n\n{code}", encoding="utf-8")
    module = pytest.Module.from_parent(request.session, path=file)
    items = [each for each in module.collect() if isinstance(each, pytest.Item)]
    return [each for each in together(items) if isinstance(each, pytest.Function)]


def test_cases_of_a_table_are_one_test_that_shows_those_that_fail(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    code = """\
@pytest.mark.parametrize(("word", "length"), [("one", 3), ("two", 4), pytest.param("three", 6, marks=pytest.mark.long)])
def test_words(word, length):
    assert len(word) == length
"""
    [test] = in_tests(request, tmp_path, code)
    assert test.name == "test_words[one-3 and 2 more]"
    with pytest.raises(pytest.fail.Exception) as failure:
        test.obj()
    said = str(failure.value)
    assert said.startswith("2 of 3 cases\n\ntwo-4\n")
    assert "in test_words\n" in said
    assert "assert len(word) == length\n" in said
    assert "\nthree-6\n" in said


def test_a_long_table_is_several_tests(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    code = f"""\
@pytest.mark.parametrize("number", range({2 * MOST_CASES + 1}))
def test_numbers(number):
    pass
"""
    names = [each.name for each in in_tests(request, tmp_path, code)]
    assert names == ["test_numbers[0 and 19 more]", "test_numbers[20 and 19 more]", "test_numbers[40]"]


def test_what_needs_more_than_its_values_stays_apart(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    code = """\
@pytest.mark.parametrize("word", ["one", "two"])
def test_with_a_fixture(word, tmp_path):
    pass

@pytest.mark.browser
@pytest.mark.parametrize("word", ["one", "two"])
def test_with_a_mark(word):
    pass

@pytest.mark.in_turns
@pytest.mark.parametrize("word", ["one", "two"])
def test_of_which_each_takes_long(word):
    pass

@pytest.mark.parametrize("word", ["one", "two", pytest.param("three", marks=pytest.mark.browser), "four"])
def test_of_which_one_has_a_mark(word):
    pass

@pytest.fixture
def size(request):
    return len(request.param)

@pytest.mark.parametrize("size", ["one", "two"], indirect=True)
def test_with_what_a_fixture_makes_of_it(size):
    pass

def test_alone():
    pass
"""
    assert [each.name for each in in_tests(request, tmp_path, code)] == [
        "test_with_a_fixture[one]",
        "test_with_a_fixture[two]",
        "test_with_a_mark[one]",
        "test_with_a_mark[two]",
        "test_of_which_each_takes_long[one]",
        "test_of_which_each_takes_long[two]",
        "test_of_which_one_has_a_mark[one and 1 more]",
        "test_of_which_one_has_a_mark[three]",
        "test_of_which_one_has_a_mark[four]",
        "test_with_what_a_fixture_makes_of_it[one]",
        "test_with_what_a_fixture_makes_of_it[two]",
        "test_alone",
    ]
