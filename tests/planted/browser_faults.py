"""Slips in Python by people who are new to the browser, to its storage, its files and its promises."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.planted.python_faults import Change, Python

OF_STORAGE = {"getItem": "get", "setItem": "set"}
NUMBER_FORM = ":.2f"


def of_text(python: Python, node: ast.AST) -> Iterator[Change]:
    """A form for numbers, for whatever an f-string shows."""
    if isinstance(node, ast.JoinedStr):
        for part in node.values:
            if isinstance(part, ast.FormattedValue) and part.format_spec is None and part.conversion == -1:
                end = python.span(part.value)[1]
                yield "form-of-numbers", end, end, NUMBER_FORM


def of_the_browser(python: Python, node: ast.AST) -> Iterator[Change]:
    """Methods and properties of the browser that get what they do not take."""
    if isinstance(node, ast.Attribute) and node.attr in OF_STORAGE:
        end = python.span(node)[1]
        yield "storage-as-dict", end - len(node.attr), end, OF_STORAGE[node.attr]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
        first = node.args[0]
        text = first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None
        owner = getattr(node.func.value, "attr", "")
        if text is not None and node.func.attr in {"add", "toggle", "remove"} and owner == "classList":
            yield "two-classes-in-one", *python.span(first), f'"{text} big"'
        if text is not None and node.func.attr == "createElement":
            yield "tag-for-name", *python.span(first), f'"<{text}>"'
        if text == "2d":
            yield "context-in-capitals", *python.span(first), '"2D"'
        if node.func.attr in {"setTimeout", "setInterval"} and len(node.args) == 2:
            function, time = (python.code(*python.span(each)) for each in node.args)
            yield "timer-swapped", python.span(node.args[0])[0], python.span(node.args[1])[1], f"{time}, {function}"
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Attribute):
        target, value = node.targets[0], node.value
        if target.attr.startswith("on") and isinstance(value, ast.Name):
            yield "handler-as-text", *python.span(value), f'"{value.id}()"'


def of_values(python: Python, node: ast.AST) -> Iterator[Change]:
    """Defaults and stars that are left out, and what a page does not have."""
    if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or) and isinstance(node.values[-1], ast.Constant):
        yield "default-dropped", *python.span(node), python.code(*python.span(node.values[0]))
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for argument in node.args:
            if isinstance(argument, ast.Starred):
                yield "star-dropped", *python.span(argument), python.code(*python.span(argument.value))
        if name == "__init__" and node.args:
            yield "base-without-arguments", python.span(node.func)[1], python.span(node)[1], "()"
        path = node.args[0] if node.args else None
        if name == "open" and isinstance(path, ast.Constant) and isinstance(path.value, str) and "/" not in path.value:
            yield "folder-added", *python.span(path), f'"results/{path.value}"'
        if name == "load" and isinstance(path, ast.Name):
            yield "name-of-file-for-file", *python.span(path), '"data.json"'


OF_THE_BROWSER: tuple[Callable[[Python, ast.AST], Iterator[Change]], ...] = (of_text, of_the_browser, of_values)
