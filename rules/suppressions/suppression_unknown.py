"""Comments that ignore a rule that does not exist."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from pyscript_doctor import COSMETIC, WARNING, Finding, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Suppressions


@rule(severity=WARNING, effect=COSMETIC)
def suppression_unknown(suppressions: Suppressions) -> Iterator[Finding]:
    """A comment tells the doctor to ignore a rule that does not exist."""
    for each in suppressions.unknown:
        near = get_close_matches(each.name.lower().replace("_", "-"), suppressions.known, n=1)
        yield Finding(
            span=each.span,
            message=f"there is no rule named `{each.name}`, so this ignores nothing",
            label="not a rule",
            help=f"Did you mean `{near[0]}`?" if near else "`pyscript-doctor rules` lists the names of all rules.",
        )
