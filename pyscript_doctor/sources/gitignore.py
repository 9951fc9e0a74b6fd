"""What git ignores, by `.gitignore` files and `.git/info/exclude`, read with pathspec.

Where pathspec differs from git (`[[:alpha:]]`, `docs/**/`, negations of folders below other patterns), pathspec
decides.
"""

from __future__ import annotations

import os
import re
import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.records import NamedTuple
from pyscript_doctor.sources.git import LONGEST_METADATA, git_folder
from pyscript_doctor.sources.reading import Unreadable, read_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from pathspec import GitIgnoreSpec, PathSpec

LONGEST_PATTERN = 1000
MOST_STARS = 4  # each multiplies the time that a regular expression can take
MOST_PATTERNS = 5000
"""So many lines of one file count. Each takes a third of a millisecond, and nobody writes so many by hand."""

_STAR = lazy_pattern(r"/\*\*|\*\*/|\*")


class Level(NamedTuple):
    """Patterns and the folder below which they hold, relative to the top: "" or "a/b/".

    GitIgnoreSpec knows what git does with a file, but not with a folder: for a folder the last pattern that fits
    decides.
    """

    folder: str
    of_files: GitIgnoreSpec
    of_folders: PathSpec[Any]

    def verdict(self, path: str) -> bool | None:
        """Whether a path is ignored; None if no pattern fits it. The path of a folder ends in a slash."""
        patterns = self.of_folders if path.endswith("/") else self.of_files
        return patterns.check_file(path[len(self.folder) :]).include


@dataclass(eq=False, repr=False)
class GitIgnore:
    """What git ignores below a top folder. Paths are relative to it; the path of a folder ends in a slash."""

    top: Path
    _levels: dict[str, tuple[Level, ...]] = field(default_factory=dict)

    def levels(self, folder: str) -> tuple[Level, ...]:
        """The patterns that apply in a folder, those that decide first come first."""
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

    def _own(self, folder: str) -> Iterator[Level]:
        place = self.top / folder
        files = [place / ".gitignore"]
        if git := git_folder(place):
            files.append(git / "info" / "exclude")
        for file in files:
            lines = _lines(str(file))
            if lines:
                yield _level(folder, lines)


def is_ignored(levels: Sequence[Level], path: str) -> bool:
    """Whether these patterns ignore a path; the first one that says anything decides."""
    for level in levels:
        verdict = level.verdict(path)
        if verdict is not None:
            return verdict
    return False


def _parent(path: str) -> str:
    return path[: path.rfind("/", 0, -1) + 1]


def _lines(file: str) -> list[str]:
    """The lines of a file that are patterns."""
    try:
        # Git itself follows no link to a list of patterns in a work tree: it may lead out of the project.
        content = b"" if os.path.islink(file) else read_file(file, LONGEST_METADATA)
    except (FileNotFoundError, Unreadable):
        return []
    lines = os.fsdecode(content.removeprefix(b"\xef\xbb\xbf")).split("\n")
    return [line.removesuffix("\r") for line in lines if line.strip() and not line.startswith("#")]


def _level(folder: str, lines: Sequence[str]) -> Level:
    from pathspec import GitIgnoreSpec, PathSpec

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # of `re`, for classes in brackets
        patterns = [pattern for line in lines[:MOST_PATTERNS] for pattern in _patterns(line)]
    return Level(folder, GitIgnoreSpec(patterns), PathSpec(patterns))


def _patterns(line: str) -> Iterable[Any]:
    """What pathspec makes of a line, if it takes the line, and can match in a bounded time."""
    from pathspec import GitIgnoreSpec

    if len(line) > LONGEST_PATTERN or len(_STAR.findall(line)) > MOST_STARS:
        return ()
    try:
        return GitIgnoreSpec.from_lines([line]).patterns
    except (ValueError, re.error):
        return ()
