"""Names that are written almost like other ones."""

from __future__ import annotations

from difflib import get_close_matches
from math import ceil, floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_NAMES = 1000
"""So many names of about the same length are compared at most: each of them takes time."""

USUAL_CUTOFF = 0.6
"""How similar two names must be for `difflib`, if nobody says so."""

SHORTEST_SWAPPED = 5
"""In a name with at least so many letters two of them may be swapped: `form` and `from` are words."""


def closest(written: str, names: Iterable[str], cutoff: float = USUAL_CUTOFF) -> str | None:
    """The name that is most like the written one; None if none is similar.

    cutoff: how similar they must be, from 0 to 1 (see `difflib`), which lengths can rule out already.
    """
    shortest = floor(len(written) * cutoff / (2 - cutoff))
    longest = ceil(len(written) * (2 - cutoff) / cutoff)
    fitting = [name for name in names if shortest <= len(name) <= longest]
    if len(fitting) > MOST_NAMES:
        fitting = sorted(fitting)[:MOST_NAMES]
    return next(iter(get_close_matches(written, fitting, n=1, cutoff=cutoff)), None)


def nearest_spelling(written: str, names: Iterable[str], cutoff: float) -> str | None:
    """The name that is most like the written one, and differs from it; None if none is similar.

    cutoff: how similar they must be, from 0 to 1 (see `difflib`). Two swapped letters are always similar enough.
    """
    others = [name for name in names if name != written]
    as_long = (name for name in others if len(name) == len(written))
    swapped = min((name for name in as_long if _is_swapped(written, name)), default=None)
    return swapped or closest(written, others, cutoff)


def _is_swapped(written: str, name: str) -> bool:
    """Whether two neighbouring letters are swapped in a name of the same length, and nothing else is different."""
    if len(name) < SHORTEST_SWAPPED:
        return False
    different = [place for place in range(len(name)) if written[place] != name[place]]
    if len(different) != 2 or different[1] != different[0] + 1:
        return False
    first, second = different
    return written[first] == name[second] and written[second] == name[first]
