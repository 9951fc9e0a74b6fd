"""Ways out of blocks and loops."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_EXITS = frozenset({"exit", "quit", "_exit", "abort"})
_EXPECTING = frozenset({"suppress", "assertRaises", "assertRaisesRegex", "raises"})
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
_LOOPS = (ast.For, ast.AsyncFor, ast.While)


def leaves(block: Sequence[ast.stmt]) -> bool:
    """Whether nothing after the block can run: it returns, raises, breaks, continues or exits."""
    if not block:
        return False
    last = block[-1]
    if isinstance(last, (ast.Return, ast.Raise, ast.Continue, ast.Break)):
        return True
    if isinstance(last, ast.Expr) and isinstance(last.value, ast.Call):
        return _exits(last.value)
    if isinstance(last, (ast.With, ast.AsyncWith)):
        return not _suppresses(last) and leaves(last.body)
    return isinstance(last, ast.If) and _all_branches_leave(last)


def _all_branches_leave(node: ast.If) -> bool:
    while leaves(node.body):
        if len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If):
            node = node.orelse[0]
        else:
            return leaves(node.orelse)
    return False


def _exits(call: ast.Call) -> bool:
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr in _EXITS and isinstance(function.value, ast.Name) and function.value.id in ("sys", "os")
    return isinstance(function, ast.Name) and function.id in ("exit", "quit")


def _suppresses(node: ast.With | ast.AsyncWith) -> bool:
    return any(isinstance(item.context_expr, ast.Call) for item in node.items)


def expected_by(node: ast.expr) -> Iterator[str]:
    """The names of the errors that a `with` expects: `suppress(KeyError)`, `self.assertRaises(ValueError)`."""
    if isinstance(node, ast.Call) and last_name(node) in _EXPECTING:
        for argument in node.args:
            yield from caught_names(argument)


def last_name(node: ast.expr) -> str:
    """The name of a function or decorator, `b` of `a.b(...)`; "" for another expression."""
    if isinstance(node, ast.Call):
        node = node.func
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def caught_names(node: ast.expr | None) -> Iterator[str]:
    """The names of the exceptions that an `except` catches, "*" for a bare one."""
    if node is None:
        yield "*"
    elif isinstance(node, ast.Tuple):
        for item in node.elts:
            yield from caught_names(item)
    elif isinstance(node, ast.Attribute):
        yield node.attr
    elif isinstance(node, ast.Name):
        yield node.id


def awaits_inside(block: Sequence[ast.stmt]) -> bool:
    """Whether the block awaits or yields; functions that are defined in it do not count."""
    kinds = (ast.Await, ast.AsyncFor, ast.AsyncWith, ast.Yield, ast.YieldFrom)
    return any(isinstance(node, kinds) for node in _walk(block, _FUNCTIONS))


def leaves_loop(block: Sequence[ast.stmt]) -> bool:
    """Whether the body of a loop has a way out of the loop."""
    for node in _walk(block, _FUNCTIONS):
        if isinstance(node, (ast.Return, ast.Raise)) or (isinstance(node, ast.Call) and _exits(node)):
            return True
    return any(isinstance(node, ast.Break) for node in _walk(block, (*_FUNCTIONS, *_LOOPS)))


def _walk(block: Sequence[ast.stmt], barred: tuple[type[ast.AST], ...]) -> Iterator[ast.AST]:
    """Everything in a block, except what is barred; of a barred loop its `else`."""
    pending: list[ast.AST] = list(block)
    while pending:
        node = pending.pop()
        if not isinstance(node, barred):
            yield node
            pending.extend(ast.iter_child_nodes(node))
        elif isinstance(node, _LOOPS):
            pending.extend(node.orelse)
