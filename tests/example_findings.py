"""What the doctor says of each flagged example on the rules' pages, word by word, in `tests/example_findings/`.

A change of a rule shows there what its users will read. `test_rule_examples.py` compares it.

python -m tests.example_findings [RULE ...]    writes it
"""

from __future__ import annotations

import sys
from collections import defaultdict
from functools import cache
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING

from pyscript_doctor.engine.loader import page_text, rules
from pyscript_doctor.knowledge.releases import releases
from tests.projects import line_of
from tests.rule_pages import examples
from tests.served import report_of_example

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyscript_doctor.engine.finding import Diagnostic
    from pyscript_doctor.engine.report import Report
    from pyscript_doctor.engine.rule import Rule
    from tests.rule_pages import Example

FOLDER = Path(__file__).with_suffix("")
MODERN = [release.name for release in releases() if not release.legacy]

UNKNOWN, ANY_RELEASE = "{{ release }}", "Flagged too where the release is not known."


def ends_of_range(example: Example) -> list[str]:
    """The oldest and the newest release that an example is about."""
    known = example.releases(MODERN)
    return list(dict.fromkeys((known[0], known[-1])))


def shown(diagnostics: Iterable[Diagnostic], files: Mapping[str, str]) -> str:
    """What these findings say, one after another."""
    return "\n".join("\n".join(_lines(each, files)) for each in diagnostics)


def _lines(diagnostic: Diagnostic, files: Mapping[str, str]) -> Iterator[str]:
    finding = diagnostic.finding
    underlined = " ".join(files[finding.span.path][finding.span.start : finding.span.end].split())
    yield f"{finding.span.path}:{line_of(diagnostic, files)} {diagnostic.severity.label}: {finding.message}"
    yield f"  under `{underlined}`: {finding.label}"
    for other in finding.related:
        line = files.get(other.span.path, "").count("\n", 0, other.span.start) + 1
        yield f"  {other.span.path}:{line}: {other.message}"
    parts = {
        "help": finding.help,
        "console": finding.console,
        "unless": finding.unless,
        "setting": finding.setting,
        "effect": diagnostic.effect.value,
        "fix": finding.fix.title if finding.fix else "",
    }
    for name, text in parts.items():
        if text:
            yield f"  {name}: {indent(text, '    ', _is_not_blank).strip()}"


def _is_not_blank(line: str) -> bool:
    return bool(line.strip())


def report_of(rule: Rule, example: Example, release: str) -> Report:
    """The report on an example of a rule, on a release."""
    select = frozenset() if rule.default else frozenset({rule.name, "ALL"})
    return report_of_example(example, release, select=select)


def of_example(rule: Rule, example: Example) -> str:
    """What the rule says of an example on the newest release that it is about, and whether the release matters."""
    release = ends_of_range(example)[-1]
    found = shown(_own(rule, example, release), example.files_for(release))
    return f"{found}\n{ANY_RELEASE}" if depends_on_release(example) and on_any_release(rule, example) else found


def depends_on_release(example: Example) -> bool:
    """Whether a flagged example is for some releases, and its files alone say so."""
    return bool(example.flagged and (example.since or example.until) and not example.served)


def on_any_release(rule: Rule, example: Example) -> bool:
    """Whether a rule flags an example too where the page does not say its release."""
    return bool(_own(rule, example, UNKNOWN))


def _own(rule: Rule, example: Example, release: str) -> list[Diagnostic]:
    return [each for each in report_of(rule, example, release).diagnostics if each.rule.name == rule.name]


def kept_of(rule: Rule) -> dict[str, str]:
    """What is kept of each flagged example of a rule, by its title."""
    return _read(rule.section).get(rule.name, {})


def offers_fix(rule: Rule, example: Example) -> bool:
    """Whether what is kept of an example names a fix."""
    return "\n  fix: " in kept_of(rule).get(example.title, "")


@cache
def _read(section: str) -> dict[str, dict[str, str]]:
    file = FOLDER / f"{section}.txt"
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for part in file.read_text(encoding="utf-8").split("\n## ") if file.exists() else ():
        heading, _, text = part.removeprefix("## ").partition("\n")
        rule, _, title = heading.partition(": ")
        found[rule][title] = "\n".join(line.removeprefix("    ") for line in text.strip("\n").split("\n"))
    return found


def _write(section: str, wanted: Iterable[str]) -> None:
    own = [rule for rule in rules() if rule.section == section]
    parts = []
    for rule in own:
        kept = kept_of(rule)
        for example in (each for each in examples(page_text(rule)) if each.flagged):
            again = rule.name in wanted or not wanted
            text = of_example(rule, example) if again else kept.get(example.title, "")
            parts.append(f"## {rule.name}: {example.title}\n\n{indent(text, '    ', _is_not_blank)}\n")
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{section}.txt").write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    for each in sorted({rule.section for rule in rules()}):
        _write(each, sys.argv[1:])
