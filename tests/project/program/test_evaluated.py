"""What each expression comes to, in words, and why it is unknown."""

from __future__ import annotations

import pytest

from pyscript_doctor import Interpreter, Thread
from pyscript_doctor.project.program.evaluated import NOT_RUN, Evaluated, evaluated
from pyscript_doctor.project.program.scopes import Program
from tests.project.program.programs import parsed


def told(
    source: str, path: str = "main.py", interpreter: Interpreter = Interpreter.PYODIDE
) -> tuple[Evaluated, ...] | None:
    helper = parsed("def area(width, height):\n    return width * height\n", "helper.py")
    return evaluated(Program(None, interpreter, Thread.MAIN, (parsed(source),), {"helper": helper}), path)


def of(text: str, source: str, interpreter: Interpreter = Interpreter.PYODIDE) -> tuple[str, str]:
    """The value and the reason of an expression, by its text, at the last place where it is."""
    found = [each for each in told(source, interpreter=interpreter) or () if each.text == text]
    return found[-1].value, found[-1].reason


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("from pyscript import document\nx = document.body\nx", "pyscript.window.document.body"),
        ("import js\nx = js.document.getElementById('a').style\nx", "js.document.getElementById().style"),
        ("from pyscript.js_modules import chart\nx = chart.draw\nx", "pyscript.js_modules.chart.draw"),
        ("import asyncio\nx = asyncio.sleep\nx", "asyncio.sleep"),
        ("x = print\nx", "print"),
        ("def x(): pass\nx", "function x"),
        ("async def x(): pass\nx", "async function x"),
        ("class x: pass\nx", "class x"),
        ("class A: pass\nx = A()\nx", "instance of A"),
        ("x = lambda: 1\nx", "lambda"),
        ("x = open('a.csv')\nx", "open('a.csv')"),
        ("x = {'a': 1, **b}\nx", "dict {'a': 1, **: unknown}"),
        ("x = [1, 2, 3, 4, 5, 6]\nx", "list [1, 2, 3, 4, 5, ...]"),
        ("x = 'a' * 1\nx = '" + "a" * 80 + "'\nx", "'" + "a" * 55 + "...'"),
        ("import helper as x\nx", "module helper"),
        ("x = 1\nx += 1\nx", "some int"),
        ("x = f'{y:>3}'\nx", "some str"),
    ],
)
def test_a_value_is_told_as_what_leads_to_it(source: str, value: str) -> None:
    assert of("x", source) == (value, "")


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("x", "nothing in the project defines it"),
        ("def f(x):\n    x\nprint(f)", "it is a parameter, and the calls of the function do not settle it"),
        ("def f(*x):\n    x\nf(1)", "it is set in a way that is not followed, such as `*args`"),
        ("try:\n    f()\nexcept OSError as x:\n    x", "it is an exception that was caught"),
        ("x = -y\nx", "it is set to `-y`: this kind of expression is not followed"),
        ("x = y.z\nx", "it is set to `y.z`: `y` is unknown: nothing in the project defines it"),
        ("x = print if y else 1\nx", "it can be one of several: print, 1"),
        ("a, x = -1, *y\nx", "it is a part of `-1, *y` that is not followed"),
        (
            "class A: pass\nx = A().total\nx",
            "it is set to `A().total`: nothing in the project sets `total` on `A()` (instance of A)",
        ),
    ],
)
def test_the_reason_says_where_the_trail_ends(source: str, reason: str) -> None:
    assert of("x", source) == ("unknown", reason)


def test_what_does_not_run_here_is_said() -> None:
    source = "import sys\nif sys.platform == 'emscripten':\n    x = print\n    x\n"
    assert of("x", source) == ("print", "")
    assert of("x", source, Interpreter.MICROPYTHON) == ("unknown", NOT_RUN)
    assert of("y", "def never():\n    y = 1\n    y\n") == ("unknown", NOT_RUN)


def test_callees_arguments_items_and_targets_are_told_in_order_without_constants() -> None:
    found = told("import js\njs.alert(a[0])\njs.title = b\n")
    assert [each.text for each in found or ()] == ["js", "js.alert", "js.alert(a[0])", "a", "a[0]", "js", "b"]


def test_a_module_is_told_where_it_is_imported() -> None:
    assert told("print(1)", "helper.py") is None
    assert [each.text for each in told("import helper\nhelper.area(2, 3)", "helper.py") or ()] == ["width", "height"]


def test_a_file_without_expressions_has_no_values() -> None:
    assert told("x = 1") == ()


def test_a_file_that_is_not_loaded_is_told_apart() -> None:
    assert told("print(1)", "other.py") is None
