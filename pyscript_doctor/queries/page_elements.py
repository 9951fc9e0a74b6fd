"""The elements of a page: which one an id or a selector finds, and whether code may make it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.web_platform import element_interface, is_custom_element
from pyscript_doctor.parsers.templates.masking import is_masked
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.program.values import JavaScriptValue
from pyscript_doctor.project.urls.reference import Remote
from pyscript_doctor.queries import written_names
from pyscript_doctor.queries.javascript_sources import javascript_sources
from pyscript_doctor.queries.made_elements import runs_unread_code
from pyscript_doctor.queries.made_ids import MadeIds, end_before, given_in_javascript
from pyscript_doctor.queries.shared_names import exposed_to_javascript
from pyscript_doctor.queries.spelling import closest

if TYPE_CHECKING:
    from pyscript_doctor.parsers.html.document import Element
    from pyscript_doctor.parsers.text import Span, Text
    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.runtime.runtime import Runtime

TYPOGRAPHIC_QUOTES = "“”„‟«»‘’‚‛"
WORD = lazy_pattern(r"[\w-]+")
WORD_ALONE = lazy_pattern(r"(?<![\w-])[\w-]+(?![\w(-])")
ID = lazy_pattern(r"#([\w-]+)")
ASKED_FOR = lazy_pattern(
    r"(?:\b(?:if|elif|while|not|and|or)\s+|:=\s*|is_none\()[\w.]*(?:getElementById|querySelector)\("
    r"\s*[\"']#?((?:(?![\"']\s*\)).){0,1000})[\"']\s*\)(?!\s*\.)"
)
NEVER_FILLED = frozenset({"py-config", "mpy-config", "py-script", "mpy-script"})
OF_PYSCRIPT = ("py-", "mpy-", "pyscript-", "xterm-")


@dataclass(frozen=True, eq=False)
class PageElements:
    """The elements of a page, with all the code that runs there and may change them."""

    page: Page
    runtimes: tuple[Runtime, ...]

    @cached_property
    def types(self) -> dict[object, object]:
        """types: what JavaScript's values were found to be, each by the way that leads to it."""
        return {}

    def found(self, selector: str) -> tuple[Element, ...]:
        """What a selector finds in the HTML of the page and its layouts. Raises ValueError if it is not a selector."""
        return tuple(element for document in self.page.documents for element in document.select(selector))

    def interface_of(self, selector: str) -> str | None:
        """The interface of the element that a selector finds first; None if that is not certain."""
        identifier = ID.fullmatch(selector)
        try:
            found = self.found(selector)
        except ValueError:
            return None
        if (identifier and self.may_make(identifier[1])) or (not identifier and self.makes_elements):
            return None
        interfaces = {self._interface(element) for element in found}
        return interfaces.pop() if len(interfaces) == 1 else None

    def certainly_lacks(self, selector: str, until: Span | None = None) -> bool:
        """Whether a selector finds nothing in the page's HTML, and nothing makes what it would find.

        until: the place in a script that asks for it while it runs; what is made after it comes too late.
        """
        return self.is_whole and self._is_nowhere(selector, until)

    def probably_lacks(self, selector: str, until: Span | None = None) -> bool:
        """The same if a template makes the page: it has an id that is written almost like this one."""
        if self.page.excerpt or self._has_scripts_of_others or not selector.startswith("#"):
            return False
        return self._is_nowhere(selector, until) and bool(self.likely_meant(selector[1:]))

    def _is_nowhere(self, selector: str, until: Span | None) -> bool:
        identifier = ID.fullmatch(selector)
        if identifier is None:
            return not self._finds(selector) and not self._is_written_elsewhere(selector, until)
        if self._is_in_html(identifier[1]) or identifier[1].startswith(OF_PYSCRIPT):
            return False
        return not self.may_make(identifier[1], until)

    def _finds(self, selector: str) -> bool:
        try:
            return bool(self.found(selector))
        except ValueError:
            return True  # no selector that we can read: the browser may

    def _is_written_elsewhere(self, selector: str, until: Span | None) -> bool:
        """Whether a source has all words of a selector outside the selector itself: it may make it."""
        if until is None:
            return any(_is_in_other_words(selector, text) for text in (*self._javascript, *self._python))
        words = set(WORD.findall(selector))
        python = (syntax.text for runtime in self.runtimes for syntax in runtime.syntaxes)
        texts = (
            *(text for text in self._javascript if _is_in_other_words(selector, text)),
            *(_before(text, until) for text in python if _is_in_other_words(selector, text.value)),
        )
        others = (text.replace(f'"{selector}"', "").replace(f"'{selector}'", "") for text in texts)
        return any(all(re.search(rf"(?<![\w-]){re.escape(word)}(?![\w(-])", text) for word in words) for text in others)

    def lacks_its_sign(self, selector: str) -> str:
        """The id or class that is written like a tag that HTML does not have: `#year` of `year`; "" if it is not so."""
        if not WORD.fullmatch(selector) or self._finds(selector):
            return ""
        if element_interface(selector) != "HTMLUnknownElement":
            return ""
        signed = (f"{sign}{selector}" for sign in "#.")
        return next((each for each in signed if self._finds(each)), "")

    def likely_meant(self, name: str) -> str:
        """The id of the page that is written almost like this one; "" if there is not one."""
        lowered = {each.lower(): each for each in sorted(self.ids)}
        return lowered.get(closest(name.lower(), lowered, 0.75) or "", "")

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every id in the HTML of the page."""
        values = (value for document in self.page.documents for value in document.values_of("id"))
        return frozenset(value for value in values if value and not is_masked(value))

    def repeated_ids(self) -> dict[str, tuple[Element, Element]]:
        """The ids that more than one element of the page has, with the first two; none if a template makes it."""
        if self._is_part:
            return {}
        found: dict[str, list[Element]] = {}
        for element in self.page.document.having("id"):
            identifier = element.get("id")
            if identifier and not is_masked(identifier):
                found.setdefault(identifier, []).append(element)
        return {name: (each[0], each[1]) for name, each in found.items() if len(each) > 1}

    def is_asked_for(self, identifier: str) -> bool:
        """Whether Python or JavaScript of the page asks for one element of that id.

        `querySelectorAll` and `@when` take all of them.
        """
        return any(identifier in written_names.asked_for(text) for text in (*self._javascript, *self._python))

    @cached_property
    def names(self) -> frozenset[str]:
        """Every id and name: what can be found as a property of the document or the window."""
        values = (value for document in self.page.documents for value in document.values_of("name"))
        return self.ids.union(values)

    @property
    def is_whole(self) -> bool:
        """Whether the HTML that we read is everything that the browser gets."""
        return not (self._is_part or self._has_scripts_of_others or self.has_custom_elements)

    @property
    def _is_part(self) -> bool:
        """Whether something else makes the page, or a part of it."""
        return self.page.built or self.page.fragment

    @cached_property
    def has_custom_elements(self) -> bool:
        """Whether there are elements that somebody's own class fills."""
        names = {name for document in self.page.documents for name in document.element_names}
        return any(is_custom_element(name) for name in names - NEVER_FILLED)

    @cached_property
    def _has_scripts_of_others(self) -> bool:
        return runs_unread_code(self.page)

    def _is_in_html(self, identifier: str) -> bool:
        """Whether it is there, also in a `<template>` or in typographic quotes, or an id of the page is unknown."""
        ids, hides_some = self._ids_in_html
        return identifier in ids or hides_some

    @cached_property
    def _ids_in_html(self) -> tuple[frozenset[str], bool]:
        values = {value for document in self.page.documents for value in document.values_of("id")}
        return frozenset(value.strip(TYPOGRAPHIC_QUOTES) for value in values), any(map(is_masked, values))

    def _interface(self, element: Element) -> str | None:
        if is_custom_element(element.name):
            return None
        document = next(each for each in self.page.documents if each.holds(element))
        around = {each.name for each in document.ancestors(element)} | {element.name}
        return element_interface(element.name) if not around & {"svg", "math"} else None

    @cached_property
    def globals_of_code(self) -> frozenset[str]:
        """The global names that JavaScript or Python of the page defines."""
        sources = javascript_sources(self.page, self.runtimes)
        declared = {each.name.value for source in sources for each in source.syntax.top_level_declarations}
        return frozenset(declared).union(*map(exposed_to_javascript, self.runtimes))

    @cached_property
    def has_libraries(self) -> bool:
        """Whether the page loads or runs somebody else's JavaScript, which may define any global name."""
        remote = any(
            isinstance(module.source.target, Remote)
            for runtime in self.runtimes
            for module in runtime.javascript_modules
        )
        runs_javascript = any(
            re.search(r"run_js|eval\(|createElement\([\"']script", text) for text in (*self._python, *self._javascript)
        )
        return self._has_scripts_of_others or remote or runs_javascript

    def adds(self, name: str) -> bool:
        """Whether Python or JavaScript of the page may give a browser object a name, or checks for it first."""
        return self.python_adds(name) or self._is_in_javascript(name)

    def python_adds(self, name: str) -> bool:
        """Whether Python of the page may give a browser object a name, or checks for it first."""
        return name in self._assigned or self._is_in_a_string(name)

    def sets_on_an_object(self, name: str) -> bool:
        """Whether Python or JavaScript of the page sets an attribute of that name on some object."""
        return name in self._assigned or any(name in written_names.members_set(text) for text in self._javascript)

    def looks_for(self, name: str) -> bool:
        """Whether Python checks first whether an object has a name: `if hasattr(window, "drawChart"):`."""
        return any(name in written_names.looked_for(text) for text in self._python)

    def reads(self, name: str) -> bool:
        """Whether Python or JavaScript of the page may read a name that Python gives a browser object."""
        return name in self._read or self._is_in_javascript(name) or self._is_in_a_string(name)

    def asks_for(self, identifier: str) -> bool:
        """Whether Python checks first whether an element exists: `if document.getElementById("total"):`."""
        return identifier in self._asked_for

    @cached_property
    def _asked_for(self) -> frozenset[str]:
        return frozenset(asked[1] for text in self._python for asked in ASKED_FOR.finditer(text))

    def says(self, pattern: re.Pattern[str]) -> bool:
        """Whether Python or JavaScript of the page has what a pattern looks for."""
        return any(pattern.search(text) for text in (*self._python, *self._javascript))

    def may_fire(self, event: str) -> bool:
        """Whether JavaScript or Python of the page may make an event of that type."""
        return any(event in written_names.fired(text) for text in (*self._javascript, *self._python)) or (
            self._dispatches and any(event in written_names.between_quotes(text) for text in self._javascript)
        )

    def gives_object(self, event: str) -> bool:
        """Whether JavaScript makes events of that type, always with an object literal as their `detail`."""
        made = re.compile(rf"CustomEvent\(\s*[\"']{re.escape(event)}[\"'](\s*,\s*\{{[^{{}}]*?\bdetail\s*:\s*\{{)?")
        found = [each for text in self._javascript for each in made.finditer(text)]
        in_python = any(re.search(rf"[\"']{re.escape(event)}[\"']\s*,\s*detail", text) for text in self._python)
        return bool(found) and all(each[1] for each in found) and not in_python

    @property
    def _dispatches(self) -> bool:
        return any("dispatchEvent" in text for text in (*self._javascript, *self._python))

    @cached_property
    def _assigned(self) -> frozenset[str]:
        codes = (code for runtime in self.runtimes for code in runtime.codes)
        return frozenset(assignment.attribute for code in codes for assignment in code.assignments)

    @cached_property
    def _read(self) -> frozenset[str]:
        codes = (code for runtime in self.runtimes for code in runtime.codes)
        values = (use.value for code in codes for use in code.uses)
        return frozenset(value.path[-1] for value in values if isinstance(value, JavaScriptValue) and value.path)

    def javascript_adds(self, name: str, *, assigned: bool) -> bool:
        """Whether code of the page gives objects a name that JavaScript reads, or else reads one that it sets."""
        return (
            any(_names_member(text, name, assigned) for text in self._javascript)
            or (name in self._read if assigned else name in self._assigned)
            or self._is_in_a_string(name)
        )

    def is_mentioned(self, name: str, source: Text) -> bool:
        """Whether code of the page other than this source has a name, or the source itself has it in a string."""
        others = (*(text for text in self._javascript if text != source.value), *self._python)
        return (
            any(written_names.says(text, name) for text in others)
            or name in written_names.between_quotes(source.value)
            or name in written_names.members_set(source.value)
        )

    def _is_in_javascript(self, name: str) -> bool:
        return any(written_names.says(text, name) for text in self._javascript)

    def _is_in_a_string(self, name: str) -> bool:
        """Whether it is all of a string, as in `hasattr(value, "name")`."""
        return any(name in written_names.strings(text) for text in self._python)

    # What code makes

    def may_make(self, identifier: str, until: Span | None = None) -> bool:
        """Whether Python or JavaScript of the page may make an element of that id."""
        known = self._may_be_made.get((identifier, until))
        if known is None:
            known = self._may_be_made[identifier, until] = self._makes(identifier, until)
        return known

    @cached_property
    def _may_be_made(self) -> dict[tuple[str, Span | None], bool]:
        return {}

    def _makes(self, identifier: str, until: Span | None) -> bool:
        if any(made.may_have(identifier, until) for made in self._made_ids):
            return True
        return any(given_in_javascript(text, identifier) for text in self._javascript)

    @cached_property
    def _made_ids(self) -> tuple[MadeIds, ...]:
        return tuple(map(MadeIds, self.runtimes))

    @cached_property
    def makes_elements(self) -> bool:
        """Whether JavaScript or Python of the page may add elements, or change what a selector finds."""
        texts = (*self._javascript, *self._python)
        return any(re.search(r"createElement|innerHTML|outerHTML|insertAdjacent|appendChild", text) for text in texts)

    @cached_property
    def _python(self) -> tuple[str, ...]:
        return tuple(syntax.text.value for runtime in self.runtimes for syntax in runtime.syntaxes)

    @cached_property
    def _javascript(self) -> tuple[str, ...]:
        sources = javascript_sources(self.page, self.runtimes)
        return tuple(dict.fromkeys(source.syntax.text.value for source in sources))


