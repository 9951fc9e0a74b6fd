"""Slips in Python by people who are new to it, tired, or used to another language."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.planted.python_faults import Change, Python

CONVERSIONS = frozenset({"str", "int", "float", "list", "sum", "sorted", "range", "enumerate", "len", "dict", "tuple"})
IN_JAVASCRIPT = {
    "append": "push",
    "upper": "toUpperCase",
    "lower": "toLowerCase",
    "strip": "trim",
    "startswith": "startsWith",
    "endswith": "endsWith",
    "find": "indexOf",
    "items": "entries",
    "remove": "delete",
    "insert": "splice",
    "print": "console.log",
}
WORDS = {" and ": " && ", " or ": " || ", "elif ": "else if ", "not ": "!"}


def of_values(python: Python, node: ast.AST) -> Iterator[Change]:
    """A value is of another type than it was."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and len(node.args) == 1 and not node.keywords:
        name = node.func.id
        if name in CONVERSIONS:
            yield f"{name}-dropped", *python.span(node), python.code(*python.span(node.args[0]))
        if name == "len":
            yield "len-as-method", *python.span(node), f"{python.code(*python.span(node.args[0]))}.len()"
            yield "len-as-property", *python.span(node), f"{python.code(*python.span(node.args[0]))}.length"
    if isinstance(node, ast.Constant) and type(node.value) in {int, float}:
        written = python.code(*python.span(node))
        yield "number-in-quotes", *python.span(node), f'"{written}"'
        if "." in written:
            yield "decimal-comma", *python.span(node), written.replace(".", ",")
    if isinstance(node, ast.Return) and node.value is not None:
        yield "return-dropped", *python.span(node), python.code(*python.span(node.value))
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        function = node.value.func
        if (
            isinstance(function, ast.Attribute)
            and isinstance(function.value, ast.Name)
            and function.attr in {"append", "sort", "add", "update"}
        ):
            yield "nothing-kept", *python.span(node), f"{function.value.id} = {python.code(*python.span(node))}"
        if isinstance(function, ast.Name) and function.id == "print" and len(node.value.args) > 1:
            (_, end), (start, _) = python.span(node.value.args[0]), python.span(node.value.args[1])
            yield "plus-for-comma", end, start, " + "
        yield "await-added", python.span(node)[0], python.span(node)[0], "await "
    if isinstance(node, ast.Attribute) and node.attr in {"value", "target", "style"}:
        yield "property-dropped", python.span(node.value)[1], python.span(node)[1], ""


def of_items(python: Python, node: ast.AST) -> Iterator[Change]:
    """Brackets, keys, and what is taken apart."""
    if isinstance(node, ast.Subscript):
        inner, (start, end) = python.span(node.value)[1], python.span(node)
        key = python.code(*python.span(node.slice))
        yield "brackets-for-call", inner, end, f"({key})"
        if (
            isinstance(node.slice, ast.Constant)
            and isinstance(node.slice.value, str)
            and node.slice.value.isidentifier()
        ):
            yield "dot-for-key", inner, end, f".{node.slice.value}"
            yield "key-misspelt", inner, end, f'["{node.slice.value}s"]'
        if isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, int):
            yield "index-behind-end", inner, end, f"[{node.slice.value + 7}]"
        del start
    if isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords:
        yield (
            "call-for-brackets",
            python.span(node.func)[1],
            python.span(node)[1],
            f"[{python.code(*python.span(node.args[0]))}]",
        )
    if isinstance(node, ast.For) and isinstance(node.iter, ast.Call):
        function = node.iter.func
        if isinstance(function, ast.Attribute) and function.attr == "items":
            yield "items-dropped", python.span(function.value)[1], python.span(node.iter)[1], ""
    if isinstance(node, (ast.Assign, ast.For)):
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        if isinstance(target, ast.Tuple):
            end = python.span(target.elts[-1])[1]
            yield "name-unpacked-too-much", end, end, ", more"
    if isinstance(node, ast.Dict) and node.keys and node.keys[0] is not None:
        yield "dict-key-renamed", *python.span(node.keys[0]), '"other"'


