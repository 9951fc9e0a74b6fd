"""SARIF 2.1.0, which code scanning reads: rules with their help, results with stable fingerprints and fixes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pyscript_doctor.engine.finding import Severity
from pyscript_doctor.engine.fingerprints import fingerprints_of
from pyscript_doctor.engine.loader import page_text
from pyscript_doctor.parsers.text import Span
from pyscript_doctor.reporters.positions import Positions
from pyscript_doctor.reporters.rules.page import guidance
from pyscript_doctor.sources.addresses import is_web_address

if TYPE_CHECKING:
    from pyscript_doctor.edits.fix import Fix
    from pyscript_doctor.engine.finding import Diagnostic, Problem
    from pyscript_doctor.engine.report import Report
    from pyscript_doctor.engine.rule import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
HOME = "https://github.com/pyscript/pyscript-doctor"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


_BY_THE_BASELINE = {"kind": "external", "justification": "The baseline has it."}


def to_sarif(report: Report, tool: str, *, with_ignored: bool = False) -> str:
    """The report as a SARIF document. tool: the doctor's version. Columns count code points.

    with_ignored: what comments ignore and what the baseline has are results too, with their `suppressions`. Who does
    not read these, such as GitHub's code scanning, takes them for findings like all others.
    """
    positions = Positions(report.sources)
    suppressed = _suppressed(report) if with_ignored else []
    found = [(each, None) for each in report.diagnostics] + suppressed
    found.sort(key=lambda pair: pair[0].finding.span)
    rules = sorted({each.rule.name: each.rule for each, _ in found}.items())
    order = {name: index for index, (name, _) in enumerate(rules)}
    names = fingerprints_of((each for each, _ in found), report.sources)
    run = {
        "tool": {
            "driver": {
                "name": "pyscript-doctor",
                "version": tool,
                "informationUri": HOME,
                "rules": [_rule(rule) for _, rule in rules],
            }
        },
        "automationDetails": {"id": "pyscript-doctor/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"PROJECT": {"description": {"text": "The folder in which the doctor was run."}}},
        "invocations": [{"executionSuccessful": not report.problems, "toolExecutionNotifications": _problems(report)}],
        "results": [
            _result(each, order[each.rule.name], name, positions)
            | ({"suppressions": [suppression]} if suppression else {})
            for (each, suppression), name in zip(found, names, strict=True)
        ],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _suppressed(report: Report) -> list[tuple[Diagnostic, dict[str, str] | None]]:
    """What the report leaves out, each with what SARIF calls its suppression."""
    by_comments = [
        (each.diagnostic, {"kind": "inSource"} | ({"justification": each.reason} if each.reason else {}))
        for each in report.ignored
    ]
    return [*by_comments, *((each, _BY_THE_BASELINE) for each in report.hidden)]


def _rule(rule: Rule) -> dict[str, Any]:
    links = [link for link in (rule.faq_url, rule.guide_url) if link]
    more = "".join(f"\n\n{link}" for link in links)
    described = {
        "id": rule.name,
        "shortDescription": {"text": rule.description},
        "help": {"text": rule.description + more, "markdown": guidance(page_text(rule)) + more},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": [rule.section.replace("_", "-"), "pyscript"], "effect": rule.effect.value},
    }
    return described | ({"helpUri": rule.url} if rule.url else {})


def _result(diagnostic: Diagnostic, index: int, name: str, positions: Positions) -> dict[str, Any]:
    finding = diagnostic.finding
    unless = f" (unless {finding.unless})" if finding.unless else ""
    text = f"{finding.message}{unless}" + (f"\n\n{finding.help}" if finding.help else "")
    result: dict[str, Any] = {
        "ruleId": diagnostic.rule.name,
        "ruleIndex": index,
        "level": LEVELS[diagnostic.severity],
        "message": {"text": text},
        "locations": [_location(finding.span, positions)],
        "partialFingerprints": {"ruleAndLine/v1": name},
    }
    if finding.related:
        result["relatedLocations"] = [
            {**_location(each.span, positions), "id": number, "message": {"text": each.message}}
            for number, each in enumerate(finding.related, 1)
        ]
    if finding.fix:
        result["fixes"] = [_fix(finding.fix, positions)]
    return result


def _fix(fix: Fix, positions: Positions) -> dict[str, Any]:
    """A fix: what replaces what, file by file. A file that the fix makes is written whole."""
    changes: dict[str, list[dict[str, Any]]] = {}
    for edit in sorted(fix.edits):
        region = _region(Span(edit.path, edit.start, edit.end), positions)
        changes.setdefault(edit.path, []).append({"deletedRegion": region, "insertedContent": {"text": edit.text}})
    return {
        "description": {"text": f"{fix.title} ({fix.safety.value})"},
        "artifactChanges": [
            {"artifactLocation": _artifact(path), "replacements": replacements}
            for path, replacements in changes.items()
        ],
    }


def _location(span: Span, positions: Positions) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": _artifact(span.path)}
    if positions.knows(span.path):
        place["region"] = _region(span, positions)
    return {"physicalLocation": place}


def _artifact(path: str) -> dict[str, str]:
    """The file of the project, or of a website where the path is a whole address."""
    if is_web_address(path):
        return {"uri": quote(path, safe="/:?&=%[]@+,;~")}
    return {"uri": quote(path, safe="/"), "uriBaseId": "PROJECT"}


def _region(span: Span, positions: Positions) -> dict[str, int]:
    start, end = positions.start(span), positions.end(span)
    return {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}


def _said(problem: Problem) -> str:
    return f"was {problem.said}" if problem.partial else problem.said


def _problems(report: Report) -> list[dict[str, Any]]:
    return [{"level": "error", "message": {"text": f"{problem.path} {_said(problem)}"}} for problem in report.problems]
