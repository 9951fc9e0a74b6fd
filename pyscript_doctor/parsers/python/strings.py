"""String literals of Python: their characters, and where each of them is."""

from __future__ import annotations

import ast
import re
import warnings
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.text import Part
from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Text

_TOKEN = lazy_pattern(r"(?P<prefix>[rRuUbBfF]{0,2})(?P<quote>\"\"\"|'''|\"|')")
_BETWEEN = lazy_pattern(r"(?:[\s()\\]|#[^\r\n]*)+")
_ESCAPE = lazy_pattern(
    r"\\(?:\r\n|[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]*\}|[\s\S])|\r\n?", re.DOTALL
)


def string_text(text: Text, start: int, end: int, value: str) -> Text:
    """What the literal at [start, end) holds, each character where it is in the source.

    `value` is what Python makes of it. If it is not clear where one character ends, its place is the whole literal.
    """
    decoded = text.spliced(_parts(text.value, start, end))
    return decoded if decoded.value == value else text.spliced([Part(start, end, value)])


def _parts(source: str, start: int, end: int) -> Iterator[Part]:
    """The parts of the literals, of which several may follow one another."""
    position = start
    while position < end:
        between = _BETWEEN.match(source, position, end)
        position = between.end() if between else position
        token = _TOKEN.match(source, position, end)
        if token is None:
            return
        closing = _closing(source, token, end)
        if "r" in token["prefix"].lower():
            yield Part(token.end(), closing)
        else:
            yield from _unescaped(source, token.end(), closing)
        position = closing + len(token["quote"])


def _closing(source: str, token: re.Match[str], end: int) -> int:
    """Where the closing quotes of a literal begin."""
    pattern = re.compile(r"\\[\s\S]|" + token["quote"])
    for match in pattern.finditer(source, token.end(), end):
        if match[0] == token["quote"]:
            return match.start()
    return end


def _unescaped(source: str, start: int, end: int) -> Iterator[Part]:
    kept = start
    for match in _ESCAPE.finditer(source, start, end):
        yield Part(kept, match.start())
        yield Part(match.start(), match.end(), _character(match[0]))
        kept = match.end()
    yield Part(kept, end)


def _character(escape: str) -> str:
    """What one escape means; line ends are \\n in Python."""
    if escape in ("\r", "\r\n"):
        return "\n"
    if escape[1:] in ("\n", "\r", "\r\n"):
        return ""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return str(ast.literal_eval(f'"{escape}"' if escape != '\\"' else "'\\\"'"))
        except (ValueError, SyntaxError):
            return escape
