"""What is between a Text and its file: how characters must be escaped on their way into it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Protocol

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.records import NamedTuple, compared_by_class

_LINE_END = lazy_pattern(r"\r\n|\r|\n")
_LINE_WITH_CONTENT = lazy_pattern(r"\n(?=[^\n])|\n\Z")
_REFERENCE = lazy_pattern(r"&(?=[#A-Za-z]|\Z)")
_UNQUOTED = lazy_pattern(r"[^\s\"'<>=`&]+\Z")
_CONTROL = lazy_pattern(r"[\0-\x1f\x7f\ud800-\udfff]")
_NEVER_IN_HTML = lazy_pattern(r"[\0\ud800-\udfff]")


class Unwritable(ValueError):  # noqa: N818 - it is an answer, caught where a fix is made
    """Raised for characters that cannot be written at a place; its text says why."""


class Layer(Protocol):
    """One step on the way from a Text's characters to those of the file."""

    def written(self, value: str) -> str:
        """How these characters are written one step nearer to the file. Raises Unwritable if that is impossible."""


@dataclass(frozen=True, slots=True)
class Same:
    """Characters are written as they are."""

    def written(self, value: str) -> str:
        """The same characters."""
        return value


@dataclass(frozen=True, slots=True)
class Opaque:
    """The characters do not show what is in the file, for instance because a parser rewrote them."""

    def written(self, value: str) -> str:
        """Raises Unwritable, always."""
        raise Unwritable("the doctor does not know how to write here")


@compared_by_class
class Newline(NamedTuple):
    """The newline that the file uses."""

    ending: str

    @classmethod
    def of(cls, value: str) -> Newline:
        """The newline that most lines of a text use."""
        pairs, feeds, returns = value.count("\r\n"), value.count("\n"), value.count("\r")
        if not returns:
            return cls("\n")
        return cls(max(("\n", feeds - pairs), ("\r\n", pairs), ("\r", returns - pairs), key=lambda each: each[1])[0])

    def written(self, value: str) -> str:
        """With the newlines of the file."""
        return _LINE_END.sub(lambda _: self.ending, value)


@compared_by_class
class Indentation(NamedTuple):
    """Each line starts with white space that was removed."""

    prefix: str

    def written(self, value: str) -> str:
        """With the white space at the start of each line, except empty ones."""
        return _LINE_WITH_CONTENT.sub("\n" + self.prefix, value)


@compared_by_class
class AttributeValue(NamedTuple):
    """The value of an HTML attribute. `quote` is what is around it: `"`, `'`, or nothing."""

    quote: str

    def written(self, value: str) -> str:
        """With the quote and ambiguous ampersands as character references."""
        if _NEVER_IN_HTML.search(value):
            raise Unwritable("HTML cannot hold this character")
        if not self.quote:
            if not _UNQUOTED.match(value):
                raise Unwritable("an attribute without quotes cannot hold this")
            return value
        value = _REFERENCE.sub("&amp;", value)
        return value.replace(self.quote, "&quot;" if self.quote == '"' else "&#39;")


@dataclass(frozen=True, slots=True)
class CharacterData:
    """Text between tags."""

    def written(self, value: str) -> str:
        """With `<` and ambiguous ampersands as character references."""
        if _NEVER_IN_HTML.search(value):
            raise Unwritable("HTML cannot hold this character")
        return _REFERENCE.sub("&amp;", value).replace("<", "&lt;")


@compared_by_class
class RawText(NamedTuple):
    """The content of an element in which nothing can be escaped, such as `<script>`."""

    element: str

    def written(self, value: str) -> str:
        """As it is. Raises Unwritable for text that would end the element, or start a comment in it."""
        lowered = value.lower()
        if f"</{self.element}" in lowered or "<!--" in lowered or _NEVER_IN_HTML.search(value):
            raise Unwritable(f"<{self.element}> cannot hold this")
        return value


@dataclass(frozen=True, slots=True)
class JsonString:
    """What is between the quotes of a JSON string."""

    def written(self, value: str) -> str:
        """With JSON's escapes where needed."""
        return json.dumps(value, ensure_ascii=False)[1:-1]


@compared_by_class
class TomlString(NamedTuple):
    """What is between the quotes of a TOML string.

    PyScript's parsers do not agree on escapes (basic-toml keeps them as they are written), so none is written.
    """

    quote: str

    def written(self, value: str) -> str:
        """As it is. Raises Unwritable for text that would need an escape."""
        if self.quote in value or "\\" in value or _CONTROL.search(value):
            raise Unwritable("PyScript's TOML parsers do not agree on how to escape this")
        return value


SAME = Same()
OPAQUE = Opaque()
