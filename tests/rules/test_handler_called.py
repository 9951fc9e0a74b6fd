"""Handlers that are called at once or are text, beyond the examples of the rule's page."""

from __future__ import annotations

import pytest

from tests.rules.scripts import messages, the_one

RULE = "handler-called"
START = """\
from pyscript import document, window
def greet(): pass
def show(event): pass
class Own: pass
own = Own()
button = document.createElement("button")
"""


@pytest.mark.parametrize(
    "source",
    [
        "own.onclick = greet()",
        "window.app.online = greet()",
        "button.once = greet()",
        "window.app.on = greet()",
        "own.onclick = 'greet()'",
        "button.title = greet()",
        "button.title = 'greet()'",
        "button.onclick = print()",
        "button.onclick = [].sort()",
        "button.onclick = None",
        "button.onclick = ' '",
        "button.only = 'greet()'",
        "from pyscript import sync\nsync.onclick = greet()",
    ],
)
def test_what_sets_no_handler_or_takes_one_away(source: str) -> None:
    assert messages(RULE, START + source) == []


@pytest.mark.parametrize(
    ("source", "writes"),
    [
        ("button.onclick = greet()", ["event=None", "greet"]),
        ("button.onclick = show(1)", ["lambda *_: show(1)"]),
        ("def maybe(event=None): pass\nbutton.onclick = maybe()", ["maybe"]),
        ("window.setTimeout(greet(), 100)", ["\nfrom pyscript.ffi import create_proxy", "create_proxy(greet)"]),
    ],
)
def test_the_function_itself_is_given(source: str, writes: list[str]) -> None:
    finding = the_one(RULE, START + source)
    assert finding.fix
    assert [edit.text for edit in finding.fix.edits] == writes


def test_an_object_that_can_be_called_is_a_function_too() -> None:
    source = "class Greeter:\n    def __call__(self, event=None): pass\nwindow.setTimeout(Greeter()(), 100)"
    assert the_one(RULE, START + source).help == "Leave out the parentheses: `Greeter()`."


def test_libraries_have_handlers_too() -> None:
    for handler in ("window.chart.options.onHover", "window.chart.on_hover", "window.player.onmessage"):
        assert len(messages(RULE, f"{START}{handler} = greet()")) == 1


def test_only_arguments_need_a_lambda() -> None:
    assert the_one(RULE, f"{START}button.onclick = greet()").help == "Leave out the parentheses: `greet`."
    assert the_one(RULE, f"{START}button.onclick = show(1)").help.endswith("To give it arguments, write a `lambda`.")
