"""PyScript's dedent, which is not Python's: every expectation was compared with what PyScript's own function gives."""

from __future__ import annotations

import pytest

from pyscript_doctor.parsers.python.dedent import dedent
from pyscript_doctor.parsers.text import Text


def dedented(value: str) -> str:
    return dedent(Text.whole("index.html", value)).value


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("\n    a\n      b\n    c\n", "\na\n  b\nc\n"),
        ("a\n  b\n", "a\n  b\n"),
        ("", ""),
        ("  \n\t\n", "  \n\t\n"),
    ],
    ids=["the first line's white space", "no white space first", "empty", "blank"],
)
def test_the_first_line_that_is_not_blank_says_what_is_taken(value: str, expected: str) -> None:
    assert dedented(value) == expected


def test_a_line_with_less_white_space_keeps_it() -> None:
    assert dedented("    a\n  b\n") == "a\n  b\n"


def test_a_tab_is_not_eight_spaces() -> None:
    assert dedented("        a\n\tb\n") == "a\n\tb\n"


def test_a_comment_counts_as_the_first_line() -> None:
    assert dedented("  # note\n    a\n") == "# note\n  a\n"


def test_blank_lines_lose_no_more_than_the_others() -> None:
    assert dedented("  a\n     \n \n  b\n") == "a\n   \n \nb\n"


def test_lines_of_multi_line_strings_lose_it_too() -> None:
    assert dedented('  x = """\n  in\n"""\n') == 'x = """\nin\n"""\n'


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_every_newline_starts_a_line(newline: str) -> None:
    assert dedented(f"  a{newline}  b{newline}") == f"a{newline}b{newline}"


def test_a_line_separator_of_unicode_starts_a_line_but_ends_none_that_is_looked_at() -> None:
    assert dedented("  a\u2028  b") == "a\u2028b"
    assert dedented("\u2028  a\n  b") == "a\n  b"


def test_white_space_is_what_javascript_takes_for_it() -> None:
    assert dedented("\ufeff\u00a0a\n\ufeff\u00a0b") == "a\nb"
    assert dedented("\x1ca\n\x1cb") == "\x1ca\n\x1cb"


def test_places_stay_true() -> None:
    source = "<script>\n    first\n      second\n</script>"
    text = dedent(Text.whole("index.html", source).cut(8, source.index("</script>")))

    start = text.value.index("second")
    span = text.span(start, start + len("second"))

    assert source[span.start : span.end] == "second"
