"""Offsets become lines and columns as an editor counts them."""

from __future__ import annotations

import pytest

from pyscript_doctor.parsers.text import Span
from pyscript_doctor.reporters.positions import Lines, Position, Positions


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_kind_of_newline_ends_a_line(newline: str) -> None:
    text = f"one{newline}two{newline}"
    assert Lines(text).position(text.index("two")) == Position(2, 1)
    assert Lines(text).line(1) == "one"
    assert Lines(text).line(2) == "two"


def test_line_separators_and_form_feeds_end_no_line() -> None:
    text = "a\u2028b\x0cc\x85d"
    assert Lines(text).position(len(text) - 1) == Position(1, 7)


def test_columns_count_code_points() -> None:
    assert Lines("é👨x").position(2) == Position(1, 3)


def test_a_byte_order_mark_takes_no_column() -> None:
    lines = Lines("\ufeff<p>\n<p>")
    assert lines.position(1) == Position(1, 1)
    assert lines.position(0) == Position(1, 1)
    assert lines.position(5) == Position(2, 1)
    assert lines.line(1) == "<p>"


def test_the_end_of_a_file_is_a_place() -> None:
    assert Lines("one\n").position(4) == Position(2, 1)
    assert Lines("").position(0) == Position(1, 1)


def test_an_offset_beyond_the_end_is_the_end() -> None:
    assert Lines("one").position(99) == Position(1, 4)


def test_a_place_is_written_so_that_editors_make_it_a_link() -> None:
    positions = Positions({"a/main.py": "x\n  y"})
    assert positions.place(Span("a/main.py", 4, 5)) == "a/main.py:2:3"


def test_a_file_whose_text_is_not_at_hand_has_no_line() -> None:
    assert Positions({}).place(Span("main.py", 4, 5)) == "main.py"
