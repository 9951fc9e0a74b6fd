"""Regular expressions that match in bounded time, whatever a hosting file holds.

A matcher takes a subject and the positions at which it may begin, and gives those at which it may end; there is no
backtracking, so no expression takes exponential time. What groups capture is of no interest here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeAlias

Matcher: TypeAlias = Callable[[str, "set[int]"], "set[int]"]

LONGEST_SUBJECT = 1000
LONGEST_EXPRESSION = 2000
DEEPEST = 8
MOST_TIMES = 100

_QUANTIFIER = re.compile(r"([*+?]|\{(\d+)(,)?(\d+)?\})(\??)")
_GROUP = re.compile(r"\((\?:|\?=|\?!|\?P?<[A-Za-z_]\w*>)?")
_CLASS_ESCAPES: dict[str, Callable[[str], bool]] = {
    "d": lambda character: character in "0123456789",
    "w": lambda character: character.isascii() and (character.isalnum() or character == "_"),
    "s": str.isspace,
}
_CONTROL_ESCAPES = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "v": "\v"}


class Unsupported(Exception):  # noqa: N818 - it says what cannot be told, not that something is wrong
    """Raised for an expression that is not understood exactly."""


def matches_whole(matcher: Matcher, subject: str) -> bool | None:
    """Whether all of a subject matches; None where it is too long to try."""
    return None if len(subject) > LONGEST_SUBJECT else len(subject) in matcher(subject, {0})


def matches_anywhere(matcher: Matcher, subject: str) -> bool | None:
    """Whether some part of a subject matches; None where it is too long to try."""
    if len(subject) > LONGEST_SUBJECT:
        return None
    return bool(matcher(subject, set(range(len(subject) + 1))))


# Matchers


def one(accepts: Callable[[str], bool]) -> Matcher:
    """One character that is accepted."""

    def match(subject: str, positions: set[int]) -> set[int]:
        return {at + 1 for at in positions if at < len(subject) and accepts(subject[at])}

    return match


def literal(text: str, ignore_case: bool = False) -> Matcher:
    """The text itself."""
    if ignore_case:
        return sequence(one(_same(character)) for character in text)

    def match(subject: str, positions: set[int]) -> set[int]:
        return {at + len(text) for at in positions if subject.startswith(text, at)}

    return match


def _same(wanted: str) -> Callable[[str], bool]:
    return lambda character: character.lower() == wanted.lower()


def sequence(matchers: Iterable[Matcher]) -> Matcher:
    """One after the other."""
    parts = tuple(matchers)

    def match(subject: str, positions: set[int]) -> set[int]:
        for part in parts:
            positions = part(subject, positions)
            if not positions:
                break
        return positions

    return match


def either(matchers: Iterable[Matcher]) -> Matcher:
    """One or another."""
    parts = tuple(matchers)

    def match(subject: str, positions: set[int]) -> set[int]:
        return set().union(*(part(subject, positions) for part in parts))

    return match


def repeat(matcher: Matcher, least: int, most: int | None) -> Matcher:
    """From `least` times to `most` times, without a limit where that is None."""

    def match(subject: str, positions: set[int]) -> set[int]:
        for _ in range(least):
            positions = matcher(subject, positions)
        reached, fresh = set(positions), positions
        times = least
        while fresh and (most is None or times < most):
            fresh = matcher(subject, fresh) - reached
            reached |= fresh
            times += 1
        return reached

    return match


def ahead(matcher: Matcher, wanted: bool) -> Matcher:
    """Positions after which something follows, or does not."""

    def match(subject: str, positions: set[int]) -> set[int]:
        return {at for at in positions if bool(matcher(subject, {at})) is wanted}

    return match


def at_start(_subject: str, positions: set[int]) -> set[int]:
    """The start of the subject."""
    return positions & {0}


def at_end(subject: str, positions: set[int]) -> set[int]:
    """The end of the subject."""
    return positions & {len(subject)}


def anything() -> Matcher:
    """Any characters of one line, or none."""
    return repeat(one(lambda character: character != "\n"), 0, None)


# Regular expressions, as far as JavaScript, PCRE and RE2 mean the same by them


def expression(source: str, ignore_case: bool = False) -> Matcher:
    """The matcher of a regular expression; raises Unsupported."""
    if len(source) > LONGEST_EXPRESSION:
        raise Unsupported
    return _Parser(source, ignore_case).run()


class _Parser:
    def __init__(self, source: str, ignore_case: bool) -> None:
        self.source = source
        self.ignore_case = ignore_case
        self.at = 0
        self.depth = 0
        self.looks_ahead = False
        self.counts = 0

    def run(self) -> Matcher:
        matcher = self.alternatives()
        if self.at < len(self.source):
            raise Unsupported
        return matcher

    def following(self, count: int = 1) -> str:
        return self.source[self.at : self.at + count]

    def alternatives(self) -> Matcher:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unsupported
        found = [self.terms()]
        while self.following() == "|":
            self.at += 1
            found.append(self.terms())
        self.depth -= 1
        return found[0] if len(found) == 1 else either(found)

    def terms(self) -> Matcher:
        found: list[Matcher] = []
        while self.at < len(self.source) and self.following() not in "|)":
            is_assertion = self.following() in ("^", "$") or self.following(3) in ("(?=", "(?!")
            counts = self.counts
            atom = self.atom()
            if is_assertion and self.following() in ("*", "+", "?", "{"):
                raise Unsupported
            found.append(self.quantified(atom, holds_counts=self.counts > counts))
        return sequence(found)

    def quantified(self, matcher: Matcher, holds_counts: bool) -> Matcher:
        """With its quantifier; `a{2,3}` inside of `(...){2,3}` is left, for their times multiply."""
        found = _QUANTIFIER.match(self.source, self.at)
        if not found:
            return matcher
        self.at = found.end()
        if self.following() in ("*", "+", "?", "{"):
            raise Unsupported
        least, most = _times(found)
        is_count = found[2] is not None
        self.counts += is_count
        if (is_count and holds_counts) or max(least, most or 0) > MOST_TIMES:
            raise Unsupported
        return repeat(matcher, least, most)

    def atom(self) -> Matcher:
        character = self.following()
        if character == "(":
            return self.group()
        if character == "[":
            return one(self.character_class())
        self.at += 1
        if character == "\\":
            return one(self.escape())
        if character == ".":
            return one(lambda each: each != "\n")
        if character in "^$":
            return at_start if character == "^" else at_end
        if character in "*+?{}]":
            raise Unsupported
        return literal(character, self.ignore_case)

    def group(self) -> Matcher:
        opening = _GROUP.match(self.source, self.at)
        if opening is None or (self.source.startswith("(?", self.at) and opening[1] is None):
            raise Unsupported
        self.at = opening.end()
        if opening[1] in ("?=", "?!"):
            return self.lookahead(opening[1] == "?=")
        return self.inside()

    def inside(self) -> Matcher:
        inner = self.alternatives()
        if self.following() != ")":
            raise Unsupported
        self.at += 1
        return inner

    def lookahead(self, wanted: bool) -> Matcher:
        """One in another takes time that grows with the cube of the subject."""
        if self.looks_ahead:
            raise Unsupported
        self.looks_ahead = True
        inner = self.inside()
        self.looks_ahead = False
        return ahead(inner, wanted)

    def escape(self) -> Callable[[str], bool]:
        name = self.following()
        self.at += 1
        if name.lower() in _CLASS_ESCAPES:
            accepts = _CLASS_ESCAPES[name.lower()]
            return (lambda character: not accepts(character)) if name.isupper() else accepts
        if name in _CONTROL_ESCAPES:
            return self.equals(_CONTROL_ESCAPES[name])
        if not name or name.isalnum():
            raise Unsupported
        return self.equals(name)

    def equals(self, wanted: str) -> Callable[[str], bool]:
        return _same(wanted) if self.ignore_case else lambda character: character == wanted

    def character_class(self) -> Callable[[str], bool]:
        self.at += 1
        negated = self.following() == "^"
        self.at += negated
        if self.following() == "]":
            raise Unsupported  # empty in JavaScript, a bracket elsewhere
        accepted: list[Callable[[str], bool]] = []
        while self.following() != "]":
            if not self.following() or self.following() == "[":
                raise Unsupported
            accepted.append(self.class_member())
        self.at += 1
        return lambda character: any(accepts(character) for accepts in accepted) is not negated

    def class_member(self) -> Callable[[str], bool]:
        first = self.following()
        self.at += 1
        if first == "\\":
            return self.escape()
        if self.following() == "-" and self.following(2)[1:] not in ("]", ""):
            last = self.following(2)[1]
            if last in "\\[" or last < first:
                raise Unsupported
            self.at += 2
            return self.between(first, last)
        return self.equals(first)

    def between(self, first: str, last: str) -> Callable[[str], bool]:
        if self.ignore_case:
            return lambda character: first <= character.lower() <= last or first <= character.upper() <= last
        return lambda character: first <= character <= last


def _times(found: re.Match[str]) -> tuple[int, int | None]:
    if found[1] in ("*", "+", "?"):
        return (1 if found[1] == "+" else 0), (1 if found[1] == "?" else None)
    least = int(found[2])
    most = int(found[4]) if found[4] else None
    return least, least if not found[3] else most
