"""Where a new statement belongs: an import of a module, or the first statement of a function."""

from __future__ import annotations

import ast
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.offsets import Places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Text

LONGEST_LINE = 70
"""The length up to which one more name is added to an import."""


def import_place(text: Text) -> tuple[int, bool] | None:
    """The offset of a new import, and whether it goes on a line after that; if not, it goes before what starts there.

    It goes after the imports at the top, or else before the first statement that is not the docstring. None where
    a line with several statements is in the way. The text must be Python that can be parsed.
    """
    return _import_place(text.value)


@lru_cache(maxsize=8)
def _import_place(source: str) -> tuple[int, bool] | None:
    """Each finding in a file asks for it, and it takes long to parse the file each time."""
    places = Places(source)
    body = _body(source)
    docstring, imports = _beginning(body)
    leading = [*docstring, *imports]
    following = body[len(leading)] if len(leading) < len(body) else None
    if following is not None and len(leading) == len(docstring):
        return _start(following, places), False
    if not leading:
        return len(source), False
    last_line = leading[-1].end_lineno or leading[-1].lineno
    if following is not None and following.lineno <= last_line:
        return None
    return places.line(last_line)[1], True


def end_of_names(text: Text, module: str) -> int | None:
    """The offset after the last name that an import at the top takes from a module, in a line with room for one more.

    None if there is no such line. The text must be Python that can be parsed.
    """
    return _end_of_names(text.value, module)


@lru_cache(maxsize=8)
def _end_of_names(source: str, module: str) -> int | None:
    places = Places(source)
    for statement in _beginning(_body(source))[1]:
        if isinstance(statement, ast.ImportFrom) and statement.module == module and not statement.level:
            last = statement.names[-1]
            end = places.end(last)
            has_room = end - places.line(statement.lineno)[0] < LONGEST_LINE
            if statement.lineno == statement.end_lineno and last.name != "*" and has_room:
                return end
    return None


@lru_cache(maxsize=2)
def _body(source: str) -> list[ast.stmt]:
    """The statements of a file: several findings in it ask one after the other."""
    return ast.parse(source).body


def _beginning(body: list[ast.stmt]) -> tuple[list[ast.stmt], list[ast.stmt]]:
    """The docstring, and the imports that follow it."""
    docstring = body[: bool(body) and _is_docstring(body[0])]
    return docstring, list(takewhile(_is_import, body[len(docstring) :]))


def body_place(text: Text, function: str) -> int | None:
    """The offset of the first statement of a function that is not its docstring.

    None if that has no line of its own, or two functions have the name. function: its name, after those of the
    functions and classes around it. The text must be Python that can be parsed.
    """
    found = [node for name, node in _functions(_body(text.value), "") if name == function]
    body = found[0].body if len(found) == 1 else []
    first = body[1] if len(body) > 1 and _is_docstring(body[0]) else body[0] if body else None
    if first is None:
        return None
    start = _start(first, Places(text.value))
    return start if not text.value[text.value.rfind("\n", 0, start) + 1 : start].strip() else None


def _functions(body: list[ast.stmt], before: str) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for statement in body:
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield before + statement.name, statement
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield from _functions(statement.body, f"{before}{statement.name}.")


def _start(statement: ast.stmt, places: Places) -> int:
    """Where a statement starts; of a decorated one the line of its first decorator."""
    decorators = getattr(statement, "decorator_list", None)
    return places.line(decorators[0].lineno)[0] if decorators else places.start(statement)


def _is_import(statement: ast.stmt) -> bool:
    return isinstance(statement, (ast.Import, ast.ImportFrom))


def _is_docstring(statement: ast.stmt) -> bool:
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )
