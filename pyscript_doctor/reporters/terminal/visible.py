"""Text from a project made safe to show: it gives the terminal no commands, and hides or reverses nothing."""

from __future__ import annotations

import unicodedata

TAB = " " * 4

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_JOINERS = "\u200c\u200d"
_WITHOUT_WIDTH = frozenset({"Mn", "Me", "Cf"})


def visible(text: str) -> str:
    """The text with control, format and direction characters as escapes, and tabs as spaces.

    The joiners of emoji and of some scripts stay, since they only shape the letters beside them.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(visible_character, text))


def visible_character(character: str) -> str:
    """One character, as `visible` shows it."""
    if character == "\t":
        return TAB
    if character in _JOINERS or unicodedata.category(character) not in _HIDDEN:
        return character
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def width(text: str) -> int:
    """How many columns of a terminal a visible text takes: two for each wide character of East Asia and each emoji."""
    if text.isascii():
        return len(text)
    return sum(map(_character_width, text))


def _character_width(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 0 if unicodedata.category(character) in _WITHOUT_WIDTH else 1
