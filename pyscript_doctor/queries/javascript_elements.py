"""Elements that JavaScript asks for by an id that its pages do not have."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.templates.masking import is_masked
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.page.page_scripts import page_scripts
from pyscript_doctor.project.urls.reference import ReferenceKind, Remote
from pyscript_doctor.queries.made_ids import OF_A_VARIABLE
from pyscript_doctor.queries.spelling import closest
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Span, Text
    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.project import PageReading, Project

ASKED = lazy_pattern(
    r"""\bdocument\s*\.\s*(?:getElementById\(\s*(?P<quote>["'`])(?P<id>\#?[\w-]+)(?P=quote)\s*\)"""
    r"""|querySelector\(\s*(?P<other>["'`])\#(?P<selector>[\w-]+)(?P=other)\s*\))"""
)
USED = lazy_pattern(r"\s*(?:\.\s*(?!\?)\w|\[)")
KEPT = lazy_pattern(r"(?:const|let|var)\s+(?P<name>[\w$]+)\s*=\s*$")
ENDS = lazy_pattern(r"\s{0,200}(?:[;,}/]|\Z|(?!in\b|instanceof\b)[\w$])")
LINE_OF_COMMENT = lazy_pattern(r"\s{0,200}\*")
LOOKS_BEFORE = lazy_pattern(r"(?:\b(?:if|while)\s*\(|&&|\|\||!)\s*$")
LOOKS_AFTER = lazy_pattern(r"\s*(?:&&|\|\||\?(?!\.)|[!=]==?)")
NAME = lazy_pattern(r"(?<![\w$.])([\w$]+)(?=\s*\.\s*\w)")
NAMES_LOOKED_AT = tuple(
    map(
        lazy_pattern,
        (
            r"(?:if|while)\s*\(\s*!?\s*([\w$]+)",
            r"(?<![\w$])([\w$]+)\s*(?:&&|\|\||\?|[!=]==?)",
            r"!\s*([\w$]+)",
            r"(?:&&|\|\|)\s*!?([\w$]+)",
        ),
    )
)
WORD = lazy_pattern(r"[\w-]+")
IN_A_STRING = lazy_pattern(r"""(?<=["'#=])[\w-]+""")
MAKES_IDS = lazy_pattern(
    r"\.id\s*=(?!=)\s*(?![\"'`][\w-]+[\"'`])|setAttribute\(\s*[\"']id[\"']\s*,\s*(?![\"'])|id=\\?[\"']?\$\{|id=\\?[\"']?\s*[\"']\s*\+"
)
NEAR = 0.75


class AskedFor(NamedTuple):
    """A place in JavaScript that uses the element of an id at once. meant: the id of the page that is similar."""

    span: Span
    identifier: str
    meant: str
    path: str


def asks_for_elements(reading: PageReading) -> bool:
    """Whether JavaScript of a page asks for elements by their ids or by selectors."""
    texts = (script.syntax.text.value for script in page_scripts(reading.page))
    return any("getElementById" in text or "querySelector" in text for text in texts)


def missed_elements(project: Project) -> Iterator[AskedFor]:
    """The places that use an element which no page with the script has, though each has one with a similar id."""
    sources: dict[str, list[tuple[Page, Text]]] = defaultdict(list)
    for page in project.pages:
        for script in page_scripts(page):
            key = script.path if script.path != page.path else f"{page.path}:{script.syntax.text.span().start}"
            sources[key].append((page, script.syntax.text))
    for found in sources.values():
        pages = [page for page, _ in found]
        if all(map(_is_whole, pages)):
            yield from _of_source(found[0][1], pages, project)


def looked_for(text: str) -> frozenset[str]:
    """The ids whose elements JavaScript checks for before it uses them: `if (document.getElementById("total"))`."""
    found = set()
    for asked in ASKED.finditer(text):
        is_condition = LOOKS_BEFORE.search(text[max(0, asked.start() - 20) : asked.start()])
        if LOOKS_AFTER.match(text, asked.end()) or (is_condition and not USED.match(text, asked.end())):
            found.add(asked["id"] or asked["selector"])
    return frozenset(found)


def _is_whole(page: Page) -> bool:
    """Whether only the HTML of a page and its own code can make its elements."""
    if page.built or page.fragment or not page.loaders:
        return False
    return not any(
        reference.kind is ReferenceKind.SCRIPT
        and isinstance(reference.target, Remote)
        and "pyscript" not in reference.url
        for reference in page.references
    )


def _of_source(text: Text, pages: list[Page], project: Project) -> Iterator[AskedFor]:
    asked = [found for found in ASKED.finditer(text.value) if not _in_comment(text.value, found.start())]
    if not asked:
        return
    ids = {value for page in pages for value in page.document.values_of("id")}
    if any(map(is_masked, ids)):
        return
    looked = looked_for(text.value)
    sorted_ids = sorted(ids)
    making = _Making(tuple(pages), project)
    for found in asked:
        identifier = found["id"] or found["selector"]
        if identifier in looked:
            continue
        near = closest(identifier, sorted_ids, NEAR) if identifier not in ids else None
        if identifier.startswith("#") and identifier[1:] in ids:
            near = identifier[1:]  # `getElementById` takes the bare id
        if near and _is_used(text.value, found) and not making.may_make(identifier):
            group = "id" if found["id"] else "selector"
            yield AskedFor(text.span(found.start(group), found.end(group)), identifier, near, text.path)


def _in_comment(value: str, position: int) -> bool:
    start = value.rfind("\n", 0, position) + 1
    return start <= _first_comment(value, start) < position or bool(LINE_OF_COMMENT.match(value, start))


@lru_cache(maxsize=8)
def _first_comment(value: str, start: int) -> int:
    """Where `//` is first in the line that starts there; -1 if it is not in it."""
    return value.find("//", start, value.find("\n", start))  # -1 leaves out the last character, which is not looked for


def _is_used(value: str, found: re.Match[str]) -> bool:
    """Whether the element is used without checking whether it is there."""
    if USED.match(value, found.end()):
        return True
    kept = KEPT.search(value[max(0, found.start() - 80) : found.start()])
    if kept is None or not ENDS.match(value, found.end()):
        return False
    return _last_uses(value).get(kept["name"], -1) >= found.end() and kept["name"] not in _names_looked_at(value)


@lru_cache(maxsize=8)
def _last_uses(value: str) -> dict[str, int]:
    """Where JavaScript uses each variable for the last time: `total.textContent`."""
    return {found[1]: found.start() for found in NAME.finditer(value)}


@lru_cache(maxsize=8)
def _names_looked_at(value: str) -> frozenset[str]:
    """The variables that JavaScript checks before it uses them: `if (total)`, `total && total.remove()`."""
    return frozenset(found[1] for pattern in NAMES_LOOKED_AT for found in pattern.finditer(value))


@dataclass(frozen=True, eq=False)
class _Making:
    """What the code of some pages may make."""

    pages: tuple[Page, ...]
    project: Project

    def may_make(self, identifier: str) -> bool:
        """Whether it makes ids while it runs, or has this one elsewhere than where it asks for it."""
        return (
            self._makes_ids
            or any(identifier in _words_outside_of_questions(text) for text in self._scripts)
            or any(identifier in _words_in_strings(text) for text in self._python)
        )

    @cached_property
    def _makes_ids(self) -> bool:
        return any(map(_makes_unnamed_ids, (*self._scripts, *self._python)))

    @cached_property
    def _scripts(self) -> tuple[str, ...]:
        return tuple(script.syntax.text.value for page in self.pages for script in page_scripts(page))

    @cached_property
    def _python(self) -> tuple[str, ...]:
        runtimes = (runtime for page in self.pages for runtime in self.project.runtimes_of(page))
        return tuple(syntax.text.value for runtime in runtimes for syntax in runtime.syntaxes)


@lru_cache(maxsize=256)
def _makes_unnamed_ids(text: str) -> bool:
    return MAKES_IDS.search(text) is not None


@lru_cache(maxsize=256)
def _words_outside_of_questions(text: str) -> frozenset[str]:
    """The words of JavaScript, except where it asks for an element, or names a variable."""
    return frozenset(WORD.findall(OF_A_VARIABLE.sub("", ASKED.sub("", text))))


@lru_cache(maxsize=256)
def _words_in_strings(text: str) -> frozenset[str]:
    return frozenset(IN_A_STRING.findall(text))
