"""Writes rules/README.md: a table of all rules, and a table of the FAQ's headings with what covers them.

Writes rules/table.json too, by which the doctor knows the rules without importing their modules.

python -m tests.rules_table
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from pyscript_doctor.engine.fix_kind import FixKind, fix_kind
from pyscript_doctor.engine.loader import imported_rules, page_text, rules
from pyscript_doctor.engine.rule import FAQ
from pyscript_doctor.engine.rule_table import TABLE, table_of
from pyscript_doctor.explain.known_errors import known_errors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pyscript_doctor.engine.rule import Rule

COMMAND = "python -m tests.rules_table"
PAGE = Path(__file__).resolve().parents[1] / "rules" / "README.md"
MACHINE_TABLE = PAGE.with_name(TABLE)
HEADINGS = json.loads(Path(__file__).with_name("faq_headings.json").read_text(encoding="utf-8"))
MOST_ENTRIES = 5


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the FAQ, and the heading above it.

    rules: the rules that name the heading. If there are none: the rules that its entries of `explain` lead to.
    """

    anchor: str
    title: str
    level: int
    above: Heading | None
    rules: tuple[Rule, ...]
    entries: tuple[str, ...]

    @property
    def covering(self) -> Heading:
        """The nearest heading that a rule or an entry covers: this one, or the closest one above it."""
        heading = self
        while heading.above and not (heading.rules or heading.entries):
            heading = heading.above
        return heading


def headings(of: str) -> tuple[Heading, ...]:
    """The headings of the FAQ of "today" or "in_2025", in their order."""
    found: list[Heading] = []
    for record in HEADINGS[of]:
        anchor, level = record["anchor"], record["level"]
        above = next((each for each in reversed(found) if each.level < level), None)
        told = [entry for entry in known_errors() if anchor in (*entry.faq, *entry.former)]
        led_to = {name for entry in told for name in entry.rules}
        own = [rule for rule in rules() if rule.faq == anchor] or [rule for rule in rules() if rule.name in led_to]
        names = tuple(entry.name for entry in told)
        found.append(Heading(anchor, record["title"], level, above, tuple(own), names))
    return tuple(found)


def table() -> str:
    """The whole page."""
    return "\n".join(_lines()) + "\n"


def machine_table() -> str:
    """The same for the doctor itself."""
    return table_of(imported_rules(), str(MACHINE_TABLE.parent))


def _lines() -> Iterator[str]:
    count = len(rules())
    yield "# The rules"
    yield ""
    yield f"<!-- Made by `{COMMAND}`. -->"
    yield ""
    yield f"{count} rules, by section. `pyscript-doctor explain NAME` shows a rule's page. A rule that is off by"
    yield "default runs with `--select NAME`. *Fix* says whether the doctor can fix what a rule finds: `check --fix`"
    yield "makes the safe fixes, `--unsafe-fixes` adds the others, which you should look at. *Sometimes* means that"
    yield "only some findings have a fix, or that some fixes are safe and others are not."
    for section, members in groupby(rules(), key=lambda rule: rule.section):
        yield ""
        yield f"## {section.replace('_', '-')}"
        yield ""
        yield "| rule | severity | fix | detects |"
        yield "| --- | --- | --- | --- |"
        yield from map(_rule_row, members)
    yield ""
    yield "## The FAQ, heading by heading"
    yield ""
    yield f"The rules that find what [PyScript's FAQ]({FAQ.rstrip('#')}) is about, and the entries that explain it."
    yield "You can give the anchor of any heading, and any error text, to `pyscript-doctor explain`."
    yield ""
    yield from _heading_table(headings("today"), linked=True)
    yield ""
    yield "### The FAQ of 2025"
    yield ""
    yield "These headings are gone from the FAQ, but old answers and bookmarks still lead to them:"
    yield ""
    today = {heading.anchor for heading in headings("today")}
    yield from _heading_table([each for each in headings("in_2025") if each.anchor not in today], linked=False)


def _rule_row(rule: Rule) -> str:
    off = " (off by default)" if rule.default is False else ""
    kind = fix_kind(page_text(rule))
    fix = "" if kind is FixKind.NONE else kind.value
    return f"| {_link(rule)} | {rule.severity.label}{off} | {fix} | {_cell(rule.description)} |"


def _heading_table(shown: Iterable[Heading], *, linked: bool) -> Iterator[str]:
    yield "| heading | rules | `explain` |"
    yield "| --- | --- | --- |"
    for heading in shown:
        title = f"[{_cell(heading.title)}]({FAQ}{heading.anchor})" if linked else _cell(heading.title)
        yield f"| {'&emsp;' * (heading.level - 1)}{title} | {_coverage(heading)} |"


def _coverage(heading: Heading) -> str:
    covering = heading.covering
    if covering is not heading:
        return f"as for {_cell(covering.title)} | "
    return f"{', '.join(map(_link, heading.rules))} | {_listed(heading.entries)}"


def _link(rule: Rule) -> str:
    return f"[{rule.name}]({rule.page})"


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST_ENTRIES} more" if len(names) > MOST_ENTRIES else ""
    return ", ".join(names[:MOST_ENTRIES]) + more


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    MACHINE_TABLE.write_text(machine_table(), encoding="utf-8")
    rules.cache_clear()
    PAGE.write_text(table(), encoding="utf-8")
