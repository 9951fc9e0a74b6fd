"""A source with plain strings in place of its f-strings, by the grammar of Python 3.12 and later.

A Python before 3.12 refuses f-strings that newer ones read: with the same quotes inside, or several lines in a field.
When it refuses a line with an f-string, this says whether newer ones do, too.
"""

from __future__ import annotations

import ast
import re
import warnings

from pyscript_doctor.patterns import lazy_pattern

_TOKEN = lazy_pattern(
    r"(?P<format>(?:[fF][rR]?|[rR][fF])(?P<quote>\"\"\"|'''|\"|'))"
    r"|[rRbBuU]{0,2}(?:\"\"\"(?:[^\\]|\\.)*?\"\"\"|'''(?:[^\\]|\\.)*?'''"
    r"|\"(?!\"\")(?:[^\"\\\n]|\\.)*\"|'(?!'')(?:[^'\\\n]|\\.)*')"
    r"|(?P<comment>#[^\n]*)|\w+|.",
    re.DOTALL,
)
_CONVERSION = lazy_pattern(r"!\s*[rsa]\s*(?=[:}])")
_SHOWN_NAME = lazy_pattern(r"(?<![=!<>])=\s*$")
_DEEPEST = 5
"""F-strings in one another are read so deeply."""
_FLAGS = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT | ast.PyCF_ONLY_AST


class BrokenFormatStringError(Exception):
    """An f-string that no Python reads."""


class UncertainError(Exception):
    """It is not known whether some Python reads it."""


def without_format_strings(source: str, depth: int = 0) -> str:
    """The source with a plain string of the same length in place of each f-string.

    Raises BrokenFormatStringError, or UncertainError.
    """
    if depth > _DEEPEST:
        raise UncertainError
    parts, position = [], 0
    for start, end in _format_strings(source, depth):
        parts += [source[position:start], _plain(source[start:end])]
        position = end
    return "".join((*parts, source[position:]))


def _format_strings(source: str, depth: int) -> list[tuple[int, int]]:
    found, position = [], 0
    while position < len(source):
        token = _token(source, position)
        end = token.end()
        if token["format"]:
            end = _end(source, token, depth)
            found.append((position, end))
        position = end
    return found


def _token(source: str, position: int) -> re.Match[str]:
    token = _TOKEN.match(source, position)
    assert token is not None
    return token


def _plain(written: str) -> str:
    first, *others = written.split("\n")
    if not others:
        return f'"{"x" * (len(first) - 2)}"'
    *middle, last = others
    if len(first) < len('"""') or len(last) < len('"""'):
        raise UncertainError
    filled = ["x" * len(each) for each in middle]
    return "\n".join([f'"""{"x" * (len(first) - 3)}', *filled, f'{"x" * (len(last) - 3)}"""'])


def _end(source: str, opening: re.Match[str], depth: int) -> int:
    """Where an f-string ends."""
    quote, raw = opening["quote"], "r" in opening["format"].lower()
    position = opening.end()
    while position < len(source):
        sign, two = source[position], source[position : position + 2]
        if source.startswith(quote, position):
            return position + len(quote)
        if sign == "\\":
            position = _after_backslash(source, position, raw=raw)
        elif sign == "\n" and len(quote) == 1:
            raise BrokenFormatStringError
        elif two in {"{{", "}}"}:
            position += 2
        elif sign == "}":
            raise BrokenFormatStringError
        else:
            position = _after_field(source, position + 1, quote, depth) if sign == "{" else position + 1
    raise BrokenFormatStringError


def _after_backslash(source: str, position: int, *, raw: bool) -> int:
    following = source[position + 1 : position + 2]
    if following == "N" and not raw:
        raise UncertainError  # a character by its name, in braces
    return position + (1 if following in {"{", "}", ""} else 2)


def _after_field(source: str, start: int, quote: str, depth: int) -> int:
    """The place behind the brace that ends a field."""
    position = _expression_end(source, start, depth)
    _check(source[start:position], depth)
    if source[position] == "!":
        conversion = _CONVERSION.match(source, position)
        if conversion is None:
            raise BrokenFormatStringError
        position = conversion.end()
    if source[position] == ":":
        position = _form_end(source, position + 1, quote, depth)
    return position + 1


def _expression_end(source: str, start: int, depth: int) -> int:
    brackets, position = 0, start
    while position < len(source):
        token = _token(source, position)
        sign = token[0]
        if token["comment"]:
            raise UncertainError
        if not brackets and (sign in {"}", ":"} or (sign == "!" and source[position + 1 : position + 2] != "=")):
            return position
        brackets += (sign in {"(", "[", "{"}) - (sign in {")", "]", "}"})
        if brackets < 0:
            raise BrokenFormatStringError
        position = _end(source, token, depth) if token["format"] else token.end()
    raise BrokenFormatStringError


def _form_end(source: str, position: int, quote: str, depth: int) -> int:
    """Where what is behind the colon of a field ends, as in `{price:.2f}`."""
    while position < len(source) and source[position] != "}":
        if source.startswith(quote, position):
            raise BrokenFormatStringError
        if source[position] in "\n\"'\\" or source.startswith("{{", position):
            raise UncertainError
        is_field = source[position] == "{"
        position = _after_field(source, position + 1, quote, depth) if is_field else position + 1
    if position == len(source):
        raise BrokenFormatStringError
    return position


def _check(expression: str, depth: int) -> None:
    """Raises BrokenFormatStringError if no Python reads what is in a field; `{total=}` shows the name, too."""
    shown = _SHOWN_NAME.sub("", expression)
    if not shown.strip():
        raise BrokenFormatStringError
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(f"({without_format_strings(shown, depth + 1)}\n)", "<field>", "eval", _FLAGS, dont_inherit=True)
    except SyntaxError:
        raise BrokenFormatStringError from None
    except (ValueError, RecursionError, MemoryError, OverflowError, SystemError):
        raise UncertainError from None
