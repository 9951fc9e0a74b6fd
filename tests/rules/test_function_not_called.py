"""What is said of a function that is named and not called, beyond the examples of the rule's page."""

from __future__ import annotations

import pytest

from tests.in_one_test import in_one_test
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


HERE = f"""\
import json, math, random, time
from datetime import datetime
from pyscript import document, window
{FUNCTIONS}
def keep(function): return function
@keep
def kept(): return 1
class Game:
    def play(self): return 1
    @staticmethod
    def start(): return 1
class Base:
    def go(self): pass
field = document.createElement("input")
name = input()
file = open("notes.txt")
numbers = [1, 2]
"""
NOT_RUN, SHOWN, COMPARED, TRUE = "it does not run", "this shows", "this compares", "this is always true"
FAILS, TASK, BASE = "this fails, because Python", "this fails, because a task", "it has none of the methods"
MADE = "class Own(Base):\n    def __init__(self):\n        {}\nOwn()"


@in_one_test(
    [
        ("Game.play", "play", NOT_RUN),
        ("datetime.now", "now", NOT_RUN),
        ("file.close", "close", NOT_RUN),
        ("print(Game().play)", "play", SHOWN),
        ("print(file.read)", "read", SHOWN),
        ("field.innerText = name.upper", "upper", SHOWN),
        ("len(draw)", "draw", FAILS),
        ("for line in file.readlines:\n    pass", "readlines", FAILS),
        ("asyncio.create_task(get)", "get", TASK),
        ("asyncio.gather(*numbers, get)", "get", TASK),
        ("if name.isdigit:\n    pass", "isdigit", TRUE),
        ("if file.read:\n    pass", "read", TRUE),
        ("name.strip.lower()", "strip", FAILS),
        ("input().strip.lower()", "strip", FAILS),
        ("file.read.lower()", "read", FAILS),
        ("if file.read.mark:\n    pass", "read", FAILS),
        ("str.strip.lower", "strip", FAILS),
        ("draw == 1", "draw", COMPARED),
        ("'a' != name.upper", "upper", COMPARED),
        ("draw < 1", "draw", FAILS),
        ("if random.random < 0.5:\n    pass", "random", FAILS),
        ("window.Array.new(1).push == 1", "push", COMPARED),
        ("(draw == 1) == True", "draw", COMPARED),
        (MADE.format("super.go()"), "super", BASE),
    ]
)
def test_what_comes_of_it(source: str, function: str, outcome: str) -> None:
    (message,) = messages(RULE, HERE + source)
    assert message.startswith(f"`{function}` is named here but not called, so {outcome}")


@in_one_test(
    [
        # A class, and what a decorator made, may be anything.
        *("Game", "kept", "Game.start", "asyncio.Event", "print(Game)"),
        # Lessons show what a function is, and whether there is one.
        *("print(draw)", "if draw:\n    pass", "if input:\n    pass", "print(lambda: 1)"),
        # It gets the function by a name of its own, or gets what is in it.
        *("asyncio.create_task(coro=get)", "asyncio.create_task(*get)"),
        # Only text of the page shows it.
        *("field.value = name.upper", "import types\nown = types.SimpleNamespace()\nown.textContent = name.upper"),
        # A function has these, or gets them.
        *("name.strip.__doc__", "name.strip.mark = 1", "strip = name.strip\nstrip.lower()", "math.floor.mark"),
        *("datetime.now.mark", "import builtins\nbuiltins.str.upper('a')"),
        # To compare with None asks whether there is a function.
        *("draw == None", "draw == draw"),
        # Other files, and other objects, may have something of that name.
        *("if file.readable:\n    pass", "json.loads(name).read == 1"),
        *(MADE.format("super.go"), MADE.format("super.mro()"), MADE.format("made = super\n        made.go()")),
        MADE.format("super = Base()\n        super.go()"),
    ]
)
def test_what_names_a_function_on_purpose_or_may(source: str) -> None:
    assert messages(RULE, HERE + source) == []


def test_how_a_function_is_called_that_needs_something() -> None:
    for source, call in (
        ("print(field.setAttribute)", "field.setAttribute(...)"),
        ("print(field.click)", "field.click()"),
        ("print(window.Array.new(1).push)", "window.Array.new(1).push(...)"),
        ("print(file.write)", "file.write(...)"),
    ):
        assert the_one(RULE, HERE + source).help == f"Call it:\n\n```python\n{call}\n```"


def test_a_folder_may_be_the_module_of_that_name() -> None:
    config = """config='{"files": {"./data.txt": "./random/data.txt"}}'"""
    assert messages(RULE, f"{HERE}random.random == 1", f'<script type="py" {config}>') == []
    assert len(messages(RULE, f"{HERE}json.dumps == 1", f'<script type="py" {config}>')) == 1


def test_on_micropython_the_number_of_arguments_decides() -> None:
    finding = the_one(RULE, f"{FUNCTIONS}import random\nrandom.randint", '<script type="mpy">')
    assert "random.randint(...)" in (finding.help or "")
    one = the_one(RULE, f"{FUNCTIONS}import json\njson.loads", '<script type="mpy">')
    assert "json.loads(...)" in (one.help or "")
    none = the_one(RULE, f"{FUNCTIONS}import random\nrandom.random", '<script type="mpy">')
    assert "random.random()" in (none.help or "")


def test_a_class_by_its_full_name_has_methods_of_its_own() -> None:
    source = "import builtins\nbuiltins.int.from_bytes(b'a', 'big')"
    assert messages(RULE, source, '<script type="mpy">') == []
