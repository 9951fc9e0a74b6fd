"""Python as its interpreter gets it, before it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.dedent import dedent
from pyscript_doctor.parsers.python.parsing import parse_python
from pyscript_doctor.parsers.python.syntax import ImportStatement, Name, Syntax
from pyscript_doctor.parsers.python.undefined_names import NameUse, UndefinedName

if TYPE_CHECKING:
    from pyscript_doctor.parsers.python.syntax import Scope

__all__ = ["ImportStatement", "NameUse", "Syntax", "UndefinedName", "dedent", "parse_python", "set_in_its_function"]


def set_in_its_function(name: UndefinedName, syntax: Syntax) -> bool:
    """Whether the function that reads a name, or one around it, also sets it: then it matters which comes first."""
    reads = (event for scope in syntax.scopes for event in scope.events if isinstance(event, Name))
    return any(
        _is_bound(syntax.scopes[read.context.scope], name.name, syntax)
        for read in reads
        if read.name == name.name and syntax.text.span(read.start, read.end) == name.span
    )


def _is_bound(scope: Scope, name: str, syntax: Syntax) -> bool:
    while scope.parent is not None:
        if name in scope.bindings and name not in scope.shared:
            return True
        scope = syntax.scopes[scope.parent]
    return False
