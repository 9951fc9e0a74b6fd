"""Questions that lead to other questions, each answered once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.project.program.alternatives import CYCLE, UNKNOWN, Alternatives

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

# How far one question leads to others, how many it leads to, and how many are answered for one program: a fixed number,
# and some for each event in it. The answer to any further question is UnknownValue.
MOST_DEPTH = 50
MOST_FOR_ONE = 2_000
MOST_FOR_ALL = 20_000
MOST_FOR_AN_EVENT = 10

_NEVER = 1 << 30


class Memo:
    """Keeps the answers; `kept` has those that are final.

    An answer that depends on an open question is kept only while that question is open.
    """

    def __init__(self, events: int) -> None:
        self.kept: dict[Hashable, Alternatives] = {}
        self._provisional: dict[Hashable, tuple[Alternatives, int]] = {}
        self._open: dict[Hashable, int] = {}
        self._came_back: set[int] = set()
        self._touched = _NEVER
        self._left = MOST_FOR_ALL + MOST_FOR_AN_EVENT * events
        self._left_for_one = MOST_FOR_ONE

    def once(self, question: Hashable, answer: Callable[[], Alternatives]) -> Alternatives:
        """The answer to a question; Cycle if it is being asked already."""
        kept = self.kept.get(question)
        if kept is not None:
            return kept
        asked_at = self._open.get(question)
        if asked_at is not None:
            self._came_back.add(asked_at)
            self._touched = min(self._touched, asked_at)
            return (CYCLE,)
        provisional = self._provisional.get(question)
        if provisional is not None:
            self._touched = min(self._touched, provisional[1])
            return provisional[0]
        return self._answer(question, answer)

    def _answer(self, question: Hashable, answer: Callable[[], Alternatives]) -> Alternatives:
        depth = len(self._open)
        if depth == 0:
            self._left_for_one = MOST_FOR_ONE
        self._left -= 1
        self._left_for_one -= 1
        if depth >= MOST_DEPTH or min(self._left, self._left_for_one) < 0:
            return UNKNOWN
        before, self._touched = self._touched, _NEVER
        known_before = len(self._provisional)
        self._open[question] = depth
        try:
            found = answer()
        except RecursionError:
            if depth:
                raise
            found, self._touched = UNKNOWN, _NEVER
            self._came_back.clear()
        finally:
            del self._open[question]
        self._keep(question, found, depth, known_before)
        self._touched = min(before, self._touched)
        return found

    def _keep(self, question: Hashable, found: Alternatives, depth: int, known_before: int) -> None:
        """Answers that were found while this one was open, and that depend on it, must be found again."""
        if depth in self._came_back or self._touched >= depth:
            self._came_back.discard(depth)
            while len(self._provisional) > known_before:
                self._provisional.popitem()
        if self._touched >= depth:
            self.kept[question] = found
            self._touched = _NEVER
        else:
            self._provisional[question] = (found, self._touched)
