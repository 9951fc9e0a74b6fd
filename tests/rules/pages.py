"""What a rule says of a page, for tests of rules that read HTML more than Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.projects import line_of, page, report_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyscript_doctor.engine.finding import Diagnostic

PYTHON = '<script type="py">print(1)</script>'


def of_files(rule: str, files: Mapping[str, str]) -> list[Diagnostic]:
    """What a rule says of these files."""
    report = report_of(files, select=frozenset({rule}))
    return [each for each in report.diagnostics if each.rule.name == rule]


def of_body(
    rule: str, body: str, head: str = "", release: str = "2026.7.3", files: Mapping[str, str] | None = None
) -> list[Diagnostic]:
    """What a rule says of a page that loads PyScript, and has this body."""
    return of_files(rule, {"index.html": page(body, head, release), **(files or {})})


def lines_of_body(
    rule: str, body: str, head: str = "", release: str = "2026.7.3", files: Mapping[str, str] | None = None
) -> list[str]:
    """Where a rule flags the body of a page, as `line severity`. The body's first line is 1."""
    html = page(body, head, release)
    first = html.split("\n").index("<body>") + 1
    found = of_files(rule, {"index.html": html, **(files or {})})
    return [f"{line_of(each, {'index.html': html}) - first} {each.severity.label}" for each in found]
