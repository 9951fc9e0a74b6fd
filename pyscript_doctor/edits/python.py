"""Edits of Python. They raise Unwritable where what holds the Python cannot hold what is to be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.import_place import import_place

if TYPE_CHECKING:
    from pyscript_doctor.parsers.python.syntax import ImportStatement, Syntax
    from pyscript_doctor.parsers.text import Edit, Span, Text


def replaced(text: Text, span: Span, value: str) -> Edit:
    """Put other Python in the place of an expression."""
    return text.replacement(*_offsets(text, span), value)


def appended(text: Text, span: Span, value: str) -> Edit:
    """Write more behind an expression: `.new` behind `Date`."""
    return text.insertion(_offsets(text, span)[1], value)


def wrapped(text: Text, span: Span, function: str) -> tuple[Edit, Edit]:
    """Make an expression the argument of a call of this function; the expression itself stays untouched."""
    start, end = _offsets(text, span)
    return text.insertion(start, f"{function}("), text.insertion(end, ")")


def name_of_import(syntax: Syntax, modules: tuple[str, ...], name: str) -> str | None:
    """What the module calls this name of one of these modules already; None where it does not import it at its top."""
    for bound, bindings in syntax.scopes[0].bindings.items():
        statements = [binding.statement for binding in bindings]
        if len(statements) == 1 and statements[0] is not None and _imports(statements[0], modules, name):
            return bound
    return None


def can_import(syntax: Syntax, name: str) -> bool:
    """Whether a name can be imported at the top: nothing in the source binds it to anything."""
    return all(name not in scope.bindings for scope in syntax.scopes)


def added_import(syntax: Syntax, module: str, name: str) -> Edit | None:
    """Import a name at the top, after the other imports; None where no line is free for it."""
    place = import_place(syntax.text)
    if place is None:
        return None
    at, after = place
    line = f"from {module} import {name}"
    return syntax.text.insertion(at, f"\n{line}" if after else f"{line}\n")


def _imports(statement: ImportStatement, modules: tuple[str, ...], name: str) -> bool:
    context = statement.context
    at_top = context.scope == 0 and not context.guards and not context.tried and not context.loop
    return at_top and statement.level == 0 and statement.module in modules and statement.name == name


def _offsets(text: Text, span: Span) -> tuple[int, int]:
    start = text.offset(span.start)
    return start, text.offset(span.end - 1) + 1 if span.end > span.start else start
