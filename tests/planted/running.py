"""Run a base, or a base with a fault, in Chromium."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.browser.examples import run_example
from tests.browser.page import END_MARK
from tests.browser.runtimes import manifest
from tests.planted.record import FAILS, LOOKS_OTHERWISE, NOT_REACHED, RUNS, Run

if TYPE_CHECKING:
    from tests.browser.outcome import Outcome
    from tests.browser.page import Chromium
    from tests.planted.bases import Base
    from tests.planted.faults import Fault, Files

REACHED = "reached"
OF_PYTHON = re.compile(r"[\w.]*(?:Error|Exception)\b")
KEPT_ERRORS, KEPT_LETTERS = 2, 160


def run_base(browser: Chromium, base: Base) -> tuple[Outcome, set[str]] | None:
    """What the sound page does, with the ends that it reaches; None if it is not sound, or says nothing."""
    outcome, ends = run_example(browser, base.example, manifest().newest)
    sound = ends and ends <= outcome.ends and not outcome.errors and not outcome.refused
    return (outcome, ends) if sound else None


def run_fault(browser: Chromium, base: Base, fault: Fault, well: Outcome, ends: set[str]) -> Run:
    """What the page does with the fault."""
    example = replace(base.example, files=_watched(base, fault), console=(), page=())
    outcome, _ = run_example(browser, example, manifest().newest)
    return Run(fault.operator, base.name, fault.what(base.files), _compared(fault, outcome, well, ends), _said(outcome))


def _watched(base: Base, fault: Fault) -> Files:
    """The files with the fault; the function's statement that it is in says when it runs."""
    planted = fault.plant(base.files)
    if fault.statement is None or fault.after is None:
        return planted
    text = planted[fault.path]
    line = text.rindex("\n", 0, fault.statement) + 1
    indentation = text[line : fault.statement]
    if indentation.strip():
        return planted
    mark = f'{indentation}__import__("js").console.debug("{END_MARK}{REACHED}")\n'
    return planted | {fault.path: text[:line] + mark + text[line:]}


def _compared(fault: Fault, outcome: Outcome, well: Outcome, ends: set[str]) -> str:
    if outcome.errors or not ends <= outcome.ends or outcome.timed_out:
        return FAILS
    if fault.statement is not None and REACHED not in outcome.ends:
        return NOT_REACHED
    return RUNS if outcome.shown_text == well.shown_text and outcome.lines == well.lines else LOOKS_OTHERWISE


def _said(outcome: Outcome) -> tuple[str, ...]:
    found = dict.fromkeys([*map(_last_words, outcome.errors), *(f"{name} is not there" for name in outcome.not_found)])
    return tuple(found)[:KEPT_ERRORS]


def _last_words(error: str) -> str:
    """The line of an error that says what is wrong: Python's last one, before JavaScript's own traceback."""
    lines = error.strip().splitlines() or [""]
    return next((line for line in reversed(lines) if OF_PYTHON.match(line)), lines[0])[:KEPT_LETTERS]
