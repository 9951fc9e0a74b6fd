"""The stack of open elements of an HTML page, and the tree that grows from it.

Source: HTML Living Standard, 13.2.4.2 "The stack of open elements".
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from pyscript_doctor.parsers.html.tokenizer import Comment, Run, StartTag

# Chromium nests no deeper, `<html>` and `<body>` included: a deeper element becomes a sibling. Measured in 156.
DEEPEST = 513

# So many elements are looked at one by one before their places are looked up: most are found among them.
NEAR = 8

# On the stack, an element of SVG or MathML that holds HTML is found by this, whatever its name.
INTEGRATION = "holds HTML"


@dataclass(slots=True, eq=False, repr=False)
class Node:
    """An element while the tree is being built.

    parent: the index of its parent. namespace: "svg" or "math" for a foreign element. integrates: it is foreign and
    holds HTML. inert, holds_inert: it, or what is in it, is in a `<template>`, so it is not part of the page.
    content_end: where its content ends, -1 while it is open. key: what the stack of open elements finds it by: its
    name, if it is an HTML element.
    """

    tag: StartTag
    name: str
    index: int
    parent: int | None
    namespace: str
    integrates: bool
    inert: bool
    key: str
    holds_inert: bool
    children: bool = False
    closed: bool = False
    content_end: int = -1

    def end(self, place: int, *, closed: bool) -> None:
        """Ends it here, if it has not ended yet."""
        if self.content_end < 0:
            self.content_end = place
            self.closed = closed


@dataclass(slots=True, eq=False, repr=False)
class Tree:
    """The elements in the order of their start tags, the live character data and the comments of a page."""

    nodes: list[Node] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)


class OpenElements:
    """The stack of open elements. top: the innermost of them."""

    top: Node | None = None

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._open: list[Node] = []
        self._places: defaultdict[str, list[int]] = defaultdict(list)

    def top_is(self, names: Collection[str]) -> bool:
        """Whether the innermost open element is an HTML element of one of these names."""
        return bool(self._open) and not self._open[-1].namespace and self._open[-1].name in names

    def holds_only(self, names: Collection[str]) -> bool:
        """Whether every open element has one of these names."""
        return all(node.name in names for node in self._open)

    def holds(self, name: str) -> bool:
        """Whether an element that is found by this name is open."""
        return bool(self._places[name])

    def __getitem__(self, index: int) -> Node:
        return self._open[index]

    def __len__(self) -> int:
        return len(self._open)

    def push(self, tag: StartTag, name: str, namespace: str = "", *, integrates: bool = False) -> Node:
        """Opens an element. At the deepest nesting it first ends the innermost one."""
        if len(self._open) >= DEEPEST:
            self.pop(tag.start)
        nodes, opened = self._tree.nodes, self._open
        key = INTEGRATION if integrates else f"{namespace} {name}" if namespace else name
        holds_inert = key == "template"
        if opened:
            parent = opened[-1]
            parent.children = True
            inert = parent.holds_inert
            node = Node(tag, name, len(nodes), parent.index, namespace, integrates, inert, key, inert or holds_inert)
        else:
            node = Node(tag, name, len(nodes), None, namespace, integrates, False, key, holds_inert)
        nodes.append(node)
        self._places[key].append(len(opened))
        opened.append(node)
        self.top = node
        return node

    def pop(self, place: int, *, closed: bool = False) -> None:
        """Ends the innermost element."""
        opened = self._open
        node = opened.pop()
        self.top = opened[-1] if opened else None
        self._places[node.key].pop()
        if node.content_end < 0:
            node.content_end, node.closed = place, closed

    def remove(self, index: int, place: int, *, closed: bool = False) -> None:
        """Removes one, and keeps the ones inside it open."""
        node = self._open.pop(index)
        node.end(place, closed=closed)
        self.top = self._open[-1] if self._open else None
        self._places.clear()
        for position, remaining in enumerate(self._open):
            self._places[remaining.key].append(position)

    def find(self, names: Collection[str], borders: Collection[str]) -> int | None:
        """The innermost open HTML element of one of these names, unless there is a border inside it."""
        index = len(self._open)
        for node in reversed(self._open[-NEAR:]):
            index -= 1
            key = node.key
            if key in names:
                return index
            if key in borders or key == INTEGRATION:
                return None
        if not index:
            return None
        index = self._innermost(names)
        return index if index >= 0 and not self.within(index, borders) else None

    def within(self, index: int, borders: Collection[str]) -> bool:
        """Whether one of these HTML elements, or SVG or MathML that holds HTML, is open inside an open element."""
        return max(self._innermost(borders), self._innermost((INTEGRATION,))) > index

    def _innermost(self, names: Collection[str]) -> int:
        return max((self._places[name][-1] for name in names if self._places.get(name)), default=-1)

    def pop_above(self, index: int, place: int) -> None:
        """Ends the elements inside this one."""
        while len(self._open) > index + 1:
            self.pop(place)

    def pop_to(self, index: int | None, place: int, *, closed: bool = False) -> None:
        """Ends the element at this index and those inside it."""
        if index is not None:
            self.pop_above(index, place)
            self.pop(place, closed=closed)
