"""What a rule says of a script, line by line."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from tests.projects import line_of, page, report_of

if TYPE_CHECKING:
    from collections.abc import Mapping


def findings(
    rule: str,
    source: str,
    tag: str = '<script type="py">',
    head: str = "",
    release: str = "2026.7.3",
    files: Mapping[str, str] | None = None,
) -> list[str]:
    """Where a rule flags a script, or its config: the line, counted from the script's first, and the severity."""
    script = f"{tag}\n{textwrap.dedent(source).strip()}\n</script>"
    project = {"index.html": page(script, head, release), **(files or {})}
    lines = project["index.html"].split("\n")
    first = lines.index(tag) + 1
    report = report_of(project, select=frozenset({rule, "ALL"}))
    own = [each for each in report.diagnostics if each.rule.name == rule]
    return [f"{line_of(each, project) - first} {each.severity.label}" for each in own]
