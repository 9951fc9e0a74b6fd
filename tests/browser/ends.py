"""Mark the end of each of a page's scripts, to see in the console whether it was reached."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from tests.browser.page import END_MARK

if TYPE_CHECKING:
    from collections.abc import Mapping

TAGS = frozenset({"py-script", "mpy-script", "pyscript", "micropython"})
INERT = frozenset({"template", "textarea", "title", "noscript"})
WAITS_FOR_A_CLICK = re.compile(r"editor", re.IGNORECASE)
PYTHON_TYPE = re.compile(r"py", re.IGNORECASE)


class Scripts(HTMLParser):
    """Where the Python of a page ends: the offset before each closing tag, or the `src` of the script."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.inline: list[tuple[int, int]] = []
        self.sources: list[str] = []
        self._text = text
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self._open: tuple[str, int] | None = None
        self._inert = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inert += tag in INERT
        attributes = dict(attrs)
        kind = attributes.get("type") or ""
        runs = tag in TAGS or (tag == "script" and PYTHON_TYPE.search(kind) and not WAITS_FOR_A_CLICK.search(kind))
        if not runs or self._inert:
            return
        source = attributes.get("src") or attributes.get("worker")
        if source:
            self.sources.append(source)
        else:
            self._open = tag, self._offset() + len(self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<script />` closes nothing in HTML, and what follows it is no script that runs."""

    def handle_endtag(self, tag: str) -> None:
        self._inert -= tag in INERT
        if self._open and self._open[0] == tag:
            self.inline.append((self._open[1], self._offset()))
            self._open = None

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column


def mark_ends(files: Mapping[str, str], path: str = "index.html") -> tuple[dict[str, str], set[str]]:
    """The files with a line at the end of each script that the page runs, and the marks that it then prints.

    Editors, which wait for a click, get no mark; neither do workers that JavaScript or Python starts.
    """
    marked = dict(files)
    scripts = Scripts(files[path])
    marks = set()
    page = files[path]
    for number, (start, end) in reversed(list(enumerate(scripts.inline))):
        code = page[start:end]
        marks.add(f"script {number}")
        page = page[:start] + _marked(code, f"script {number}") + page[end:]
    marked[path] = page
    for source in scripts.sources:
        if "://" in source:
            continue
        name = normpath(join("/", dirname(path), unquote(urlsplit(source).path))).lstrip("/")
        if marked.get(name) == files.get(name) and name in files:
            marked[name] = _marked(files[name], name)
        marks.add(name)
    return marked, marks


def _marked(code: str, mark: str) -> str:
    first = next((line for line in code.splitlines() if line.strip()), "")
    indentation = first[: len(first) - len(first.lstrip())]
    return f'{code.rstrip()}\n{indentation}__import__("js").console.debug("{END_MARK}{mark}")\n'
