"""Character references of HTML (`&amp;`, `&#38;`) and what browsers make of them.

Source: HTML Living Standard, 13.2.5.72 "Character reference state" and the states after it.
"""

from __future__ import annotations

from html.entities import html5
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.text import Part
from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_REFERENCE = lazy_pattern(
    r"&(?:#[xX](?P<hex>[0-9a-fA-F]+);?|#(?P<decimal>[0-9]+);?|(?P<name>[A-Za-z][A-Za-z0-9]{0,31};?))"
)
_SHORTEST_NAME = min(map(len, html5))
_LAST_CODE_POINT = 0x10FFFF
_REPLACEMENT = "\ufffd"


def decoded(value: str, start: int, end: int, *, attribute: bool = False) -> Iterator[Part]:
    """The parts of value[start:end], with its character references replaced by the characters that they mean.

    In an attribute a name without a semicolon stays as it is before `=`, a letter or a digit: `?a=1&copy=2`.
    """
    position = start
    for match in _REFERENCE.finditer(value, start, end):
        found = _named(match, value, end, attribute) if match["name"] else (_numeric(match), match.end())
        if found:
            yield Part(position, match.start())
            yield Part(match.start(), found[1], found[0])
            position = found[1]
    yield Part(position, end)


def _named(match: re.Match[str], value: str, end: int, attribute: bool) -> tuple[str, int] | None:
    """What the longest name at the match means, and where that name ends."""
    name = match["name"]
    length = next((size for size in range(len(name), _SHORTEST_NAME - 1, -1) if name[:size] in html5), None)
    if length is None:
        return None
    after = match.start("name") + length
    if attribute and not name[:length].endswith(";") and _continues(value[after : min(after + 1, end)]):
        return None
    return html5[name[:length]], after


def _continues(character: str) -> bool:
    return character == "=" or (character.isascii() and character.isalnum())


def _numeric(match: re.Match[str]) -> str:
    digits, base = (match["hex"], 16) if match["hex"] else (match["decimal"], 10)
    digits = digits.lstrip("0")
    if not digits or len(digits) > len(str(_LAST_CODE_POINT)):
        return _REPLACEMENT
    number = int(digits, base)
    if number > _LAST_CODE_POINT or 0xD800 <= number <= 0xDFFF:
        return _REPLACEMENT
    if 0x80 <= number <= 0x9F:
        # The five of these that windows-1252 leaves undefined stay what they are.
        return bytes([number]).decode("cp1252", errors="ignore") or chr(number)
    return chr(number)
