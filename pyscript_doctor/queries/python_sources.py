"""Python as its interpreter gets it, before it runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.dedent import dedent
from pyscript_doctor.parsers.python.kinds import ScopeKind
from pyscript_doctor.parsers.python.nodes import ImportStatement
from pyscript_doctor.parsers.python.parsing import parse_python
from pyscript_doctor.parsers.python.syntax import Syntax
from pyscript_doctor.parsers.python.undefined_names import NameUse, UndefinedName

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.python.syntax import Scope

__all__ = [
    "ImportStatement",
    "NameUse",
    "Syntax",
    "UndefinedName",
    "dedent",
    "imported_names",
    "parse_python",
    "self_that_has",
    "set_in_its_function",
]


def set_in_its_function(name: UndefinedName, syntax: Syntax) -> bool:
    """Whether the function that reads a name, or one around it, also sets it: then the order matters."""
    return any(_is_bound(scope, name.name, syntax) for scope in _readers(name, syntax))


def _readers(name: UndefinedName, syntax: Syntax) -> Iterator[Scope]:
    """The scope that reads a name at its place."""
    for event in syntax.reads.get(name.name, ()):
        if syntax.text.span(event.start, event.end) == name.span:
            yield syntax.scopes[event.context.scope]


def _is_bound(scope: Scope, name: str, syntax: Syntax) -> bool:
    own = scope
    while scope.parent is not None:
        # The functions of a class do not see the names of its body.
        visible = scope is own or scope.kind is not ScopeKind.CLASS
        if visible and name in scope.bindings:
            return True
        scope = syntax.scopes[scope.parent]
    return False


def imported_names(syntax: Syntax) -> frozenset[str]:
    """The names that imports bind anywhere in a source: each of them may be a module."""
    return frozenset(
        name
        for scope in syntax.scopes
        for name, bindings in scope.bindings.items()
        if any(each.statement is not None for each in bindings)
    )


def self_that_has(name: UndefinedName, syntax: Syntax) -> str:
    """The first parameter of the method that reads a name which its class has as an attribute; "" if there is none."""
    return next((_self_of(scope, name.name, syntax) for scope in _readers(name, syntax)), "")


def _self_of(scope: Scope, name: str, syntax: Syntax) -> str:
    while scope.parent is not None:
        outer = syntax.scopes[scope.parent]
        if outer.kind is ScopeKind.CLASS:
            first = next(iter(scope.parameters.positional), "")
            return first if _class_has(outer, name, first, syntax) else ""
        scope = outer
    return ""


def _class_has(scope: Scope, name: str, self_name: str, syntax: Syntax) -> bool:
    sets = rf"\b{re.escape(self_name)}\.{re.escape(name)}\s*(?::[^=\n]+)?=(?!=)"
    return name in scope.bindings or bool(re.search(sets, syntax.text.value))
