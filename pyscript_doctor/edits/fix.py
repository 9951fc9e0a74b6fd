"""A fix: edits that belong together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.layers import Unwritable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pyscript_doctor.parsers.text import Edit


class Safety(Enum):
    """Whether a fix can be applied unseen.

    SAFE: the page certainly behaves as its author meant. UNSAFE: it may change something else, so look at it first.
    """

    SAFE = "safe"
    UNSAFE = "unsafe"


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits, perhaps of several files, of which all are made or none. title: what they do, as an order."""

    safety: Safety
    title: str
    edits: tuple[Edit, ...]


def fix_of(safety: Safety, title: str, edits: Callable[[], Iterable[Edit | None]]) -> Fix | None:
    """The fix that these edits make; None where one of them is missing, or its text cannot be written there."""
    try:
        made = tuple(edits())
    except Unwritable:
        return None
    whole = tuple(edit for edit in made if edit is not None)
    return Fix(safety, title, whole) if whole and len(whole) == len(made) else None
