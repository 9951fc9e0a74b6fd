"""Names that are written almost like other ones."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST_SWAPPED = 5
"""How many letters a name has at least in which two of them may have changed places: `form` and `from` are words."""


def nearest_spelling(written: str, names: Iterable[str], cutoff: float) -> str | None:
    """The name that is most like the one that is written, and differs from it; None if none is.

    cutoff: how alike they must be, from 0 to 1 (see `difflib`). Two letters that changed places are always enough.
    """
    others = sorted(name for name in names if name != written)
    swapped = next((name for name in others if _is_swapped(written, name)), None)
    return swapped or next(iter(get_close_matches(written, others, n=1, cutoff=cutoff)), None)


def _is_swapped(written: str, name: str) -> bool:
    """Whether two letters beside each other changed places, and nothing else is different."""
    if len(written) != len(name) or len(name) < SHORTEST_SWAPPED:
        return False
    different = [place for place in range(len(name)) if written[place] != name[place]]
    if len(different) != 2 or different[1] != different[0] + 1:
        return False
    first, second = different
    return written[first] == name[second] and written[second] == name[first]
