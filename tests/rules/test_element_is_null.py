"""What the doctor says of elements that are not there, beyond the examples of the rule's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import SAFE, UNSAFE
from tests.projects import page, report_of

if TYPE_CHECKING:
    from pyscript_doctor.engine.finding import Diagnostic


def the_one(call: str, kind: str = "py", release: str = "2026.7.3") -> Diagnostic:
    script = f'<script type="{kind}">\nfrom pyscript import document\ndocument.{call}\n</script>'
    report = report_of({"index.html": page(f'<p id="note">Hello</p>{script}', release=release)})
    (found,) = [each for each in report.diagnostics if each.rule.name == "element-is-null"]
    return found


def test_setting_an_attribute_shows_no_error_since_null_is_jsnull() -> None:
    setting = "querySelector('#gone').title = 'x'"
    silent = the_one(setting)
    assert (silent.severity.label, silent.finding.console) == ("warning", "")
    for kind, release in (("py", "2025.7.3"), ("mpy", "2026.7.3")):
        found = the_one(setting, kind, release)
        assert (found.severity.label, found.finding.console) == ("error", "has no attribute 'title'")


def test_help_and_fix_name_the_same_id() -> None:
    leave_out = 'Leave out the `#`: `getElementById("{}")`. Only selectors, as in `querySelector`, have one.'
    for given, help, safety in (
        ("#note", leave_out.format("note"), SAFE),
        ("#nothe", leave_out.format("note"), UNSAFE),
        ("#total", leave_out.format("total"), None),
        ("nothe", "The page has an element with the id `note`. Write this id.", UNSAFE),
        ("total", 'Correct the id, or add an element with `id="total"` to the page.', None),
    ):
        finding = the_one(f"getElementById('{given}').remove()").finding
        assert finding.help == help
        assert (finding.fix and (finding.fix.safety, finding.fix.edits[0].text)) == (safety and (safety, "note"))
