"""What is said of comments that should ignore a finding and do not."""

from __future__ import annotations

from tests.projects import page, report_of

UNKNOWN, WITHOUT = "suppression-unknown", "suppression-without-rule"
PAUSE = '<script type="py">\nimport time\ntime.sleep(1)  # pyscript-doctor: {}\n</script>'


def help_of(rule: str, comment: str, code: str = PAUSE) -> str:
    """The help of a rule about a comment behind a line that another rule flags."""
    report = report_of({"index.html": page(code.replace("{}", comment))})
    (found,) = [each for each in report.diagnostics if each.rule.name == rule]
    return found.finding.help


def test_a_name_is_like_that_of_a_rule_or_not() -> None:
    assert help_of(UNKNOWN, "ignore[blocking-slep]") == "Did you mean `blocking-sleep`?"
    assert help_of(UNKNOWN, "ignore[xylophone]") == "`pyscript-doctor rules` lists the names of all rules."


def test_the_name_of_the_rule_that_finds_something_is_what_is_missing() -> None:
    assert help_of(WITHOUT, "ignore") == "Write `ignore[blocking-sleep]`."
    nothing = PAUSE.replace("time.sleep(1)", "print(1)")
    assert help_of(WITHOUT, "ignore", nothing).startswith("Write the rule's name in brackets")
