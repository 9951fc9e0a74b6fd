"""Which ids and selectors match nothing, beyond the examples of the rule's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.in_one_test import in_one_test
from tests.projects import page
from tests.rules.pages import lines_of_body, of_body, of_files

if TYPE_CHECKING:
    from pyscript_doctor.engine.finding import Diagnostic

RULE = "selector-not-found"
BODY = '<p id="note" class="huge">Hello</p><input id="year">'
IMPORTS = "from pyscript import display, when, window\n"


def python(source: str, kind: str = "py") -> str:
    """A page's body with a script whose first line is line 4 of the body."""
    return f'{BODY}\n<script type="{kind}">\n{IMPORTS}{source}\n</script>'


def lines(source: str, release: str = "2026.7.3") -> list[str]:
    return lines_of_body(RULE, python(source), release=release)


def the_one(source: str, release: str = "2026.7.3") -> Diagnostic:
    (found,) = of_body(RULE, python(source), release=release)
    return found


@in_one_test(
    [
        ("display(1, target='gone')", ["4 error"]),
        ("display(1, target='#gone')", ["4 error"]),
        ("display(1, target='p')", ["4 error"]),
        ("@when('click', '#gone')\ndef go(event): pass", ["4 error"]),
        ("@when('click', selector='#gone')\ndef go(event): pass", ["4 error"]),
        ("@when('click', '.gone')\ndef go(event): pass", ["4 error"]),
        ("@when('click', 'year')\ndef go(event): pass", ["4 error"]),
        ("def show():\n display(1, target='gone')\nshow()", ["5 error"]),
        ("tea = 'tea'\n@when('click', '.tea .cup')\ndef go(event): pass\ncup = 'cup'", ["5 error"]),
    ]
)
def test_what_is_not_on_the_page(source: str, expected: list[str]) -> None:
    assert lines(source) == expected


@in_one_test(
    [
        "display(1, target='note')",
        "display(1, target='#note')",
        "display(1)",
        "display(1, 'gone')",
        "name = window.name\ndisplay(1, target=name)",
        "@when('click', '#note')\ndef go(event): pass",
        "@when('click', 'p')\ndef go(event): pass",
        "@when('click', 5)\ndef go(event): pass",
        "try:\n display(1, target='gone')\nexcept ValueError: pass",
        "print(1, 'gone', target='gone')",
        "print('click', '#gone')",
        "window.open('click', '#gone')",
    ]
)
def test_what_is_there_or_is_no_selector(source: str) -> None:
    assert lines(source) == []


MAKES = "div = window.document.createElement('div')\ndiv.className = 'made'\nwindow.document.body.append(div)"
IN_A_LOOP = MAKES.replace("\n", "\n ")


@in_one_test(
    [
        (f"@when('click', '.made')\ndef go(event): pass\n{MAKES}", 1),
        (f"{MAKES}\n@when('click', '.made')\ndef go(event): pass", 0),
        # A function may run when the element is there, and so may the second round of a loop.
        (f"def listen():\n @when('click', '.made')\n def go(event): pass\n{MAKES}\nlisten()", 0),
        (f"for i in range(2):\n @when('click', '.made')\n def go(event): pass\n {IN_A_LOOP}", 0),
    ]
)
def test_what_is_made_too_late(source: str, count: int) -> None:
    assert len(lines(source)) == count


def test_the_message_names_the_target() -> None:
    for target in ("gone", "other"):
        (found,) = of_body(RULE, f'<script type="py-game" target="{target}">1</script>')
        assert found.finding.message.startswith(f"nothing on the page matches `{target}`")
    (found,) = of_body(RULE, '<script type="py-game">1</script>')
    assert found.finding.message.startswith("nothing on the page matches `canvas`")


def test_when_showed_no_error_before_a_release() -> None:
    source = "@when('click', '#gone')\ndef go(event): pass"
    old, new = the_one(source, "2025.11.2"), the_one(source, "2026.1.1")
    assert (old.severity.label, old.finding.console) == ("warning", "")
    assert old.finding.message == "nothing on the page matches `#gone`, so `go` is never called"
    assert (new.severity.label, new.finding.console) == ("error", "ValueError")
    assert new.finding.message == "nothing on the page matches `#gone`, so the script stops here"


def test_a_function_that_is_not_decorated_has_no_name_to_say() -> None:
    found = the_one("listen = when('click', '#gone')", "2025.11.2")
    assert found.finding.message == "nothing on the page matches `#gone`, so the function is never called"


def test_display_stops_the_script_in_each_release() -> None:
    found = the_one("display(1, target='gone')", "2025.11.2")
    assert (found.severity.label, found.finding.console) == ("error", "ValueError")


@pytest.mark.parametrize(
    ("selector", "help"),
    [
        ("year", 'Write `"#year"`: in a selector, an id needs a `#`.'),
        ("huge", 'Write `".huge"`: in a selector, a class needs a `.`.'),
        ("#yaer", "The page has an element with the id `year`."),
        ("#total", "Correct the name"),
    ],
)
def test_what_to_write_instead(selector: str, help: str) -> None:
    assert the_one(f"@when('click', '{selector}')\ndef go(event): pass").finding.help.startswith(help)


def test_where_a_template_makes_the_page_only_slips_are_told() -> None:
    """`{% block %}` may hold any element, so it is a warning."""
    html = page(f"{{% block main %}}{{% endblock %}}\n{python('display(1, target=%r)')}")
    for target, severities in (("yaer", ["warning"]), ("total", []), ("year", [])):
        found = of_files(RULE, {"index.html": html.replace("%r", f"'{target}'")})
        assert [each.severity.label for each in found] == severities
        assert [each.finding.unless for each in found] == ["another template makes the element" for _ in found]


def test_what_a_template_writes_is_not_known() -> None:
    body = '<p id="result-of-the-sale-1"></p>{% if open %}{% endif %}'
    for kind in ("py", "py-game"):
        script = f'<script type="{kind}" target="result-of-the-sale-{{{{ n }}}}">1</script>'
        assert of_body(RULE, body + script) == []
        assert len(of_body(RULE, body + script.replace("{{ n }}", "2"))) == 1


def test_an_id_without_its_sign_is_certain_in_a_template_too() -> None:
    html = page(f"{{% block main %}}{{% endblock %}}\n{python(chr(64) + 'when(%r)')}").replace("%r", "'click', 'year'")
    (found,) = of_files(
        RULE, {"index.html": html.replace("</script>\n</body>", "def go(event): pass\n</script>\n</body>")}
    )
    assert found.severity.label == "error"


@in_one_test(
    [
        ('<script type="py" target="gone">1</script>', 1),
        ('<script type="py" target="#gone">1</script>', 1),
        ('<script type="py" target=" note ">1</script>', 0),
        ('<script type="py" target="">1</script>', 0),
        ('<script type="py" target="{{ place }}">1</script>', 0),
        ('<script type="py-editor" target="gone">1</script>', 1),
        ('<script type="py-editor" target="note">1</script>', 0),
        ('<script type="py-editor" target="gone" setup>1</script>', 0),
        ('<script type="py-game">1</script>', 1),
        ('<script type="py-game" target="gone">1</script>', 1),
        ('<script type="py-game" target="">1</script>', 1),
        ('<script type="py-game" target="note">1</script>', 0),
        ('<script type="py-game" target="{{ place }}">1</script>', 0),
        ('<script type="py-game">1</script><canvas id="canvas"></canvas>', 0),
        ('<script type="py-game" target="input">1</script>', 1),
    ]
)
def test_the_target_of_a_tag(script: str, count: int) -> None:
    assert len(of_body(RULE, BODY + script)) == count


def test_the_finding_is_at_the_target_if_the_tag_has_one() -> None:
    for tag, marked in (
        ('<script type="py-game" target="gone">', "gone"),
        ('<script type="py-game" target="">', "script"),
        ('<script type="py-game">', "script"),
    ):
        html = page(f"{tag}1</script>")
        (found,) = of_files(RULE, {"index.html": html})
        assert html[found.finding.span.start : found.finding.span.end] == marked


def test_nobody_knows_a_target_that_a_template_fills_in() -> None:
    for target in ("{{ name }}", "note-{{ name }}", "#{{ name }}"):
        assert of_body(RULE, f'{BODY}<script type="py" target="{target}">print(1)</script>') == []
