"""The string literals of a piece of Python, as they are written: prefixes, places, and the fields of format strings.

`ast` joins adjacent literals, drops prefixes, and before Python 3.12 gives wrong places for what is inside format
strings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = lazy_pattern(
    r"""(?P<comment>\#[^\n]*) | (?P<joined>\\\r?\n) | (?P<newline>\n) | (?P<open>[(\[{]) | (?P<close>[)\]}])
    | (?P<prefix>[rbuftRBUFT]{0,2})(?P<quote>\"\"\"|'{3}|\"|') | (?P<space>[^\S\n]+) | \w+ | .""",
    re.VERBOSE,
)
_ENDS = {
    quote: lazy_pattern(rf"(?:\\.|(?!{quote}|\\).)*(?:{quote}|\Z)", re.DOTALL) for quote in ("'", '"', "'''", '"""')
}
_CONVERSION = lazy_pattern(r"!\s*(\w*)\s*")
_NAME_ESCAPE = lazy_pattern(r"(?<!\\)(?:\\\\)*\\N\{")
_MOST_DEPTH = 30


@dataclass(frozen=True, slots=True)
class Field:
    """What is between the braces of a format string.

    start, end: of its expression, `=` and white space included. conversion: the letter after `!`.
    literals: those in its expression and in its format.
    """

    start: int
    end: int
    conversion: str
    literals: tuple[StringLiteral, ...]


@dataclass(frozen=True, slots=True)
class StringLiteral:
    """One literal.

    named: it has an escape like `\\N{BULLET}`. adjoins: it continues the literal before it.
    """

    start: int
    end: int
    prefix: str
    fields: tuple[Field, ...]
    named: bool
    adjoins: bool

    @property
    def is_format(self) -> bool:
        """Whether it is an f-string."""
        return "f" in self.prefix.lower()


def string_literals(source: str) -> Iterator[StringLiteral]:
    """The literals of a source that Python can parse. Those inside format strings are in their fields."""
    depth, position, follows = 0, 0, False
    while match := _TOKEN.match(source, position):
        position = match.end()
        kind = match.lastgroup
        if kind == "quote":
            literal = _literal(source, match, follows, 0)
            position, follows = literal.end, True
            yield literal
        elif kind == "newline":
            follows = follows and depth > 0
        elif kind not in ("comment", "joined", "space"):
            depth += (kind == "open") - (kind == "close")
            follows = False


def _literal(source: str, match: re.Match[str], adjoins: bool, level: int) -> StringLiteral:
    prefix, quote = match["prefix"], match["quote"]
    lowered = prefix.lower()
    if "f" in lowered or "t" in lowered:
        fields, named, end = _format_body(source, match.end(), quote, level)
    else:
        body = _ENDS[quote].match(source, match.end())
        end = body.end() if body else len(source)
        fields, named = [], "b" not in lowered and _NAME_ESCAPE.search(source, match.end(), end) is not None
    return StringLiteral(match.start(), end, prefix, tuple(fields), named and "r" not in lowered, adjoins)


def _format_body(source: str, position: int, quote: str, level: int) -> tuple[list[Field], bool, int]:
    """The fields of a format string, or of a format that a brace ends; whether it names characters; the end."""
    fields: list[Field] = []
    named = False
    while position < len(source) and not source.startswith(quote, position):
        pair = source[position : position + 2]
        if pair == "\\N" and source.startswith("{", position + 2):
            named = True
            position = source.find("}", position) + 1 or len(source)
        elif (pair[0] == "\\" and pair not in ("\\{", "\\}")) or (pair in ("{{", "}}") and quote != "}"):
            position += 2
        elif pair[0] == "{":
            field, position = _field(source, position + 1, level + 1)
            fields.append(field)
        else:
            position += 1
    return fields, named, min(position + len(quote), len(source))


def _field(source: str, start: int, level: int) -> tuple[Field, int]:
    """The field whose expression begins at `start`, and the offset after its brace."""
    literals, end = _expression(source, start, level)
    conversion, position = "", end
    if source.startswith("!", position) and (match := _CONVERSION.match(source, position)):
        conversion, position = match[1], match.end()
    if source.startswith(":", position) and level < _MOST_DEPTH:
        inner, _, position = _format_body(source, position + 1, "}", level)
        literals += [literal for field in inner for literal in field.literals]
    else:
        position += 1
    return Field(start, end, conversion, tuple(literals)), position


def _expression(source: str, start: int, level: int) -> tuple[list[StringLiteral], int]:
    """The literals of an expression, and where it ends: before its brace, colon or conversion."""
    literals: list[StringLiteral] = []
    depth, position = 0, start
    while match := _TOKEN.match(source, position):
        if match.lastgroup == "quote" and level < _MOST_DEPTH:
            literals.append(_literal(source, match, False, level))
            position = literals[-1].end
            continue
        is_conversion = match[0] == "!" and source[match.end() : match.end() + 1] != "="
        if depth == 0 and (match[0] in ("}", ":") or is_conversion):
            return literals, match.start()
        depth += (match.lastgroup == "open") - (match.lastgroup == "close")
        position = match.end()
    return literals, len(source)
