"""What the doctor says of Python that fails, beyond the examples of the rules' pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pyscript_doctor import ACTION_FAILS, SCRIPT_DIES
from tests.projects import page, report_of

if TYPE_CHECKING:
    from pyscript_doctor import Finding


def found(rule: str, python: str, kind: str = "py") -> list[Finding]:
    """The rule's findings on a page with this script."""
    html = page(f'<p id="note">Hello</p><script type="{kind}">\nfrom pyscript import when, window\n{python}\n</script>')
    report = report_of({"index.html": html}, select=frozenset({rule}))
    return [each.finding for each in report.diagnostics]


def the_one(rule: str, python: str, kind: str = "py") -> Finding:
    (finding,) = found(rule, python, kind)
    return finding


@pytest.mark.parametrize(
    ("rule", "python"),
    [("item-missing", "print([1][1])"), ("argument-refused", "print(len(5))"), ("operation-refused", "print(1 + 'a')")],
)
def test_the_script_ends_there_or_a_function_of_it(rule: str, python: str) -> None:
    assert the_one(rule, python).effect is SCRIPT_DIES
    assert the_one(rule, f"@when('click', '#note')\ndef show(event):\n    {python}").effect is ACTION_FAILS


# item-missing


@pytest.mark.parametrize(
    ("python", "message", "help", "console"),
    [
        ("print({'size': 1}['sise'])", "this dict has no key `'sise'`", "Did you mean `'size'`?", "KeyError: 'sise'"),
        ("print({'size': 1}['colour'])", "this dict has no key `'colour'`", "It has `'size'`.", "KeyError: 'colour'"),
        (
            "print({'a': 1, 'b': 2, 'c': 3, 'd': 4, 'e': 5, 'f': 6}['colour'])",
            "this dict has no key `'colour'`",
            "It has `'a'`, `'b'`, `'c'`, `'d'`, `'e'`.",
            "KeyError: 'colour'",
        ),
        (
            "sizes = {}\nprint(sizes['colour'])",
            "this dict has no key `'colour'`",
            "Add it to the dict, or ask with `.get(...)`.",
            "KeyError: 'colour'",
        ),
        (
            "print([5][1])",
            "there is no item 1: this list has 1 item",
            "Items are counted from 0, so the last one is `[0]` or `[-1]`.",
            "index out of range",
        ),
        (
            "print((5, 6)[5])",
            "there is no item 5: this tuple has 2 items",
            "Items are counted from 0, so the last one is `[1]` or `[-1]`.",
            "index out of range",
        ),
        ("print([][0])", "there is no item 0: this list has 0 items", "It is empty.", "index out of range"),
        (
            "print('a'[1])",
            "there is no item 1: this string has 1 character",
            "Items are counted from 0, so the last one is `[0]` or `[-1]`.",
            "index out of range",
        ),
        (
            "print('ab'[2])",
            "there is no item 2: this string has 2 characters",
            "Items are counted from 0, so the last one is `[1]` or `[-1]`.",
            "index out of range",
        ),
    ],
)
def test_which_item_is_missing(python: str, message: str, help: str, console: str) -> None:
    finding = the_one("item-missing", python)
    assert (finding.message, finding.help, finding.console) == (message, help, console)


def test_a_key_that_is_nearly_there_is_a_fix() -> None:
    assert the_one("item-missing", "print({'size': 1}['sise'])").fix is not None
    assert the_one("item-missing", "print({'size': 1}['colour'])").fix is None


# argument-refused


@pytest.mark.parametrize(
    ("python", "message", "error"),
    [
        ("print(len(5))", "`len` does not work with an `int`", "TypeError"),
        ("print(len(5.5))", "`len` does not work with a `float`", "TypeError"),
        ("print(max(1, 'a'))", "`max` does not work with an `int` and a `str`", "TypeError"),
        ("print(int('abc'))", "`int` can't work with `'abc'`", "ValueError"),
        ("print('{} {}'.format(1))", "`format` gets no value for the field number 2", "IndexError"),
        ("print('{a}'.format(b=1))", "`format` gets no value for the field `a`", "KeyError"),
        ("print('%d' % 'a')", "the values do not fit the places in this text", "TypeError"),
    ],
)
def test_what_a_function_refuses(python: str, message: str, error: str) -> None:
    on_pyodide, on_micropython = the_one("argument-refused", python), the_one("argument-refused", python, "mpy")
    assert on_pyodide.message == on_micropython.message == message
    assert (on_pyodide.console, on_micropython.console) == (error, "Error")


def test_a_function_that_nobody_called_is_for_another_rule() -> None:
    assert found("argument-refused", "def size(): return 'a'\nprint(len(size))") == []
    assert len(found("function-not-called", "def size(): return 'a'\nprint(len(size))")) == 1


# main-name-misspelt


@pytest.mark.parametrize(
    "python",
    [
        "if __name__ != 'main': print(1)",
        "mode = window.prompt()\nif mode == 'main': print(1)",
        "if __name__ == 'helper': print(1)",
        "if __name__ == 1: print(1)",
        "if (__name__ ==\n        'main'): print(1)",
    ],
)
def test_another_question_than_whether_this_is_the_main_program(python: str) -> None:
    assert found("main-name-misspelt", python) == []


def test_a_text_in_two_pieces_is_not_fixed() -> None:
    assert the_one("main-name-misspelt", "if __name__ == 'main': print(1)").fix is not None
    assert the_one("main-name-misspelt", "if __name__ == 'ma' 'in': print(1)").fix is None


# browser-name-missing


def test_what_another_kind_of_element_has_is_no_slip_of_the_pen() -> None:
    """A paragraph has `onplay`, but who writes `play` means a video."""
    start = "from pyscript import document\nnote = document.getElementById('note')\n"
    assert the_one("browser-name-missing", f"{start}note.play()").fix is None
    assert the_one("browser-name-missing", f"{start}print(note.textContnet)").fix is not None
    assert the_one("browser-name-missing", f"{start}note.text = 'a'").help == "Write `textContent`."
