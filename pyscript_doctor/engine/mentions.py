"""Whether a page says a word that a rule needs. A rule whose words are missing need not be loaded.

This looks at the characters of the files that the page is read from. If these can spell a word in another way, every
word counts as said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from pyscript_doctor.parsers.text import Text
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.sources.snapshot import Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyscript_doctor.project.project import PageReading
    from pyscript_doctor.project.reader import Reader

WORD = lazy_pattern(r"[a-z_][a-z_-]*[a-z_]")
"""What a rule may ask for: letters, for which no character reference has a name of its own, and what joins them."""

# For each other way to spell a word: the characters that it needs, and what it looks like. In lower case, like the
# texts. Looking for the characters first, and for the rest from there, is quick.
_SPELT_OTHERWISE = (
    (("\\",), lazy_pattern(r"\\(?:[xu]|n\{|[0-7])")),  # escapes of strings: "\x70y"
    (("\\",), lazy_pattern(r"\\(?<=\w\\)\r?\n\w")),  # a string that goes on in the next line
    (
        ("&",),
        lazy_pattern(
            r"&\#0*(?:45|6[5-9]|[7-9]\d|1[01]\d|12[0-2])(?!\d)|&\#x0*(?:2d|[4-7][0-9a-f])(?![0-9a-f])"
            r"|&(?:lowbar|underbar|fjlig)"
        ),
    ),
    # joined strings: "py" + "worker"
    (("'", '"'), lazy_pattern(r"""["'](?<=\w["'])\s*(?:\+\s*)?[bfru]{0,2}["']\w""")),
    # names that are values
    (("attr", "methodcaller"), lazy_pattern(r"\b(?:(?:get|set|has|del)attr|attrgetter|methodcaller)\b")),
    (("import",), lazy_pattern(r"\b(?:import_module|__import__)\b")),
)


def _hides_words(text: str) -> bool:
    return any(any(sign in text for sign in signs) and pattern.search(text) for signs, pattern in _SPELT_OTHERWISE)


class Wording:
    """The words of a text, in any case."""

    def __init__(self, text: str) -> None:
        plain = text if text.isascii() else normalize("NFKC", text)  # as Python reads its names
        self._text = plain.lower()
        self._hides = _hides_words(self._text)
        self._known: dict[str, bool] = {}

    def may_say(self, word: str) -> bool:
        """Whether the word is there, or may be there in another spelling."""
        if word not in self._known:
            self._known[word] = self._hides or word in self._text
        return self._known[word]


class Mentions:
    """What a page, its Python, its JavaScript and its config may say.

    Nobody knows what a missing file says, nor what is around a page that is only a part of one.
    """

    def __init__(self, reading: PageReading) -> None:
        reader = reading.reader
        texts = [reader.shown(path) for path in sorted(reading.texts)]
        unread = any(_is_unread(path, reader) for path in reading.files - reading.texts)
        self._is_open = reading.page.fragment or unread or any(isinstance(text, Unknown) for text in texts)
        self._wordings = [_wording(text, reader) for text in texts if isinstance(text, Text)]

    def may_have(self, words: Iterable[str]) -> bool:
        """Whether one of these words may be in it."""
        return self._is_open or any(each.may_say(word) for each in self._wordings for word in words)


def _is_unread(path: str, reader: Reader) -> bool:
    resource = reader.snapshot.resources.get(path)
    return resource is None or resource.status is not Status.FOUND


def _wording(text: Text, reader: Reader) -> Wording:
    return reader.once("wording", text.path, lambda: Wording(text.value))
