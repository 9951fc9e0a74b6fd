"""See in Chromium which known errors the flagged examples of the rules' pages lead to.

    python -m tests.browser.known_errors [RULE ...] [--minutes 5]

It runs each flagged example once, on the newest release that it holds for, lets `explain` read what the console says,
and keeps the names of the known errors in `tests/explain/seen.json`, by rule and heading. An example that is kept
already is run again only if its rule is named.
"""

from __future__ import annotations

import argparse
import json
import time
from typing import TYPE_CHECKING

from pyscript_doctor.explain.log import log_of
from pyscript_doctor.explain.recognise import recognise
from tests.browser.examples import run_example
from tests.browser.page import Chromium
from tests.browser.proof import all_examples
from tests.browser.runtimes import ROOT, manifest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.outcome import Outcome
    from tests.rule_pages import Example

SEEN = ROOT / "tests" / "explain" / "seen.json"
SOURCE = "python -m tests.browser.known_errors: what Chromium's console showed of each flagged example"
SILENT = frozenset({"log", "debug"})
"""The kinds of lines that tell what a page prints, not what goes wrong."""


def main() -> None:
    """Run what is asked for, and write what was seen."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("rules", nargs="*", metavar="RULE")
    parser.add_argument("--minutes", type=float, default=60.0)
    arguments = parser.parse_args()
    end = time.monotonic() + 60 * arguments.minutes
    seen = _kept()
    with Chromium() as browser:
        for rule, example in _flagged():
            kept = seen.get(rule, {})
            wanted = rule in arguments.rules if arguments.rules else example.title not in kept
            if wanted and time.monotonic() < end:
                release = example.releases(list(manifest().releases))[-1]
                outcome, _ = run_example(browser, example, release)
                seen[rule] = kept | {example.title: known_errors_of(outcome)}
    _keep(seen)


def known_errors_of(outcome: Outcome) -> list[str]:
    """The names of the known errors that a page's console shows."""
    lines = [text for kind, text in outcome.console if kind not in SILENT] + outcome.banners
    lines += [f"GET {request.replace(' ', ' net::', 1)}" for request in outcome.failed_requests]
    return [each.entry.name for each in recognise(log_of("\n".join(lines))).explanations if not each.entry.notice]


def _flagged() -> Iterator[tuple[str, Example]]:
    """The flagged examples that a browser can prove, each with its rule."""
    for page, found in all_examples().items():
        for example in found:
            if example.flagged and example.proof is None and example.releases(list(manifest().releases)):
                yield page.stem.replace("_", "-"), example


def _kept() -> dict[str, dict[str, list[str]]]:
    if not SEEN.exists():
        return {}
    seen: dict[str, dict[str, list[str]]] = json.loads(SEEN.read_text(encoding="utf-8"))["seen"]
    titles = {(rule, example.title) for rule, example in _flagged()}
    return {rule: {title: found[title] for title in found if (rule, title) in titles} for rule, found in seen.items()}


def _keep(seen: dict[str, dict[str, list[str]]]) -> None:
    ordered = {rule: seen[rule] for rule in sorted(seen) if seen[rule]}
    text = json.dumps({"source": SOURCE, "seen": ordered}, indent=1, ensure_ascii=False)
    SEEN.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
