"""The comments that the doctor writes change nothing of what PyScript does with a config, Python or JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.examples import contradictions, run_example
from tests.browser.test_rule_examples import OLDEST_AND_NEWEST, SAMPLES, samples

if TYPE_CHECKING:
    from tests.browser.page import Chromium
    from tests.rule_pages import Example


@pytest.mark.parametrize(("example", "release"), list(samples(SAMPLES / "comments.md", OLDEST_AND_NEWEST)))
def test_a_page_with_comments_runs(browser: Chromium, example: Example, release: str) -> None:
    outcome, ends = run_example(browser, example, release)
    assert contradictions(example, release, outcome, ends) == [], str(outcome)
