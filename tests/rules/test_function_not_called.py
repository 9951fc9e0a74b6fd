"""What is said of a function that is named and not called, beyond the examples of the rule's page."""

from __future__ import annotations

import pytest

from tests.rules.scripts import found, messages, the_one

RULE = "function-not-called"
FUNCTIONS = """\
import asyncio
def draw(): return 1
def paint(colour): return 1
async def get(): return 1
async def fetch(path): return 1
"""


@pytest.mark.parametrize(
    ("source", "call", "fix"),
    [
        ("draw", "draw()", "Call `draw`"),
        ("paint", "paint(...)", ""),
        ("get", "await get()", "Call `get`"),
        ("fetch", "await fetch(...)", ""),
        ("asyncio.create_task(get)", "get()", "Call `get`"),
        ("def show():\n    get\nshow()", "await get()", ""),
        ("async def show():\n    get\nawait show()", "await get()", "Call `get`"),
    ],
)
def test_how_to_call_it(source: str, call: str, fix: str) -> None:
    finding = the_one(RULE, FUNCTIONS + source)
    assert finding.help == f"Call it:\n\n```python\n{call}\n```"
    assert (finding.fix.title if finding.fix else "") == fix


def test_an_editor_shows_a_function_that_is_named() -> None:
    editor = '<script type="py-editor">'
    assert messages(RULE, f"{FUNCTIONS}draw", editor) == []
    assert len(messages(RULE, f"{FUNCTIONS}print(draw == 1)", editor)) == 1


def test_what_python_cannot_do_with_a_function_is_an_error() -> None:
    task, statement = found(RULE, f"{FUNCTIONS}asyncio.create_task(get)\ndraw")
    assert (task.severity.label, statement.severity.label) == ("error", "warning")
