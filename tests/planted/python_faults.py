"""Slips in Python."""

from __future__ import annotations

import ast
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.planted.browser_faults import OF_THE_BROWSER
from tests.planted.faults import WORD, Fault, misspelt
from tests.planted.habit_faults import OF_HABIT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

EVENTS = frozenset({"click", "input", "change", "keydown", "submit", "message", "load", "mousemove"})
HABITS = {"True": "true", "False": "false", "None": "null"}
Statement = ast.stmt | None


@dataclass(frozen=True)
class Python:
    """One piece of Python in a file. start: where it starts; indentation: what each of its lines has before it."""

    path: str
    text: str
    start: int
    indentation: int
    tree: ast.Module

    @classmethod
    def read(cls, path: str, text: str, start: int, end: int) -> Python | None:
        """The Python between two offsets; None if it does not parse."""
        code = text[start:end]
        plain = textwrap.dedent(code)
        first = next((line for line in code.splitlines() if line.strip()), "")
        try:
            tree = ast.parse(plain)
        except SyntaxError:
            return None
        return cls(path, code, start, len(first) - len(first.lstrip()), tree)

    def offset(self, line: int, column: int) -> int:
        """Where a place of the tree is in the file. (The examples are ASCII where it matters.)"""
        lines = self.text.splitlines(keepends=True)
        return self.start + sum(len(each) for each in lines[: line - 1]) + self.indentation + column

    def span(self, node: ast.expr | ast.stmt | ast.alias | ast.arg | ast.keyword) -> tuple[int, int]:
        """Where a node starts and ends in the file."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self.offset(node.lineno, node.col_offset), self.offset(node.end_lineno, node.end_col_offset)

    def code(self, start: int, end: int) -> str:
        """What the file has between two offsets."""
        return self.text[start - self.start : end - self.start]


def python_faults(python: Python) -> Iterator[Fault]:
    """Every slip in a piece of Python."""
    for statement, node in _nodes(python.tree, None):
        shown_by = _first_of_body(node) or statement
        anchor = python.span(shown_by)[0] if shown_by is not None else None
        for find in OPERATORS:
            for operator, start, end, after in find(python, node):
                before = python.code(start, end)
                if before != after:
                    yield Fault(operator, python.path, start, end, after, tuple(WORD.findall(before)), anchor)


def _first_of_body(node: ast.AST) -> Statement:
    """A fault in the head of a function shows when the function is called."""
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) or hasattr(node.body[0], "body"):
        return None
    return node.body[0]


def _nodes(parent: ast.AST, statement: Statement, *, in_function: bool = False) -> Iterator[tuple[Statement, ast.AST]]:
    """Every node, with the simple statement of a function's body that it is in."""
    for child in ast.iter_child_nodes(parent):
        inside = in_function or isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef))
        own = child if in_function and isinstance(child, ast.stmt) and not hasattr(child, "body") else statement
        yield own, child
        yield from _nodes(child, own, in_function=inside)


Change = tuple[str, int, int, str]


