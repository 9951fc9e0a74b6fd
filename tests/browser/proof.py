"""Run the examples of the rules' pages on every release, and keep what the browser did.

`python -m tests.browser.proof` runs what has not been run yet, or has changed since, and writes `docs/proof.json`
(the record) and `docs/proof.md` (the report). `--minutes` bounds it: what is most telling comes first, and a later
call goes on. A record holds as long as the example's files and the release's packages stay what they were. What the
rule's fix makes of an example is run too, on the newest release.

`pytest --browser` does not run all of it again (tests/browser/shares.py).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import sys
import time
from dataclasses import asdict, dataclass, fields
from datetime import date
from functools import cache, cached_property
from typing import TYPE_CHECKING

from tests.browser.examples import contradictions, run_example
from tests.browser.runtimes import INSTALL, ROOT, RULES, manifest, missing
from tests.browser.verdicts import breaks_the_page
from tests.rule_fixes import fixed_example, rule_of
from tests.rule_pages import Example, examples

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from tests.browser.outcome import Outcome
    from tests.browser.page import Chromium

RECORD = ROOT / "docs" / "proof.json"
REPORT = ROOT / "docs" / "proof.md"
AS_SAID, BROKE, RAN = "as said", "broke", "ran"
ADDED_LATER = frozenset({"patience", "console_ranges", "served"})
OF_THE_FIX = frozenset({"diff", "safety", "fix_proof"})
"""What an example says of its fix: the run of the example itself does not depend on it."""
SAVE_EVERY = 60.0
"""Seconds between two writings of the record."""
HARNESS = (
    *(f"browser/{name}.py" for name in ("activity", "cdn", "ends", "examples", "outcome", "page", "reply", "server")),
    "rule_pages.py",
)
"""The modules that decide what a run of an example is, and what contradicts its page."""


@dataclass(frozen=True)
class Task:
    """One example of a rule's page on one release. fixed: with the files that the rule's fix makes of it."""

    page: Path
    example: Example
    release: str
    fixed: bool = False

    @property
    def rule(self) -> str:
        """The rule's name."""
        return rule_of(self.page)

    @property
    def claimed(self) -> bool:
        """Whether the example says that it holds for this release."""
        return self.example.holds_for(self.release)

    @cached_property
    def key(self) -> str:
        """What the run depends on: the example, what the release loads, and what the fix makes of the example."""
        return f"{self.rule} {self.digest} {self.release}"

    @cached_property
    def digest(self) -> str:
        """A number for all that the run depends on, in hexadecimal."""
        stated = {each.name: getattr(self.example, each.name) for each in fields(self.example)}
        stated = {
            name: value
            for name, value in stated.items()
            if name not in OF_THE_FIX and (value or name not in ADDED_LATER)
        }
        facts = stated | {
            "line": 0,
            "title": "",
            "flagged_lines": sorted((path, sorted(lines)) for path, lines in self.example.flagged_lines.items()),
            "private": sorted(self.example.private),
            "packages": manifest().releases[self.release],
        }
        if self.fixed:
            facts["fixed"] = self.example.diff
        return hashlib.sha256(json.dumps(facts, sort_keys=True, default=str).encode()).hexdigest()[:12]

    def run(self, browser: Chromium) -> tuple[Outcome, list[str]]:
        """What the browser does, and how that contradicts the page."""
        outcome, found, _ = self._observed(browser)
        return outcome, found

    def observation(self, browser: Chromium) -> str:
        """What is kept of a run."""
        outcome, found, ends = self._observed(browser)
        if self.claimed:
            return "; ".join(found) or AS_SAID
        return BROKE if outcome.errors or not ends <= outcome.ends else RAN

    def _observed(self, browser: Chromium) -> tuple[Outcome, list[str], set[str]]:
        example = fixed_example(self.example, self.rule, self.release) if self.fixed else self.example
        outcome, ends = run_example(browser, example, self.release)
        found = contradictions(example, self.release, outcome, ends, must_fail=breaks_the_page(self.page))
        return outcome, found, ends


@dataclass(slots=True)
class Record:
    """What the browser did, by the tasks' keys: AS_SAID, BROKE or RAN, or in words what contradicts the page.

    date: of the last run. chromium: its version. harness: with what the newest release was run (`harness_digest`).
    """

    runs: dict[str, str]
    date: str = ""
    chromium: str = ""
    harness: str = ""

    def save(self) -> None:
        """Write it, whole or not at all."""
        RECORD.parent.mkdir(exist_ok=True)
        draft = RECORD.with_suffix(".tmp")
        draft.write_text(json.dumps(asdict(self), indent=1, sort_keys=True) + "\n", encoding="utf-8")
        draft.replace(RECORD)


def load() -> Record:
    """The record as it was left; empty where there is none."""
    return Record(**json.loads(RECORD.read_text(encoding="utf-8"))) if RECORD.exists() else Record({})


