"""A cursor that remembers what a PEG parser would have taken where it stops, so that the message has the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.config.values import Refused

if TYPE_CHECKING:
    import re

    from pyscript_doctor.parsers.text import Span, Text

END_OF_INPUT = "end of input"
NAMED_CONTROLS = {"\\": "\\\\", '"': '\\"', "\0": "\\0", "\t": "\\t", "\n": "\\n", "\r": "\\r"}


class Cursor:
    """A place in a text, the farthest place at which anything was tried and failed, and what was tried there.

    A parser that PEG.js generated names all of that in its message. So a grammar that takes the same tokens in the same
    order gives the same message.
    """

    def __init__(self, text: Text) -> None:
        self.text = text
        self.value = text.value
        self.at = 0
        self.farthest = 0
        self.expected: set[str] = set()

    def missed(self, *names: str, at: int | None = None) -> None:
        """Notes that none of these is here."""
        at = self.at if at is None else at
        if at > self.farthest:
            self.farthest = at
            self.expected = set()
        if at == self.farthest:
            self.expected.update(names)

    def take(self, literal: str, name: str | None = None) -> bool:
        """Steps over the literal if it is here, else notes it."""
        if self.value.startswith(literal, self.at):
            self.at += len(literal)
            return True
        self.missed(name or f'"{literal}"')
        return False

    def match(self, pattern: re.Pattern[str], name: str) -> bool:
        """Steps over what the pattern matches, else notes its name."""
        match = pattern.match(self.value, self.at)
        if match:
            self.at = match.end()
        else:
            self.missed(name)
        return bool(match)

    def skip(self, pattern: re.Pattern[str], *names: str) -> bool:
        """Skips all that the pattern matches and notes what could have gone on; returns whether it moved."""
        start = self.at
        match = pattern.match(self.value, start)
        self.at = match.end() if match else start
        self.missed(*names)
        return self.at > start

    def stopped(self, statement: int) -> Refused:
        """The verdict, on the line where the statement that begins there stops making sense."""
        found = self.value[self.farthest : self.farthest + 1]
        what = f'"{_shown(found)}"' if found else END_OF_INPUT
        return Refused(self._line(statement), f"Expected {_listed(sorted(self.expected))} but {what} found.")

    def _line(self, statement: int) -> Span:
        start = max(statement, self.value.rfind("\n", 0, self.farthest) + 1)
        end = self.value.find("\n", self.farthest)
        line = self.text.cut(start, len(self.value) if end < 0 else end).stripped()
        return line.span() if line.value else self.text.cut(statement).stripped().span()


def _listed(names: list[str]) -> str:
    if len(names) <= 2:
        return " or ".join(names)
    return f"{', '.join(names[:-1])}, or {names[-1]}"


def _shown(character: str) -> str:
    if character in NAMED_CONTROLS:
        return NAMED_CONTROLS[character]
    return f"\\x{ord(character):02X}" if character < " " or "\x7f" <= character <= "\x9f" else character
