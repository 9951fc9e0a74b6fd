"""The tokens of an HTML page as a browser sees them, each with its place. Takes linear time on any input.

Source: HTML Living Standard, 13.2.5 "Tokenization". Offsets count characters of the string that is read. Its
newlines must be normalised already, as the standard's input stream has them.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.records import NamedTuple, quick

if TYPE_CHECKING:
    from collections.abc import Iterator

RAW_TEXT_ELEMENTS = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes", "noscript"})
REPLACEABLE_TEXT_ELEMENTS = frozenset({"textarea", "title"})
_HOLD_TEXT = RAW_TEXT_ELEMENTS | REPLACEABLE_TEXT_ELEMENTS | {"plaintext"}

_MARKUP = lazy_pattern(r"<(?=[A-Za-z/!?])")
_TAG_NAME = lazy_pattern(r"[^\t\n\f />]*")
_BEFORE_ATTRIBUTE = lazy_pattern(r"[\t\n\f /]*")
_ATTRIBUTE_NAME = lazy_pattern(r"=?[^\t\n\f />=]*")
_EQUALS = lazy_pattern(r"[\t\n\f ]*=[\t\n\f ]*")
_UNQUOTED_VALUE = lazy_pattern(r"[^\t\n\f >]*")
_PLAIN_TAG = lazy_pattern(
    r"""([^<]*)<(/?)([A-Za-z][A-Za-z0-9]*)((?:[\t\n\f ]+[^\t\n\f />=]+=(?:"[^"]*"|'[^']*'))*)[\t\n\f ]*>"""
)
_QUOTED_ATTRIBUTE = lazy_pattern(r"""[\t\n\f /]*([^\t\n\f />=]+)=(?:"([^"]*)"|'([^']*)')""")
_COMMENT_END = lazy_pattern(r"--!?>")
_SCRIPT_MARK = lazy_pattern(r"<!--|-->|<(?P<slash>/?)script(?=[\t\n\f />])", re.IGNORECASE | re.ASCII)
_END_TAGS = {
    name: lazy_pattern(rf"</{name}(?=[\t\n\f />])", re.IGNORECASE | re.ASCII)
    for name in RAW_TEXT_ELEMENTS | REPLACEABLE_TEXT_ELEMENTS
}
_NOT_ASCII_UPPER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)} | {0: 0xFFFD}


class Characters(Enum):
    """How character data is read.

    DATA: with character references, NUL dropped. REPLACEABLE: with character references, NUL replaced (`<title>`,
    `<textarea>`, SVG). RAW: NUL replaced (`<script>`, `<style>`, a CDATA section).
    """

    DATA = "data"
    REPLACEABLE = "replaceable"
    RAW = "raw"


_DATA = Characters.DATA


class AttributeToken(NamedTuple):
    """One attribute; `name` is in lower case. One without a value has an empty value at the end of its name."""

    name: str
    name_start: int
    name_end: int
    value_start: int
    value_end: int


class StartTag(NamedTuple):
    """A start tag from `<` to after its `>`. If an attribute comes twice, only the first is kept."""

    name: str
    start: int
    end: int
    attributes: tuple[AttributeToken, ...]
    self_closing: bool

    @property
    def name_end(self) -> int:
        """Where its name ends."""
        return self.start + 1 + len(self.name)


class EndTag(NamedTuple):
    """An end tag from `</` to after its `>`."""

    name: str
    start: int
    end: int


class Run(NamedTuple):
    """A run of character data."""

    start: int
    end: int
    characters: Characters


class Comment(NamedTuple):
    """A comment with its marks. Bogus comments (`<?xml ...>`, `</ >`) count too."""

    start: int
    end: int


class Doctype(NamedTuple):
    """A doctype from `<!` to after its `>`."""

    start: int
    end: int


Token: TypeAlias = StartTag | EndTag | Run | Comment | Doctype


def lower_name(name: str) -> str:
    """The name as the standard compares it: ASCII letters in lower case, NUL replaced."""
    if name.isascii() and "\0" not in name:
        return name.lower()
    return name.translate(_NOT_ASCII_UPPER)


