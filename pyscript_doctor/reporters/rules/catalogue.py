"""The rules as a list."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any

from pyscript_doctor.engine.finding import SAFE, UNSAFE
from pyscript_doctor.reporters.terminal.styled import EMPTY, SEVERITY_ROLES, Line, Role, Segment, line, prose
from pyscript_doctor.reporters.terminal.wrap import wrap
from pyscript_doctor.reporters.text.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyscript_doctor.engine.rule import Rule

VERSION = 1


def rule_lines(rules: Sequence[Rule], columns: int) -> Iterator[Line]:
    """Every rule with its severity, its kind of fix and what it detects, below its section and that of the FAQ."""
    width = max((len(rule.name) for rule in rules), default=0)
    for section, found in groupby(rules, key=lambda rule: rule.section):
        members = tuple(found)
        yield from _header(section.replace("_", "-"), _documentation(members), columns)
        for rule in members:
            yield from _rule(rule, width, columns)
        yield EMPTY
    yield from _legend(rules, columns)


def _header(section: str, url: str, columns: int) -> Iterator[Line]:
    name, link = Segment(section, Role.PLACE), Segment(url, Role.FAINT, link=url)
    if len(section) + len(url) + 2 <= columns:
        yield line(name, "  ", link)
    else:
        yield line(name)
        yield line("  ", link)


def _documentation(members: Sequence[Rule]) -> str:
    """The section of the FAQ, or else of the guide, of which most of these rules speak."""
    sections = [rule.faq_url for rule in members if rule.faq_url] or [
        rule.guide_url for rule in members if rule.guide_url
    ]
    return Counter(sections).most_common(1)[0][0] if sections else ""


def _rule(rule: Rule, width: int, columns: int) -> Iterator[Line]:
    name = Segment(rule.name, Role.STRONG, link=rule.url or "")
    severity = Segment(rule.severity.label.ljust(len("warning")), SEVERITY_ROLES[rule.severity])
    fix = f"fix: {rule.fix.value}" if rule.fix else ""
    off = "" if rule.default else "(off by default)"
    aside = "  ".join(filter(None, (fix, off)))
    yield line("  ", name, " " * (width - len(rule.name)), "  ", severity, f"  {aside}" if aside else "")
    for part in wrap(rule.description, columns - 6):
        yield line("      ", *prose(part))


def _legend(rules: Sequence[Rule], columns: int) -> Iterator[Line]:
    """How many rules there are, and what the words beside them mean."""
    fixes = Counter(rule.fix for rule in rules)
    safe, unsafe = fixes[SAFE], fixes[UNSAFE]
    text = (
        f"{counted(len(rules), 'rule')}. The findings of {safe + unsafe} say which edit fixes them: {safe} a safe "
        f"one, which makes no page worse, {unsafe} an unsafe one, which its author should look at. The others take "
        "judgement. `check --fix` makes the safe edits that the doctor knows how to write, `--unsafe-fixes` the others."
    )
    for part in wrap(text, columns):
        yield line(*prose(part))


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
        "fix": rule.fix.value if rule.fix else None,
        "description": rule.description,
        "default": rule.default,
        "faq": rule.faq_url,
        "guide": rule.guide_url,
        "url": rule.url,
    }
