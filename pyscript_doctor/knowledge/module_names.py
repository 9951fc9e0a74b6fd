"""The dotted names of modules."""

from __future__ import annotations

from functools import lru_cache

DEEPEST = 20
"""So many parts of a name are looked at: nobody nests packages deeper."""


@lru_cache(maxsize=1024)
def with_packages(name: str) -> tuple[str, ...]:
    """A module and the packages around it, the outermost first: "a", "a.b", "a.b.c" of "a.b.c"."""
    parts = name.split(".", DEEPEST)[:DEEPEST]
    return tuple(".".join(parts[:length]) for length in range(1, len(parts) + 1))
