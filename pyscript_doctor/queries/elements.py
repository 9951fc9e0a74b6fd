"""Whether an element that Python looks for can be on its page."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.text import Text
from pyscript_doctor.project.page.page_scripts import page_scripts
from pyscript_doctor.project.page.script import scripts_of
from pyscript_doctor.queries.made_elements import makes_unnamed_elements, runs_unread_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.runtime.runtime import Runtime

WORD = re.compile(r"[\w-]+")
MADE = r"""(?:\bid\s*=|["']id["']\s*[,:])\s*\\?["'`]{}["'`\\]"""


def may_be_there(runtime: Runtime, selector: str, by_id: bool = False, until: Span | None = None) -> bool:
    """Whether the page has what a selector names, or something may make it.

    by_id: a bare name is tried as an id as well. until: the place in a script that asks for it while it runs: what
    is behind it in that script comes too late. What JavaScript or Python of the page names in a string may be
    made by it; so may anything where it puts names together, or where code runs that cannot be read here.
    """
    document = runtime.page.document
    selectors = [selector, f"#{selector}"] if by_id and WORD.fullmatch(selector) else [selector]
    try:
        if any(document.select(each) for each in selectors):
            return True
    except ValueError:
        return True  # no selector that we can read: the browser may
    return _may_be_made(runtime, selector, until)


def _may_be_made(runtime: Runtime, selector: str, until: Span | None) -> bool:
    page = runtime.page
    if page.excerpt:
        return True
    if runs_unread_code(page):
        return True
    words = set(WORD.findall(selector))
    return any(makes_unnamed_elements(text) or _names(text, words, selector) for text in _sources(runtime, until))


def _sources(runtime: Runtime, until: Span | None) -> Iterator[str]:
    """The JavaScript and the Python of the page, that of its other interpreters among it."""
    page = runtime.page
    yield from (script.syntax.text.value for script in page_scripts(page))
    yield from (syntax.text.value for syntax in runtime.modules.values())
    scripts = (*runtime.scripts, *scripts_of(page.document, page.resolver))
    yield from (_before(script.text, until) for script in scripts if isinstance(script.text, Text))


def _before(text: Text, until: Span | None) -> str:
    """The part of a source before a place in it; all of it where the place is elsewhere."""
    whole = text.span()
    if until is None or until.path != whole.path or not whole.start <= until.start < whole.end:
        return text.value
    return text.value[: bisect_left(range(len(text)), until.start, key=lambda offset: text.span(offset).start)]


def _names(text: str, words: set[str], selector: str) -> bool:
    """Whether a source has all words of a selector elsewhere than in the selector itself."""
    if re.search(MADE.format(re.escape(selector)), text):
        return True
    rest = text.replace(f'"{selector}"', "").replace(f"'{selector}'", "")
    return bool(words) and all(re.search(rf"(?<![\w-]){re.escape(word)}(?![\w(-])", rest) for word in words)
