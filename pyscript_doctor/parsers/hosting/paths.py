"""Patterns of URL paths as steps, one character after the other; the time grows with the length of the path.

The hosts have many ways to write patterns. The ones that people use come down to a few steps: text, `*` within a
folder, anything at all, whole folders.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cached_property

LONGEST_PATH = 2000


class Step(Enum):
    """What one step of a pattern takes."""

    ANY = auto()
    NOT_SLASH = auto()
    NOTHING = auto()


@dataclass
class PathPattern:
    """A pattern that is first built, then used as a test: its steps lead from state to state, the last one accepts.

    ignore_case: whether `/Docs` is `/docs`.
    """

    ignore_case: bool = False
    edges: list[list[tuple[Step | str, int]]] = field(default_factory=lambda: [[]])

    def text(self, text: str) -> PathPattern:
        """Just this text."""
        value = text.lower() if self.ignore_case else text
        if value:
            at = len(self.edges)
            self.edges[-1].append((value[0], at))
            self.edges.extend([(character, after)] for after, character in enumerate(value[1:], at + 1))
            self.edges.append([])
        return self

    def optional_slash(self) -> PathPattern:
        """A slash, or nothing."""
        here = self._last
        self._then("/")
        self._add(here, Step.NOTHING, self._last)
        return self

    def one(self) -> PathPattern:
        """Any one character."""
        self._then(Step.ANY)
        return self

    def anything(self) -> PathPattern:
        """Any characters, slashes too, or none."""
        self._add(self._last, Step.ANY, self._last)
        self._then(Step.NOTHING)
        return self

    def within_a_folder(self) -> PathPattern:
        """Any characters but a slash, or none."""
        self._add(self._last, Step.NOT_SLASH, self._last)
        self._then(Step.NOTHING)
        return self

    def name(self) -> PathPattern:
        """The name of a file or folder: at least one character, and no slash."""
        self._then(Step.NOT_SLASH)
        return self.within_a_folder()

    def folders(self) -> PathPattern:
        """Any number of folders, each with the slash behind it."""
        start = self._last
        self._then(Step.NOTHING)
        self._add(self._last, Step.ANY, self._last)
        self._then("/")
        self._add(start, Step.NOTHING, self._last)
        return self

    def slashed_names(self, least: int) -> PathPattern:
        """`/name` as often as the path has it, `least` times or more (0 or 1)."""
        start = self._last
        self._then("/").name()
        self._add(self._last, Step.NOTHING, start)
        self._then(Step.NOTHING)
        if not least:
            self._add(start, Step.NOTHING, self._last)
        return self

    @cached_property
    def start(self) -> str:
        """The text that every matching path begins with: what comes before the first choice."""
        found, state = [], 0
        while len(self.edges[state]) == 1 and isinstance(step := self.edges[state][0][0], str):
            found.append(step)
            state += 1
        return "".join(found)

    def __call__(self, path: str) -> bool:
        """Whether the whole path matches."""
        states = self._settled({0})
        for character in path.lower() if self.ignore_case else path:
            states = self._settled({after for state in states for after in self._after(state, character)})
        return self._last in states

    @property
    def _last(self) -> int:
        return len(self.edges) - 1

    def _then(self, step: Step | str) -> PathPattern:
        self._add(self._last, step, self._last + 1)
        self.edges.append([])
        return self

    def _add(self, state: int, step: Step | str, after: int) -> None:
        self.edges[state].append((step, after))

    def _after(self, state: int, character: str) -> list[int]:
        taken = (character, Step.ANY) if character == "/" else (character, Step.ANY, Step.NOT_SLASH)
        return [after for step, after in self.edges[state] if step in taken]

    def _settled(self, states: set[int]) -> set[int]:
        """These states, and those that can be reached from them without a character."""
        reached, waiting = set(states), list(states)
        while waiting:
            for step, after in self.edges[waiting.pop()]:
                if step is Step.NOTHING and after not in reached:
                    reached.add(after)
                    waiting.append(after)
        return reached
