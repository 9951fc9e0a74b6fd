"""The code that PyScript's FAQ shows, retold in `faq.md`, does in the browser what is said there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.examples import contradictions, run_example
from tests.browser.runtimes import ROOT, manifest
from tests.browser.test_rule_examples import samples

if TYPE_CHECKING:
    from tests.browser.page import Chromium
    from tests.rule_pages import Example

FAQ = ROOT / "tests" / "faq.md"


@pytest.mark.parametrize(("example", "release"), list(samples(FAQ, manifest().releases)))
def test_the_faqs_code_does_what_is_said(browser: Chromium, example: Example, release: str) -> None:
    outcome, ends = run_example(browser, example, release)
    found = contradictions(example, release, outcome, ends)
    assert not found, f"{FAQ.name}:{example.line} {example.title}\n" + "\n".join([*found, str(outcome)])
