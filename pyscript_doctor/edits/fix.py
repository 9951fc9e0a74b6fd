"""A fix: edits that belong together."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.layers import Unwritable
from pyscript_doctor.records import NamedTuple, compared_by_class

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pyscript_doctor.parsers.text import Edit


class Safety(Enum):
    """Whether a fix can be applied without looking at it.

    SAFE: the page certainly behaves as its author meant. UNSAFE: it may change something else, so look at it first.
    """

    SAFE = "safe"
    UNSAFE = "unsafe"


@compared_by_class
class Fix(NamedTuple):
    """Edits, perhaps of several files, of which all are made or none. title: what they do, as an order.

    harmless: if a file is shared, the edits also do no harm to the Runtimes without the fault.
    """

    safety: Safety
    title: str
    edits: tuple[Edit, ...]
    harmless: bool = False


def fix_of(
    safety: Safety, title: str, edits: Callable[[], Iterable[Edit | None]], *, harmless: bool = False
) -> Fix | None:
    """The fix that these edits make; None if one of them is missing, or cannot be written there."""
    try:
        made = tuple(edits())
    except Unwritable:
        return None
    whole = tuple(edit for edit in made if edit is not None)
    return Fix(safety, title, whole, harmless) if whole and len(whole) == len(made) else None


def joined(fixes: Iterable[Fix | None]) -> Fix | None:
    """One fix that makes the edits of all of these; None if one is missing, or two get in each other's way."""
    first, *others = fixes
    for other in others:
        if first is None or other is None:
            return None
        more = tuple(edit for edit in other.edits if edit not in first.edits)
        if any(overlap(edit, own) for edit in more for own in first.edits):
            return None
        safety = Safety.UNSAFE if Safety.UNSAFE in (first.safety, other.safety) else Safety.SAFE
        first = Fix(safety, first.title, (*first.edits, *more), first.harmless and other.harmless)
    return first


def overlap(one: Edit, other: Edit) -> bool:
    """Whether two different edits touch the same characters, or write at the same place."""
    if one.path != other.path:
        return False
    if one.start == other.start:
        return True
    return one.start < other.end and other.start < one.end
