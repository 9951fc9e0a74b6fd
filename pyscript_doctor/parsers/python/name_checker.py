"""Pyflakes, used only for undefined names.

Pyflakes looks for much more: for example, where names are bound twice it compares each binding with the one before.
That took minutes for a `match` with many cases, and nobody here reads the result.
"""

from __future__ import annotations

import ast
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pyflakes import messages  # type: ignore[import-untyped]
from pyflakes.checker import (  # type: ignore[import-untyped]
    Builtin,
    Checker,
    FunctionScope,
    ModuleScope,
    builtin_vars,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

SOUGHT = (messages.UndefinedName, messages.ImportStarUsed, messages.ImportStarUsage)


class _SharedBuiltin(Builtin):  # type: ignore[misc]
    """A built-in name. It does not remember who used it last, so all modules can share it."""

    used = property(lambda _: False, lambda _, __: None)


OF_FILES = "__file__"
"""A name that modules have, but scripts do not: Python runs a script from the page, even if it came from a file."""
_BUILTINS = {name: _SharedBuiltin(name) for name in builtin_vars if name != OF_FILES}


class NameChecker(Checker):  # type: ignore[misc]
    """Its `messages` are those that are SOUGHT. `of_annotations` are those among them that are about annotations.

    It does not read annotations that Python never evaluates: those in quotes, those of a function's variables, and all
    of them after `from __future__ import annotations`.
    """

    # The scope of the module has them already: binding each of them again took most of the time for a small module.
    builtIns = property(lambda _: frozenset(), lambda _, __: None)  # noqa: N815 - pyflakes calls it that

    def __init__(self, tree: ast.AST) -> None:
        self.of_annotations: list[messages.Message] = []
        self._in_evaluated_annotation = False
        super().__init__(tree, withDoctest=False)

    def handleAnnotation(self, annotation: ast.AST, node: ast.AST) -> None:  # noqa: N802 - pyflakes calls it that
        """Reads an annotation of what `node` defines."""
        of_local = isinstance(node, ast.AnnAssign) and isinstance(self.scope, FunctionScope)
        if not of_local and not self.annotationsFutureEnabled:
            around, self._in_evaluated_annotation = self._in_evaluated_annotation, True
            self.handleNode(annotation, node)
            self._in_evaluated_annotation = around

    def handleStringAnnotation(self, *_: object) -> None:  # noqa: N802 - pyflakes calls it that
        """Skips what is in quotes."""

    @contextmanager
    def in_scope(self, cls: type[dict[str, object]]) -> Iterator[None]:
        """Reads what is inside a new scope of that class."""
        with super().in_scope(cls):
            if cls is ModuleScope:
                self.scope.update(_BUILTINS)
            yield

    def checkDeadScopes(self) -> None:  # noqa: N802 - pyflakes calls it that
        """Looks for names in `__all__` that only a star import can bring; the rest of it is about what is not used."""
        if any("__all__" in scope for scope in self.deadScopes):
            super().checkDeadScopes()

    def differentForks(self, _: ast.AST, __: ast.AST) -> bool:  # noqa: N802 - pyflakes calls it that
        """Whether a name may be bound twice without a message: it always may."""
        return True

    def report(self, kind: type[messages.Message], *arguments: Any) -> None:
        """Keeps a message if it is sought."""
        if kind in SOUGHT:
            super().report(kind, *arguments)
            if self._in_evaluated_annotation:
                self.of_annotations.append(self.messages[-1])
