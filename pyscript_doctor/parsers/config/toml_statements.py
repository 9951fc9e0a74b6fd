"""The statements of a TOML document and where they are, whichever parser reads it."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.config.toml_j04_scalars import Scalars
from pyscript_doctor.parsers.config.values import Refused
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Span, Text

QUOTED = r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"' + r"|'[^'\n]*'"
KEY = rf"(?:[A-Za-z0-9_-]+|{QUOTED})"
KEYS = rf"{KEY}(?:[ \t]*\.[ \t]*{KEY})*"

INDENT = lazy_pattern(r"\ufeff?[ \t]*")
HEADER = lazy_pattern(rf"(\[\[?)[ \t]*({KEYS})[ \t]*\]\]?")
ASSIGNMENT = lazy_pattern(rf"({KEYS})[ \t]*=[ \t]*")
LOOSE_ASSIGNMENT = lazy_pattern(r"([^\s=#]+)[ \t]*=[ \t]*")
DOTTED_KEYS = lazy_pattern(KEYS)
ONE_KEY = lazy_pattern(KEY)
COMMENT = lazy_pattern(r"#[^\n]*")

BEGINS_HEADER = lazy_pattern(
    r"[ \t]*\[\[?[ \t]*(?!(?:true|false|inf|nan)\b)[A-Za-z_][\w.\-\"' \t]*\]\]?[ \t\r]*(?:#|\n|\Z)"
)
BEGINS_ASSIGNMENT = lazy_pattern(rf"[ \t]*{KEYS}[ \t]*=")

LONG_STRINGS = {
    '"""': lazy_pattern(r'"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"{3,5}', re.DOTALL),
    "'''": lazy_pattern(r"'''[^']*(?:'(?!'')[^']*)*'{3,5}"),
}
SHORT_STRING = lazy_pattern(QUOTED)
PLAIN = lazy_pattern(r"[^\"'\[\]{}#\n]+")
BRACKETS = {"[": "]", "{": "}"}


class Kind(Enum):
    """What kind of statement a line looks like."""

    TABLE = "table header"
    TABLE_ARRAY = "header of an array of tables"
    ASSIGNMENT = "assignment"
    COMMENT = "comment"
    BLANK = "blank"
    UNKNOWN = "unknown"


HEADERS = {Kind.TABLE, Kind.TABLE_ARRAY}
STATEMENTS = {Kind.ASSIGNMENT, Kind.UNKNOWN}


class Statement(NamedTuple):
    """One statement and all the lines that it takes; together they make up the document.

    lines: with the indentation before and the line's end after it. body: the statement itself, without
    white space around it and without a comment at its end. keys: of a header or an assignment, unquoted.
    value: what an assignment assigns, as it is written. comment: the one at its end, from its `#`.
    """

    kind: Kind
    lines: Text
    body: Text
    keys: tuple[Text, ...] = ()
    value: Text | None = None
    comment: Text | None = None

    @property
    def span(self) -> Span:
        """Where the body is."""
        return self.body.span()


def scan_toml(text: Text) -> tuple[Statement, ...]:
    """The statements of a document, in order.

    Never fails: a line that is not a statement is UNKNOWN. An array that does not end takes all lines up to the next
    one that looks like a header or another assignment.
    """
    return tuple(_Scanner(text).statements())


def first_statement(text: Text) -> Statement | None:
    """The first statement of a document; None if it is empty. The rest of the document is not looked at."""
    return next(_Scanner(text).statements(), None)


