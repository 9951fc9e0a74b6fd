"""What the doctor says of elements that are not there, beyond the examples of the rule's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import SAFE, UNSAFE
from tests.in_one_test import in_one_test
from tests.projects import page, report_of
from tests.rules.scripts import findings, messages
from tests.rules.scripts import found as found_in

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


def test_the_id_that_is_meant_is_exactly_the_one_behind_the_hash() -> None:
    body = '<p id="note">Hello</p><p id="Note">Hello</p>'
    for name in ("note", "Note"):
        source = f"from pyscript import document\ndocument.getElementById('#{name}').remove()"
        (found,) = found_in("element-is-null", source, body=body)
        assert found.finding.fix
        assert found.finding.fix.edits[0].text == name


def lacking(source: str) -> list[str]:
    """What a script on a page with `#note` uses of elements that are not there."""
    found = messages("element-is-null", f"from pyscript import document\n{source}", body='<p id="note">Hi</p>')
    return [each.partition(", so ")[0] for each in found]


NO_TEA = "no element of the page has the id `tea`"


@in_one_test(
    [
        ("document.getElementById('tea').remove()", NO_TEA),
        ("document.querySelector('#tea').remove()", NO_TEA),
        ("document.querySelector('.tea').remove()", "nothing on the page matches `.tea`"),
        ("document.querySelector('#tea p').remove()", "nothing on the page matches `#tea p`"),
        ("document.querySelector('#tea').value.strip()", NO_TEA),
        ("document.querySelector('#tea').classList.add('x')", NO_TEA),
        ("print(document.getElementById('tea').parentElement.firstChild.title)", NO_TEA),
        ("document.getElementById('tea').style.color = 'red'", NO_TEA),
        ("tea = document.getElementById('tea')\ntea.remove()", NO_TEA),
        ("tea = document.getElementById('tea')\ntea.title = 'x'", NO_TEA),
        ("document.getElementById('tea').remove()\ndocument.getElementById('tea').click()", NO_TEA),
        ("try:\n    document.getElementById('tea').remove()\nexcept KeyError:\n    pass", NO_TEA),
        ("def find(name):\n    return document.getElementById(name)\nfind('tea').remove()", NO_TEA),
        ("def find(name):\n    document.getElementById(name).remove()\nfind('tea')", NO_TEA),
        ("def find(name):\n    document.getElementById(name).title = 'x'\nfind('tea')", NO_TEA),
        (
            "def find(name):\n    return document.getElementById(name)\nfind('note').click()\nfind('tea').click()",
            NO_TEA,
        ),
        ("def find(name):\n    document.querySelector(name).remove()\nfind('#tea')", NO_TEA),
        ("def find(name):\n    document.getElementById(name).remove()\nfind('note')\nfind('tea')", NO_TEA),
    ]
)
def test_an_element_that_is_not_there_is_used(source: str, message: str) -> None:
    assert lacking(source) == [message]


@in_one_test(
    [
        "document.querySelectorAll('p')[0].closest('p').querySelector('b').textContent.strip()",
        "tea = document.querySelector('#tea')\nif tea:\n    tea.classList.add('x')",
        "document.getElementById('note').remove()",
        "document.getElementById('tea')",
        "tea = document.getElementById('tea')\nif tea:\n    tea.remove()",
        "tea = document.getElementById('tea')\nprint(tea)\ntea.remove()",
        "if document.getElementById('tea'):\n    document.getElementById('tea').remove()",
        "try:\n    document.getElementById('tea').remove()\nexcept AttributeError:\n    pass",
        "tea = document.getElementById('tea')\ntry:\n    tea.remove()\nexcept AttributeError:\n    pass",
        "tea = document.getElementById('tea')\ntry:\n    tea.title = 'x'\nexcept AttributeError:\n    pass",
        "tea = document.getElementById('tea')\ntry:\n    tea.remove()\nexcept AttributeError:\n    tea.click()",
        "try:\n    tea = document.getElementById('tea')\nexcept AttributeError:\n    pass\ntea.remove()",
        "import js\njs('tea')\nprint(js)",
        "document.querySelectorAll('.tea').forEach(print)",
        "document.createElement('tea').remove()",
        "document.getElementById(4).remove()",
        "document.getElementById().remove()",
        "def find(name):\n    return document.getElementById(name)\nfind('note').remove()",
        "def find(name):\n    tea = document.getElementById(name)\n    if tea:\n        tea.remove()\nfind('tea')",
        "def find(name):\n    print(document.getElementById(name))\nfind('tea')",
        "def find(name):\n    document.querySelectorAll(name).forEach(print)\nfind('#tea')",
        """\
def find(name):
    found = document.getElementById(name)
    try:
        found.remove()
    except AttributeError:
        found.click()
find('note')
find('tea')
""",
        """\
def remove(name):
    document.getElementById(name).remove()
def look(name):
    document.getElementById(name)
look('note')
look('tea')
remove('note')
""",
        """\
def find(name):
    return document.getElementById(name)
def remove(name):
    found = find(name)
    if found:
        found.remove()
remove('tea')
""",
    ]
)
def test_an_element_is_there_or_its_lack_is_expected(source: str) -> None:
    assert lacking(source) == []


def test_the_message_says_what_fails_and_the_finding_is_where_the_id_is() -> None:
    source = "from pyscript import document\nprint('tea')\ndocument.getElementById('tea').remove()"
    assert messages("element-is-null", source) == [f"{NO_TEA}, so `.remove` fails"]
    assert findings("element-is-null", source) == ["3 error"]
    assert messages("element-is-null", source.replace(".remove()", ".title = 1")) == [
        f"{NO_TEA}, so setting `title` shows nothing"
    ]
