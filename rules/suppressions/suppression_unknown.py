"""Comments that ignore a rule that does not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import COSMETIC, SAFE, WARNING, Finding, fix_of, rule
from pyscript_doctor.queries.edits import replaced
from pyscript_doctor.queries.spelling import closest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Fix, Span, Suppressions, Text


@rule(severity=WARNING, effect=COSMETIC)
def suppression_unknown(suppressions: Suppressions) -> Iterator[Finding]:
    """A comment tells the doctor to ignore a rule that does not exist."""
    for each in suppressions.unknown:
        near = closest(each.name.lower().replace("_", "-"), suppressions.known)
        yield Finding(
            span=each.span,
            message=f"there is no rule named `{each.name}`, so this ignores nothing",
            label="not a rule",
            help=f"Did you mean `{near}`?" if near else "`pyscript-doctor rules` lists the names of all rules.",
            fix=_fix(each.text, each.span, near) if near else None,
        )


def _fix(text: Text, name: Span, meant: str) -> Fix | None:
    return fix_of(SAFE, f"Write `{meant}`", lambda: [replaced(text, name, meant)])
