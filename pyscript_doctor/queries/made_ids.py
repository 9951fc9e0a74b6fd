"""The ids that Python and JavaScript give elements: each source is read once, whatever is asked of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.javascript.scanner import scan
from pyscript_doctor.parsers.javascript.tokens import STRING as STRING_TOKEN
from pyscript_doctor.parsers.javascript.tokens import TEMPLATE, TEMPLATE_HEAD, TEMPLATE_MIDDLE, TEMPLATE_TAIL
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.program.values import JavaScriptValue, Literal
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.queries.made_elements import unnamed_ids_from

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Span, Text
    from pyscript_doctor.project.program.facts import Code
    from pyscript_doctor.project.program.values import Value
    from pyscript_doctor.project.runtime.file_system import Placed
    from pyscript_doctor.project.runtime.runtime import Runtime

# A quote after a backslash begins no string. Looking for an end from each of them would be slow.
STRING = lazy_pattern(
    r"\"\"\"(.*?)\"\"\"|'''(.*?)'''|(?<!\\)\"((?:\\.|[^\"\\\n])*)\"|(?<!\\)'((?:\\.|[^'\\\n])*)'", re.DOTALL
)
ID_IN_MARKUP = lazy_pattern(r"(?<![\w-])id\s*=\s*\\?[\"']?([^\s\"'>\\]*)")
DYNAMIC = lazy_pattern(r"[{}$%+]")
# Setting `innerHTML` to nothing only removes elements.
MARKUP_IS_PUT_IN = lazy_pattern(
    r"""innerHTML(?!\s*=\s*(?:""|'')\s*(?:[;#}]|$))|outerHTML|insertAdjacentHTML|\bHTML\(|document\.write\(""",
    re.MULTILINE,
)
MARKUP_FROM_ELSEWHERE = lazy_pattern(
    r"""fetch\(|open\((?!\s*["'][^"'\n]*\.(?:json|csv|tsv)["'])|open_url\(|to_html|read_text|markdown|XMLHttpRequest"""
    r"|(?<!\bself)\.render\(|\bimport\b.{0,80}\brender\b|render_\w*\(|jinja"
)
DATA_FILES = (".json", ".csv", ".tsv")
MARKUP = lazy_pattern("<[a-zA-Z]")
LOOKED_UP = lazy_pattern(r"(?:getElementById|querySelector|querySelectorAll|\$|jQuery)\(\s*[\"'][^\"']*[\"']\s*\)")
OF_A_VARIABLE = lazy_pattern(r"(?:const|let|var)\s+[\w$]+\s*=|(?<![\w$\"'`-])[A-Za-z_$][\w$]*\s*\.(?=\s*\w)")
"""Where a variable is declared, or something is read from it: no element gets its name by that."""
GIVEN_IN_JAVASCRIPT = lazy_pattern(r"(?<=[\"'`=\s])[\w-]+(?=[\"'`\s>/\\])")
STRINGS = frozenset({STRING_TOKEN, TEMPLATE, TEMPLATE_HEAD, TEMPLATE_MIDDLE, TEMPLATE_TAIL})
LONGEST = 200_000
"""In a longer source of JavaScript, a word that no quotes are around counts too."""
SELF_MADE = frozenset({"setAttribute", "set_attribute"})


@dataclass(frozen=True, eq=False)
class MadeIds:
    """The ids that the Python of an interpreter gives elements."""

    runtime: Runtime

    def may_have(self, identifier: str, until: Span | None) -> bool:
        """Whether an id may be among them. until: the place in a script before which the element must get it."""
        if self._is_unknown or self._set_to_anything.is_before(until):
            return True
        places = self._set.get(identifier)
        if places is not None and places.is_before(until):
            return True
        if any(_markup_has(syntax.text, identifier, until) for syntax in self.runtime.syntaxes):
            return True
        return self._puts_in_data

    @cached_property
    def _puts_in_data(self) -> bool:
        """Whether it may put in HTML from a data file."""
        if not any(MARKUP_IS_PUT_IN.search(syntax.text.value) for syntax in self.runtime.syntaxes):
            return False
        files = self.runtime.filesystem.files
        holds = any(name.endswith(DATA_FILES) and self._may_hold_markup(files[name]) for name in files)
        return holds or not self.runtime.filesystem.complete

    def _may_hold_markup(self, file: Placed) -> bool:
        if file.source is None or file.source.path is None:
            return True
        text = self.runtime.page.resolver.reader.text(file.source.path)
        return isinstance(text, Unknown) or MARKUP.search(text.value) is not None

    @cached_property
    def _is_unknown(self) -> bool:
        return bool(self.runtime.opaque_modules) or any(self.runtime.unread)

    @cached_property
    def _set_to_anything(self) -> _Places:
        """The places that set an id to something unknown."""
        return _Places.of(span for span, value in self._values if not isinstance(value, Literal))

    @cached_property
    def _set(self) -> dict[object, _Places]:
        """The places that set an id to a known value, by the value."""
        found: dict[str, list[Span]] = {}
        for span, value in self._values:
            if isinstance(value, Literal) and isinstance(value.value, str):
                found.setdefault(value.value, []).append(span)
        return {value: _Places.of(spans) for value, spans in found.items()}

    @cached_property
    def _values(self) -> tuple[tuple[Span, Value], ...]:
        return tuple(each for code in self.runtime.codes for each in _values_of_ids(code))


@dataclass(frozen=True)
class _Places:
    """Places in files: the first one of each file says whether one is before another place."""

    first: dict[str, int]

    @classmethod
    def of(cls, spans: Iterator[Span] | list[Span]) -> _Places:
        first: dict[str, int] = {}
        for span in spans:
            first[span.path] = min(span.start, first.get(span.path, span.start))
        return cls(first)

    def is_before(self, until: Span | None) -> bool:
        """Whether one is not after a place: nobody knows when another file runs."""
        if until is None or not self.first:
            return bool(self.first)
        return len(self.first) > 1 or until.path not in self.first or self.first[until.path] < until.start


def given_in_javascript(text: str, identifier: str) -> bool:
    """Whether JavaScript may give an element an id."""
    return _any_id_from(text) <= len(text) or identifier in _ids_in_javascript(text)


def _values_of_ids(code: Code) -> Iterator[tuple[Span, Value]]:
    """What is set as an id, and where."""
    for assignment in code.assignments:
        if assignment.attribute == "id":
            yield assignment.place.span, assignment.value
    for call in code.calls:
        for argument in call.arguments:
            if argument.keyword == "id":
                yield call.place.span, argument.value
        name = call.callee.path[-1] if isinstance(call.callee, JavaScriptValue) and call.callee.path else ""
        if name in SELF_MADE and len(call.arguments) > 1 and _can_be_id(call.arguments[0].value):
            yield call.place.span, call.arguments[1].value


def _can_be_id(value: Value) -> bool:
    return not isinstance(value, Literal) or value.value == "id"


def _markup_has(text: Text, identifier: str, until: Span | None) -> bool:
    """Whether a string of a source is HTML that has the id, or has one that is made up at run time."""
    end = end_before(text, until)
    return _any_id_from(text.value) <= end or _ids_in_strings(text.value).may_have(identifier, end)


@dataclass(frozen=True, eq=False)
class _IdsInStrings:
    """What is written as an id in HTML in the strings of a source.

    first: the end of the string that has it first. made: the same for an id that is made up at run time. starts, ends:
    those of the strings.
    """

    text: str
    first: dict[str, int]
    made: int
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    _cut: dict[int, _IdsInStrings] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str) -> _IdsInStrings:
        first: dict[str, int] = {}
        made = len(text) + 1
        strings = tuple(STRING.finditer(text))
        for string in strings:
            value = "".join(part or "" for part in string.groups())
            for found in ID_IN_MARKUP.finditer(value) if "id" in value else ():
                first.setdefault(found[1], string.end())
                if not found[1] or DYNAMIC.search(found[1]):
                    made = min(made, string.end())
        return cls(text, first, made, tuple(each.start() for each in strings), tuple(each.end() for each in strings))

    def may_have(self, identifier: str, end: int) -> bool:
        """Whether the text before an offset may have the id."""
        if min(self.first.get(identifier, self.made), self.made) <= end:
            return True
        index = bisect_right(self.starts, end - 1) - 1
        if index < 0 or self.ends[index] <= end:
            return False
        return self._of_cut(index).may_have(identifier, end - self.starts[index])

    def _of_cut(self, index: int) -> _IdsInStrings:
        """A string that the offset is in: without its end it is no string, and what is in it may be one."""
        if index not in self._cut:
            self._cut[index] = _IdsInStrings.of(self.text[self.starts[index] : self.ends[index] - 1])
        return self._cut[index]


def end_before(text: Text, until: Span | None) -> int:
    """The end of the part of a source that is before a place in it; its own end if the place is elsewhere."""
    whole = text.span()
    if until is None or until.path != whole.path or not whole.start <= until.start < whole.end:
        return len(text)
    return bisect_left(range(len(text)), until.start, key=lambda offset: text.span(offset).start)


@lru_cache(maxsize=256)
def _ids_in_strings(text: str) -> _IdsInStrings:
    return _IdsInStrings.of(text)


@lru_cache(maxsize=256)
def _ids_in_javascript(text: str) -> frozenset[str]:
    # A variable of this name makes no element: what does has the id in a string, or in HTML.
    rest = LOOKED_UP.sub("", text)
    tokens = scan(rest) if len(rest) <= LONGEST else None
    if tokens is None or tokens.error:
        return frozenset(GIVEN_IN_JAVASCRIPT.findall(OF_A_VARIABLE.sub("", rest)))
    strings = (tokens.text(index) for index, kind in enumerate(tokens.kinds) if kind in STRINGS)
    return frozenset(word for string in strings for word in GIVEN_IN_JAVASCRIPT.findall(f" {string} "))


@lru_cache(maxsize=256)
def _any_id_from(text: str) -> int:
    """The offset up to which one must read a source to see that it may make any id; one past its end if it may not."""
    put_in, other = MARKUP_IS_PUT_IN.search(text), MARKUP_FROM_ELSEWHERE.search(text)
    fills = max(put_in.end(), other.end()) if put_in and other else len(text) + 1
    return min(unnamed_ids_from(text), fills)
