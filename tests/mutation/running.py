"""Runs the tests that concern a module on each of its mutants: one process a mutant, a copy of this one."""

from __future__ import annotations

import gc
import os
import resource
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.browser.runtimes import ROOT
from tests.mutation.mutants import mutants_of
from tests.mutation.patching import Target
from tests.mutation.results import KILLED, REFUSED, SURVIVED, Results, harmless
from tests.mutation.selection import (
    EXAMPLES,
    concerned_files,
    definitions_that_name,
    dotted,
    is_about,
    names_in_tests,
    rule_names,
)
from tests.mutation.type_checking import refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence, Set
    from types import FrameType

    from _typeshed import TraceFunction

    from tests.mutation.mutants import Mutant

MOST_SECONDS = 30
"""Of processor time: a mutant that runs on for ever is noticed by this."""


@dataclass(frozen=True)
class Trial:
    """A test that passed. lines: those of the module that it ran."""

    item: pytest.Item
    seconds: float
    lines: Set[int]

    def may_notice(self, mutant: Mutant) -> bool:
        """Whether the test ran what is changed. What is outside of functions can matter to all."""
        return not mutant.in_function or not self.lines.isdisjoint(mutant.lines)


@contextmanager
def lines_run(path: str) -> Iterator[Set[int]]:
    """The lines of a module that are run meanwhile."""
    lines = set[int]()

    def run_line(frame: FrameType, _event: str, _argument: object) -> TraceFunction:
        lines.add(frame.f_lineno)
        return run_line

    def called(frame: FrameType, _event: str, _argument: object) -> TraceFunction | None:
        return run_line if frame.f_code.co_filename == path else None

    before = sys.gettrace()
    sys.settrace(called)
    try:
        yield lines
    finally:
        sys.settrace(before)


class Mutation:
    """A plugin of pytest that runs mutants in place of the tests.

    modules: their paths. until: the time to stop at. report: is called with each module that is through.
    """

    def __init__(self, modules: Sequence[str], until: float, report: Callable[[str, str], None]) -> None:
        self.modules = modules
        self.until = until
        self.report = report

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the tests of each module as they are, which fills the caches, then on each of its mutants."""
        for module in self.modules:
            if time.monotonic() < self.until:
                self.report(module, self._run(module, session))
        return True

    def _run(self, module: str, session: pytest.Session) -> str:
        """What keeps a module's mutants from being run; "" for nothing."""
        source = (ROOT / module).read_text(encoding="utf-8")
        results = Results(module)
        known = {**results.noticed(), **harmless().get(module, {})}
        mutants = [each for each in mutants_of(source, module) if each.name not in known]
        if not mutants:
            return ""
        target = Target(dotted(module), source)
        trials = list[Trial]()
        for item in _concerned(session.items, module):
            target.forget_arguments()
            with lines_run(target.path) as lines:
                start = time.perf_counter()
                if _first_failure(session, [item]):
                    return f"{item.nodeid} fails without any change"
            trials.append(Trial(item, time.perf_counter() - start, lines))
        trials.sort(key=lambda trial: trial.seconds)
        for mutant in mutants:
            if time.monotonic() < self.until:
                items = [trial.item for trial in trials if trial.may_notice(mutant)]
                passes = partial(_passes, session, items)
                results.keep({mutant.name: run_in_a_copy(target, mutant, passes)})
        results.keep(dict.fromkeys(refused(source, results.survivors()), REFUSED))
        return ""


def run(modules: Sequence[str], until: float, report: Callable[[str, str], None]) -> None:
    """Run the mutants of modules, as far as there is time."""
    files = sorted({file for module in modules for file in concerned_files(module)})
    pytest.main(
        [*files, "-q", "--long", "--apart", "-p", "no:cacheprovider"], plugins=[Mutation(modules, until, report)]
    )


def _concerned(items: Sequence[pytest.Item], module: str) -> list[pytest.Item]:
    """The tests that concern a module: examples of rules, and what the files that name it say of it in a short time."""
    rules, words = rule_names(module), names_in_tests(module)
    examples = [item for item in items if item.path in EXAMPLES and _rule_of(item) in rules]
    for file in (ROOT / name for name in concerned_files(module)):
        own = [item for item in items if item.path == file and file not in EXAMPLES and not _takes_long(item)]
        text = file.read_text(encoding="utf-8")
        named = definitions_that_name(words, text) if own and not is_about(text, module) else frozenset()
        examples += [item for item in own if _function_of(item) in named] or own
    return examples


def _takes_long(item: pytest.Item) -> bool:
    return item.get_closest_marker("long") is not None


def _rule_of(item: pytest.Item) -> str:
    parameters = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
    return getattr(parameters.get("rule"), "name", "")


def _function_of(item: pytest.Item) -> str:
    return item.function.__name__ if isinstance(item, pytest.Function) else ""


def _first_failure(session: pytest.Session, items: Sequence[pytest.Item]) -> str:
    """The first test that fails, or ""."""
    failed = session.testsfailed
    for item in items:
        # Without a next item, everything is torn down: so that any test can follow.
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        if session.testsfailed > failed:
            return item.nodeid
    return ""


def _passes(session: pytest.Session, items: Sequence[pytest.Item]) -> bool:
    return not _first_failure(session, items)


def run_in_a_copy(target: Target, mutant: Mutant, passes: Callable[[], bool]) -> str:
    """Whether the tests pass in a copy of this process. One that is ended from outside has noticed something too."""
    child = os.fork()
    if child == 0:
        gc.disable()
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        code = 1
        try:
            target.patch(mutant)
            code = 0 if passes() else 1
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return SURVIVED if status == 0 else KILLED
