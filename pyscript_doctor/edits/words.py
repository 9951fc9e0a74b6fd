"""Edits of a single word, wherever it is: in Python, in JavaScript, in an attribute, in a string."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.layers import Unwritable
from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from pyscript_doctor.parsers.text import Edit, Span, Text

PLAIN = lazy_pattern(r"[\w#.:/@-]*")
LINE_REST = lazy_pattern(r"[ \t]*(?:\r\n|\r|\n|\Z)")
IN_WORDS = lazy_pattern(r"[\w$]")


def removed(text: Text, start: int, end: int) -> Edit:
    """Remove characters: with their line, if nothing else is on it, else with the white space before them."""
    line = max(text.value.rfind(ending, 0, start) for ending in "\r\n") + 1
    rest = LINE_REST.match(text.value, end)
    if rest is None:
        return text.replacement(start, end, "")
    if not text.value[line:start].strip():
        return text.replacement(line, rest.end(), "")
    return text.replacement(len(text.value[:start].rstrip(" \t")), end, "")


def respelled(text: Text, span: Span, old: str, new: str) -> Edit:
    """Write a word in another way, at its last place in a part of its file.

    text: the whole file as it is shown. The new word has only characters that nothing escapes, so it can be written
    anywhere. Raises Unwritable if it has others, or if the old word is not there as it is.
    """
    if not old or not PLAIN.fullmatch(new):
        raise Unwritable("this is not a plain word")
    before = r"(?<![\w$])" if IN_WORDS.match(old) else ""
    after = r"(?![\w$])" if IN_WORDS.match(old[-1]) else ""
    found = list(re.compile(before + re.escape(old) + after).finditer(text.value, span.start, span.end))
    if not found:
        raise Unwritable("the word is not written here")
    return text.replacement(found[-1].start(), found[-1].end(), new)
