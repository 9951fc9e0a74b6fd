"""What a change of release or interpreter would bring, for other tools."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pyscript_doctor.reporters.json import VERSION, finding_to_json
from pyscript_doctor.reporters.positions import Positions

if TYPE_CHECKING:
    from pyscript_doctor.engine.comparison import ReportComparison


def comparison_to_json(comparison: ReportComparison, tool: str, knowledge: str) -> str:
    """The findings that would appear, vanish and change, each as `check` gives them, as a JSON document in ASCII."""
    after, before = Positions(comparison.after.sources), Positions(comparison.before.sources)
    release = comparison.assumptions.release
    document = {
        "version": VERSION,
        "assumed": {"release": release.name if release else None, "interpreter": comparison.assumptions.interpreter},
        "appearing": [finding_to_json(each, after) for each in comparison.appearing],
        "vanishing": [finding_to_json(each, before) for each in comparison.vanishing],
        "changing": [
            {**finding_to_json(later, after), "severity_now": earlier.severity.label}
            for earlier, later in comparison.changing
        ],
        "problems": [{"path": each.path, "message": each.message} for each in comparison.after.problems],
        "troubles": list(comparison.troubles),
        "summary": {
            "pages": len(comparison.before.pages),
            "appearing": len(comparison.appearing),
            "vanishing": len(comparison.vanishing),
            "changing": len(comparison.changing),
            "staying": comparison.staying,
        },
        "tool": {"version": tool, "knowledge": knowledge},
    }
    return json.dumps(document, indent=2)