class _Scanner:
    def __init__(self, text: Text) -> None:
        self.text = text
        self.value = text.value
        self.never_ending: set[str] = set()

    def statements(self) -> Iterator[Statement]:
        start = 0
        while start < len(self.value):
            statement = self.statement(start)
            yield statement
            start += len(statement.lines)

    def statement(self, start: int) -> Statement:
        begin = _end(INDENT, self.value, start)
        if header := HEADER.match(self.value, begin):
            return self.header(start, header)
        assignment = ASSIGNMENT.match(self.value, begin) or LOOSE_ASSIGNMENT.match(self.value, begin)
        if assignment and self.value[begin] != "[":
            return self.assignment(start, assignment)
        if COMMENT.match(self.value, begin):
            return self.made(Kind.COMMENT, start, begin, self.line_end(begin))
        line_end = self.line_end(begin)
        kind = Kind.UNKNOWN if self.value[begin:line_end].strip() else Kind.BLANK
        return self.made(kind, start, begin, line_end)

    def header(self, start: int, match: re.Match[str]) -> Statement:
        line_end = self.line_end(match.end())
        if self.value[match.end() : line_end].lstrip()[:1] not in ("", "#"):
            return self.made(Kind.UNKNOWN, start, match.start(), line_end)
        kind = Kind.TABLE if len(match[1]) == 1 else Kind.TABLE_ARRAY
        return self.made(kind, start, match.start(), match.end(), self.keys(*match.span(2)))

    def assignment(self, start: int, match: re.Match[str]) -> Statement:
        end = self.value_end(match.end())
        keys = self.keys(*match.span(1))
        return self.made(Kind.ASSIGNMENT, start, match.start(), end, keys, self.trimmed(match.end(), end))

    def made(
        self, kind: Kind, start: int, begin: int, end: int, keys: tuple[Text, ...] = (), value: Text | None = None
    ) -> Statement:
        line_end = self.line_end(end)
        comment = self.trimmed(end, line_end) if self.value[end:line_end].strip() else None
        lines = self.text.cut(start, min(line_end + 1, len(self.value)))
        return Statement(kind, lines, self.trimmed(begin, end), keys, value, comment)

    def trimmed(self, start: int, end: int) -> Text:
        written = self.value[start:end]
        start += len(written) - len(written.lstrip())
        return self.text.cut(start, start + len(written.strip()))

    def line_end(self, at: int) -> int:
        """Where the line ends, before its newline."""
        end = self.value.find("\n", at)
        return len(self.value) if end < 0 else end

    def keys(self, start: int, end: int) -> tuple[Text, ...]:
        if not DOTTED_KEYS.fullmatch(self.value, start, end):
            return (self.text.cut(start, end),)
        return tuple(_unquoted(self.text.cut(*match.span())) for match in ONE_KEY.finditer(self.value, start, end))

    def value_end(self, at: int) -> int:
        """Where the value that begins here ends: at the end of its line or at a comment, outside of all brackets."""
        closings: list[str] = []
        while at < len(self.value):
            character = self.value[at]
            if character == "\n" and self.ends_line(at, closings):
                return at
            if character == "#":
                if not closings:
                    return at
                at = self.line_end(at)
            elif character in "\"'":
                at = self.string_end(at)
            elif match := PLAIN.match(self.value, at):
                at = match.end()
            else:
                _count(closings, character)
                at += 1
        return at

    def ends_line(self, at: int, closings: list[str]) -> bool:
        """Whether the value ends with the line that ends here."""
        if not closings or BEGINS_HEADER.match(self.value, at + 1):
            return True
        return closings[-1] == "]" and BEGINS_ASSIGNMENT.match(self.value, at + 1) is not None

    def string_end(self, at: int) -> int:
        """Where the string that begins here ends; one without an end takes its line."""
        quotes = self.value[at : at + 3]
        if quotes in LONG_STRINGS and quotes not in self.never_ending:
            if match := LONG_STRINGS[quotes].match(self.value, at):
                return match.end()
            self.never_ending.add(quotes)
        match = SHORT_STRING.match(self.value, at)
        return match.end() if match else self.line_end(at)


def _end(pattern: re.Pattern[str], value: str, at: int) -> int:
    match = pattern.match(value, at)
    return match.end() if match else at


def _count(closings: list[str], character: str) -> None:
    """Counts the brackets that are open; one that closes nothing is skipped."""
    if character in BRACKETS:
        closings.append(BRACKETS[character])
    elif closings and character == closings[-1]:
        closings.pop()


def _unquoted(key: Text) -> Text:
    if key.value[0] not in "\"'":
        return key
    if key.value[0] == '"':
        try:
            unescaped = Scalars(key).key()
        except Refused:
            unescaped = None
        if unescaped is not None:
            return unescaped
    return key.cut(1, len(key) - 1)
