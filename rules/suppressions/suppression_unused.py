"""Comments that ignore what is not found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import COSMETIC, SAFE, WARNING, Finding, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Suppressions


@rule(severity=WARNING, effect=COSMETIC, fix=SAFE)
def suppression_unused(suppressions: Suppressions) -> Iterator[Finding]:
    """A comment tells the doctor to ignore a rule that finds nothing there."""
    for each in suppressions.unused:
        yield Finding(
            span=each.span,
            message=f"this comment ignores `{each.name}`, which finds nothing here",
            label="not needed",
            help="Remove the name, or the comment. It holds for its own line or, where it stands alone on that, for "
            "the next one.",
        )
