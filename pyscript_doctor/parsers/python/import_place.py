"""Where a new import of a module belongs."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.offsets import Places

if TYPE_CHECKING:
    from pyscript_doctor.parsers.text import Text


def import_place(text: Text) -> tuple[int, bool] | None:
    """The offset for a new import, and whether it goes on a line after that: else it goes before what starts there.

    It goes after the imports at the top, or else before the first statement that is not the docstring. None where
    a line with several statements is in the way. The text must be Python that can be parsed.
    """
    places = Places(text.value)
    body = ast.parse(text.value).body
    leading = [node for index, node in enumerate(body) if _is_leading(body[: index + 1])]
    following = body[len(leading)] if len(leading) < len(body) else None
    if not leading or (len(leading) == 1 and _is_docstring(leading[0]) and following is not None):
        return (places.start(following), False) if following is not None else (len(text), False)
    last_line = leading[-1].end_lineno or leading[-1].lineno
    if following is not None and following.lineno <= last_line:
        return None
    return places.line(last_line)[1], True


def _is_leading(statements: list[ast.stmt]) -> bool:
    """Whether these are a docstring and imports alone."""
    rest = statements[1:] if _is_docstring(statements[0]) else statements
    return all(isinstance(node, (ast.Import, ast.ImportFrom)) for node in rest)


def _is_docstring(statement: ast.stmt) -> bool:
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )
