"""What the doctor says of an example's files on a release."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pyscript_doctor.engine.finding import Effect, Severity
from pyscript_doctor.engine.loader import rules
from tests.served import report_of_example

if TYPE_CHECKING:
    from pathlib import Path

    from pyscript_doctor.engine.rule import Rule
    from tests.rule_pages import Example

FLAGGED, SPOKEN, SILENT = "flagged", "spoken", "silent"


@cache
def rules_by_name() -> dict[str, Rule]:
    """Every rule."""
    return {rule.name: rule for rule in rules()}


def verdict(name: str, example: Example, release: str) -> str:
    """FLAGGED by the rule of that name, SPOKEN of by another that is more than advice, or SILENT."""
    rule = rules_by_name()[name]
    select = frozenset() if rule.default else frozenset({name, "ALL"})
    diagnostics = report_of_example(example, release, select=select).diagnostics
    if any(each.rule.name == name for each in diagnostics):
        return FLAGGED
    return SPOKEN if any(each.severity.label != "info" for each in diagnostics) else SILENT


def breaks_the_page(page: Path) -> bool:
    """Whether what the rule of a page flags stops something, rather than looks wrong or could be better."""
    rule = rules_by_name()[page.stem.replace("_", "-")]
    return rule.severity is not Severity.INFO and rule.effect is not Effect.COSMETIC
