"""HTML as a browser reads it: elements, attributes and comments, each with its place."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.html.character_references import decoded
from pyscript_doctor.parsers.html.tokenizer import RAW_TEXT_ELEMENTS, AttributeToken, Characters, Run, StartTag
from pyscript_doctor.parsers.html.tree import build_tree
from pyscript_doctor.parsers.layers import OPAQUE, SAME, AttributeValue, CharacterData, RawText
from pyscript_doctor.parsers.text import Part, Span, Text
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, KeysView, Sequence

    from pyscript_doctor.parsers.html.open_elements import Node
    from pyscript_doctor.parsers.layers import Layer


IDS = lazy_pattern(r"\s*#[A-Za-z_][\w-]*\s*(?:,\s*#[A-Za-z_][\w-]*\s*)*", re.ASCII)


class Attribute(NamedTuple):
    """An attribute: its name as written, its value decoded.

    An attribute without a value has an empty one, at the end of its name.
    """

    name: Text
    value: Text


@dataclass(frozen=True, slots=True)
class MarkupText:
    """A page's characters, with normalised newlines, and which of them are character data."""

    text: Text
    runs: tuple[Run, ...]
    _attributes: dict[int, Attribute] = field(default_factory=dict, repr=False, compare=False)

    def attribute(self, token: AttributeToken) -> Attribute:
        """An attribute; decoded once, because pages ask for the same ones again and again."""
        known = self._attributes.get(token.name_start)
        if known is None:
            known = self._attributes[token.name_start] = Attribute(self.name(token), self.value(token))
        return known

    def name(self, token: AttributeToken) -> Text:
        """An attribute's name as written."""
        return self.text.cut(token.name_start, token.name_end)

    def value(self, token: AttributeToken) -> Text:
        """An attribute's decoded value."""
        start, end = token.value_start, token.value_end
        value = self.text.value
        if value.find("&", start, end) < 0 and value.find("\0", start, end) < 0:
            return self.text.cut(start, end).within(self._layer(token))
        text = self.text.spliced(decoded(value, start, end, attribute=True), self._layer(token))
        return text.masked(text.value.replace("\0", "\ufffd"))

    def value_of(self, token: AttributeToken) -> str:
        """The decoded value of an attribute, without its place."""
        start, end = token.value_start, token.value_end
        value = self.text.value[start:end]
        return value if "&" not in value and "\0" not in value else self.attribute(token).value.value

    def _layer(self, token: AttributeToken) -> Layer:
        """How the value of an attribute is written; an attribute without a value cannot take one."""
        if token.value_start == token.name_end:
            return OPAQUE
        before = self.text.value[token.value_start - 1]
        return AttributeValue(before if before in "\"'" else "")

    def character_data(self, start: int, end: int, element: str) -> Text:
        """The decoded character data between two places of the page, inside an element of this name."""
        layer = RawText(element) if element in RAW_TEXT_ELEMENTS else CharacterData()
        parts = self.character_parts(start, end)
        return self.text.spliced(parts, layer) if parts else self.text.cut(start, start).within(layer)

    def character_parts(self, start: int, end: int) -> list[Part]:
        """The parts of the page's text that its character data is made of."""
        parts: list[Part] = []
        for index in range(bisect_left(self.runs, start, key=lambda run: run.start), len(self.runs)):
            run = self.runs[index]
            if run.start >= end:
                break
            parts.extend(self._run(run))
        return parts

    def _run(self, run: Run) -> Iterator[Part]:
        value = self.text.value
        parts = (
            [Part(run.start, run.end)]
            if run.characters is Characters.RAW or value.find("&", run.start, run.end) < 0
            else decoded(value, run.start, run.end)
        )
        nul = "" if run.characters is Characters.DATA else "\ufffd"
        for part in parts:
            if part.replacement is None and value.find("\0", part.start, part.end) >= 0:
                yield from _replaced(value, part, re.compile("\0"), nul)
            else:
                yield part


