"""What git ignores, by `.gitignore` files and `.git/info/exclude`, as gitignore(5) and git itself have it."""

from __future__ import annotations

import fnmatch
import os
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from pyscript_doctor.sources.git import LONGEST_METADATA, git_folder
from pyscript_doctor.sources.reading import Unreadable, read_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LONGEST_PATTERN = 1000

_NOTHING = r"(?!)"
_SPECIAL = re.compile(r"[*?\[\\]")
_STARS = re.compile(r"\*{2,}")
_BRACKET = re.compile(r"\[([!^]?)(\]?(?:\[:\w*:\]|\\.|[^\]\\])*)\]", re.DOTALL)
_CLASS = re.compile(r"\[:(\w*):\]")
_POSIX = {
    "alnum": "a-zA-Z0-9", "alpha": "a-zA-Z", "blank": " \t", "digit": "0-9", "lower": "a-z", "upper": "A-Z",
    "space": " \t\n\r\f\v", "xdigit": "0-9a-fA-F",
}  # fmt: skip


@dataclass(frozen=True)
class Pattern:
    """One line. Without a slash inside, it is compared with the name alone, else with the path from the file's folder.

    glob: without what the other fields say.
    """

    glob: str
    negated: bool
    folders_only: bool
    anchored: bool

    @classmethod
    def parse(cls, line: str) -> Pattern | None:
        """The pattern of a line; None for a comment, and for what git never matches."""
        line = _without_trailing_spaces(line)
        if not line or line.startswith("#") or len(line) > LONGEST_PATTERN:
            return None
        negated = line.startswith("!")
        glob = line[negated:]
        folders_only = glob.endswith("/")
        glob = glob[: len(glob) - folders_only]
        anchored = "/" in glob
        glob = glob.removeprefix("/")
        return cls(glob, negated, folders_only, anchored) if glob else None

    def fits(self, names: Sequence[str], is_folder: bool) -> bool:
        """Whether the path of these names is what the pattern means; not whether it lies below that."""
        if self.folders_only and not is_folder:
            return False
        if self.anchored:
            return self._fits_path(names)
        return self._fits_path(names[-1:])

    def _fits_path(self, names: Sequence[str]) -> bool:
        reached = {0}
        for segment in self._segments:
            if segment is None:
                reached = set(range(min(reached), len(names) + 1))
            else:
                reached = {place + 1 for place in reached if place < len(names) and segment.match(names[place])}
            if not reached:
                return False
        return len(names) in reached

    @property
    def last_glob(self) -> str:
        """What the last name of a path has to look like."""
        last = self.glob.rsplit("/", 1)[-1]
        return "*" if last == "**" else last

    @cached_property
    def _segments(self) -> tuple[re.Pattern[str] | None, ...]:
        """What each name of a path has to look like; None for any number of names."""
        globs = self.glob.split("/")
        if globs[-1] == "**" and self.anchored:
            globs.append("*")  # a folder's content, not the folder itself
        return tuple(None if glob == "**" and self.anchored else re.compile(_expression(glob)) for glob in globs)


@dataclass(frozen=True)
class Patterns:
    """The patterns of one file.

    A path that fits one has a last name that fits the pattern's last glob; most of these are plain names or endings
    (`build/`, `*.pyc`). So a name that fits none of them, which is the rule, is told from all of them at once.
    """

    patterns: tuple[Pattern, ...]

    @classmethod
    def parse(cls, content: bytes) -> Patterns:
        """The patterns in a file."""
        lines = os.fsdecode(content.removeprefix(b"\xef\xbb\xbf")).split("\n")
        parsed = (Pattern.parse(line.removesuffix("\r")) for line in lines)
        return cls(tuple(pattern for pattern in parsed if pattern))

    def verdict(self, path: str) -> bool | None:
        """Whether a path, relative to the file's folder, is ignored; None where no pattern fits it.

        The last pattern that fits decides. A folder's path ends in a slash.
        """
        name = path[path.rfind("/", 0, -1) + 1 :].rstrip("/")
        told = name in self._names or name.endswith(self._endings) or self._others.match(name)
        patterns = self.patterns if told else self._for_any_name
        names = path.rstrip("/").split("/") if patterns else []
        for pattern in reversed(patterns):
            if pattern.fits(names, path.endswith("/")):
                return not pattern.negated
        return None

    @cached_property
    def _for_any_name(self) -> tuple[Pattern, ...]:
        return tuple(pattern for pattern in self.patterns if pattern.last_glob == "*")

    @cached_property
    def _globs(self) -> frozenset[str]:
        return frozenset(pattern.last_glob for pattern in self.patterns).difference("*")

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(glob for glob in self._globs if not _SPECIAL.search(glob))

    @cached_property
    def _endings(self) -> tuple[str, ...]:
        return tuple(glob[1:] for glob in self._globs if glob.startswith("*") and not _SPECIAL.search(glob, 1))

    @cached_property
    def _others(self) -> re.Pattern[str]:
        globs = (glob for glob in self._globs if _SPECIAL.search(glob, glob.startswith("*")))
        return re.compile("|".join([_NOTHING, *map(_expression, sorted(globs))]))


