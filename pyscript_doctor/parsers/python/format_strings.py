"""What `ast` says about an f-string, and where that can be trusted."""

from __future__ import annotations

import ast
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyscript_doctor.parsers.python.offsets import Places

# Before Python 3.12 `ast` often gives wrong places for what is inside an f-string.
_PLACES_ARE_RIGHT = sys.version_info >= (3, 12)


def is_plain(node: ast.JoinedStr) -> bool:
    """Whether an f-string only joins strings: it has no `!r`, no `:>10`."""
    parts = [part for part in node.values if isinstance(part, ast.FormattedValue)]
    return all(part.conversion == -1 and part.format_spec is None for part in parts)


def fixed_form(node: ast.expr) -> str | None:
    """What is after the colon, as in `{price:.2f}`; None if it has values in it."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    texts = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    return "".join(texts) if len(texts) == len(parts) else None


def is_well_placed(part: ast.FormattedValue, places: Places) -> bool:
    """Whether the names in this part of an f-string are where `ast` says they are."""
    if _PLACES_ARE_RIGHT:
        return True
    source = places.source
    return all(
        source[places.start(node) : places.end(node)] == node.id
        for node in ast.walk(part.value)
        if isinstance(node, ast.Name)
    )