@dataclass(frozen=True, slots=True)
class Element:
    """An element, opened by its start tag.

    name: in lower case. parent: the index of the element that it is in. children: whether it has child elements. inert:
    whether it is in a `<template>`. closed: whether its own end tag was found, or it needs none.
    """

    index: int
    name: str
    parent: int | None
    children: bool
    inert: bool
    closed: bool
    _tag: StartTag = field(repr=False)
    _content_end: int = field(repr=False)
    _source: MarkupText = field(repr=False, compare=False)

    @property
    def span(self) -> Span:
        """The start tag, from `<` to `>`."""
        return self._source.text.span(self._tag.start, self._tag.end)

    @property
    def name_span(self) -> Span:
        """The name in the start tag."""
        return self._source.text.span(self._tag.start + 1, self._tag.name_end)

    @property
    def tag(self) -> Text:
        """The start tag as it is written, from `<` to `>`."""
        return self._source.text.cut(*self.tag_range)

    @property
    def indentation(self) -> str | None:
        """The white space before its start tag; None if there is anything else before it on its line."""
        before = self._source.text.value[: self._tag.start].rpartition("\n")[2]
        return None if before.strip() else before

    @property
    def text(self) -> Text:
        """Its textContent: the decoded character data of all that is in it; for a script, what is in the script.

        What is in a `<template>` has no text. It is made again each time, and takes longer the more the element holds.
        """
        return self._source.character_data(self._tag.end, self._content_end, self.name)

    @property
    def markup(self) -> Text:
        """What is written between its start tag and its end tag."""
        return self._source.text.cut(self._tag.end, max(self._tag.end, self._content_end))

    @property
    def end_tag(self) -> Text | None:
        """Its own end tag, from `</` to the end of its name; None if it has none."""
        text, name = self._source.text, f"</{self.name}"
        end = self.content_end + len(name)
        return text.cut(self.content_end, end) if text.value[self.content_end : end].lower() == name else None

    @property
    def tag_range(self) -> tuple[int, int]:
        """Where its start tag starts and ends in the page's text."""
        return self._tag.start, self._tag.end

    @property
    def content_end(self) -> int:
        """Where its content ends in the page's text."""
        return max(self._tag.end, self._content_end)

    def character_parts(self, start: int, end: int) -> list[Part]:
        """The parts of the page's text that the character data of a stretch is made of."""
        return self._source.character_parts(start, end)

    @property
    def attributes(self) -> tuple[Attribute, ...]:
        """Its attributes as written; if a name comes twice only the first counts, as in a browser."""
        return tuple(self._attribute(token) for token in self._tag.attributes)

    def attribute(self, name: str) -> Attribute | None:
        """The attribute of this name, which must be in lower case."""
        token = self._token(name)
        return self._attribute(token) if token else None

    def get(self, name: str) -> str | None:
        """The value of the attribute of this name."""
        token = self._token(name)
        return self._source.value_of(token) if token else None

    def has(self, name: str) -> bool:
        """Whether it has an attribute of this name."""
        return self._token(name) is not None

    @property
    def attribute_names(self) -> tuple[str, ...]:
        """The names of its attributes in lower case; quicker than `attributes`."""
        return tuple([token.name for token in self._tag.attributes])

    def _token(self, name: str) -> AttributeToken | None:
        for token in self._tag.attributes:
            if token.name == name:
                return token
        return None

    def _attribute(self, token: AttributeToken) -> Attribute:
        return self._source.attribute(token)


