"""What the fixes of a rule make of the flagged examples on its page, shown there as `diff` blocks.

python -m tests.rule_fixes [RULE ...]    writes the blocks
"""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from difflib import unified_diff
from functools import cache
from typing import TYPE_CHECKING

from pyscript_doctor import SAFE, UNSAFE, Files, Session, Settings
from pyscript_doctor.engine.applying import apply_fixes
from pyscript_doctor.engine.loader import rules
from tests.browser.runtimes import RULES
from tests.rule_pages import NEWEST_IN_EXAMPLES, examples

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from pyscript_doctor import Fix, Safety
    from tests.rule_pages import Example

MOST_NEW_LINES = 8
"""Of a new file that is longer a page shows only the start."""
BLOCK = re.compile(r"\n```diff[ \w]*\n.*?^```\n", re.DOTALL | re.MULTILINE)


@cache
def alone(rule: str) -> Settings:
    """The settings with which one rule runs, and no other; what a comment ignores only shows if all rules run."""
    if rule.startswith("suppression-"):
        return Settings()
    return Settings(select=frozenset({rule}), ignore=frozenset(each.name for each in rules() if each.name != rule))


def as_flagged(example: Example) -> dict[str, str]:
    """The files of an example, with the newest release that it is about."""
    return example.files_for(example.until or NEWEST_IN_EXAMPLES)


def fixed(files: Mapping[str, str], rule: str) -> dict[str, str]:
    """The files after the rule's fixes, safe and unsafe."""
    return after_fixes(Session(Files(files), alone(rule)), files)


def fixed_example(example: Example, rule: str, release: str) -> Example:
    """The example as a page that runs well: with the files that the rule's fixes make of it on a release."""
    files = fixed(example.files_for(release), rule)
    return replace(example, flagged=False, files=files, console=(), page=(), console_ranges={})


def after_fixes(session: Session, files: Mapping[str, str]) -> dict[str, str]:
    """The session's files after the fixes of its findings, safe and unsafe."""
    applied = apply_fixes(session, frozenset({SAFE, UNSAFE}))
    return {**files, **{path: change.after.decode() for path, change in applied.changes.items()}}


def safety(fixes: Iterable[Fix]) -> Safety:
    """Safe if each of these fixes is."""
    return UNSAFE if any(fix.safety is UNSAFE for fix in fixes) else SAFE


def difference(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """The lines that differ, file by file."""
    return "".join(_lines(before, after))


def _lines(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    for path in after:
        if before.get(path) != after[path]:
            yield f"--- {path if path in before else '/dev/null'}\n+++ {path}\n"
            lines = unified_diff(before.get(path, "").splitlines(), after[path].splitlines(), n=0, lineterm="")
            shown = [f"{line}\n" for line in list(lines)[2:] if not line.startswith("@@")]
            is_long = path not in before and len(shown) > MOST_NEW_LINES
            yield from (*shown[:2], f"+// ... {len(shown) - 2} more lines\n") if is_long else shown


def with_differences(page: str, rule: str) -> str:
    """A rule's page with the block of each flagged example that has a fix."""
    page = BLOCK.sub("", page)
    lines = page.splitlines(keepends=True)
    for example in reversed([each for each in examples(page) if each.flagged]):
        files = as_flagged(example)
        session = Session(Files(files), alone(rule))
        offered = [each.finding.fix for each in session.check().diagnostics if each.finding.fix]
        shown = difference(files, after_fixes(session, files))
        if shown:
            end = _end(lines, example.line)
            lines[end:end] = [f"\n```diff {safety(offered).value}\n{shown}```\n"]
    return "".join(lines)


def _end(lines: list[str], heading: int) -> int:
    """The index of the line after the last block of the example whose heading is in this line, counted from 1."""
    fence, end = False, heading
    for index in range(heading, len(lines)):
        line = lines[index]
        if not fence and line.startswith("#"):
            break
        if line.startswith("```"):
            fence = not fence
            end = index + 1
    return end


def rule_of(page: Path) -> str:
    """The name of the rule that a page is about."""
    return page.stem.replace("_", "-")


if __name__ == "__main__":
    for path in sorted(RULES.glob("*/*.md")):
        if len(sys.argv) == 1 or rule_of(path) in sys.argv:
            path.write_text(with_differences(path.read_text(encoding="utf-8"), rule_of(path)), encoding="utf-8")
