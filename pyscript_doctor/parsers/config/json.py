"""JSON as a browser's `JSON.parse` reads it, each key and value with its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.config.ecmascript import SURROGATE_PAIR, code_units, number, paired
from pyscript_doctor.parsers.config.values import DEEPEST, Array, Entry, Leaf, Node, Reading, Refused, Table
from pyscript_doctor.parsers.layers import JsonString
from pyscript_doctor.parsers.text import Part
from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from pyscript_doctor.parsers.text import Span, Text

WHITE = lazy_pattern(r"[ \t\n\r]*")
DIGITS = lazy_pattern(r"[0-9]+")
PLAIN = lazy_pattern(r'[^"\\\x00-\x1f]*')
HEXADECIMAL = lazy_pattern(r"[0-9A-Fa-f]{0,4}")
LITERALS: dict[str, tuple[str, bool | None]] = {"t": ("true", True), "f": ("false", False), "n": ("null", None)}
ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}

NO_OBJECT = "a PyScript config is one JSON object, in braces"
TOO_DEEP = f"more than {DEEPEST} arrays and tables in each other"

# What V8 14 says, measured in Chromium and Node.js.
UNEXPECTED_END = "Unexpected end of JSON input"
AFTER_DOCUMENT = "Unexpected non-whitespace character after JSON"
UNEXPECTED_NUMBER = "Unexpected number in JSON"
UNEXPECTED_STRING = "Unexpected string in JSON"
FIRST_NAME = "Expected property name or '}' in JSON"
NEXT_NAME = "Expected double-quoted property name in JSON"
NO_COLON = "Expected ':' after property name in JSON"
AFTER_ELEMENT = "Expected ',' or ']' after array element in JSON"
AFTER_PROPERTY = "Expected ',' or '}' after property value in JSON"
NO_DIGIT = "No number after minus sign in JSON"
NO_FRACTION = "Unterminated fractional number in JSON"
NO_EXPONENT = "Exponent part is missing a number in JSON"
OPEN_STRING = "Unterminated string in JSON"
CONTROL_CHARACTER = "Bad control character in string literal in JSON"
BAD_ESCAPE = "Bad escaped character in JSON"
BAD_UNICODE = "Bad Unicode escape in JSON"

JAVASCRIPT_NAMES = ("[object Object]", "NaN", "Infinity", "undefined")
CONTEXT = 10

StringMaker = Callable[[str, "Text", "Span"], Leaf]


def read_json(text: Text) -> Reading:
    """What `JSON.parse` makes of a document; a document that is not an object is refused too.

    A byte order mark is skipped, as it is when the browser fetches the document. If a key comes twice, both are kept.
    """
    start = 1 if text.value.startswith("\ufeff") else 0
    try:
        node = parse_json(text.cut(start))
    except Refused as refused:
        return Reading(None, refused.refusal)
    if isinstance(node, Table):
        return Reading(node)
    return Reading(None, Refused(node.span, NO_OBJECT).refusal)


def parse_json(text: Text, string: StringMaker | None = None) -> Node:
    """The value that a text holds.

    `string` makes the Leaf of a string that is a value. It is given the content, its Text, and the string's place.
    Raises Refused, with V8's words, if the text is not JSON.
    """
    return _Parser(text, string or (lambda value, content, span: Leaf(value, span, content))).document()


@dataclass(slots=True, eq=False, repr=False)
class _Open:
    """An array or object whose end has not come yet."""

    start: int
    closing: str
    items: list[Node] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    key: Text | None = None

    def add(self, node: Node) -> None:
        if self.key is None:
            self.items.append(node)
        else:
            self.entries.append(Entry(self.key, node))

    def closed(self, span: Span) -> Node:
        return Table(tuple(self.entries), span) if self.closing == "}" else Array(tuple(self.items), span)


class _Parser:
    def __init__(self, text: Text, string: StringMaker) -> None:
        self.text = text
        self.value = text.value
        self.string = string
        self.at = 0

    def document(self) -> Node:
        node = self.node()
        if self.next():
            raise self.refused(AFTER_DOCUMENT)
        return node

    def node(self) -> Node:
        """One value, however deep it is, without recursion."""
        around: list[_Open] = []
        while True:
            node = self.begun(around)
            while node is not None and around:
                node = self.continued(around, node)
            if node is not None:
                return node

    def begun(self, around: list[_Open]) -> Node | None:
        """The scalar or the empty array or object that starts here; None if one with content does."""
        character = self.next()
        if character not in ("[", "{"):
            return self.scalar(character)
        opened = _Open(self.at, "]" if character == "[" else "}")
        self.at += 1
        if self.next() == opened.closing:
            return self.closed(opened)
        if len(around) >= DEEPEST:
            raise Refused(self.text.span(opened.start, opened.start + 1), TOO_DEEP)
        around.append(opened)
        if character == "{":
            self.name(opened, FIRST_NAME)
        return None

    def continued(self, around: list[_Open], node: Node) -> Node | None:
        """Puts the value into the innermost open array or object; returns that if it ends here, None if not."""
        inner = around[-1]
        inner.add(node)
        character = self.next()
        if character == inner.closing:
            return self.closed(around.pop())
        if character != ",":
            raise self.refused(AFTER_PROPERTY if inner.closing == "}" else AFTER_ELEMENT)
        self.at += 1
        if inner.closing == "}":
            self.name(inner, NEXT_NAME)
        return None

    def closed(self, opened: _Open) -> Node:
        self.at += 1
        return opened.closed(self.text.span(opened.start, self.at))

    def name(self, opened: _Open, otherwise: str) -> None:
        if self.next() != '"':
            raise self.refused(otherwise)
        opened.key, _ = self.quoted()
        if self.next() != ":":
            raise self.refused(NO_COLON)
        self.at += 1

    def next(self) -> str:
        """The character after the white space here; empty at the end."""
        match = WHITE.match(self.value, self.at)
        self.at = match.end() if match else self.at
        return self.here()

    def here(self) -> str:
        return self.value[self.at : self.at + 1]

    def scalar(self, character: str) -> Leaf:
        if character == '"':
            content, span = self.quoted()
            return self.string(content.value, content, span)
        if character in LITERALS:
            return self.literal(*LITERALS[character])
        if character == "-" or "0" <= character <= "9":
            return self.number()
        raise self.unexpected()

    def literal(self, word: str, value: bool | None) -> Leaf:
        start = self.at
        for letter in word:
            if self.here() != letter:
                raise self.unexpected()
            self.at += 1
        return self.leaf(value, start)

    def number(self) -> Leaf:
        start = self.at
        self.at += self.here() == "-"
        if self.here() == "0":
            self.at += 1
            if DIGITS.match(self.value, self.at):
                raise self.refused(UNEXPECTED_NUMBER)
        else:
            self.digits(NO_DIGIT)
        if self.here() == ".":
            self.at += 1
            self.digits(NO_FRACTION)
        if self.here() in ("e", "E"):
            self.at += 1
            self.at += self.here() in ("+", "-")
            self.digits(NO_EXPONENT)
        return self.leaf(number(self.value[start : self.at]), start)

    def digits(self, otherwise: str) -> None:
        match = DIGITS.match(self.value, self.at)
        if not match:
            raise self.refused(otherwise)
        self.at = match.end()

    def leaf(self, value: float | bool | None, start: int) -> Leaf:
        return Leaf(value, self.text.span(start, self.at), self.text.cut(start, self.at))

    def quoted(self) -> tuple[Text, Span]:
        """What is between the quotes, unescaped, and where they are."""
        start = self.at
        self.at += 1
        parts = [self.plain()]
        while (character := self.here()) == "\\":
            parts += [self.escape(), self.plain()]
        if character != '"':
            raise self.refused(CONTROL_CHARACTER if character else OPEN_STRING)
        self.at += 1
        return self.text.spliced(parts, JsonString()), self.text.span(start, self.at)

    def plain(self) -> Part:
        start = self.at
        match = PLAIN.match(self.value, start)
        self.at = match.end() if match else start
        return Part(start, self.at)

    def escape(self) -> Part:
        start = self.at
        self.at += 1
        letter = self.here()
        if not letter:
            raise self.refused(UNEXPECTED_END)
        if letter == "u":
            return self.unicode_escape(start)
        if letter not in ESCAPES:
            raise self.refused(BAD_ESCAPE) if letter <= "\xff" else self.unexpected()
        self.at += 1
        return Part(start, self.at, ESCAPES[letter])

    def unicode_escape(self, start: int) -> Part:
        if pair := SURROGATE_PAIR.match(self.value, start):
            self.at = pair.end()
            return Part(start, self.at, paired(pair[0]))
        self.at += 1
        match = HEXADECIMAL.match(self.value, self.at)
        self.at = match.end() if match else self.at
        if self.at < start + 6:
            raise self.refused(BAD_UNICODE)
        return Part(start, self.at, chr(int(self.value[start + 2 : self.at], 16)))

    def refused(self, message: str) -> Refused:
        """The verdict on the character here."""
        if message != UNEXPECTED_END:
            message += self.position()
        return Refused(self.text.span(self.at, min(self.at + 1, len(self.value))), message)

    def position(self) -> str:
        before = self.value[: self.at]
        lines = re.split(r"\r\n|\r|\n", before)
        return f" at position {code_units(before)} (line {len(lines)} column {code_units(lines[-1]) + 1})"

    def unexpected(self) -> Refused:
        character = self.here()
        if not character:
            return self.refused(UNEXPECTED_END)
        if character == '"':
            return self.refused(UNEXPECTED_STRING)
        if character == "-" or "0" <= character <= "9":
            return self.refused(UNEXPECTED_NUMBER)
        if self.value in JAVASCRIPT_NAMES:
            message = f'"{self.value}" is not valid JSON'
        else:
            message = f"Unexpected token '{character}', {self.surroundings()} is not valid JSON"
        return Refused(self.text.span(self.at, self.at + 1), message)

    def surroundings(self) -> str:
        """The document or, if it is long, the ten code units on either side, as V8 quotes them."""
        document = self.value.encode("utf-16-le", "surrogatepass")
        length, at = len(document) // 2, code_units(self.value[: self.at])
        if length <= 2 * CONTEXT:
            return f'"{self.value}"'
        start = 0 if at < CONTEXT else at - CONTEXT
        end = at + CONTEXT if at < length - CONTEXT else length
        excerpt = document[2 * start : 2 * end].decode("utf-16-le", "replace")
        return f'{"..." if at >= CONTEXT else ""}"{excerpt}"{"..." if end < length else ""}'
