"""Elements that JavaScript asks for by an id that its pages do not have."""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from pyscript_doctor.parsers.templates.masking import is_masked
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.page.page_scripts import page_scripts
from pyscript_doctor.project.urls.reference import ReferenceKind, Remote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Span, Text
    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.project import PageReading, Project

ASKED = lazy_pattern(
    r"""\bdocument\s*\.\s*(?:getElementById\(\s*(?P<quote>["'`])(?P<id>[\w-]+)(?P=quote)\s*\)"""
    r"""|querySelector\(\s*(?P<other>["'`])\#(?P<selector>[\w-]+)(?P=other)\s*\))"""
)
USED = lazy_pattern(r"\s*(?:\.\s*(?!\?)\w|\[)")
KEPT = lazy_pattern(r"(?:const|let|var)\s+(?P<name>[\w$]+)\s*=\s*$")
LOOKS_BEFORE = lazy_pattern(r"(?:\b(?:if|while)\s*\(|&&|\|\||!)\s*$")
LOOKS_AFTER = lazy_pattern(r"\s*(?:&&|\|\||\?(?!\.)|[!=]==?)")
COMMENT = lazy_pattern(r"//[^\n]*$")
MAKES_IDS = lazy_pattern(
    r"\.id\s*=(?!=)\s*(?![\"'`][\w-]+[\"'`])|setAttribute\(\s*[\"']id[\"']\s*,\s*(?![\"'])|id=\\?[\"']?\$\{|id=\\?[\"']?\s*[\"']\s*\+"
)
NEAR = 0.75


class AskedFor(NamedTuple):
    """A place of JavaScript that uses the element of an id at once. meant: the id of the page that is like it."""

    span: Span
    identifier: str
    meant: str
    path: str


def asks_for_elements(reading: PageReading) -> bool:
    """Whether JavaScript of a page asks for elements by their ids or by selectors."""
    texts = (script.syntax.text.value for script in page_scripts(reading.page))
    return any("getElementById" in text or "querySelector" in text for text in texts)


def missed_elements(project: Project) -> Iterator[AskedFor]:
    """The places that use an element which no page has that runs the script, though each has one of a near id."""
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
    """The ids whose elements JavaScript looks for before it uses them: `if (document.getElementById("total"))`."""
    found = set()
    for asked in ASKED.finditer(text):
        is_condition = LOOKS_BEFORE.search(text[max(0, asked.start() - 20) : asked.start()])
        if LOOKS_AFTER.match(text, asked.end()) or (is_condition and not USED.match(text, asked.end())):
            found.add(asked["id"] or asked["selector"])
    return frozenset(found)


def _is_whole(page: Page) -> bool:
    """Whether the HTML of a page is all that its elements can come from, but for its own code."""
    if page.built or page.layouts or page.fragment or page.excerpt or not page.loaders:
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
    ids = {value for page in pages for value in page.document.values_of("id") if value}
    if any(map(is_masked, ids)):
        return
    looked = looked_for(text.value)
    for found in asked:
        identifier = found["id"] or found["selector"]
        if identifier in looked:
            continue
        near = get_close_matches(identifier, sorted(ids), n=1, cutoff=NEAR) if identifier not in ids else []
        if near and _is_used(text.value, found) and not _may_be_made(identifier, pages, project):
            group = "id" if found["id"] else "selector"
            yield AskedFor(text.span(found.start(group), found.end(group)), identifier, near[0], text.path)


def _in_comment(value: str, position: int) -> bool:
    line = value[value.rfind("\n", 0, position) + 1 : position]
    return bool(COMMENT.search(line)) or line.lstrip().startswith("*")


def _is_used(value: str, found: re.Match[str]) -> bool:
    """Whether the element is used without a look whether it is there."""
    if USED.match(value, found.end()):
        return True
    kept = KEPT.search(value[max(0, found.start() - 80) : found.start()])
    if kept is None or value[found.end() : found.end() + 2].lstrip()[:1] not in ("", ";", "\n"):
        return False
    name = re.escape(kept["name"])
    asks = rf"(?:if|while)\s*\(\s*!?\s*{name}\b|\b{name}\s*(?:&&|\|\||\?|[!=]==?)|!\s*{name}\b|(?:&&|\|\|)\s*!?{name}\b"
    return bool(re.search(rf"(?<![\w$.]){name}\s*\.\s*\w", value[found.end() :])) and not re.search(asks, value)


def _may_be_made(identifier: str, pages: list[Page], project: Project) -> bool:
    """Whether code of the pages makes ids while it runs, or names this one elsewhere than where it asks for it."""
    scripts = [script.syntax.text.value for page in pages for script in page_scripts(page)]
    python = [
        syntax.text.value for page in pages for runtime in project.runtimes_of(page) for syntax in runtime.syntaxes
    ]
    word = re.compile(rf"(?<![\w-]){re.escape(identifier)}(?![\w-])")
    in_a_string = re.compile(rf"""["'#=]{re.escape(identifier)}(?![\w-])""")
    return (
        any(MAKES_IDS.search(text) for text in (*scripts, *python))
        or any(word.search(_without_questions(text)) for text in scripts)
        or any(in_a_string.search(text) for text in python)
    )


def _without_questions(text: str) -> str:
    rest = ASKED.sub("", text)
    return re.sub(r"""(?:const|let|var)\s+[\w$]+\s*=|(?<![\w$"'`-])[A-Za-z_$][\w$]*\s*\.(?=\s*\w)""", "", rest)
