"""A finding, known by its content: it stays the same if lines are added above it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyscript_doctor.engine.finding import Diagnostic
    from pyscript_doctor.engine.report import Report
    from pyscript_doctor.parsers.text import Span

LONGEST_LINE = 200
LONGEST_CODE = 200
_NEWLINE = lazy_pattern(r"[\r\n]|\Z")


class Content(NamedTuple):
    """The file of a finding, its rule, and the code that it points at."""

    path: str
    rule: str
    code: str


def content_of(diagnostic: Diagnostic, sources: Mapping[str, str]) -> Content:
    """What a finding is. sources: the texts of the files by path."""
    span = diagnostic.finding.span
    return Content(span.path, diagnostic.rule.name, flagged_code(span, sources.get(span.path, "")))


def flagged_code(span: Span, text: str) -> str:
    """The line where a Span starts, with each run of white space made one space.

    If a line is very long, as in a file that a tool made, only what the Span itself covers.
    """
    start = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    found = _NEWLINE.search(text, span.start)
    line = text[start : found.start() if found else len(text)]
    code = line if len(line) <= LONGEST_LINE else text[span.start : span.end]
    return " ".join(code.removeprefix("\ufeff").split())[:LONGEST_CODE]


def fingerprints(report: Report) -> list[str]:
    """A name for each finding of a report, in its order, as 32 hexadecimal digits.

    It is made from the content, and from how often the same content was found before.
    """
    return fingerprints_of(report.diagnostics, report.sources)


def fingerprints_of(diagnostics: Iterable[Diagnostic], sources: Mapping[str, str]) -> list[str]:
    """The same for findings in the order of their places. sources: the texts of the files by path."""
    import hashlib

    seen: Counter[Content] = Counter()
    found = []
    for diagnostic in diagnostics:
        content = content_of(diagnostic, sources)
        parts = (content.rule, content.path, content.code, str(seen[content]))
        found.append(hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32])
        seen[content] += 1
    return found
