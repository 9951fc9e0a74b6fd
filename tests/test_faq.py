"""What the doctor says of the code that PyScript's FAQ shows, retold in `faq.md`."""

from __future__ import annotations

from pathlib import Path

import pytest

from pyscript_doctor.knowledge.releases import releases
from tests.projects import line_of, report_of
from tests.rule_pages import Example, examples

FAQ = Path(__file__).with_name("faq.md")
MODERN = [release.name for release in releases() if not release.legacy]
CASES = [
    pytest.param(example, release, id=f"{example.title}-{release}")
    for example in examples(FAQ.read_text(encoding="utf-8"))
    for release in dict.fromkeys((example.releases(MODERN)[0], example.releases(MODERN)[-1]))
]


@pytest.mark.parametrize(("example", "release"), CASES)
def test_the_doctor_says_of_the_faqs_code_what_is_true(example: Example, release: str) -> None:
    files = example.files_for(release)
    said = [each for each in report_of(files).diagnostics if each.severity.label != "info"]
    if not example.flagged:
        assert [(each.rule.name, each.finding.message) for each in said] == []
        return
    marked = {(path, line) for path, lines in example.flagged_lines.items() for line in lines}
    assert {each.rule.name for each in said} == set(example.title.partition(":")[0].split(", "))
    assert {(each.finding.span.path, line_of(each, files)) for each in said} == marked