def of_calls(python: Python, node: ast.AST) -> Iterator[Change]:
    """Arguments, and words of JavaScript."""
    if not isinstance(node, ast.Call):
        return
    for argument in node.args:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and argument.value.isidentifier():
            yield "quotes-dropped", *python.span(argument), argument.value
    for keyword in node.keywords:
        if isinstance(keyword.value, ast.Constant) and isinstance(keyword.value.value, str) and keyword.arg:
            written = python.code(*python.span(keyword.value))
            if keyword.value.value.isidentifier():
                yield "keyword-without-quotes", *python.span(keyword.value), written.strip("\"'")
    if len(node.args) == 2:
        first, second = python.span(node.args[0]), python.span(node.args[1])
        yield "arguments-swapped", first[0], second[1], f"{python.code(*second)}, {python.code(*first)}"
        yield "comma-dropped", first[1], second[0], " "
    end = python.span(node)[1]
    yield "parenthesis-dropped", end - 1, end, ""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name in IN_JAVASCRIPT:
        function_end = python.span(node.func)[1]
        yield "word-of-javascript", function_end - len(name), function_end, IN_JAVASCRIPT[name]
    if name == "print":
        yield (
            "print-without-parentheses",
            python.span(node.func)[1],
            end,
            f" {python.code(python.span(node.func)[1] + 1, end - 1)}",
        )
    if name == "open" and len(node.args) == 1 and not node.keywords:
        yield "mode-that-is-not-there", end - 1, end - 1, ', "rw"'
    if name in {"json", "text", "bytes"} and not node.args:
        yield "method-not-called", python.span(node.func)[1], end, ""


def of_statements(python: Python, node: ast.AST) -> Iterator[Change]:
    """Heads of blocks, and words that are left out."""
    if isinstance(node, ast.Global):
        yield "global-dropped", *python.span(node), "pass"
    if isinstance(node, (ast.AsyncWith, ast.AsyncFor)):
        start = python.span(node)[0]
        yield f"async-of-{'with' if isinstance(node, ast.AsyncWith) else 'for'}-dropped", start, start + 6, ""
    if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq):
        (_, left), (right, _) = python.span(node.left), python.span(node.comparators[0])
        yield "one-equals-sign", left, right, " = "
        if isinstance(node.left, ast.Name) and node.left.id == "__name__":
            yield "main-misspelt", *python.span(node.comparators[0]), '"main"'
    if isinstance(node, ast.FunctionDef) and node.name.startswith("__") and node.name.endswith("__"):
        at = python.text.index(f" {node.name}", python.span(node)[0] - python.start) + python.start + 1
        yield "dunder-misspelt", at, at + len(node.name), node.name[1:-1]
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and len(node.args.args) > 1 and not node.args.defaults:
        first = python.span(node.args.args[0])
        yield "default-before-others", first[1], first[1], "=None"
    if isinstance(node, ast.Import) and node.names[0].asname:
        yield "alias-dropped", *python.span(node), f"import {node.names[0].name}"
    if isinstance(node, ast.ImportFrom) and node.module and "." in node.module:
        yield (
            "module-shortened",
            *python.span(node),
            f"from {node.module.rpartition('.')[0]} import {node.names[0].name}",
        )
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        start, end = python.span(node)
        yield "declared-as-in-javascript", start, start, "let "
        yield "comment-of-javascript", end, end, "  // note"
    if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add) and isinstance(node.value, ast.Constant):
        yield "plus-plus", *python.span(node), f"{python.code(*python.span(node.target))}++"
    if isinstance(node, ast.If):
        for word, other in WORDS.items():
            start, (_, end) = python.span(node)[0], python.span(node.test)
            head = python.code(start, end)
            if word in head:
                at = start + head.index(word)
                yield "condition-of-javascript", at, at + len(word), other


def of_operators(python: Python, node: ast.AST) -> Iterator[Change]:
    """Operators and text."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
        (_, left), (right, _) = python.span(node.left), python.span(node.right)
        yield "caret-for-power", left, right, " ^ "
    if isinstance(node, ast.JoinedStr):
        start, end = python.span(node)
        written = python.code(start, end)
        inner = [part for part in node.values if isinstance(part, ast.FormattedValue)]
        simple = re.fullmatch(r"[fF](['\"])(.*?)\{(\w+)\}(.*)\1", written)
        if len(inner) == 1 and simple:
            quote, before, name, after = simple.groups()
            yield "plus-for-f-string", start, end, f"{quote}{before}{quote} + {name} + {quote}{after}{quote}"
            yield "percent-for-f-string", start, end, f"{quote}{before}%d %s{after}{quote} % {name}"
            yield "format-for-f-string", start, end, f"{quote}{before}{{}} {{}}{after}{quote}.format({name})"
        yield "brace-dropped", end - 1, end - 1, "{"


OF_HABIT: tuple[Callable[[Python, ast.AST], Iterator[Change]], ...] = (
    of_values,
    of_items,
    of_calls,
    of_statements,
    of_operators,
)