@lru_cache(maxsize=4)
def page_elements(page: Page, runtimes: tuple[Runtime, ...]) -> PageElements:
    """The elements of a page on which these interpreters run."""
    return PageElements(page, runtimes)


def element_type(tag: str) -> str | None:
    """The interface of an element by its tag; None for a custom element, whose class is the project's own."""
    return None if is_custom_element(tag) else element_interface(tag)


def _is_in_other_words(selector: str, text: str) -> bool:
    """Whether all words of a selector are in a text outside the selector itself, in quotes."""
    counts, own = _words_in(text), Counter(WORD_ALONE.findall(selector))
    quoted = written_names.strings(text)[selector]
    return all(counts[word] > own[word] * quoted for word in WORD.findall(selector))


@lru_cache(maxsize=256)
def _words_in(text: str) -> Counter[str]:
    return Counter(WORD_ALONE.findall(text))


def _names_member(text: str, name: str, assigned: bool) -> bool:
    """Whether JavaScript reads a name that something sets, or sets one that something reads, on any object."""
    members = written_names.members(text)
    return name in (members.read if assigned else members.set) or name in written_names.words_alone(text)


def _before(text: Text, until: Span) -> str:
    """The part of a source that is before a place in it; all of it if the place is elsewhere."""
    return text.value[: end_before(text, until)]