def _quoted_attribute(match: re.Match[str]) -> AttributeToken:
    name_start, name_end = match.span(1)
    start, end = match.span(2)
    if start < 0:
        start, end = match.span(3)
    return quick(AttributeToken, (lower_name(match[1]), name_start, name_end, start, end))


class Tokenizer:
    """Iterates over the tokens of a page once.

    Who consumes it sets `foreign` while the innermost open element is one of SVG or MathML: there a CDATA section is
    text, and `<style>`, `<title>` or `<script>` hold markup. It is read after each token, when the next is asked for.
    """

    def __init__(self, value: str) -> None:
        self.foreign = False
        self._value = value
        self._end = len(value)

    def __iter__(self) -> Iterator[Token]:
        value, end, position = self._value, self._end, 0
        match_plain = _PLAIN_TAG.match
        token: Token | None
        while position < end:
            plain = match_plain(value, position)
            if plain:
                slash, name, written = plain.group(2, 3, 4)
                markup = plain.end(1)
                if markup > position:
                    yield quick(Run, (position, markup, _DATA))
                position = plain.end()
                if slash:
                    yield quick(EndTag, (name.lower(), markup, position))
                    continue
                attributes = self._quoted_attributes(*plain.span(4)) if written else ()
                token = quick(StartTag, (name.lower(), markup, position, attributes, False))
                yield token
            else:
                match = _MARKUP.search(value, position)
                markup = match.start() if match else end
                if markup > position:
                    yield Run(position, markup, _DATA)
                if markup == end:
                    return
                token, position = self._markup(markup)
                if token is not None:
                    yield token
            if isinstance(token, StartTag) and token.name in _HOLD_TEXT and not self.foreign:
                run = self._special_text(token.name, position)
                if run.end > run.start:
                    yield run
                position = run.end

    def _quoted_attributes(self, start: int, end: int) -> tuple[AttributeToken, ...]:
        """The attributes of a stretch in which each has a value in quotes."""
        found = tuple(map(_quoted_attribute, _QUOTED_ATTRIBUTE.finditer(self._value, start, end)))
        if len(found) > 1:
            first: dict[str, AttributeToken] = {}
            for each in found:
                first.setdefault(each.name, each)
            return tuple(first.values())
        return found

    def _markup(self, start: int) -> tuple[Token | None, int]:
        """The token at a `<`, and where reading goes on; no token if the standard drops it."""
        following = self._value[start + 1]
        if following == "!":
            return self._declaration(start)
        if following == "?":
            return self._bogus_comment(start)
        if following != "/":
            return self._start_tag(start)
        after = self._value[start + 2 : start + 3]
        if not after:
            return Run(start, self._end, Characters.DATA), self._end
        if after == ">":
            return None, start + 3
        if after.isascii() and after.isalpha():
            return self._end_tag(start)
        return self._bogus_comment(start)

    def _declaration(self, start: int) -> tuple[Token | None, int]:
        if self._value.startswith("<!--", start):
            return self._comment(start)
        if self._value[start + 2 : start + 9].lower() == "doctype":
            end = self._after(">", start)
            return Doctype(start, end), end
        if self.foreign and self._value.startswith("<![CDATA[", start):
            close = self._value.find("]]>", start + 9)
            end = self._end if close < 0 else close
            return Run(min(start + 9, end), end, Characters.RAW), min(end + 3, self._end)
        return self._bogus_comment(start)

    def _comment(self, start: int) -> tuple[Comment, int]:
        inside = start + 4
        for abrupt in (">", "->"):
            if self._value.startswith(abrupt, inside):
                return Comment(start, inside + len(abrupt)), inside + len(abrupt)
        match = _COMMENT_END.search(self._value, inside)
        end = match.end() if match else self._end
        return Comment(start, end), end

    def _bogus_comment(self, start: int) -> tuple[Comment, int]:
        end = self._after(">", start)
        return Comment(start, end), end

    def _start_tag(self, start: int) -> tuple[StartTag | None, int]:
        name_end = self._match_end(_TAG_NAME, start + 1)
        attributes, self_closing, end = self._attributes(name_end)
        if end is None:
            return None, self._end
        name = lower_name(self._value[start + 1 : name_end])
        return StartTag(name, start, end, tuple(attributes), self_closing), end

    def _end_tag(self, start: int) -> tuple[EndTag | None, int]:
        name_end = self._match_end(_TAG_NAME, start + 2)
        _, _, end = self._attributes(name_end)
        if end is None:
            return None, self._end
        return EndTag(lower_name(self._value[start + 2 : name_end]), start, end), end

    def _attributes(self, position: int) -> tuple[list[AttributeToken], bool, int | None]:
        """The attributes from here to the `>` of the tag, whether there is a `/` before that, and where the tag ends.

        There is no end if the page ends first: then the browser drops the tag.
        """
        attributes: list[AttributeToken] = []
        names: set[str] = set()
        while True:
            quoted = _QUOTED_ATTRIBUTE.match(self._value, position)
            if quoted:
                attribute, after = _quoted_attribute(quoted), quoted.end()
            else:
                before = position
                position = self._match_end(_BEFORE_ATTRIBUTE, before)
                if position >= self._end:
                    return [], False, None
                if self._value[position] == ">":
                    return attributes, self._value.endswith("/", before, position), position + 1
                attribute, end = self._attribute(position)
                if end is None:
                    return [], False, None
                after = end
            if attribute.name not in names:
                names.add(attribute.name)
                attributes.append(attribute)
            position = after

    def _attribute(self, start: int) -> tuple[AttributeToken, int | None]:
        name_end = self._match_end(_ATTRIBUTE_NAME, start)
        name = lower_name(self._value[start:name_end])
        equals = _EQUALS.match(self._value, name_end)
        if not equals:
            return AttributeToken(name, start, name_end, name_end, name_end), name_end
        first, last, after = self._attribute_value(equals.end())
        return AttributeToken(name, start, name_end, first, last), after

    def _attribute_value(self, start: int) -> tuple[int, int, int | None]:
        quote = self._value[start : start + 1]
        if quote in ('"', "'"):
            close = self._value.find(quote, start + 1)
            return start + 1, close, close + 1 if close >= 0 else None
        end = self._match_end(_UNQUOTED_VALUE, start)
        return start, end, end

    def _special_text(self, name: str, start: int) -> Run:
        """The text after the start tag of an element that holds no markup; empty after any other tag."""
        if name == "script":
            return Run(start, self._script_end(start), Characters.RAW)
        if name == "plaintext":
            return Run(start, self._end, Characters.RAW)
        if name not in _END_TAGS:
            return Run(start, start, Characters.DATA)
        match = _END_TAGS[name].search(self._value, start)
        characters = Characters.RAW if name in RAW_TEXT_ELEMENTS else Characters.REPLACEABLE
        return Run(start, match.start() if match else self._end, characters)

    def _script_end(self, start: int) -> int:
        """Where the script's end tag begins: not within `<!-- <script> ... </script> -->`."""
        escaped = doubly = False
        match = _SCRIPT_MARK.search(self._value, start)
        while match:
            position = match.end()
            if match[0] == "<!--":
                escaped = True
                # Its dashes may end the comment at once: `<!-->`.
                position = match.start() + 2
            elif match[0] == "-->":
                escaped = doubly = False
            elif not match["slash"]:
                doubly = escaped
            elif doubly:
                doubly = False
            else:
                return match.start()
            match = _SCRIPT_MARK.search(self._value, position)
        return self._end

    def _after(self, mark: str, start: int) -> int:
        found = self._value.find(mark, start)
        return self._end if found < 0 else found + len(mark)

    def _match_end(self, pattern: re.Pattern[str], position: int) -> int:
        match = pattern.match(self._value, position)
        return match.end() if match else position
