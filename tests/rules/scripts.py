"""What a rule says of a script, line by line."""

from __future__ import annotations

import re
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


MARK = re.compile(r"  # ! (.*)$")


def marked(
    rule: str,
    source: str,
    tag: str = '<script type="py">',
    head: str = "",
    body: str = "",
    files: Mapping[str, str] | None = None,
    release: str = "2026.7.3",
) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """What a rule says of a script, and what the comments `# ! message` at the ends of its lines say of them.

    Both are pairs of a line, counted from the script's first, and a message. A mark that ends in `...` is its start.
    """
    lines = textwrap.dedent(source).strip().split("\n")
    script = "\n".join([tag, *lines, "</script>"])
    project = {
        "index.html": page("", head, release).replace("<body>\n", f"<body>\n{body}\n{script}\n"),
        **(files or {}),
    }
    first = project["index.html"].split("\n").index(tag) + 1
    report = report_of(project, select=frozenset({rule, "ALL"}))
    own = [each for each in report.diagnostics if each.rule.name == rule]
    expected = [(number, mark[1]) for number, line in enumerate(lines, start=1) if (mark := MARK.search(line))]
    starts = {number: mark.removesuffix("...") for number, mark in expected if mark.endswith("...")}
    told = [(line_of(each, project) - first, each.finding.message) for each in own]
    return [(line, _cut(message, starts.get(line, ""))) for line, message in told], expected


def _cut(message: str, start: str) -> str:
    return f"{start}..." if start and message.startswith(start) else message
