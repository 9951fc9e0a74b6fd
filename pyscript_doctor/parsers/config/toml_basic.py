"""TOML as basic-toml reads it (npm: basic-toml 0.3.1 and 0.4). It rewrites the document and uses no grammar.

First it replaces each quoted string with `"s0"`, `"s1"`, ..., and each date with `"d0"`, ...; then it joins the lines
of arrays; then each line is a header, a comment, `key = JSON`, or ignored without an error. So dotted keys stay one
key, escapes stay as they are written, a `#` ends a value even inside an array, and a comment that ends in a comma
swallows the next line. All of that happens here in the same order, on a Text, so that the result still knows its
places.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.config.ecmascript import LINE_ENDS, SPACES, date_text, number_text
from pyscript_doctor.parsers.config.json import TOO_DEEP, parse_json
from pyscript_doctor.parsers.config.toml_tables import Draft, DraftArray, DraftTable
from pyscript_doctor.parsers.config.values import DEEPEST, Array, Leaf, Node, Reading, Refused, Table
from pyscript_doctor.parsers.layers import SAME, TomlString
from pyscript_doctor.parsers.text import Part, Span
from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from pyscript_doctor.parsers.text import Text

QUOTE = lazy_pattern("[\"']")
STRINGS = {
    quote: lazy_pattern(rf"{quote}[^{quote}\\{LINE_ENDS}]*(?:\\[^{LINE_ENDS}][^{quote}\\{LINE_ENDS}]*)*{quote}")
    for quote in "\"'"
}
LINE_END = lazy_pattern(rf"[{LINE_ENDS}]|\Z")
DATE_OR_DIGITS = lazy_pattern(r"([0-9]{2,}(?:[:-][0-9]{2}){2}(?:[ T:-][0-9Z:-]+)?)|[0-9]+")
AFTER_COMMA = lazy_pattern(rf",([{SPACES}]*[\r\n]+)")
AFTER_BRACKET = lazy_pattern(rf"\[([{SPACES}]*[\r\n]+)")
SPACE_RUN = lazy_pattern(rf"[{SPACES}]+")
TRAILING_COMMA = lazy_pattern(rf",[{SPACES}]*\]")
LINE = lazy_pattern(r"[^\r\n]+")
OPENING = lazy_pattern(r"\[+")
CLOSING = lazy_pattern(r"\]+")
ASSIGNMENT = lazy_pattern(rf"([^{SPACES}]+?)[{SPACES}]*=([^#]+)")
KEY_OR_WORD = lazy_pattern(rf"([^{SPACES}][^{SPACES}=]*)([{SPACES}]*=)|[^{SPACES}]+")
STRING_MARK = lazy_pattern(r'"s([0-9]+)"')

INHERITED = frozenset(
    [
        "__proto__",
        "constructor",
        "hasOwnProperty",
        "isPrototypeOf",
        "propertyIsEnumerable",
        "toLocaleString",
        "toString",
        "valueOf",
        "__defineGetter__",
        "__defineSetter__",
        "__lookupGetter__",
        "__lookupSetter__",
    ]
)
"""Every JavaScript object has these. A header with such a name adds to it, and the config gets nothing."""


def read_toml_basic(text: Text, trailing_commas: bool) -> Reading:
    """What basic-toml makes of a document. Version 0.4 takes trailing commas in arrays, 0.3.1 does not.

    The message of a refusal is the browser's. Its positions and excerpts belong to the rewritten line, so it shows
    `"s0"` where a string was; its span is the line of the value that must be fixed.
    """
    document = _Document(text, trailing_commas)
    try:
        for line in document.lines():
            document.read(line)
    except Refused as refused:
        return Reading(None, refused.refusal)
    return Reading(document.root.finished(), None, tuple(document.skipped))


@dataclass(slots=True, eq=False, repr=False)
class _Rewriting:
    """The document on its way to lines of JSON, and what was taken out of it.

    joins: where, in the file, the end of a line was removed and the next line begins; in order.
    """

    text: Text
    strings: list[Text] = field(default_factory=list)
    dates: list[Text] = field(default_factory=list)
    joins: list[int] = field(default_factory=list)

    def replace(self, parts: Iterable[Part]) -> None:
        """Replaces parts of the text and keeps what is between them."""
        whole: list[Part] = []
        at = 0
        for part in parts:
            whole += [Part(at, part.start), part]
            at = part.end
        if whole:
            self.text = self.text.spliced([*whole, Part(at, len(self.text))], SAME)

    def take_strings(self) -> None:
        self.replace(self._strings())

    def _strings(self) -> Iterator[Part]:
        value = self.text.value
        at = 0
        unpaired = {'"': 0, "'": 0}
        while quote := QUOTE.search(value, at):
            at = quote.end()
            if quote.start() < unpaired[quote[0]]:
                continue
            if string := STRINGS[quote[0]].match(value, quote.start()):
                at = string.end()
                yield Part(quote.start(), at, f'"s{len(self.strings)}"')
                self.strings.append(self.text.cut(quote.end(), at - 1).within(TomlString(quote[0])))
            elif line_end := LINE_END.search(value, at):
                unpaired[quote[0]] = line_end.start()

    def take_dates(self) -> None:
        self.replace(self._dates())

    def _dates(self) -> Iterator[Part]:
        for match in DATE_OR_DIGITS.finditer(self.text.value):
            if match[1]:
                yield Part(match.start(), match.end(), f'"d{len(self.dates)}"')
                self.dates.append(self.text.cut(match.start(), match.end()))

    def join_after(self, pattern: re.Pattern[str], joint: str) -> None:
        """Joins the next line to a comma or bracket at the end of a line."""
        self.replace(self._joined(match.span(1), joint) for match in pattern.finditer(self.text.value))

    def join_brackets(self) -> None:
        """Joins a closing bracket at the start of a line to the line before."""
        self.replace(self._joined(place, "") for place in self._before_brackets())

    def _before_brackets(self) -> Iterator[tuple[int, int]]:
        value = self.text.value
        for run in SPACE_RUN.finditer(value):
            line_ends = [at for at in (value.find("\r", *run.span()), value.find("\n", *run.span())) if at >= 0]
            if line_ends and value.startswith("]", run.end()):
                yield min(line_ends), run.end()

    def _joined(self, place: tuple[int, int], joint: str) -> Part:
        self.joins.append(self.text.span(*place).end)
        return Part(*place, joint)

    def drop_trailing_commas(self) -> None:
        self.replace(Part(m.start(), m.end() - 1, "") for m in TRAILING_COMMA.finditer(self.text.value))


def _rewritten(text: Text, trailing_commas: bool) -> _Rewriting:
    rewriting = _Rewriting(text)
    rewriting.take_strings()
    rewriting.take_dates()
    rewriting.join_after(AFTER_COMMA, " ")
    rewriting.join_after(AFTER_BRACKET, " " if trailing_commas else "")
    rewriting.join_brackets()
    if trailing_commas:
        rewriting.drop_trailing_commas()
    rewriting.joins.sort()
    return rewriting


class _Document:
    def __init__(self, text: Text, trailing_commas: bool) -> None:
        self.rewriting = _rewritten(text, trailing_commas)
        self.root = DraftTable(text.span())
        self.current: Draft = self.root
        self.skipped: list[Span] = []

    def lines(self) -> Iterator[Text]:
        text = self.rewriting.text
        for match in LINE.finditer(text.value):
            line = _trimmed(text.cut(match.start(), match.end()))
            if line.value:
                yield line

    def read(self, line: Text) -> None:
        if line.value.startswith("#"):
            self.skip_rest(line, 0)
        elif header := _header(line.value):
            self.skip_rest(line, self.open(line, *header))
        elif match := ASSIGNMENT.match(line.value):
            self.assign(line, match)
            self.skip_rest(line, match.end())
        else:
            self.skipped.append(line.span())

    def skip_rest(self, line: Text, start: int) -> None:
        """Notes what is lost after the part of a line that counts, unless it is a comment on that line."""
        if start == len(line):
            return
        rest = _trimmed(line.cut(start))
        if rest.value.startswith("#"):
            line_starts = self.line_starts(rest)
            rest = _trimmed(rest.cut(line_starts[0])) if line_starts else rest
        if rest.value and not rest.value.startswith("#"):
            self.skipped.append(rest.span())

    def line_starts(self, text: Text) -> list[int]:
        """Where in a rewritten text a new line of the file begins."""
        joins = self.rewriting.joins
        span = text.span()
        places = [piece.source_start for piece in text.pieces]
        starts = []
        for place in joins[bisect_right(joins, span.start) : bisect_left(joins, span.end)]:
            index = bisect_left(places, place)
            if index < len(places):
                starts.append(text.pieces[index].start)
        return starts

    def open(self, line: Text, brackets: int, start: int, end: int) -> int:
        """Makes the table that a header names the current one; returns where the header ends."""
        closing = CLOSING.match(line.value, end)
        header_end = closing.end() if closing else end
        span = line.span(0, header_end)
        route = _trimmed(line.cut(start, end))
        if route.value.count(".") >= DEEPEST:
            raise Refused(span, TOO_DEEP)
        keys = [self.key(key) for key in _split(route, ".")]
        table: Draft = self.root
        for key in keys[:-1]:
            table = self.step(table, key, span, last=False, as_array=False)
        self.current = self.step(table, keys[-1], span, last=True, as_array=brackets > 1)
        return header_end

    def step(self, table: Draft, key: Text, span: Span, last: bool, as_array: bool) -> Draft:
        """The value of a key, created if it is missing or falsy; for an array its last element."""
        inner = self.grown(table, key, span)
        if inner is None:
            inner = DraftArray(span, []) if as_array else DraftTable(span)
            _put(table, key, inner, span)
        if isinstance(inner, DraftArray):
            if last or not inner.items:
                inner.items.append(DraftTable(span))
            inner.items[-1] = _growing(inner.items[-1])
            return inner.items[-1]
        return inner

    def grown(self, table: Draft, key: Text, span: Span) -> Draft | None:
        """The value of a key in a form that can grow; None if it is missing or falsy."""
        if isinstance(table, Leaf) and table.value is None:
            raise Refused(span, f"Cannot read properties of null (reading '{key.value}')")
        if not isinstance(table, DraftTable):
            return None
        inner = table.get(key.value)
        if inner is None:
            return DraftTable(span) if key.value in INHERITED else None
        if isinstance(inner, Leaf) and not inner.value:
            return None
        growing = _growing(inner)
        if growing is not inner:
            table.swap(key.value, growing)
        return growing

    def assign(self, line: Text, match: re.Match[str]) -> None:
        key = self.key(line.cut(*match.span(1)))
        _put(self.current, key, self.value(_trimmed(line.cut(*match.span(2)))), line.span(0, match.end()))

    def key(self, text: Text) -> Text:
        """A key, with its strings back in place."""
        matches = list(STRING_MARK.finditer(text.value))
        if len(matches) == 1 and matches[0][0] == text.value and (string := self.string(matches[0][1])) is not None:
            return string
        parts: list[Part] = []
        at = 0
        for match in matches:
            string = self.string(match[1])
            parts += [Part(at, match.start()), Part(*match.span(), "undefined" if string is None else string.value)]
            at = match.end()
        return text.spliced([*parts, Part(at, len(text))]) if matches else text

    def string(self, index: str) -> Text | None:
        return _at(self.rewriting.strings, index)

    def value(self, text: Text) -> Node:
        marks = _Marks(self.rewriting)
        try:
            node = parse_json(_with_colons(text), marks.restored)
            marks.check()
            return node
        except Refused as refused:
            raise Refused(self.line_of(text, refused.refusal.span), refused.refusal.message) from None

    def line_of(self, value: Text, place: Span) -> Span:
        """The line that a place is on, in a value of several lines; the whole value if it is one line."""
        bounds = [0, *self.line_starts(value), len(value)]
        lines = [_trimmed(value.cut(start, end)) for start, end in pairwise(bounds)]
        before = [line.span() for line in lines if line.value and line.span().start <= place.start]
        return before[-1] if before else value.span()


class _Marks:
    """Puts the strings and dates back into one value. Basic-toml does this after it has parsed the value."""

    def __init__(self, rewriting: _Rewriting) -> None:
        self.taken_out = {"s": rewriting.strings, "d": rewriting.dates}
        self.unknown: list[Leaf] = []

    def restored(self, mark: str, content: Text, span: Span) -> Leaf:
        taken = _at(self.taken_out.get(mark[:1], []), mark[1:])
        leaf = Leaf(None, span, content) if taken is None else Leaf(taken.value, span, taken)
        if mark[:1] not in self.taken_out:
            self.unknown.append(leaf)
        return leaf._replace(value=date_text(leaf.text.value)) if mark[:1] == "d" else leaf

    def check(self) -> None:
        for leaf in self.unknown[:1]:
            raise Refused(leaf.span, f"Cannot read properties of undefined (reading '{leaf.text.value[1:]}')")


def _at(texts: list[Text], index: str) -> Text | None:
    """JavaScript's `texts[index]` where the index is a string."""
    exists = len(index) <= len(str(len(texts))) and index.isdecimal() and str(int(index)) == index
    return texts[int(index)] if exists and int(index) < len(texts) else None


