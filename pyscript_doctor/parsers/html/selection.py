"""CSS selectors on a page: beautifulsoup4 holds the tree, and its soupsieve searches it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup
from bs4.builder import HTMLTreeBuilder
from soupsieve import SelectorSyntaxError

from pyscript_doctor.parsers.html.elements import HEAD_CONTENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.html.document import Document, Element

LONGEST_SELECTOR = 2000


def select(document: Document, selector: str) -> tuple[int, ...]:
    """The indices of the elements that a selector finds.

    Raises ValueError if it is not a selector, or is longer than anybody would write.
    """
    if len(selector) > LONGEST_SELECTOR:
        raise ValueError("the selector is too long")
    try:
        found = _soup(document).select(selector)
    except (SelectorSyntaxError, NotImplementedError, RecursionError) as error:
        raise ValueError(str(error)) from error
    return tuple(sorted(tag.sourcepos for tag in found if tag.sourcepos is not None))


@lru_cache(maxsize=8)
def _soup(document: Document) -> BeautifulSoup:
    return BeautifulSoup("", builder=DocumentTreeBuilder(document))


@dataclass(slots=True, eq=False)
class Branch:
    """An element of the tree that selectors see. One that no tag makes (an implied `<body>`) has no `element`."""

    name: str
    element: Element | None = None
    branches: list[Branch] = field(default_factory=list)


class DocumentTreeBuilder(HTMLTreeBuilder):
    """Makes a soup of a page that is parsed already; a tag's `sourcepos` is the index of its element.

    What is in a `<template>` is left out because no selector reaches it. Implied elements are added.
    """

    NAME = "document"
    features = (NAME,)

    def __init__(self, document: Document) -> None:
        super().__init__(multi_valued_attributes={}, preserve_whitespace_tags=set(), string_containers={})
        self._document = document

    def feed(self, markup: Any) -> None:
        """Builds the tree of the document; the markup is not used."""
        soup = self.soup
        assert soup is not None
        pending: list[Branch | None] = [_tree(self._document)]
        while pending:
            branch = pending.pop()
            if branch is None:
                soup.endData()
                soup.popTag()
                continue
            self._open(soup, branch)
            pending.append(None)
            pending.extend(reversed(branch.branches))

    def _open(self, soup: BeautifulSoup, branch: Branch) -> None:
        element = branch.element
        attributes = {name: element.get(name) or "" for name in element.attribute_names} if element else {}
        soup.handle_starttag(branch.name, None, None, attributes, sourcepos=element.index if element else None)
        if element and not element.children and element.text.value:
            soup.handle_data(element.text.value)


def _tree(document: Document) -> Branch:
    """The live elements below the `<html>`, `<head>` and `<body>` that every page has."""
    branches = {element.index: Branch(element.name, element) for element in document.all()}
    root = _outermost("html", branches, {None})
    homes = {None, root.element.index if root.element else None}
    head, body = _outermost("head", branches, homes), _outermost("body", branches, homes)
    loose: list[Branch] = []
    for branch in branches.values():
        if branch not in (root, head, body) and branch.element:
            parent = branch.element.parent
            siblings = loose if parent is None or parent in homes else branches[parent].branches
            siblings.append(branch)
    split = next((place for place, branch in enumerate(loose) if branch.name not in HEAD_CONTENT), len(loose))
    head.branches.extend(loose[:split])
    body.branches[:0] = loose[split:]
    root.branches = [head, body]
    for branch in branches.values():
        if branch.name == "table":
            branch.branches = list(_with_bodies(branch.branches))
    return root


def _outermost(name: str, branches: dict[int, Branch], parents: set[int | None]) -> Branch:
    found = (
        branch
        for branch in branches.values()
        if branch.name == name and branch.element and branch.element.parent in parents
    )
    return next(found, Branch(name))


def _with_bodies(rows: list[Branch]) -> Iterator[Branch]:
    """The children of a table; rows that are directly in it are put into a `<tbody>`."""
    for is_row, group in groupby(rows, key=lambda branch: branch.name == "tr"):
        if is_row:
            yield Branch("tbody", branches=list(group))
        else:
            yield from group
