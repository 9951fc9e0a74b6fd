"""Globs as minimatch has them, which Firebase's and serve's headers go by.

Measured against minimatch 3.1.5 and 6.2.3: `*` and `**` match no name that starts with a dot, `**` is special only
where it stands alone between slashes.
"""

from __future__ import annotations

import posixpath
import re

from pyscript_doctor.parsers.hosting.expressions import (
    LONGEST_SUBJECT,
    Matcher,
    Unsupported,
    either,
    literal,
    matches_whole,
    one,
    repeat,
    sequence,
)

MOST_ALTERNATIVES = 100
GLOBSTAR = "**"

_BRACES = re.compile(r"\{([^{}]*)\}")
_PIECE = re.compile(
    r"(?P<group>[@?*+])\((?P<choices>[^()]*)\)|(?P<star>\*(?!\())|(?P<any>\?)|\\(?P<escaped>.)|(?P<plain>[^*?\\])"
)
_TIMES: dict[str, tuple[int, int | None]] = {"@": (1, 1), "?": (0, 1), "*": (0, None), "+": (1, None)}


def slashed(pattern: str) -> str:
    """A pattern from the root on, as both hosts make it before they match."""
    path = posixpath.normpath("/" + pattern.lstrip("/"))
    return path + "/" if pattern.endswith("/") and path != "/" else path


def glob_matches(pattern: str, path: str) -> bool:
    """Whether a glob matches a path; raises Unsupported for what is not understood exactly."""
    if pattern.startswith(("!", "#")) or len(path) > LONGEST_SUBJECT:
        raise Unsupported
    names = re.sub("/+", "/", path).split("/")
    return any(_matches(re.sub("/+", "/", each).split("/"), names) for each in _expanded(pattern))


def _expanded(pattern: str) -> list[str]:
    """The patterns that one with braces stands for."""
    finished: list[str] = []
    waiting = [pattern]
    while waiting:
        each = waiting.pop()
        braces = _BRACES.search(each)
        if braces is None:
            finished.append(each)
        elif "," not in braces[1]:
            raise Unsupported  # a range, or braces that stand for themselves
        else:
            waiting.extend(each[: braces.start()] + choice + each[braces.end() :] for choice in braces[1].split(","))
        if len(waiting) + len(finished) > MOST_ALTERNATIVES:
            raise Unsupported
    return finished


def _matches(patterns: list[str], names: list[str]) -> bool:
    """Goes through the segments of a pattern, keeping all counts of names that it may have used up."""
    used = {0}
    for index, pattern in enumerate(patterns):
        if pattern == GLOBSTAR:
            used = _after_globstar(used, names, last=index == len(patterns) - 1)
        else:
            matcher = _segment(pattern)
            used = {at + 1 for at in used if at < len(names) and _name_matches(pattern, matcher, names[at])}
        if not used:
            return False
    return len(names) in used or (names[-1] == "" and len(names) - 1 in used)


def _after_globstar(used: set[int], names: list[str], last: bool) -> set[int]:
    """Any names, and none as well, but at the end of a pattern at least one, if only the empty one after a slash."""
    reached: set[int] = set()
    for at in sorted(used):
        end = at
        if not (last and at == len(names)):
            reached.add(end)
        while end < len(names) and not names[end].startswith("."):
            end += 1
            if end in reached:
                break
            reached.add(end)
    return reached


def _name_matches(pattern: str, matcher: Matcher, name: str) -> bool:
    is_magic = any(character in pattern for character in "*?@+[")
    if is_magic and (not name or (name.startswith(".") and not pattern.startswith("."))):
        return False
    return bool(matches_whole(matcher, name))


def _segment(pattern: str) -> Matcher:
    if "[" in pattern or "!(" in pattern or "**(" in pattern:
        raise Unsupported
    parts: list[Matcher] = []
    position = 0
    while position < len(pattern):
        found = _PIECE.match(pattern, position)
        if found is None:
            raise Unsupported
        parts.append(_piece(found))
        position = found.end()
    return sequence(parts)


def _piece(found: re.Match[str]) -> Matcher:
    if found["group"]:
        choices = found["choices"].split("|")
        if any(choice.startswith(".") for choice in choices) and found.start() == 0:
            raise Unsupported
        return repeat(either(_segment(choice) for choice in choices), *_TIMES[found["group"]])
    if found["star"]:
        return repeat(one(lambda character: character != "/"), 0, None)
    if found["any"]:
        return one(lambda character: character != "/")
    return literal(found["escaped"] or found["plain"])