@dataclass(frozen=True, slots=True)
class Level:
    """Patterns and the folder below which they hold, relative to the top: "" or "a/b/"."""

    folder: str
    patterns: Patterns


@dataclass
class GitIgnore:
    """What git ignores below a top folder. Paths are relative to it; a folder's path ends in a slash."""

    top: Path
    _levels: dict[str, tuple[Level, ...]] = field(default_factory=dict)

    def levels(self, folder: str) -> tuple[Level, ...]:
        """The patterns that hold in a folder, those that decide first first."""
        missing = []
        while folder not in self._levels:
            missing.append(folder)
            if not folder:
                break
            folder = _parent(folder)
        outer = self._levels.get(folder, ())
        for inner in reversed(missing):
            outer = self._levels[inner] = (*self._own(inner), *outer)
        return outer

    def ignores(self, path: str) -> bool:
        """Whether git ignores a path, or a folder above it."""
        end = path.find("/") + 1
        while 0 < end < len(path):
            if is_ignored(self.levels(_parent(path[:end])), path[:end]):
                return True
            end = path.find("/", end) + 1
        return bool(path) and is_ignored(self.levels(_parent(path)), path)

    def _own(self, folder: str) -> list[Level]:
        place = self.top / folder
        files = [place / ".gitignore"]
        if git := git_folder(place):
            files.append(git / "info" / "exclude")
        parsed = (_read(str(file)) for file in files)
        return [Level(folder, patterns) for patterns in parsed if patterns.patterns]


def is_ignored(levels: Sequence[Level], path: str) -> bool:
    """Whether these patterns, of which the first that says anything decides, ignore a path."""
    for level in levels:
        verdict = level.patterns.verdict(path[len(level.folder) :])
        if verdict is not None:
            return verdict
    return False


def _parent(path: str) -> str:
    return path[: path.rfind("/", 0, -1) + 1]


def _read(file: str) -> Patterns:
    try:
        return Patterns.parse(read_file(file, LONGEST_METADATA))
    except (FileNotFoundError, Unreadable):
        return Patterns(())


def _without_trailing_spaces(line: str) -> str:
    stripped = line.rstrip(" ")
    backslashes = len(stripped) - len(stripped.rstrip("\\"))
    return stripped + " " if backslashes % 2 and len(stripped) < len(line) else stripped


def _expression(glob: str) -> str:
    """A glob for one name as an expression; the standard library's takes no more than linear time for each star."""
    try:
        expression = fnmatch.translate(_STARS.sub("*", _as_fnmatch(glob)))
        re.compile(expression)
    except (ValueError, re.error):
        return _NOTHING
    return expression


def _as_fnmatch(glob: str) -> str:
    """A glob of git's as one of fnmatch's, which knows no escapes and no named classes.

    Raises ValueError for what git never matches: a bracket or an escape without end, an unknown class.
    """
    translated: list[str] = []
    place = 0
    while place < len(glob):
        end = place + 1
        if glob[place] == "[":
            bracket = _BRACKET.match(glob, place)
            if not bracket:
                raise ValueError("a bracket without end")
            translated.append(_bracket(bracket[1], bracket[2]))
            end = bracket.end()
        elif glob[place] == "\\":
            if end == len(glob):
                raise ValueError("an escape without end")
            translated.append(f"[{glob[end]}]" if glob[end] in "*?[" else glob[end])
            end += 1
        else:
            translated.append(glob[place])
        place = end
    return "".join(translated)


def _bracket(negation: str, content: str) -> str:
    content = _CLASS.sub(lambda match: _class(match[1]), content)
    content = re.sub(r"\\(.)", r"\1", content, flags=re.DOTALL)
    if "]" in content:
        content = "]" + content.replace("]", "")
    return f"[{'!' if negation else ''}{content}]"


def _class(name: str) -> str:
    if name not in _POSIX:
        raise ValueError("an unknown class of characters")
    return _POSIX[name]
