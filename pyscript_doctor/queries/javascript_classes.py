"""The global classes that JavaScript creates with `new`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.web_platform import find_global, interface

if TYPE_CHECKING:
    from pyscript_doctor.knowledge.web_platform import Global

__all__ = ["refusal_without_new"]


@cache
def refusal_without_new(name: str) -> str:
    """What the browser says when a global class is called without `new`; "" if that works, or it is no such class."""
    known = find_global(name, "window") or find_global(name, "worker")
    if known is None or not _needs_new(known):
        return ""
    return f"{name} " if interface(known.interface).is_language else f"Failed to construct '{name}'"


def _needs_new(known: Global) -> bool:
    """`Image`, `Audio` and `Option` have constructors for elements that `new` can't make."""
    if known.kind != "class":
        return False
    kind = interface(known.interface)
    return known.factory is not None or (kind.needs_new and kind.can_construct)
