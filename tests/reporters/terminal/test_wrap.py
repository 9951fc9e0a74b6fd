"""Sentences are broken between words; code and addresses never."""

from __future__ import annotations

from pyscript_doctor.reporters.terminal.wrap import CodeBlock, Paragraph, blocks, wrap


def test_words_fill_lines_of_the_given_width() -> None:
    assert wrap("one two three", 8) == ["one two", "three"]


def test_the_first_line_may_be_shorter() -> None:
    assert wrap("one two three", 9, first=3) == ["one", "two three"]


def test_wide_characters_count_for_two() -> None:
    assert wrap("日本 日本", 8) == ["日本", "日本"]


def test_code_keeps_its_spaces_and_its_line() -> None:
    assert wrap("write `a  =  1`, then go", 10) == ["write", "`a  =  1`,", "then go"]


def test_an_address_is_not_broken() -> None:
    assert wrap("see https://example.org/a-long-address now", 10) == [
        "see",
        "https://example.org/a-long-address",
        "now",
    ]


def test_a_back_tick_without_partner_is_a_character() -> None:
    assert wrap("a ` b", 3) == ["a `", "b"]


def test_nothing_is_one_empty_line() -> None:
    assert wrap("", 10) == [""]


def test_help_is_paragraphs_and_fenced_code() -> None:
    text = "Write\nthis:\n\n```python\nif x:\n    y()\n```\nor that."
    assert list(blocks(text)) == [
        Paragraph("Write this:"),
        CodeBlock(("if x:", "    y()")),
        Paragraph("or that."),
    ]


def test_items_of_a_list_keep_their_lines() -> None:
    assert list(blocks("Either\n- a\n- b")) == [Paragraph("Either"), Paragraph("- a"), Paragraph("- b")]


def test_a_fence_that_is_not_closed_ends_with_the_text() -> None:
    assert list(blocks("```\nx")) == [CodeBlock(("x",))]
