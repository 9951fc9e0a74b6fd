# ruff: noqa: D102 - each method reads what it is named after
"""Strings, numbers, dates and keys as toml-j0.4 reads them: TOML 0.4, except what its grammar leaves out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.config.ecmascript import SURROGATE_PAIR, date_text, number, paired
from pyscript_doctor.parsers.config.expected_tokens import Cursor
from pyscript_doctor.parsers.config.values import Leaf, Node, Refused
from pyscript_doctor.parsers.layers import TomlString
from pyscript_doctor.parsers.text import Part
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    import re

    from pyscript_doctor.parsers.text import Text

COMMENT_TEXT = r"#[^\n\r]*(?:\r(?!\n)[^\n\r]*)*"
SPACES = lazy_pattern(r"[ \t]*")
NEWLINE = lazy_pattern(r"\r?\n")
REST_OF_LINE = lazy_pattern(rf"(?:[ \t]+|{COMMENT_TEXT})*")
BLANKS = lazy_pattern(rf"(?:[ \t]+|\r?\n|{COMMENT_TEXT})*")
WORD = lazy_pattern(r"[A-Za-z0-9_-]+")
CHARACTERS = lazy_pattern(r'[^\x00-\x1f"\\]*')
LINES = lazy_pattern(r'(?:[^\x00-\x1f"\\]+|"(?!"")|\r?\n)*')
LITERAL_CHARACTERS = lazy_pattern(r"[^\x00-\x08\x0a-\x1f']*")
LITERAL_LINES = lazy_pattern(r"(?:[^\x00-\x08\x0a-\x1f']+|'(?!'')|\r?\n)*")
CONTINUATION = lazy_pattern(r"\\\r?\n(?:[ \t]+|\r?\n)*")
CONTROL = lazy_pattern(r"[bfnrt]")
FOUR_DIGITS = lazy_pattern(r"[0-9A-Fa-f]{4}")
EIGHT_DIGITS = lazy_pattern(r"[0-9A-Fa-f]{8}")
DIGIT = lazy_pattern(r"[0-9]")
MORE_DIGITS = lazy_pattern(r"(?:_?[0-9])*")
ALL_DIGITS = lazy_pattern(r"[0-9]*")
FULL_DATE = lazy_pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
TWO_DIGITS = lazy_pattern(r"[0-9]{2}")
OFFSET = lazy_pattern(r"Z|[+-][0-9]{2}:[0-9]{2}")
ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}

WORD_NAME = '[a-z], [A-Z], [0-9], "-", "_"'
DIGIT_NAME = "[0-9]"
LAST_CODE_POINT = 0x10FFFF
GREATEST_INTEGER = 2**63 - 1


class Typed(NamedTuple):
    """A value and the type that all the elements of its array must share."""

    type: str
    node: Node


class Scalars(Cursor):
    """Each method reads one thing and returns it, or returns None if it is not here."""

    def key(self) -> Text | None:
        start = self.at
        if self.skip(WORD, WORD_NAME):
            return self.text.cut(start, self.at)
        if not self.take('"', "DoubleQuote"):
            return None
        parts = self.characters()
        if self.at > start + 1 and self.take('"', "DoubleQuote"):
            return self.text.spliced(parts, TomlString('"'))
        self.at = start
        return None

    def scalar(self) -> Typed | None:
        return self.string() or self.boolean() or self.date() or self.number()

    def string(self) -> Typed | None:
        return (
            self.long_string('"', "ThreeDoubleQuotes")
            or self.short_string('"', "DoubleQuote")
            or self.long_string("'", "ThreeSingleQuotes")
            or self.short_string("'", "SingleQuote")
        )

    def short_string(self, quote: str, name: str) -> Typed | None:
        start = self.at
        if not self.take(quote, name):
            return None
        parts = self.characters() if quote == '"' else self.literal_characters()
        if not self.take(quote, name):
            self.at = start
            return None
        return self.string_value(start, parts)

    def long_string(self, quote: str, name: str) -> Typed | None:
        start = self.at
        if not self.take(quote * 3, name):
            return None
        self.match(NEWLINE, "Newline")
        parts = self.lines() if quote == '"' else self.literal_lines()
        if not self.take(quote * 3, name):
            self.at = start
            return None
        return self.string_value(start, parts)

    def string_value(self, start: int, parts: list[Part]) -> Typed:
        content = self.text.spliced(parts, TomlString(self.value[start]))
        return Typed("String", Leaf(content.value, self.text.span(start, self.at), content))

    def characters(self) -> list[Part]:
        """What can be between double quotes on one line."""
        parts = [self.part(CHARACTERS, "NormalCharacter")]
        while escape := self.escape():
            parts += [escape, self.part(CHARACTERS, "NormalCharacter")]
        return parts

    def literal_characters(self) -> list[Part]:
        return [self.part(LITERAL_CHARACTERS, "NormalCharacter")]

    def lines(self) -> list[Part]:
        """What can be between three double quotes; a backslash at the end of a line joins the lines."""
        parts = [self.part_of_lines()]
        while escape := self.escape() or self.continuation():
            parts += [escape, self.part_of_lines()]
        return parts

    def part_of_lines(self) -> Part:
        part = self.part(LINES, "Newline")
        if not self.value.startswith('"""', self.at):
            self.missed("NormalCharacter")
        return part

    def literal_lines(self) -> list[Part]:
        part = self.part(LITERAL_LINES, "Newline")
        if not self.value.startswith("'''", self.at):
            self.missed("AnyCharacter")
        return [part]

    def part(self, pattern: re.Pattern[str], name: str) -> Part:
        start = self.at
        self.skip(pattern, name)
        return Part(start, self.at)

    def escape(self) -> Part | None:
        start = self.at
        if not self.take("\\", "Backslash"):
            return None
        letter = self.value[self.at : self.at + 1]
        if letter in ESCAPES:
            self.at += 1
            return Part(start, self.at, ESCAPES[letter])
        self.missed('"b", "f", "n", "r", "t"', "DoubleQuote", "Backslash")
        if self.take("u") and self.match(FOUR_DIGITS, "FourHexadecimalDigits"):
            return self.code_point(start)
        self.at = start + 1
        if self.take("U") and self.match(EIGHT_DIGITS, "EightHexadecimalDigits"):
            return self.code_point(start)
        self.at = start
        return None

    def code_point(self, start: int) -> Part:
        if pair := SURROGATE_PAIR.match(self.value, start):
            self.at = pair.end()
            return Part(start, self.at, paired(pair[0]))
        code = int(self.value[start + 2 : self.at], 16)
        if code > LAST_CODE_POINT:
            raise Refused(self.text.span(start, self.at), f"U+{code:x} is not a valid Unicode code point.")
        return Part(start, self.at, chr(code))

    def continuation(self) -> Part | None:
        start = self.at
        if self.skip(CONTINUATION):
            self.missed("Whitespace", "Newline")
            return Part(start, self.at, "")
        if self.value.startswith("\\", start):
            self.missed("Newline", at=start + 1)
        return None

    def boolean(self) -> Typed | None:
        start = self.at
        if self.take("true") or self.take("false"):
            return self.typed("Boolean", self.value[start] == "t", start)
        return None

    def date(self) -> Typed | None:
        start = self.at
        if not (self.match(FULL_DATE, "FullDate (YYYY-mm-dd)") and self.take("T") and self.time()):
            self.at = start
            return None
        written = self.value[start : self.at]
        moment = date_text(written)
        if moment is None:
            reason = "It does not conform to RFC 3339 or this is a browser-specific problem."
            raise Refused(self.text.span(start, self.at), f"Date-time {written} is invalid. {reason}")
        return self.typed("DateTime", moment, start)

    def time(self) -> bool:
        clock = self.match(TWO_DIGITS, "Hour (HH)") and self.take(":") and self.match(TWO_DIGITS, "Minute (MM)")
        if not (clock and self.take(":") and self.match(TWO_DIGITS, "Second (SS)")):
            return False
        end_of_seconds = self.at
        if self.take(".") and not self.skip(ALL_DIGITS, DIGIT_NAME):
            self.at = end_of_seconds
        return self.match(OFFSET, "TimeOffset (Z or +/-HH:MM)")

    def number(self) -> Typed | None:
        """A float or an integer. What TOML would not allow, such as `0x1F`, ends after its first digits."""
        start = self.at
        if not self.signed_digits():
            self.at = start
            return None
        self.check_integer(start)
        end_of_integer = self.at
        if self.fraction():
            self.exponent()
            return self.float_value(start)
        self.at = end_of_integer
        if self.exponent():
            return self.float_value(start)
        return self.typed("Integer", number(self.value[start : self.at].replace("_", "")), start)

    def signed_digits(self) -> bool:
        if not self.take("+"):
            self.take("-")
        return self.digits()

    def digits(self) -> bool:
        if not self.match(DIGIT, DIGIT_NAME):
            return False
        self.skip(MORE_DIGITS)
        if self.value.startswith("_", self.at):
            self.missed(DIGIT_NAME, at=self.at + 1)
        else:
            self.missed('"_"', DIGIT_NAME)
        return True

    def fraction(self) -> bool:
        return self.take(".") and self.digits()

    def exponent(self) -> bool:
        start = self.at
        if (self.take("e") or self.take("E")) and self.signed_digits():
            return True
        self.at = start
        return False

    def check_integer(self, start: int) -> None:
        written = self.value[start : self.at]
        digits = written.lstrip("+-").replace("_", "")
        if len(written.lstrip("+-")) > 1 and digits.startswith("0"):
            raise Refused(self.text.span(start, self.at), "integer must not contain leading zeros")
        limit = GREATEST_INTEGER + written.startswith("-")
        if len(digits) > len(str(limit)) or int(digits) > limit:
            raise Refused(self.text.span(start, self.at), f"{written} is not a 64-bit signed integer.")

    def float_value(self, start: int) -> Typed:
        written = self.value[start : self.at]
        value = number(written.replace("_", ""))
        if not math.isfinite(value):
            raise Refused(self.text.span(start, self.at), f"{written}is not a 64-bit floating-point number.")
        return self.typed("Float", value, start)

    def typed(self, kind: str, value: str | float | bool, start: int) -> Typed:
        return Typed(kind, Leaf(value, self.text.span(start, self.at), self.text.cut(start, self.at)))
