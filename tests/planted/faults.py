"""One small fault in a sound project."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Files = dict[str, str]
WORD = re.compile(r"[A-Za-z_]\w+")


@dataclass(frozen=True, slots=True)
class Fault:
    """What one operator changes at one place.

    path, start, end: the piece of a file that `after` replaces; a file that goes away has no `after`. words: the names
    that the fault is about. A line that holds one of them is a right place to speak of it. statement: where the Python
    statement starts that must run for the fault to show, if it is in a function.
    """

    operator: str
    path: str
    start: int
    end: int
    after: str | None
    words: tuple[str, ...] = ()
    statement: int | None = None

    def plant(self, files: Mapping[str, str]) -> Files:
        """The files with the fault."""
        planted = dict(files)
        if self.after is None:
            del planted[self.path]
        else:
            text = planted[self.path]
            planted[self.path] = text[: self.start] + self.after + text[self.end :]
        return planted

    def what(self, files: Mapping[str, str]) -> str:
        """The change in one line."""
        if self.after is None:
            return f"{self.path} is deleted"
        text = files[self.path]
        before = _one_line(text[self.start : self.end])
        return f"{self.path}:{_line(text, self.start)}: {before!r} -> {_one_line(self.after)!r}"

    def places(self, files: Mapping[str, str]) -> set[tuple[str, int]]:
        """The lines of the planted files where speaking of the fault is exact."""
        planted = self.plant(files)
        found = {(path, number) for path, text in planted.items() for number in self._lines_with_words(text)}
        if self.after is not None:
            first = _line(planted[self.path], self.start)
            last = _line(planted[self.path], self.start + len(self.after))
            found |= {(self.path, number) for number in range(first, last + 1)}
        return found

    def _lines_with_words(self, text: str) -> Iterator[int]:
        for number, line in enumerate(text.splitlines(), 1):
            if any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", line) for word in self.words):
                yield number


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _one_line(text: str) -> str:
    joined = " ".join(text.split())
    return joined if len(joined) < 80 else f"{joined[:77]}..."


def misspelt(word: str) -> str:
    """The word with two of its letters swapped, as fingers do it, or else with its last letter twice."""
    for at in range(1, len(word) - 1):
        first, second = word[at], word[at + 1]
        if first != second and first.isalpha() and second.isalpha():
            return word[:at] + second + first + word[at + 2 :]
    return word + word[-1:]


def of_pattern(
    operator: str, path: str, text: str, pattern: str, *, misspell: bool = False, after: str = ""
) -> Iterator[Fault]:
    """A fault for each match: its group "it" is misspelt, or becomes `after`."""
    for match in re.finditer(pattern, text):
        start, end = match.span("it")
        word = match["it"]
        yield Fault(operator, path, start, end, misspelt(word) if misspell else after, tuple(WORD.findall(word)))
