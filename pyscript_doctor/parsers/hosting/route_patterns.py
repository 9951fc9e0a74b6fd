"""Patterns of path-to-regexp 6.1, as Vercel's `source` has them: strict, case-sensitive, with the delimiter `/`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pyscript_doctor.parsers.hosting.expressions import Matcher, Unsupported, expression, literal, one, repeat, sequence

_MODIFIERS: dict[str, tuple[int, int | None]] = {"": (1, 1), "?": (0, 1), "*": (0, None), "+": (1, None)}
_NAME = re.compile(r":(\w+)", re.ASCII)
_MODIFIER = re.compile(r"[*+?]?")
_PREFIXES = ("/", ".")


@dataclass(slots=True)
class _Parameter:
    """`:name`, `(regular expression)`, `{prefix:name(regular expression)suffix}`, with a modifier behind it."""

    prefix: str
    pattern: str | None
    suffix: str = ""
    modifier: str = ""


def route_pattern(pattern: str) -> Matcher:
    """The matcher of a whole path; raises Unsupported where path-to-regexp refuses the pattern."""
    return _Parser(pattern).run()


class _Parser:
    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def run(self) -> Matcher:
        matchers: list[Matcher] = []
        while self.at < len(self.pattern):
            matchers.append(self.part())
        return sequence(matchers)

    def part(self) -> Matcher:
        character = self.pattern[self.at]
        if character in "*+?}":
            raise Unsupported
        if character == "{":
            return _matcher(self.braces())
        is_prefix = character not in ":(\\"
        following = self.pattern[self.at + is_prefix : self.at + is_prefix + 1]
        if following in (":", "(") and following:
            self.at += is_prefix
            before = character if is_prefix else ""
            prefix = before if before in _PREFIXES else ""
            parameter = _Parameter(prefix, self.parameter())
            parameter.modifier = self.modifier()
            return sequence([literal(before[len(prefix) :]), _matcher(parameter)])
        return literal(self.character())

    def character(self) -> str:
        """One character that stands for itself."""
        if self.pattern[self.at] == "\\":
            self.at += 1
        if self.at >= len(self.pattern):
            raise Unsupported
        self.at += 1
        return self.pattern[self.at - 1]

    def parameter(self) -> str | None:
        """`:name`, `:name(pattern)` or `(pattern)`: the pattern, "" for that of a name alone; None where none is."""
        name = _NAME.match(self.pattern, self.at)
        if name:
            self.at = name.end()
        elif self.pattern.startswith(":", self.at):
            raise Unsupported
        if self.pattern.startswith("(", self.at):
            return self.parentheses()
        return "" if name else None

    def parentheses(self) -> str:
        start = self.at + 1
        depth = 1
        at = start
        if self.pattern.startswith("?", at):
            raise Unsupported
        while depth and at < len(self.pattern):
            character = self.pattern[at]
            at += 2 if character == "\\" else 1
            if character == "(":
                depth += 1
                if not self.pattern.startswith("?", at):
                    raise Unsupported
            depth -= character == ")"
        if depth or at == start + 1:
            raise Unsupported
        self.at = at
        return self.pattern[start : at - 1]

    def modifier(self) -> str:
        found = _MODIFIER.match(self.pattern, self.at)
        modifier = found.group() if found else ""
        self.at += len(modifier)
        return modifier

    def braces(self) -> _Parameter:
        self.at += 1
        prefix = self.plain()
        pattern = self.parameter()
        suffix = self.plain()
        if not self.pattern.startswith("}", self.at):
            raise Unsupported
        self.at += 1
        return _Parameter(prefix, pattern, suffix, self.modifier())

    def plain(self) -> str:
        found = ""
        while self.at < len(self.pattern) and self.pattern[self.at] not in "{}:(*+?":
            found += self.character()
        return found


def _matcher(parameter: _Parameter) -> Matcher:
    least, most = _MODIFIERS[parameter.modifier]
    prefix, suffix = literal(parameter.prefix), literal(parameter.suffix)
    if parameter.pattern is None:
        return repeat(sequence([prefix, suffix]), least, most)
    value = (
        repeat(one(lambda character: character != "/"), 1, None)
        if not parameter.pattern
        else expression(parameter.pattern)
    )
    if most is not None or not (parameter.prefix or parameter.suffix):
        return repeat(sequence([prefix, value, suffix]), least, most)
    more = repeat(sequence([suffix, prefix, value]), 0, None)
    return repeat(sequence([prefix, value, more, suffix]), least, 1)
