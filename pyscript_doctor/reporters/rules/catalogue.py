"""The rules as a list."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any

from pyscript_doctor.engine.fix_kind import FixKind
from pyscript_doctor.reporters.terminal.styled import EMPTY, SEVERITY_ROLES, Line, Role, Segment, line, prose
from pyscript_doctor.reporters.terminal.wrap import wrap
from pyscript_doctor.reporters.text.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pyscript_doctor.engine.rule import Rule

VERSION = 1


def rule_lines(rules: Sequence[Rule], kinds: Mapping[str, FixKind], columns: int) -> Iterator[Line]:
    """Every rule with its severity, its kind of fix and what it detects, below its section and that of the FAQ.

    kinds: the kind of fix of each rule, by its name.
    """
    width = max((len(rule.name) for rule in rules), default=0)
    for section, found in groupby(rules, key=lambda rule: rule.section):
        members = tuple(found)
        yield from _header(section.replace("_", "-"), _documentation(members), columns)
        for rule in members:
            yield from _rule(rule, kinds[rule.name], width, columns)
        yield EMPTY
    yield from _legend(rules, kinds, columns)


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


def _rule(rule: Rule, kind: FixKind, width: int, columns: int) -> Iterator[Line]:
    name = Segment(rule.name, Role.STRONG, link=rule.url or "")
    severity = Segment(rule.severity.label.ljust(len("warning")), SEVERITY_ROLES[rule.severity])
    fix = "" if kind is FixKind.NONE else f"fix: {kind.value}"
    off = "" if rule.default else "(off by default)"
    aside = "  ".join(filter(None, (fix, off)))
    yield line("  ", name, " " * (width - len(rule.name)), "  ", severity, f"  {aside}" if aside else "")
    for part in wrap(rule.description, columns - 6):
        yield line("      ", *prose(part))


def _legend(rules: Sequence[Rule], kinds: Mapping[str, FixKind], columns: int) -> Iterator[Line]:
    """How many rules there are, and what the words beside them mean."""
    fixable = sum(kinds[rule.name] is not FixKind.NONE for rule in rules)
    text = (
        f"{counted(len(rules), 'rule')}. The doctor can fix what {fixable} of them find. `check --fix` makes the safe "
        "fixes, after which the page certainly does what its author meant. `--unsafe-fixes` makes the others too: look "
        "at what they did. Sometimes means that only some findings have a fix, or that some fixes are safe and others "
        "are not."
    )
    for part in wrap(text, columns):
        yield line(*prose(part))


def rules_to_json(rules: Sequence[Rule], kinds: Mapping[str, FixKind]) -> str:
    """The list for other tools. kinds: as in `rule_lines`."""
    import json

    shown = [rule_to_json(rule, kinds[rule.name]) for rule in rules]
    return json.dumps({"version": VERSION, "rules": shown}, indent=2)


def rule_to_json(rule: Rule, kind: FixKind) -> dict[str, Any]:
    """A rule for other tools."""
    return {
        "name": rule.name,
        "section": rule.section.replace("_", "-"),
        "severity": rule.severity.label,
        "effect": rule.effect.value,
        "fix": None if kind is FixKind.NONE else kind.value,
        "description": rule.description,
        "default": rule.default,
        "faq": rule.faq_url,
        "guide": rule.guide_url,
        "url": rule.url,
    }
