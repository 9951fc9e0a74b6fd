"""Which element of an HTML page is inside which, with the end tags that a browser implies.

Source: HTML Living Standard, 13.2.6 "Tree construction". This leaves out what makes no script appear or disappear:
elements that no start tag makes (an implied `<tbody>`, copies of formatting elements), foster parenting (what is
wrongly in a table moves before it), and attributes that a second `<html>` or `<body>` adds. A browser drops rows and
cells outside of a table; they are kept here because a part of a page can hold them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.html import elements
from pyscript_doctor.parsers.html.open_elements import INTEGRATION, OpenElements, Tree
from pyscript_doctor.parsers.html.tokenizer import (
    Characters,
    Comment,
    EndTag,
    Run,
    StartTag,
    Tokenizer,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from pyscript_doctor.parsers.html.open_elements import Node

_SPACE = "\t\n\f "

# Text changes these, or some of it is left out.
_CHANGES_WITH_TEXT = elements.SKIPS_FIRST_NEWLINE | {"head"}


def build_tree(value: str) -> Tree:
    """The tree of a page whose newlines are normalised."""
    construction = _Construction(value)
    tokenizer = Tokenizer(value)
    for token in tokenizer:
        if isinstance(token, Run):
            construction.characters(token)  # which opens and ends nothing of SVG or MathML
            continue
        if isinstance(token, StartTag):
            construction.start(token)
        elif isinstance(token, EndTag):
            construction.end(token)
        elif isinstance(token, Comment):
            construction.tree.comments.append(token)
        else:
            construction.doctype()
        tokenizer.foreign = construction.foreign
    construction.finish()
    return construction.tree


class _Construction:
    def __init__(self, value: str) -> None:
        self.tree = Tree()
        self._value = value
        self._open = OpenElements(self.tree)
        self._seen: set[str] = set()
        self._quirks = True
        self._in_form = False

    @property
    def foreign(self) -> bool:
        top = self._open.top
        return top is not None and bool(top.namespace)

    def doctype(self) -> None:
        """Without one the page is in quirks mode."""
        if not self.tree.nodes:
            self._quirks = False

    def characters(self, run: Run) -> None:
        top = self._open.top
        if top is not None:
            if top.holds_inert:
                return
            if top.namespace:
                run = self._foreign_run(run, top)
            elif top.name in _CHANGES_WITH_TEXT:
                run = self._html_run(run, top)
        self.tree.runs.append(run)

    def _foreign_run(self, run: Run, top: Node) -> Run:
        is_replaceable = not top.integrates and run.characters is Characters.DATA
        return run._replace(characters=Characters.REPLACEABLE) if is_replaceable else run

    def _html_run(self, run: Run, top: Node) -> Run:
        """The run as it is inside an HTML element: the first newline is not part of the text of a `<pre>`."""
        name = top.name
        if name == "head" and self._value[run.start : run.end].strip(_SPACE):
            self._open.pop(run.start)
        starts = name in elements.SKIPS_FIRST_NEWLINE and top.tag.end == run.start
        return run._replace(start=run.start + 1) if starts and self._value.startswith("\n", run.start) else run

    def finish(self) -> None:
        while self._open:
            self._open.pop(len(self._value))

    def start(self, tag: StartTag) -> None:
        top = self._open.top
        if top is not None and top.namespace and self._is_foreign(tag.name, top):
            self._start_foreign(tag)
        else:
            self._start_html(tag)

    def _start_html(self, tag: StartTag) -> None:
        name = "img" if tag.name == "image" else tag.name
        top = self._open.top
        if top is not None and top.key == "head" and name not in elements.HEAD_CONTENT:
            self._open.pop(tag.start)
        if name in elements.AT_MOST_ONE and self._is_ignored(name):
            return
        select = self._open.find({"select"}, elements.SCOPE) if name in ("input", "select") else None
        if select is not None:
            self._open.pop_to(select, tag.start)
            if name == "select":
                return
        if name in elements.IMPLY_ENDS:
            self._imply_ends(name, tag.start)
        namespace = name if name in ("svg", "math") else ""
        node = self._open.push(tag, name, namespace)
        self._seen.add(name)
        self._in_form = self._in_form or (name == "form" and not node.inert and not self._open.holds("template"))
        if name in elements.VOID or (namespace and tag.self_closing):
            self._open.pop(tag.end, closed=True)

    def _is_ignored(self, name: str) -> bool:
        if name == "html":
            return bool(self.tree.nodes)
        if name == "head":
            return bool(self._seen - {"html"})
        if name == "body":
            return "body" in self._seen or not self._open.holds_only({"html"})
        return name == "form" and self._in_form and not self._open.holds("template")

    def _imply_ends(self, name: str, place: int) -> None:
        """Closes what the start tag of an HTML element closes."""
        opened = self._open
        if name in elements.TABLE_CONTEXTS:
            context = opened.find(elements.TABLE_CONTEXTS[name], ())
            if context is not None:
                opened.pop_above(context, place)
            return
        if name == "li":
            self._close_item({"li"}, place)
        elif name in ("dd", "dt"):
            self._close_item({"dd", "dt"}, place)
        elif name == "button":
            opened.pop_to(opened.find({"button"}, elements.SCOPE), place)
        elif name in ("hr", "option", "optgroup"):
            self._close_options(name, place)
        elif name in ("rb", "rp", "rt", "rtc") and opened.find({"ruby"}, elements.SCOPE) is not None:
            self._generate_implied_ends(place, besides={"rtc"} if name in ("rp", "rt") else ())
        elif name in ("a", "nobr"):
            self._end_formatting(name, elements.FORMATTING_MARKERS, place, closed=False)
        elif name == "table":
            opened.pop_to(opened.find({"table"}, {"caption", "td", "th", "template"}), place)
        if name in elements.CLOSES_PARAGRAPH and not (name == "table" and self._quirks):
            opened.pop_to(opened.find({"p"}, elements.BUTTON_SCOPE), place)
        if name in elements.HEADINGS and opened.top_is(elements.HEADINGS):
            opened.pop(place)

    def _close_item(self, names: Collection[str], place: int) -> None:
        self._open.pop_to(self._open.find(names, elements.ITEM_BORDERS), place)

    def _close_options(self, name: str, place: int) -> None:
        if self._open.find({"select"}, elements.SCOPE) is not None:
            self._generate_implied_ends(place, besides={"optgroup"} if name == "option" else ())
        elif name != "hr" and self._open.top_is({"option"}):
            self._open.pop(place)

    def _generate_implied_ends(self, place: int, besides: Collection[str]) -> None:
        while self._open.top_is(elements.IMPLIED_END) and not self._open.top_is(besides):
            self._open.pop(place)

    def end(self, tag: EndTag) -> None:
        top = self._open.top
        if top is not None and top.key == tag.name and tag.name not in elements.END_LATER:
            self._open.pop(tag.start, closed=True)  # so nearly all do
            return
        if self.foreign and self._end_foreign(tag):
            return
        if self._open.top_is({"head"}) and tag.name in ("body", "html", "br"):
            self._open.pop(tag.start)
        self._end_html(tag.name, tag.start)

    def _end_html(self, name: str, place: int) -> None:
        opened = self._open
        if name in ("body", "html"):
            self._note_end(name, place)
        elif name == "p":
            opened.pop_to(opened.find({"p"}, elements.BUTTON_SCOPE), place, closed=True)
        elif name == "li":
            opened.pop_to(opened.find({"li"}, elements.LIST_SCOPE), place, closed=True)
        elif name in elements.HEADINGS:
            opened.pop_to(opened.find(elements.HEADINGS, elements.SCOPE), place, closed=True)
        elif name in elements.TABLE_PARTS:
            opened.pop_to(opened.find({name}, elements.TABLE_SCOPE), place, closed=True)
        elif name in elements.SCOPED_BLOCKS:
            opened.pop_to(opened.find({name}, elements.SCOPE), place, closed=True)
        elif name == "template":
            opened.pop_to(opened.find({"template"}, ()), place, closed=True)
        elif name == "form":
            self._end_form(place)
        elif name in elements.FORMATTING:
            self._end_formatting(name, elements.SCOPE, place, closed=True)
        else:
            opened.pop_to(opened.find({name}, elements.SPECIAL), place, closed=True)

    def _note_end(self, name: str, place: int) -> None:
        """What comes after `</body>` or `</html>` is still in the element, which stays open."""
        index = self._open.find({name}, ())
        if index is not None:
            self._open[index].end(place, closed=True)

    def _end_form(self, place: int) -> None:
        index = self._open.find({"form"}, elements.SCOPE)
        if self._open.holds("template"):
            self._open.pop_to(index, place, closed=True)
            return
        self._in_form = False
        if index is not None:
            self._open.remove(index, place, closed=True)

    def _end_formatting(self, name: str, borders: Collection[str], place: int, *, closed: bool) -> None:
        """A formatting element that has a block in it ends alone; the browser then gives the block a copy of it."""
        index = self._open.find({name}, borders)
        if index is None:
            return
        if self._open.within(index, elements.SPECIAL):
            self._open.remove(index, place, closed=closed)
        else:
            self._open.pop_to(index, place, closed=closed)

    def _is_foreign(self, name: str, top: Node) -> bool:
        """Whether a start tag inside an element of SVG or MathML makes another one of these."""
        if not top.integrates:
            return not (top.name == "annotation-xml" and name == "svg")
        return top.name in elements.MATHML_TEXT_INTEGRATION_POINTS and name in ("mglyph", "malignmark")

    def _start_foreign(self, tag: StartTag) -> None:
        breaks_out = tag.name in elements.FOREIGN_BREAKOUT or (
            tag.name == "font"
            and any(attribute.name in elements.FONT_BREAKOUT_ATTRIBUTES for attribute in tag.attributes)
        )
        top = self._open.top
        if breaks_out or top is None:
            self._leave_foreign(tag.start)
            self._start_html(tag)
            return
        self._open.push(tag, tag.name, top.namespace, integrates=self._integrates(tag, top.namespace))
        if tag.self_closing:
            self._open.pop(tag.end, closed=True)

    def _integrates(self, tag: StartTag, namespace: str) -> bool:
        if namespace == "svg":
            return tag.name in elements.SVG_INTEGRATION_POINTS
        if tag.name == "annotation-xml":
            return any(
                attribute.name == "encoding"
                and self._value[attribute.value_start : attribute.value_end].lower() in elements.HTML_ENCODINGS
                for attribute in tag.attributes
            )
        return tag.name in elements.MATHML_TEXT_INTEGRATION_POINTS

    def _leave_foreign(self, place: int) -> None:
        while self._open.top is not None and self._open.top.namespace and not self._open.top.integrates:
            self._open.pop(place)

    def _end_foreign(self, tag: EndTag) -> bool:
        """Whether an end tag inside SVG or MathML ends one of their elements."""
        if tag.name in ("br", "p"):
            self._leave_foreign(tag.start)
            return False
        if not any(map(self._open.holds, (f"svg {tag.name}", f"math {tag.name}", INTEGRATION))):
            return False
        index = len(self._open) - 1
        while index >= 0 and self._open[index].namespace:
            if self._open[index].name == tag.name:
                self._open.pop_to(index, tag.start, closed=True)
                return True
            index -= 1
        return False