@cache
def all_examples() -> Mapping[Path, Sequence[Example]]:
    """The examples of every rule's page."""
    return {page: examples(page.read_text(encoding="utf-8")) for page in sorted(RULES.glob("*/*.md"))}


def tasks() -> list[Task]:
    """What can be run, the most telling first.

    Every example on the newest release; then on the others the first flagged example of each rule, then its first
    other one; then the rest; last the examples that hold for some releases only, on those that they are not about.
    """
    return [task for _, task in sorted(_ranked(), key=lambda each: each[0])]


def _ranked() -> Iterator[tuple[int, Task]]:
    for page, found in all_examples().items():
        proven = [example for example in found if example.proof is None]
        first = {example.flagged: example for example in reversed(proven)}
        for example in proven:
            for release in manifest().releases:
                task = Task(page, example, release)
                if not task.claimed:
                    yield 4, task
                elif release == manifest().newest:
                    yield 0, task
                elif example is first[example.flagged]:
                    yield (1 if example.flagged else 2), task
                else:
                    yield 3, task


def fixed_tasks() -> list[Task]:
    """What the rules' fixes make of their flagged examples, on the newest release."""
    newest = manifest().newest
    return [
        Task(page, example, newest, fixed=True)
        for page, found in all_examples().items()
        for example in found
        if example.diff and not example.proof and not example.fix_proof and example.holds_for(newest)
    ]


def newest_tasks() -> list[Task]:
    """What is about the newest release: its examples, and what the fixes make of them."""
    newest = manifest().newest
    return [*(task for task in tasks() if task.claimed and task.release == newest), *fixed_tasks()]


def harness_digest() -> str:
    """A digest of what runs the examples: the modules of the harness, and the major version of Chromium."""
    digest = hashlib.sha256(chromium_version().partition(".")[0].encode())
    for module in HARNESS:
        digest.update((ROOT / "tests" / module).read_bytes())
    return digest.hexdigest()[:12]


_browser: Chromium | None = None


def _run(task: Task) -> tuple[str, str]:
    """Run a task in this process's own Chromium."""
    global _browser  # noqa: PLW0603
    if _browser is None:
        from tests.browser.page import Chromium

        _browser = Chromium().__enter__()
    return task.key, task.observation(_browser)


def chromium_version() -> str:
    """The name and version of the browser."""
    import subprocess

    from tests.browser.runtimes import CHROMIUM

    said = subprocess.run([CHROMIUM, "--version"], capture_output=True, text=True, check=True).stdout
    return said.split("built")[0].strip()


def run(wanted: list[Task], record: Record, processes: int, seconds: float) -> None:
    """Run tasks side by side until all are done or the time is up, and keep what they showed."""
    started = saved = time.monotonic()
    record.date, record.chromium = date.today().isoformat(), chromium_version()
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        for count, (key, seen) in enumerate(pool.imap_unordered(_run, wanted), 1):
            record.runs[key] = seen
            if seen not in (AS_SAID, BROKE, RAN):
                print(f"{key}: {seen}", flush=True)
            if time.monotonic() - saved > SAVE_EVERY:
                record.save()
                saved = time.monotonic()
                print(f"{count} of {len(wanted)}", flush=True)
            if time.monotonic() - started > seconds:
                print(f"time is up: {len(wanted) - count} pages are left", flush=True)
                break
        pool.terminate()


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.browser.proof", description=__doc__.partition("\n")[0])
    parser.add_argument("rules", nargs="*", help="names of rules; default: all")
    parser.add_argument("--minutes", type=float, default=600.0)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--newest", action="store_true", help="only on the newest release")
    parser.add_argument("--again", action="store_true", help="also what the record holds to contradict a page")
    parser.add_argument("--anew", action="store_true", help="forget what the newest release did first")
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    """Run what is not in the record, then write the report."""
    options = _options(arguments)
    from tests.browser.proof_report import render

    absent = missing([manifest().newest] if options.newest else manifest().releases)
    if absent:
        print(f"not installed: {', '.join(absent)}. Run `{INSTALL} --matrix`", file=sys.stderr)
        return 2
    newest, every = newest_tasks(), [*tasks(), *fixed_tasks()]
    of_newest, possible = {task.key for task in newest}, {task.key for task in every}
    record = load()
    forgotten = of_newest if options.anew else frozenset()
    record.runs = {key: seen for key, seen in record.runs.items() if key in possible and key not in forgotten}
    if options.anew or not record.harness:
        record.harness = harness_digest()
    settled = {AS_SAID, BROKE, RAN} if options.again else {*record.runs.values()}
    wanted = [
        task
        for task in (newest if options.newest else [*newest, *(each for each in every if each.key not in of_newest)])
        if record.runs.get(task.key) not in settled and (not options.rules or task.rule in options.rules)
    ]
    if wanted and options.minutes > 0:
        run(wanted, record, options.processes, options.minutes * 60)
    record.save()
    REPORT.write_text(render(record), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
