"""What is awaited, or passed to something that awaits it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.kinds import ScopeKind

if TYPE_CHECKING:
    from pyscript_doctor.parsers.python.scope_builder import Draft

# Functions that await what they are given, and functions that run it later, by the last part of their name.
_AWAITING = frozenset({"gather", "wait", "wait_for", "shield", "as_completed", "run", "run_until_complete", "run_sync"})
_SCHEDULING = frozenset({"create_task", "ensure_future", "run_coroutine_threadsafe"})


class Awaits:
    """The calls whose results are awaited, noted before the calls are read.

    at_top_level: the first `await` outside of any function.
    """

    def __init__(self) -> None:
        self.at_top_level: ast.AST | None = None
        self._awaited: set[ast.AST] = set()
        self._scheduled: set[ast.AST] = set()

    def is_awaited(self, node: ast.Call) -> bool:
        """Whether it is the operand of an `await`, or of something that awaits it."""
        return node in self._awaited

    def is_scheduled(self, node: ast.Call) -> bool:
        """Whether something runs what it returns later."""
        return node in self._scheduled

    def note(self, keyword: ast.AST, operand: ast.expr | None, runner: Draft) -> None:
        """Notes an `await`, `async for` or `async with`, in that module, function or lambda."""
        if runner.kind is ScopeKind.MODULE and self.at_top_level is None:
            self.at_top_level = keyword
        if operand is not None:
            self._mark(operand, self._awaited)
            _note_name(operand, runner)

    def note_call(self, node: ast.Call, runner: Draft) -> None:
        """Notes a call, which may await or schedule its arguments."""
        function = node.func
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        if name in _AWAITING:
            for argument in node.args:
                self._mark(argument, self._awaited)
                _note_name(argument, runner)
        elif name in _SCHEDULING:
            for argument in node.args:
                self._mark(argument, self._scheduled)

    def _mark(self, node: ast.expr, marks: set[ast.AST]) -> None:
        """Marks the calls that an expression passes on, also in lists and comprehensions."""
        pending = [node]
        while pending:
            node = pending.pop()
            if isinstance(node, ast.Call):
                marks.add(node)
            elif isinstance(node, ast.Starred):
                pending.append(node.value)
            elif isinstance(node, (ast.List, ast.Tuple, ast.Set)):
                pending.extend(node.elts)
            elif isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp)):
                pending.append(node.elt)


def _note_name(node: ast.expr, runner: Draft) -> None:
    if isinstance(node, ast.Starred):
        node = node.value
    if isinstance(node, ast.Name):
        runner.awaited_names.add(node.id)