def _trimmed(text: Text) -> Text:
    start = len(text) - len(text.value.lstrip(SPACES))
    end = max(start, len(text.value.rstrip(SPACES)))
    return text.cut(start, end) if (start, end) != (0, len(text)) else text


def _split(text: Text, separator: str) -> Iterator[Text]:
    start = 0
    for word in text.value.split(separator):
        yield text.cut(start, start + len(word))
        start += len(word) + len(separator)


def _header(line: str) -> tuple[int, int, int] | None:
    """How many brackets a header opens with, and where the keys in it begin and end."""
    opening = OPENING.match(line)
    closing = line.find("]", opening.end()) if opening else -1
    if not opening or closing < 0 or any(end in line[:closing] for end in LINE_ENDS):
        return None
    return opening.end(), opening.end(), closing


def _with_colons(text: Text) -> Text:
    """An inline table as JSON writes it. This only works if there are spaces around its keys."""
    if "=" not in text.value:
        return text
    parts: list[Part] = []
    at = 0
    for match in KEY_OR_WORD.finditer(text.value):
        if match[2]:
            parts += [Part(at, match.start()), Part(match.start(), match.start(), '"'), Part(*match.span(1))]
            parts += [Part(*match.span(2), '":')]
            at = match.end()
    return text.spliced([*parts, Part(at, len(text))], SAME)


def _growing(value: Draft) -> Draft:
    """A value that was assigned, in a form that a header can add to."""
    if isinstance(value, Array):
        return DraftArray(value.span, list(value.items))
    if isinstance(value, Table):
        table = DraftTable(value.span)
        for entry in value:
            table.add(entry.key, entry.value)
        return table
    return value


def _put(table: Draft, key: Text, value: Draft, span: Span) -> None:
    """JavaScript's `table[key] = value`, in strict mode."""
    if isinstance(table, DraftTable):
        table.add(key, value)
    elif isinstance(table, Leaf) and not _is_date(table):
        kind, shown = _described(table)
        raise Refused(span, f"Cannot create property '{key.value}' on {kind} '{shown}'")


def _is_date(leaf: Leaf) -> bool:
    return isinstance(leaf.value, str) and leaf.value != leaf.text.value


def _described(leaf: Leaf) -> tuple[str, str]:
    if isinstance(leaf.value, str):
        return "string", leaf.value
    if isinstance(leaf.value, bool):
        return "boolean", str(leaf.value).lower()
    return "number", number_text(leaf.value or 0)
