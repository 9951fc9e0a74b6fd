"""Text of a project cannot command the terminal, nor hide from the reader."""

from __future__ import annotations

import pytest

from pyscript_doctor.reporters.terminal.visible import visible, width


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\x9b2J", "\\x9b2J"),
        ("a\rb", "a\\x0db"),
        ("a\u202eb", "a\\u202eb"),
        ("a\u2066b", "a\\u2066b"),
        ("a\u200bb", "a\\u200bb"),
        ("a\u2028b", "a\\u2028b"),
        ("\ufeff", "\\ufeff"),
        ("a\udc80", "a\\udc80"),
        ("\U000e0067", "\\U000e0067"),
        ("\x00", "\\x00"),
    ],
)
def test_what_a_terminal_obeys_or_hides_is_escaped(hostile: str, shown: str) -> None:
    assert visible(hostile) == shown


def test_letters_of_every_script_and_joined_emoji_stay() -> None:
    assert visible("café 日本 می‌خواهم 👨‍🏫") == "café 日本 می‌خواهم 👨‍🏫"


def test_a_tab_is_four_columns() -> None:
    assert visible("\tx") == "    x"


def test_wide_characters_take_two_columns_and_accents_none() -> None:
    assert width("日本") == 4
    assert width("🐍") == 2
    assert width("e\u0301") == 1
