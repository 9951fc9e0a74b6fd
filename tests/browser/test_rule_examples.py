"""Every example of every rule's page, on real PyScript: what is flagged fails as the page says, the rest runs.

`--browser` runs the examples that hold for the newest release, but not all of those that are in the record again
(tests/browser/shares.py). `--every-page` runs all of them, `--matrix` each on every release that it claims.
An example that says `proof="..."` cannot be shown by a browser; it gives its reason.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.examples import contradictions, run_example
from tests.browser.proof import Task, fixed_tasks, tasks
from tests.browser.runtimes import ROOT, manifest
from tests.browser.verdicts import FLAGGED, SILENT, verdict
from tests.rule_pages import Example, examples

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.browser.page import Chromium

SAMPLES = Path(__file__).with_name("samples")
OLDEST_AND_NEWEST = [next(iter(manifest().releases)), manifest().newest]


def cases(wanted: Iterable[Task]) -> Iterator[object]:
    """Each of these examples on its release."""
    for task in wanted:
        yield pytest.param(
            task,
            marks=[*_marks(task.release), pytest.mark.recorded(task)],
            id=_name(task.page.stem, task.example, task.release),
        )


def samples(page: Path, releases: Iterable[str]) -> Iterator[object]:
    """Each example of a page that is not a rule's, on those of the releases that it is about."""
    for example in examples(page.read_text(encoding="utf-8")):
        for release in example.releases(releases) if example.proof is None else ():
            yield pytest.param(example, release, marks=_marks(release), id=_name(page.stem, example, release))


def _marks(release: str) -> list[pytest.MarkDecorator]:
    return [pytest.mark.browser, *([pytest.mark.matrix] if release != manifest().newest else [])]


def _name(page: str, example: Example, release: str) -> str:
    return f"{page}:{example.line}-{'flagged' if example.flagged else 'fine'}-{release}"


def assert_as_said(browser: Chromium, task: Task) -> None:
    outcome, found = task.run(browser)
    place = f"{task.page.relative_to(ROOT)}:{task.example.line} {task.example.title}"
    assert not found, "\n".join([place, *found, str(outcome)])


@pytest.mark.parametrize("task", list(cases(task for task in tasks() if task.claimed)))
def test_example_of_a_rule(browser: Chromium, task: Task) -> None:
    assert_as_said(browser, task)
    said = verdict(task.rule, task.example, task.release)
    assert said == (FLAGGED if task.example.flagged else SILENT), "the doctor says otherwise than the browser"


@pytest.mark.parametrize("task", list(cases(fixed_tasks())))
def test_fixed_example_runs(browser: Chromium, task: Task) -> None:
    assert_as_said(browser, task)


@pytest.mark.parametrize(("example", "release"), list(samples(SAMPLES / "true_page.md", OLDEST_AND_NEWEST)))
def test_true_page_is_proven(browser: Chromium, example: Example, release: str) -> None:
    outcome, ends = run_example(browser, example, release)
    assert contradictions(example, release, outcome, ends) == [], str(outcome)


@pytest.mark.parametrize(("example", "release"), list(samples(SAMPLES / "false_page.md", OLDEST_AND_NEWEST)))
def test_false_page_is_contradicted(browser: Chromium, example: Example, release: str) -> None:
    outcome, ends = run_example(browser, example, release)
    found = contradictions(example, release, outcome, ends)
    assert any(example.title in each for each in found), "\n".join([*found, str(outcome)])
