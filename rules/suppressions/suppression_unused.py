"""Comments that ignore a rule that finds nothing there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import COSMETIC, SAFE, WARNING, Finding, fix_of, rule
from pyscript_doctor.queries.edits import removed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Fix, Suppressions, Text


@rule(severity=WARNING, effect=COSMETIC)
def suppression_unused(suppressions: Suppressions) -> Iterator[Finding]:
    """A comment tells the doctor to ignore a rule that finds nothing there."""
    for each in suppressions.unused:
        yield Finding(
            span=each.span,
            message=f"this comment ignores `{each.name}`, but that rule finds nothing here",
            label="not needed",
            help=f"Remove `{each.name}`, or the whole comment. A comment counts for its own line. If it is alone on "
            "its line, it counts for the next one.",
            fix=_fix(each.text, *each.comment),
        )


def _fix(text: Text, start: int, end: int) -> Fix | None:
    """Take the comment out, or the name alone if it has others."""
    return fix_of(SAFE, "Remove it", lambda: [removed(text, start, end)])
