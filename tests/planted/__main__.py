"""`python -m tests.planted`: plant faults in sound pages, run them in Chromium, and see what the doctor says.

What was run is kept in `tests/planted/record.json`, and the next run goes on from there with faults that are not in it
yet. A run also writes `docs/planted.md`. `--minutes 0` runs nothing, and writes the report again.
"""

from __future__ import annotations

import argparse
import sys
import time
from typing import TYPE_CHECKING

from tests.browser.page import Chromium
from tests.browser.runtimes import INSTALL, manifest, missing
from tests.planted.bases import bases
from tests.planted.record import FAILS, RUNS, Record, load, planted
from tests.planted.report import REPORT, judged, render
from tests.planted.running import run_base, run_fault
from tests.planted.verdicts import MISSED

if TYPE_CHECKING:
    from tests.browser.outcome import Outcome
    from tests.planted.bases import Base

SAVE_EVERY = 20


def main() -> int:
    """Run what the time allows. 1 if the doctor misses a fault that has no reason, or errs about a page that runs."""
    parser = argparse.ArgumentParser(prog="python -m tests.planted", description=__doc__)
    parser.add_argument("operators", nargs="*", metavar="FAULT", help="kinds of faults; default: all")
    parser.add_argument("--minutes", type=float, default=5, help="stop after so many minutes (5)")
    options = parser.parse_args()
    absent = missing([manifest().newest])
    if absent and options.minutes > 0:
        print(f"not installed: {', '.join(absent)}. Run `{INSTALL} --newest`", file=sys.stderr)
        return 2
    record, known = load(), bases()
    keys = {key for key, _, _ in planted(known)}
    record.runs = {key: run for key, run in record.runs.items() if key in keys}
    if options.minutes > 0:
        _run(record, known, frozenset(options.operators), time.monotonic() + 60 * options.minutes)
    record.save()
    REPORT.write_text(render(record, known), encoding="utf-8")
    return _print(record, known)


def _run(record: Record, known: list[Base], wanted: frozenset[str], until: float) -> None:
    """Run faults that the record does not have, until the time is up."""
    sound: dict[str, tuple[Outcome, set[str]] | None] = {}
    with Chromium() as browser:
        for key, base, fault in planted(known, wanted):
            if time.monotonic() > until:
                return
            own = base.key(None)
            if key in record.runs or record.bases.get(own) is False:
                continue
            if own not in sound:
                sound[own] = run_base(browser, base)
                record.bases[own] = sound[own] is not None
            well = sound[own]
            if well is not None:
                record.runs[key] = run_fault(browser, base, fault, *well)
                if len(record.runs) % SAVE_EVERY == 0:
                    record.save()


def _print(record: Record, known: list[Base]) -> int:
    """Show what the doctor misses without a reason, and its false errors. 1 if there are any."""
    faulty = 0
    for base, fault, run, said, found in judged(record, known):
        missed = run.outcome == FAILS and found == MISSED and not run.missed
        false = run.outcome == RUNS and any(severity.label == "error" for *_, severity in said)
        if missed or false:
            faulty += 1
            kind = "missed" if missed else "false error"
            rules = ", ".join(sorted({name for name, *_ in said}))
            print(f"{kind}: {fault.operator} in {base.name}\n    {run.what}\n    {' / '.join(run.said) or rules}")
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main())