def _names(python: Python, node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and len(node.id) > 2:
        yield "name-misspelt", *python.span(node), misspelt(node.id)
    if isinstance(node, ast.Attribute) and len(node.attr) > 2:
        end = python.span(node)[1]
        kind = "attribute-misspelt" if isinstance(node.ctx, ast.Load) else "assigned-attribute-misspelt"
        yield kind, end - len(node.attr), end, misspelt(node.attr)
        if isinstance(node.value, ast.Name) and node.value.id == "self":
            yield "self-dropped", *python.span(node), node.attr
        if node.attr == "new":
            yield "new-dropped", end - 4, end, ""
    if isinstance(node, ast.Constant) and repr(node.value) in HABITS:
        yield "javascript-word", *python.span(node), HABITS[repr(node.value)]


def _imports(python: Python, node: ast.AST) -> Iterator[Change]:
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        start, end = python.span(node)
        yield "import-dropped", start, end, "pass"
        for alias in node.names:
            where = python.span(alias)[0]
            yield "imported-name-misspelt", where, where + len(alias.name), misspelt(alias.name)
    if isinstance(node, ast.ImportFrom) and len(node.names) == 1 and not node.level:
        yield "module-for-name", *python.span(node), f"import {node.module} as {node.names[0].name}"
    if isinstance(node, ast.Import) and len(node.names) == 1 and not node.names[0].asname:
        start, end = python.span(node)
        yield "import-with-extension", start, end, f"import {node.names[0].name}.py"
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        where = python.span(node)[0] + len("from ")
        yield "module-misspelt", where, where + len(node.module), misspelt(node.module)
        if len(node.names) > 1:
            first, second = python.span(node.names[0])[0], python.span(node.names[1])[0]
            yield "imported-name-dropped", first, second, ""


def _calls(python: Python, node: ast.AST) -> Iterator[Change]:
    if not isinstance(node, ast.Call):
        return
    start, end = python.span(node)
    function_end = python.span(node.func)[1]
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if node.args and not node.keywords:
        last_start, last_end = python.span(node.args[-1])
        before = python.span(node.args[-2])[1] if len(node.args) > 1 else last_start
        yield "argument-dropped", before, last_end, ""
        yield "argument-added", last_end, last_end, ", 1"
        if name in {"create_proxy", "to_js"}:
            yield f"{name.replace('_', '-')}-dropped", start, end, python.code(last_start, last_end)
    for keyword in node.keywords:
        if keyword.arg:
            where = python.span(keyword)[0]
            yield "keyword-misspelt", where, where + len(keyword.arg), misspelt(keyword.arg)
    if not node.args and not node.keywords:
        yield "call-dropped", function_end, end, ""
    if name == "create_task" and node.args and isinstance(node.args[0], ast.Call):
        called = node.args[0]
        yield "task-of-function", python.span(called.func)[1], python.span(called)[1], ""
    for argument in node.args:
        if isinstance(argument, ast.Name) and name in {"create_proxy", "addEventListener", "setInterval", "setTimeout"}:
            yield "handler-called", *python.span(argument), f"{argument.id}()"


def _strings(python: Python, node: ast.AST) -> Iterator[Change]:
    if not isinstance(node, ast.Call):
        return
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    for argument in [*node.args, *(keyword.value for keyword in node.keywords)]:
        if not isinstance(argument, ast.Constant) or not isinstance(argument.value, str):
            continue
        start, end = python.span(argument)
        inside = python.code(start + 1, end - 1)
        if inside != argument.value or len(inside) < 3:
            continue
        if inside in EVENTS:
            yield "event-misspelt", start + 1, end - 1, misspelt(inside)
            yield "event-with-on", start + 1, start + 1, "on"
        elif inside.startswith("#"):
            yield "hash-dropped", start + 1, start + 2, ""
            yield "selector-misspelt", start + 2, end - 1, misspelt(inside[1:])
        elif name == "getElementById":
            yield "hash-added", start + 1, start + 1, "#"
            yield "selector-misspelt", start + 1, end - 1, misspelt(inside)
        elif name in {"open", "read_csv", "read_text"}:
            yield "file-name-misspelt", start + 1, end - 1, misspelt(inside)


def _with_the_browser(python: Python, node: ast.AST) -> Iterator[Change]:
    """What people give to the browser, and take from it."""
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Attribute):
        name = node.targets[0].attr
        if name in {"textContent", "innerHTML", "innerText", "value"}:
            yield (
                "property-called",
                *python.span(node),
                (f"{python.code(*python.span(node.targets[0]))}({python.code(*python.span(node.value))})"),
            )
    if not isinstance(node, ast.Call):
        return
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name in {"append", "appendChild"} and len(node.args) == 1 and isinstance(node.args[0], ast.Name):
        yield (
            "text-for-element",
            *python.span(node),
            f"{python.code(*python.span(node.func))[: -len(name)]}appendChild('x')",
        )
    for argument in [*node.args, *(keyword.value for keyword in node.keywords)]:
        if not isinstance(argument, ast.Constant) or not isinstance(argument.value, str):
            continue
        start, end = python.span(argument)
        if name in {"querySelector", "querySelectorAll", "when"} and argument.value.startswith("#"):
            yield "space-in-selector", start + 2, start + 2, " "
            yield "hash-doubled", start + 1, start + 1, "#"
            yield "bracket-in-selector", end - 1, end - 1, "]"
    if name == "when" and len(node.args) == 2:
        start, end = python.span(node.args[1])
        yield "selector-by-wrong-name", start, end, f"id={python.code(start, end)}"
        yield "selectors-side-by-side", end, end, ', "body"'
    for keyword in node.keywords:
        if name == "display" and keyword.arg == "target" and isinstance(keyword.value, ast.Constant):
            start, end = python.span(keyword.value)
            yield "element-for-id", start, end, f'document.getElementById("{str(keyword.value.value).lstrip("#")}")'


def _definitions(python: Python, node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Await):
        start = python.span(node)[0]
        yield "await-dropped", start, python.span(node.value)[0], ""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        start = python.span(node)[0]
        where = python.text.index(f" {node.name}", start - python.start) + python.start + 1
        yield "definition-renamed", where, where + len(node.name), misspelt(node.name)
        if isinstance(node, ast.AsyncFunctionDef):
            yield "async-dropped", start, start + len("async "), ""
        for decorator in node.decorator_list:
            yield "decorator-dropped", python.span(decorator)[0] - 1, python.span(decorator)[1], ""
            if isinstance(decorator, ast.Call):
                yield "at-sign-dropped", python.span(decorator)[0] - 1, python.span(decorator)[0], ""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.args.args:
        first, last = node.args.args[0], node.args.args[-1]
        if first.arg == "self":
            following = python.span(node.args.args[1])[0] if len(node.args.args) > 1 else python.span(first)[1]
            yield "self-parameter-dropped", python.span(first)[0], following, ""
        elif last is first and not node.args.defaults:
            yield "parameter-dropped", *python.span(first), ""
    if isinstance(node, (ast.FunctionDef, ast.If, ast.For)) and node.body:
        end_of_head = python.code(python.start, python.span(node.body[0])[0]).rstrip()
        if end_of_head.endswith(":"):
            at = python.start + len(end_of_head)
            yield "colon-dropped", at - 1, at, ""


OPERATORS: tuple[Callable[[Python, ast.AST], Iterator[Change]], ...] = (
    _names,
    _imports,
    _calls,
    _strings,
    _definitions,
    _with_the_browser,
    *OF_HABIT,
    *OF_THE_BROWSER,
)