@dataclass(frozen=True, eq=False)
class Document:
    """An HTML page. The newlines of its `text` are normalised.

    An Element is made when somebody asks for it: most elements are only asked for their name and attributes.
    """

    text: Text
    comments: tuple[Span, ...]
    _nodes: Sequence[Node] = field(repr=False)
    _source: MarkupText = field(repr=False)

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """All elements in the order of their start tags, including those in a `<template>`."""
        return tuple(map(self._element, range(len(self._nodes))))

    def all(self, *names: str) -> Iterator[Element]:
        """The elements of these names, or all of them, except those in a `<template>`."""
        if not names:
            return iter(self._live)
        found = [index for name in dict.fromkeys(names) for index in self._by_name.get(name, ())]
        return map(self._element, found if len(names) == 1 else sorted(found))

    def with_attributes_of(self, prefixes: tuple[str, ...]) -> tuple[Element, ...]:
        """The elements with an attribute whose name begins in one of these ways, except those in a `<template>`."""
        found = self._with_attributes.get(prefixes)
        if found is None:
            names = [name for name in self._by_attribute if name.startswith(prefixes)]
            found = self._with_attributes[prefixes] = tuple(self.having(*names))
        return found

    @cached_property
    def _with_attributes(self) -> dict[tuple[str, ...], tuple[Element, ...]]:
        return {}

    def having(self, *names: str) -> Iterator[Element]:
        """The elements with an attribute of one of these names, except those in a `<template>`."""
        found = {index for name in names for index in self._by_attribute.get(name, ())}
        return map(self._element, sorted(found))

    def ending_with(self, end: str) -> Iterator[tuple[Element, Attribute]]:
        """The attributes whose value ends so, apart from white space, each with its element, also in a `<template>`."""
        value = self._source.text.value
        for node in self._nodes:
            for token in node.tag.attributes:
                if value[token.value_start : token.value_end].rstrip().endswith(end):
                    yield self._element(node.index), self._source.attribute(token)

    @property
    def element_names(self) -> KeysView[str]:
        """The names of all elements, except those in a `<template>`."""
        return self._by_name.keys()

    @property
    def attribute_names(self) -> KeysView[str]:
        """The names of all attributes, in lower case, except those in a `<template>`."""
        return self._by_attribute.keys()

    def holds(self, element: Element) -> bool:
        """Whether an element belongs to this page."""
        return self._made.get(element.index) is element

    def values_of(self, name: str) -> tuple[str, ...]:
        """The values of all attributes of this name, including those in a `<template>`."""
        known = self._values.get(name)
        if known is None:
            tokens = (token for node in self._nodes for token in node.tag.attributes if token.name == name)
            known = self._values[name] = tuple([self._source.value_of(token) for token in tokens])
        return known

    @cached_property
    def _values(self) -> dict[str, tuple[str, ...]]:
        return {}

    @cached_property
    def _made(self) -> dict[int, Element]:
        return {}

    def _element(self, index: int) -> Element:
        made = self._made.get(index)
        if made is None:
            made = self._made[index] = _element(self._nodes[index], self._source)
        return made

    @cached_property
    def _by_attribute(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for node in self._nodes:
            for token in () if node.inert else node.tag.attributes:
                found.setdefault(token.name, []).append(node.index)
        return found

    @cached_property
    def _live(self) -> tuple[Element, ...]:
        return tuple([self._element(node.index) for node in self._nodes if not node.inert])

    @cached_property
    def _by_name(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for node in self._nodes:
            if not node.inert:
                found.setdefault(node.name, []).append(node.index)
        return found

    @cached_property
    def _by_id(self) -> dict[str, list[Element]]:
        return grouped(self.having("id"), key=lambda element: element.get("id") or "")

    @cached_property
    def _selected(self) -> dict[str, tuple[Element, ...]]:
        return {}

    def ancestors(self, element: Element) -> Iterator[Element]:
        """The elements that an element is in, the nearest first."""
        while element.parent is not None:
            element = self._element(element.parent)
            yield element

    def base_href(self) -> Attribute | None:
        """The base of the page's URLs: the first `<base href>` counts."""
        return next((href for base in self.all("base") if (href := base.attribute("href"))), None)

    def select(self, selector: str) -> tuple[Element, ...]:
        """The elements that a CSS selector finds, as `querySelectorAll` does.

        Raises ValueError if it is not a selector.
        """
        found = self._selected.get(selector)
        if found is None:
            found = self._selected[selector] = (
                self._with_ids(selector) if IDS.fullmatch(selector) else self._sought(selector)
            )
        return found

    def _with_ids(self, selector: str) -> tuple[Element, ...]:
        """What a selector that has only ids finds: this needs no tree."""
        found = {each.index: each for part in selector.split(",") for each in self._by_id.get(part.strip()[1:], ())}
        return tuple(found[index] for index in sorted(found))

    def _sought(self, selector: str) -> tuple[Element, ...]:
        from pyscript_doctor.parsers.html.selection import select

        return tuple(map(self._element, select(self, selector)))


def grouped(elements: Iterable[Element], key: Callable[[Element], str]) -> dict[str, list[Element]]:
    """Elements grouped by a word, each list in their order."""
    found: dict[str, list[Element]] = {}
    for element in elements:
        found.setdefault(key(element), []).append(element)
    return found


def parse_html(text: Text) -> Document:
    """The elements and comments of a page."""
    text = _normalised(text)
    tree = build_tree(text.value)
    comments = tuple(text.span(comment.start, comment.end) for comment in tree.comments)
    return Document(text, comments, tree.nodes, MarkupText(text, tuple(tree.runs)))


def _element(node: Node, source: MarkupText) -> Element:
    return Element(
        node.index, node.name, node.parent, node.children, node.inert, node.closed, node.tag, node.content_end, source
    )


def _normalised(text: Text) -> Text:
    """The text with a line feed for every newline, as the input stream of the standard has it."""
    if "\r" not in text.value:
        return text
    whole = Part(0, len(text.value))
    text = text.spliced(_replaced(text.value, whole, re.compile("\r\n"), "\n"), SAME)
    return text.masked(text.value.replace("\r", "\n"))


def _replaced(value: str, part: Part, pattern: re.Pattern[str], replacement: str) -> Iterator[Part]:
    position = part.start
    for match in pattern.finditer(value, part.start, part.end):
        yield Part(position, match.start())
        yield Part(match.start(), match.end(), replacement)
        position = match.end()
    yield Part(position, part.end)
