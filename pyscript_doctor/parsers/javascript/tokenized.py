"""A JavaScript source with its tokens, and what each reader of them needs: places, strings, names, frames."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.javascript.scanner import scan
from pyscript_doctor.parsers.javascript.tokens import (
    ARROW,
    CLASS,
    CLOSE,
    CONCISE,
    EXPRESSION,
    FUNCTION,
    NAME,
    NUMBER,
    OPEN,
    PARAMETERS,
    STRING,
    TEMPLATE,
    Tokens,
)
from pyscript_doctor.parsers.text import Part
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.records import NamedTuple, compared_by_class

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Span, Text

DEEPEST = 50
"""So many frames, patterns and literals inside each other are read; deeper ones are left out."""

_ESCAPE = lazy_pattern(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|u\{[0-9a-fA-F]{1,8}\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[0-3][0-7]{0,2}|[4-7][0-7]?|\r\n|[\s\S])"
)
_SINGLE_ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_CONTINUATIONS = ("\n", "\r", "\r\n", "\u2028", "\u2029")


@compared_by_class
class Binding(NamedTuple):
    """A name that a pattern binds, as a token index; `key` is what it is taken from, as in `{key: name}`."""

    name: int
    key: int | None = None


@compared_by_class
class Tokenized(NamedTuple):
    """JavaScript in tokens.

    `inside` and `deferred` say for each frame whether it is in a function, and in one that runs later.

    A function that is called at once, `(() => {...})()`, does not delay what is in it.
    """

    text: Text
    tokens: Tokens
    inside: bytearray
    deferred: bytearray

    @classmethod
    def of(cls, text: Text) -> Tokenized:
        """The source with its tokens."""
        tokens = scan(text.value)
        return cls(text, tokens, *_reach(tokens))

    def span(self, first: int, last: int) -> Span:
        """Where the tokens from `first` to `last` are, both included."""
        return self.text.span(self.tokens.starts[first], self.tokens.ends[min(last, len(self.tokens) - 1)])

    def cut(self, first: int, last: int | None = None) -> Text:
        """The tokens from `first` to `last`, both included, as they are written."""
        end = self.tokens.ends[first if last is None else min(last, len(self.tokens) - 1)]
        return self.text.cut(self.tokens.starts[first], end)

    def literal(self, index: int) -> Text | None:
        """What a string, or a template without substitutions, says; None for any other token."""
        if self.tokens.kind(index) not in (STRING, TEMPLATE):
            return None
        start, end = self.tokens.starts[index], self.tokens.ends[index]
        closed = end > start + 1 and self.text.value[end - 1] == self.text.value[start]
        return self._unescaped(start + 1, end - closed)

    def name(self, index: int) -> Text:
        """The name that an identifier, or a string in the place of one, says."""
        literal = self.literal(index)
        return self._unescaped(self.tokens.starts[index], self.tokens.ends[index]) if literal is None else literal

    def runs_at_once(self, index: int) -> bool:
        """Whether a token runs while its script or module runs, and not only when somebody calls a function later."""
        return not self.deferred[self.tokens.container(index)]

    def at_top_level(self, index: int) -> bool:
        """Whether a token is in no function at all."""
        return not self.inside[self.tokens.container(index)]

    def at(self, offset: int) -> int | None:
        """The index of the token that starts at an offset of the text."""
        index = bisect_left(self.tokens.starts, offset)
        return index if index < len(self.tokens) and self.tokens.starts[index] == offset else None

    def frames_around(self, index: int) -> Iterator[int]:
        """The frames that hold a token, from the innermost outward; at most DEEPEST of them."""
        frame = self.tokens.container(index)
        for _ in range(DEEPEST):
            yield frame
            if not frame:
                return
            frame = self.tokens.frame_parents[frame]

    def _unescaped(self, start: int, end: int) -> Text:
        parts: list[Part] = []
        position = start
        for escape in _ESCAPE.finditer(self.text.value, start, end):
            parts.append(Part(position, escape.start()))
            parts.append(Part(escape.start(), escape.end(), _character(escape.group()[1:])))
            position = escape.end()
        parts.append(Part(position, end))
        return self.text.spliced(parts)


def _character(escape: str) -> str:
    """What an escape without its backslash means."""
    if escape in _CONTINUATIONS:
        return ""
    if escape[0] in "01234567":
        return chr(int(escape, 8))
    if escape[0] in "ux" and len(escape) > 1:
        units = [int(unit.strip("{}"), 16) for unit in re.split(r"\\?[ux]", escape)[1:]]
        code = units[0] if len(units) == 1 else 0x10000 + ((units[0] - 0xD800) << 10) + units[1] - 0xDC00
        return "\ufffd" if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF else chr(code)
    return _SINGLE_ESCAPES.get(escape, escape)


# Names in declarations and patterns


def bindings(tokens: Tokens, index: int, depth: int = 0) -> Iterator[Binding]:
    """The names that the name or pattern at `index` binds."""
    if tokens.kind(index) == NAME:
        yield Binding(index)
    elif tokens.kind(index) == OPEN and depth < DEEPEST:
        if tokens.text(index) == "{":
            yield from _object_bindings(tokens, index, depth)
        elif tokens.text(index) == "[":
            yield from _array_bindings(tokens, index, depth)


def _object_bindings(tokens: Tokens, opener: int, depth: int) -> Iterator[Binding]:
    for index in elements(tokens, opener):
        end = tokens.close(index)
        if tokens.text(index) == "...":
            yield from bindings(tokens, index + 1, depth + 1)
        elif tokens.text(end + 1) == ":":
            for binding in bindings(tokens, end + 2, depth + 1):
                yield Binding(end + 2, index) if binding.name == end + 2 else binding
        elif tokens.kind(index) == NAME:
            yield Binding(index, index)


def _array_bindings(tokens: Tokens, opener: int, depth: int) -> Iterator[Binding]:
    for index in elements(tokens, opener):
        yield from bindings(tokens, index + (tokens.text(index) == "..."), depth + 1)


def elements(tokens: Tokens, opener: int, most: int | None = None) -> Iterator[int]:
    """Where each element between a bracket and its closing one begins; it skips at most `most` tokens."""
    index, close = opener + 1, tokens.close(opener)
    while index < close:
        if tokens.text(index) != ",":
            yield index
            index = expression_end(tokens, index, tokens.frames[opener], most)
            if most is not None and index < close and tokens.text(index) != ",":
                return
        index += 1


def expression_end(tokens: Tokens, index: int, frame: int, most: int | None = None) -> int:
    """The token that ends the expression at `index` of a frame: a comma, a semicolon, the next statement's first.

    After `most` tokens, the token where it got to.
    """
    end = tokens.frame_closes[frame]
    if most is not None:
        end = min(end, index + most)
    while index < end:
        if tokens.container(index) == frame and (tokens.text(index) in (",", ";") or _after_line_end(tokens, index)):
            return index
        index = tokens.close(index) + 1
    return min(index, tokens.frame_closes[frame])


def _after_line_end(tokens: Tokens, index: int) -> bool:
    """Whether a semicolon is inserted before a token: an operand on a new line after an operand."""
    kind = tokens.kind(index)
    if kind not in (NAME, STRING, NUMBER, OPEN) or (kind == OPEN and tokens.text(index) != "{"):
        return False
    if not tokens.ends_operand(index - 1) or tokens.text(index) in ("in", "instanceof"):
        return False
    return tokens.line_break_before(index)


# Reach


def _reach(tokens: Tokens) -> tuple[bytearray, bytearray]:
    count = len(tokens.frame_opens)
    inside, deferred = bytearray(count), bytearray(count)
    for frame in range(1, count):
        parent = tokens.frame_parents[frame]
        inside[frame], deferred[frame] = inside[parent], deferred[parent]
        role = tokens.role(frame)
        if role in (FUNCTION, CONCISE, PARAMETERS, CLASS):
            inside[frame] = 1
            at_once = role in (FUNCTION, CONCISE) and not deferred[parent] and _is_called_on_the_spot(tokens, frame)
            deferred[frame] = not at_once
    return inside, deferred


def _is_called_on_the_spot(tokens: Tokens, frame: int) -> bool:
    concise = tokens.role(frame) == CONCISE
    is_arrow = concise or bool(tokens.frame_roles[frame] & ARROW)
    after = tokens.frame_closes[frame] + (not concise)
    start = _arrow_start(tokens, frame, concise) if is_arrow else _function_start(tokens, frame)
    if start is None:
        return False
    if not is_arrow and tokens.frame_roles[frame] & EXPRESSION and _calls(tokens, after):
        return True
    is_in_parentheses = tokens.text(after) == ")" and tokens.kind(after) == CLOSE and tokens.open(after) == start - 1
    return is_in_parentheses and not tokens.ends_operand(start - 2) and _calls(tokens, after + 1)


def _calls(tokens: Tokens, index: int) -> bool:
    if tokens.text(index) == ".":
        return tokens.text(index + 1) in ("call", "apply") and tokens.text(index + 2) == "("
    return tokens.text(index) == "("


def _arrow_start(tokens: Tokens, frame: int, concise: bool) -> int:
    parameter = tokens.frame_opens[frame] - (1 if concise else 2)
    start = tokens.open(parameter)
    return start - (tokens.text(start - 1) == "async")


def _function_start(tokens: Tokens, frame: int) -> int | None:
    """The first token of `async function* name(...) {`; None for a method."""
    start = tokens.open(tokens.frame_opens[frame] - 1)
    if tokens.kind(start - 1) == NAME and tokens.text(start - 1) != "function":
        start -= 1
    start -= tokens.text(start - 1) == "*"
    if tokens.text(start - 1) != "function":
        return None
    return start - 1 - (tokens.text(start - 2) == "async")
