"""What the types of values refuse."""

from __future__ import annotations

import pytest

from pyscript_doctor.knowledge.result_types import attribute_type, result_type
from pyscript_doctor.project.program.operators import outcome, refuses
from pyscript_doctor.project.program.trials import errors_for, format_error, takes, unfilled
from tests.projects import page, report_of


def flagged(source: str) -> set[str]:
    """The rules that speak of a script."""
    files = {"index.html": page('<script type="py" src="main.py"></script>'), "main.py": source}
    return {each.rule.name for each in report_of(files).diagnostics}


def test_results_and_attributes_have_the_types_that_the_stubs_say() -> None:
    assert result_type("builtins.str.split") == "builtins.list[builtins.str]"
    assert result_type("random.randint") == "builtins.int"
    assert result_type("builtins.list.append") == "builtins.NoneType"
    assert result_type("builtins.max") is None
    assert attribute_type("datetime.datetime.year") == "builtins.int"


def test_operators_are_told_by_a_value_of_each_type() -> None:
    assert refuses("+", "builtins.str", "builtins.int")
    assert not refuses("*", "builtins.str", "builtins.int")
    assert not refuses("%", "builtins.str", "builtins.int")  # it depends on the text
    assert not refuses("+", "builtins.str", "numpy.array")
    assert outcome("/", "builtins.int", "builtins.int") == "builtins.float"
    assert outcome("**", "builtins.int", "builtins.int") is None  # of a negative number it is a float


def test_functions_are_tried_with_as_many_arguments_as_they_take() -> None:
    assert takes("builtins.len", 1, is_pyodide=False)
    assert not takes("builtins.len", 2, is_pyodide=True)
    assert takes("random.shuffle", 1, is_pyodide=True)
    assert not takes("random.shuffle", 1, is_pyodide=False)
    assert errors_for("builtins.int", ("3.5",))[:2] == ("ValueError", "Exception")
    assert errors_for("builtins.int", ("35",)) == ()


def test_no_value_is_tried_that_would_take_long_or_make_a_large_object() -> None:
    assert errors_for("builtins.int", ("9" * 5000,)) == ()
    assert errors_for("builtins.bytes", (-1,))[0] == "ValueError"
    assert errors_for("builtins.bytes", (-(10**9),)) == ()
    assert errors_for("builtins.str.ljust", ("", 10**9, "ab")) == ()


def test_formats_that_would_make_a_long_text_are_not_tried() -> None:
    assert format_error("%d and %d", (1,)) == "TypeError"
    assert format_error("%999999999d %d", (1,)) == ""
    assert unfilled("{} {}", 1, frozenset()) == "1"
    assert unfilled("{a.b} {c[0]}", 0, frozenset({"a", "c"})) is None
    assert unfilled("{", 0, frozenset()) is None


@pytest.mark.parametrize(
    "source",
    [
        "count = 0\nfor i in range(3):\n    count += 1\nprint('n: ' + count)",
        "import random\nprint('you rolled ' + random.randint(1, 6))",
        "from datetime import date\nprint('year ' + date.today().year)",
        "for number, name in enumerate(['Ada']):\n    print('no. ' + number)",
        "x = 'a' if print else 'b'\nprint(x - 1)",
        "words = 'a b'.split()\nfor word in words:\n    print(word + 1)",
        "names = ['Ada']\nnames = names.sort()\nfor name in names:\n    print(name)",
    ],
)
def test_a_type_is_followed_from_where_it_is_made(source: str) -> None:
    assert "operation-refused" in flagged(source)


@pytest.mark.parametrize(
    "source",
    [
        "def show(text):\n    print('a' + text)\nshow('b')\nprint(show)",
        "import numpy as np\nx = np.array([1])\nprint(x + 1, x > 0, x[0])",
        "class Money:\n    def __radd__(self, other): return other\nprint('a' + Money())",
        "total = None\ndef f():\n    global total\n    total = 'x'\nf()\nprint(total + 'y')",
        "x = 0\nx = 'a' if x else 'b'\nprint(x + 'c')",
        "state = {'n': 0}\nstate['n'] = 'x'\nprint('a' + state['n'])",
        "class A:\n    n = 0\na = A()\nsetattr(a, 'n', 'x')\nprint('a' + a.n)",
        "names = []\nnames.append('x')\nprint('a' + names[0])",
        "value = 5\nif hasattr(value, 'x'):\n    print(value['x'])",
        "def f(*args):\n    a, b = args\nf(1, 2)",
        "pairs = [*zip('ab', 'cd')]\nfor a, b in pairs:\n    print(a, b)",
    ],
)
def test_what_may_be_another_value_is_left_alone(source: str) -> None:
    assert not flagged(source) & {"operation-refused", "argument-refused", "item-missing"}
