"""The report that other tools read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pyscript_doctor.engine.finding import Diagnostic, Ignored, RuntimeLabel, Severity
from pyscript_doctor.engine.questions import questions_of
from pyscript_doctor.parsers.text import Span
from pyscript_doctor.reporters.positions import Position, Positions

if TYPE_CHECKING:
    from pyscript_doctor.edits.fix import Fix
    from pyscript_doctor.engine.report import Report

VERSION = 1


def to_json(report: Report, tool: str, knowledge: str) -> str:
    """The report as a JSON document, in ASCII, because a pipe may have any encoding.

    tool: the doctor's version. knowledge: the date of what it knows of PyScript.
    """
    positions = Positions(report.sources)
    document = {
        "version": VERSION,
        "findings": [finding_to_json(diagnostic, positions) for diagnostic in report.diagnostics],
        "ignored": [_ignored(each, positions) for each in report.ignored],
        "problems": [{"path": problem.path, "message": problem.message} for problem in report.problems],
        "troubles": list(report.troubles),
        "summary": _summary(report),
        "tool": {"version": tool, "knowledge": knowledge},
    }
    return json.dumps(document, indent=2)


def finding_to_json(diagnostic: Diagnostic, positions: Positions) -> dict[str, Any]:
    """One finding with its places."""
    rule, finding = diagnostic.rule, diagnostic.finding
    return {
        "rule": rule.name,
        "severity": diagnostic.severity.label,
        "effect": diagnostic.effect.value,
        "faq": rule.faq_url,
        "guide": rule.guide_url,
        "url": rule.url,
        **_place(finding.span, positions),
        "message": finding.message,
        "unless": finding.unless or None,
        "help": finding.help,
        "related": [{**_place(each.span, positions), "message": each.message} for each in finding.related],
        "fix": _fix(finding.fix, positions) if finding.fix else None,
        "runtimes": [_runtime(runtime) for runtime in diagnostic.runtimes],
    }


def _ignored(ignored: Ignored, positions: Positions) -> dict[str, Any]:
    """A finding that a comment ignores, in short."""
    rule, finding = ignored.diagnostic.rule, ignored.diagnostic.finding
    place = _place(finding.span, positions)
    return {"rule": rule.name, **place, "message": finding.message, "reason": ignored.reason or None}


def _place(span: Span, positions: Positions) -> dict[str, Any]:
    return {
        "path": span.path,
        "start": _position(positions.start(span)),
        "end": _position(positions.end(span)),
    }


def _fix(fix: Fix, positions: Positions) -> dict[str, Any]:
    edits = [
        {
            **_place(Span(each.path, each.start, each.end), positions),
            "text": each.text,
            **({"creates": True} if each.creates else {}),
        }
        for each in fix.edits
    ]
    return {"safety": fix.safety.value, "title": fix.title, "edits": edits}


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column}


def _runtime(runtime: RuntimeLabel) -> dict[str, str | None]:
    return {
        "page": runtime.page,
        "release": runtime.release,
        "interpreter": runtime.interpreter,
        "thread": runtime.thread,
    }


def _summary(report: Report) -> dict[str, Any]:
    return {
        "files": report.files,
        "pages": len(report.pages),
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "infos": report.count(Severity.INFO),
        "silenced": report.silenced,
        "baselined": report.baselined,
        "gone_from_baseline": report.gone,
        "online": report.online,
        "open_package_checks": report.open_checks,
        "skipped": [
            {"rule": skip.rule, "reason": skip.reason, "count": skip.count, "path": skip.path or None}
            for skip in report.skips
        ],
        "unused": list(report.unused),
        "questions": [
            {"unless": each.circumstance, "setting": each.setting, "findings": each.findings}
            for each in questions_of(report.diagnostics)
        ],
    }
