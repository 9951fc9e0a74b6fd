"""When nobody sees what Python prints, beyond the examples of the rule's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.in_one_test import in_one_test
from tests.rules.pages import of_body
from tests.rules.scripts import findings

if TYPE_CHECKING:
    from pyscript_doctor import Finding

RULE = "output-nowhere"


def found(body: str) -> list[Finding]:
    return [each.finding for each in of_body(RULE, body, files={"own.py": "x = 1"})]


def script(source: str, attributes: str = 'type="py"') -> str:
    return f"<script {attributes}>\n{source}\n</script>"


@in_one_test(
    [
        script("print(1)"),
        script("import math, sys\nprint(math.pi)"),
        script("import own\nprint(own.x)", 'type="py" config=\'{"files": {"own.py": ""}}\''),
        script("print(1)", 'type="py" worker'),
    ]
)
def test_what_goes_to_the_console_alone(body: str) -> None:
    assert len(found(body)) == 1


@in_one_test(
    [
        script("1 + 1"),
        script("print(1)", 'type="py" terminal'),
        script("x = 1") + script("print(1)", 'type="py" terminal worker'),
        script("print(1)", 'type="py-editor"'),
        script("print(1)", 'type="py-game"'),
        # Something else is there for the visitor.
        script("print(1)") + script("print(2)", 'type="mpy"'),
        script("print(1)") + script('__export__ = ["f"]\ndef f(): pass'),
        script("def go(event): print(1)") + '<button py-click="go">Go</button>',
        # Modules that may put something into the page.
        script("import js\nprint(1)"),
        script("from pyscript import document\nprint(1)"),
        script("import matplotlib.pyplot\nprint(1)", 'type="py" config=\'{"packages": ["matplotlib"]}\''),
        script("import own\nprint(1)"),
        # Python that cannot be read.
        script("", 'type="py" src="https://example.com/main.py"') + script("print(1)"),
        script("import own\nprint(1)", 'type="py" config=\'{"files": {"https://example.com/own.py": ""}}\''),
    ]
)
def test_what_may_be_shown_or_is_not_known(body: str) -> None:
    assert found(body) == []


def test_a_terminal_of_one_script_shows_what_all_print() -> None:
    assert found(script("print(1)") + script("print(2)", 'type="py" terminal')) == []


def test_it_is_said_once() -> None:
    assert findings(RULE, "print(1)\nprint(2)") == ["1 info"]
    assert len(found(script("print(1)") + script("print(2)"))) == 1


def test_the_help_writes_the_call_with_display() -> None:
    for call, written in (
        ("print(total, 2)", "display(total, 2)"),
        ('print(1, end="")', "display(...)"),
        ("print(\n    1,\n)", "display(...)"),
    ):
        (finding,) = found(script(call))
        assert finding.help.startswith(f"Write `{written}`")
