"""The comments that the doctor writes change nothing of what PyScript does with a config, Python or JavaScript."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.examples import contradictions, run_example
from tests.browser.test_rule_examples import OLDEST_AND_NEWEST, cases

if TYPE_CHECKING:
    from tests.browser.page import Chromium
    from tests.rule_pages import Example

PAGE = Path(__file__).with_name("samples") / "comments.md"


@pytest.mark.parametrize(("page", "example", "release"), list(cases([PAGE], OLDEST_AND_NEWEST)))
def test_a_page_with_comments_runs(browser: Chromium, page: Path, example: Example, release: str) -> None:
    outcome, ends = run_example(browser, example, release)
    assert contradictions(example, release, outcome, ends) == [], f"{page.name}: {outcome}"
