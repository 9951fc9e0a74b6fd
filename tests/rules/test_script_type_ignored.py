"""Which types of scripts are slips, beyond the examples of the rule's page."""

from __future__ import annotations

from tests.in_one_test import in_one_test
from tests.rules.pages import of_body, of_files

RULE = "script-type-ignored"


@in_one_test(
    [
        ('<script type="python">print(1)</script>', 'Write `type="py"`.'),
        ('<script type="text/python">print(1)</script>', 'Write `type="py"`.'),
        ('<script type="text/micropython">print(1)</script>', 'Write `type="mpy"`.'),
        ('<script type=" X-MicroPython">print(1)</script>', 'Write `type="mpy"`.'),
        ('<script type="text/python" src="main.py"></script>', 'Write `type="py"`.'),
        ('<script type="text/python" src="main.py?v=2"></script>', 'Write `type="py"`.'),
    ]
)
def test_a_type_that_was_meant_for_python(body: str, help: str) -> None:
    assert [each.finding.help for each in of_body(RULE, body, files={"main.py": ""})] == [help]


@in_one_test(
    [
        '<script type="python"> </script>',
        '<script type="python">const a = 1;</script>',
        '{% set name = 1 %}<script type="python">print("{{ name }}")</script>',
        '<script type="python" src="main.js"></script>',
        '<script type="text/plain">print(1)</script>',
        "<script>print(1)</script>",
        "<script type=“py”>print(1)</script>",  # typographic-quotes reports it
        '<script type="python">print(1)</script><script src="brython.js"></script>',
        '<script type="python">print(1)</script><p>runs with Skulpt</p>',
    ]
)
def test_what_is_not_python_or_is_for_another_tool(body: str) -> None:
    assert of_body(RULE, body) == []


def test_nothing_is_said_of_a_page_without_pyscript() -> None:
    body = '<script type="python">print(1)</script><py-script>print(1)</py-script>'
    assert of_files(RULE, {"index.html": f"<!doctype html>{body}"}) == []
