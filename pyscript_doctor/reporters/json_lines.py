"""One JSON object a finding, each on a line of its own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pyscript_doctor.reporters.json import finding_to_json
from pyscript_doctor.reporters.positions import Positions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.engine.report import Report


def json_lines(report: Report) -> Iterator[str]:
    """The findings as `json` writes them, then the problems as `{"path": ..., "problem": ...}`."""
    positions = Positions(report.sources)
    for diagnostic in report.diagnostics:
        yield json.dumps(finding_to_json(diagnostic, positions))
    for problem in report.problems:
        yield json.dumps({"path": problem.path, "problem": problem.message})
