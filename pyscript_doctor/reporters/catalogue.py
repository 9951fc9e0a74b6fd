"""The rules as a list."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from pyscript_doctor.reporters.styled import EMPTY, SEVERITY_ROLES, Line, Role, Segment, line, prose
from pyscript_doctor.reporters.wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyscript_doctor.engine.rule import Rule

VERSION = 1


def rule_lines(rules: Sequence[Rule], columns: int) -> Iterator[Line]:
    """Every rule with its severity and what it detects, section by section."""
    for section, members in groupby(rules, key=lambda rule: rule.section):
        yield line(Segment(section.replace("_", "-"), Role.PLACE))
        for rule in members:
            yield from _rule(rule, columns)
        yield EMPTY


def _rule(rule: Rule, columns: int) -> Iterator[Line]:
    off = "" if rule.default else " (off by default)"
    yield line(
        "  ",
        Segment(rule.name, Role.STRONG, link=rule.url),
        "  ",
        Segment(rule.severity.label, SEVERITY_ROLES[rule.severity]),
        off,
    )
    for part in wrap(rule.description, columns - 6):
        yield line("      ", *prose(part))


def rules_to_json(rules: Sequence[Rule]) -> str:
    """The list for other tools."""
    import json

    return json.dumps({"version": VERSION, "rules": [rule_to_json(rule) for rule in rules]}, indent=2)


def rule_to_json(rule: Rule) -> dict[str, Any]:
    """A rule for other tools."""
    return {
        "name": rule.name,
        "section": rule.section.replace("_", "-"),
        "severity": rule.severity.label,
        "effect": rule.effect.value,
        "description": rule.description,
        "default": rule.default,
        "faq": rule.faq_url,
        "guide": rule.guide_url,
        "url": rule.url,
    }
