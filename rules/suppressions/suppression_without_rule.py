"""Comments that tell the doctor to ignore something, and don't say which rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import COSMETIC, WARNING, Finding, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Suppressions


@rule(severity=WARNING, effect=COSMETIC)
def suppression_without_rule(suppressions: Suppressions) -> Iterator[Finding]:
    """A comment tells the doctor to ignore something, but names no rule."""
    for each in suppressions.bare:
        names = ", ".join(each.found)
        yield Finding(
            span=each.span,
            message="this comment names no rule, so it ignores nothing",
            label="which rule?",
            help=f"Write `ignore[{names}]`."
            if names
            else "Write the rule's name in brackets, such as `ignore[blocking-sleep]`. Here no rule finds anything, "
            "so you can remove the comment.",
        )
