"""What is called and is no function, beyond the examples of the rule's page."""

from __future__ import annotations

import pytest

from tests.rules.scripts import CONFIGURED, messages, the_one, with_modules

RULE = "not-callable"
BROWSER = "from pyscript import document, window\n"
MPY = '<script type="mpy">'


@pytest.mark.parametrize(
    ("source", "help"),
    [
        ("import random\nrandom(1)", "Call something in it:\n\n```python\nrandom.random(...)\n```"),
        ("import datetime as dt\ndt(2026, 1, 1)", "Call something in it:\n\n```python\ndt.datetime(...)\n```"),
        ("import decimal as d\nd(1)", "Call something in it:\n\n```python\nd.Decimal(...)\n```"),
        ("import math\nmath(1)", "Call a function or class that is in it: `math.name(...)`."),
        ("import pyscript\npyscript(1)", "Call a function or class that is in it: `pyscript.name(...)`."),
    ],
)
def test_a_module_often_has_a_function_or_class_of_its_name(source: str, help: str) -> None:
    assert the_one(RULE, source).help.startswith(help)


def test_of_two_names_that_differ_by_a_capital_the_function_is_meant() -> None:
    for name in ("calendar", "random"):  # `Calendar` and `Random` are classes
        assert f"{name}.{name}(...)" in the_one(RULE, f"import {name}\n{name}()").help


def test_a_module_of_ones_own_is_not_the_one_of_the_library() -> None:
    finding = the_one(RULE, "import random\nrandom(1)", CONFIGURED, files=with_modules(random="def other(): pass\n"))
    assert finding.help == "Call a function or class that is in it: `random.name(...)`."


def test_a_module_does_not_decorate() -> None:
    said = ["`random` is a module, and you can't call a module"]
    assert messages(RULE, "import random\n@random\ndef draw(): pass") == said
    assert messages(RULE, "import random\n@random\nclass Draw: pass") == said
    assert messages(RULE, "import functools\n@functools.cache\ndef draw(): pass") == []


def test_a_property_is_written_without_parentheses() -> None:
    game = "class Game:\n    points = 3\n    @property\n    def won(self):\n        return self.points > 2\n"
    game += "game = Game()\ngame.won({})"
    plain = the_one(RULE, game.format(""))
    assert plain.console == "object is not callable"
    assert plain.fix
    assert the_one(RULE, game.format(""), MPY).console == "object isn't callable"
    assert the_one(RULE, game.format("1")).fix is None


@pytest.mark.parametrize(
    ("source", "help"),
    [
        ("document.title()", "Write it without parentheses: `document.title`."),
        ("document.title('Tea')", "Set it: `document.title = 'Tea'`."),
        ("document.title('Tea', 'Cup')", "Write it without parentheses: `document.title`."),
    ],
)
def test_a_property_of_the_browser_is_set_or_read(source: str, help: str) -> None:
    assert the_one(RULE, BROWSER + source).help == help


def test_what_has_no_name_is_no_property() -> None:
    assert messages(RULE, f"{BROWSER}document.querySelector('p')('Tea')", body="<p></p>") == []


@pytest.mark.parametrize(
    ("source", "flagged"),
    [
        ("document.title()", True),
        ("window.innerWidth()", True),
        ("document.createElement('p').style()", True),
        # It may be an <embed>, which can be called.
        ("document.body()", False),
        ("document.getElementById('other')()", False),
        # Outside of an event it is undefined, so something else may be meant.
        ("window.event()", False),
        ("document.unknown()", False),
        ("document.createElement('canvas').getContext('2d').getImageData(0, 0, 1, 1).data()", False),
    ],
)
def test_of_the_browser_text_numbers_and_most_objects_cannot_be_called(source: str, flagged: bool) -> None:
    assert bool(messages(RULE, BROWSER + source)) is flagged
