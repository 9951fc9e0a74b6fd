"""A Code Quality report for GitLab, as its documentation describes the format."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pyscript_doctor.engine.finding import Severity
from pyscript_doctor.engine.fingerprints import fingerprints
from pyscript_doctor.reporters.positions import Positions

if TYPE_CHECKING:
    from pyscript_doctor.engine.report import Report

SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.INFO: "info"}


def gitlab(report: Report) -> str:
    """The findings as a JSON array."""
    positions = Positions(report.sources)
    names = fingerprints(report)
    return json.dumps(
        [
            {
                "description": each.finding.message,
                "check_name": each.rule.name,
                "fingerprint": name,
                "severity": SEVERITIES[each.severity],
                "location": {
                    "path": each.finding.span.path,
                    "lines": {
                        "begin": positions.start(each.finding.span).line,
                        "end": positions.end(each.finding.span).line,
                    },
                },
            }
            for each, name in zip(report.diagnostics, names, strict=True)
        ],
        indent=2,
    )
