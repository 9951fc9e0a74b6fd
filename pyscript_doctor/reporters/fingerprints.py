"""Names for findings that stay the same while lines are added above them."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyscript_doctor.engine.report import Report
    from pyscript_doctor.reporters.positions import Positions


def fingerprints(report: Report, positions: Positions) -> list[str]:
    """A name for each finding of a report, in its order, as 32 hexadecimal digits.

    It is made of the rule, the path, the text of the line without the white space around it, and how often the same
    line was flagged by the same rule before. So it is the same after lines were added or removed elsewhere.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    found = []
    for diagnostic in report.diagnostics:
        span = diagnostic.finding.span
        line = positions.lines(span.path).line(positions.start(span).line) if positions.knows(span.path) else ""
        key = (diagnostic.rule.name, span.path, " ".join(line.split()))
        found.append(
            hashlib.sha256("\0".join((*key, str(seen[key]))).encode("utf-8", "surrogatepass")).hexdigest()[:32]
        )
        seen[key] += 1
    return found
