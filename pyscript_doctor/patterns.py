"""Regular expressions that are compiled when they are first used: a run needs one in four of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from re import compile as lazy_pattern

    __all__ = ["lazy_pattern"]


class _Pattern:
    """Represents a compiled pattern, and keeps what it was asked for as its own."""

    def __init__(self, expression: str, flags: int) -> None:
        self._source = (expression, flags)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        found = self.__dict__[name] = getattr(re.compile(*self._source), name)
        return found


if not TYPE_CHECKING:

    def lazy_pattern(expression, flags=0):
        """A pattern, as `re.compile` makes it."""
        return _Pattern(expression, flags)
