"""Every example of every rule's page, on real PyScript: what is flagged fails as the page says, the rest runs.

`--browser` runs the examples that hold for the newest release, `--matrix` each on every release that it claims.
An example that says `proof="..."` cannot be shown by a browser; it gives its reason.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from _pytest.mark.structures import ParameterSet

from tests.browser.examples import contradictions, run_example
from tests.browser.runtimes import ROOT, RULES, manifest
from tests.browser.verdicts import FLAGGED, SILENT, breaks_the_page, verdict
from tests.rule_fixes import fixed, rule_of
from tests.rule_pages import Example, examples

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.browser.page import Chromium

SAMPLES = Path(__file__).with_name("samples")


OLDEST_AND_NEWEST = [next(iter(manifest().releases)), manifest().newest]


def cases(pages: Iterable[Path], releases: Iterable[str]) -> Iterator[object]:
    """Each example of these pages with each of the releases that it claims."""
    releases = list(releases)
    for page in pages:
        for example in examples(page.read_text(encoding="utf-8")):
            if example.proof:
                continue
            for release in example.releases(releases):
                marks = [pytest.mark.browser]
                if release != manifest().newest:
                    marks.append(pytest.mark.matrix)
                name = f"{page.stem}:{example.line}-{'flagged' if example.flagged else 'fine'}-{release}"
                yield pytest.param(page, example, release, marks=marks, id=name)


@pytest.mark.parametrize(("page", "example", "release"), list(cases(sorted(RULES.glob("*/*.md")), manifest().releases)))
def test_example_of_a_rule(browser: Chromium, page: Path, example: Example, release: str) -> None:
    outcome, ends = run_example(browser, example, release)
    found = contradictions(example, release, outcome, ends, must_fail=breaks_the_page(page))
    assert not found, f"{page.relative_to(ROOT)}:{example.line} {example.title}\n" + "\n".join([*found, str(outcome)])
    said = verdict(page.stem.replace("_", "-"), example, release)
    assert said == (FLAGGED if example.flagged else SILENT), "the doctor says otherwise than the browser"


def fixed_cases() -> Iterator[object]:
    """The flagged examples that the rule's fix changes, on the newest release that they are about."""
    for case in cases(sorted(RULES.glob("*/*.md")), [manifest().newest]):
        assert isinstance(case, ParameterSet)
        example = case.values[1]
        if isinstance(example, Example) and example.diff and not example.fix_proof:
            yield case


@pytest.mark.parametrize(("page", "example", "release"), list(fixed_cases()))
def test_fixed_example_runs(browser: Chromium, page: Path, example: Example, release: str) -> None:
    files = fixed(example.files_for(release), rule_of(page))
    runs = replace(example, flagged=False, files=files, console=(), page=(), console_ranges={})
    outcome, ends = run_example(browser, runs, release)
    found = contradictions(runs, release, outcome, ends)
    assert not found, f"{page.relative_to(ROOT)}:{example.line} {example.title}\n" + "\n".join([*found, str(outcome)])


@pytest.mark.parametrize(("page", "example", "release"), list(cases([SAMPLES / "true_page.md"], OLDEST_AND_NEWEST)))
def test_true_page_is_proven(browser: Chromium, page: Path, example: Example, release: str) -> None:
    outcome, ends = run_example(browser, example, release)
    assert contradictions(example, release, outcome, ends) == [], str(outcome)


@pytest.mark.parametrize(("page", "example", "release"), list(cases([SAMPLES / "false_page.md"], OLDEST_AND_NEWEST)))
def test_false_page_is_contradicted(browser: Chromium, page: Path, example: Example, release: str) -> None:
    outcome, ends = run_example(browser, example, release)
    found = contradictions(example, release, outcome, ends)
    assert any(example.title in each for each in found), "\n".join([*found, str(outcome)])
