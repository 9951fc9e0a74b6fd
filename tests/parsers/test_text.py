"""Texts that are put together of others keep their places."""

from __future__ import annotations

import pytest

from pyscript_doctor.parsers.text import Span, Text, joined

FILE = Text.whole("a.md", "0123456789")


def test_joined_texts_keep_their_places() -> None:
    text = joined([FILE.cut(7, 9), FILE.cut(2, 5)])
    assert text.value == "78234"
    assert text.span(0, 2) == Span("a.md", 7, 9)
    assert text.span(2, 4) == Span("a.md", 2, 4)
    assert text.cut(3, 5).span() == Span("a.md", 3, 5)


def test_what_stands_between_them_has_the_place_of_what_follows() -> None:
    text = joined(["<b>", FILE.cut(2, 5), "</b><i>", FILE.cut(7, 9), "</i>"])
    assert text.value == "<b>234</b><i>78</i>"
    assert text.span(0, 3) == Span("a.md", 2, 2)
    assert text.span(3, 6) == Span("a.md", 2, 5)
    assert text.span(7, 9) == Span("a.md", 7, 7)
    assert text.span(16, 18) == Span("a.md", 9, 9)


def test_strings_alone_lie_nowhere() -> None:
    with pytest.raises(ValueError, match="no file"):
        joined(["<b>"])
