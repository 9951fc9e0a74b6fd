"""Edits of Python and of single words: what they write, and where they write nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.edits.python import (
    awaited,
    declared_global,
    given_import,
    given_module,
    unwrapped,
    with_argument,
    with_parameter,
)
from pyscript_doctor.edits.words import removed, respelled
from pyscript_doctor.parsers.layers import Unwritable
from pyscript_doctor.parsers.python.parsing import parse_python
from pyscript_doctor.parsers.python.syntax import Syntax
from pyscript_doctor.parsers.text import Span, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyscript_doctor.parsers.text import Edit


def edited(source: str, edits: Iterable[Edit]) -> str:
    for edit in sorted(edits, reverse=True):
        source = source[: edit.start] + edit.text + source[edit.end :]
    return source


def place(source: str, part: str) -> Span:
    start = source.index(part)
    return Span("main.py", start, start + len(part))


def parsed(source: str) -> Syntax:
    syntax = parse_python(Text.whole("main.py", source))
    assert isinstance(syntax, Syntax)
    return syntax


@pytest.mark.parametrize(
    ("source", "after"),
    [
        ("f(1)", "await f(1)"),
        ("f(1).name", "(await f(1)).name"),
        ("f(1) [0]", "(await f(1)) [0]"),
        ("x = f(1) ** 2", "x = await f(1) ** 2"),
    ],
)
def test_awaited_call_has_parentheses_where_more_follows(source: str, after: str) -> None:
    assert edited(source, awaited(Text.whole("main.py", source), place(source, "f(1)"))) == after


def test_call_gives_way_to_its_argument() -> None:
    source = "x = asyncio.run(main(), debug=True)\n"
    text = Text.whole("main.py", source)
    edits = unwrapped(text, place(source, "asyncio.run(main(), debug=True)"), place(source, "main()"), "await ")
    assert edited(source, edits) == "x = await main()\n"


@pytest.mark.parametrize(
    ("source", "name", "after"),
    [
        ("def go():\n    pass\n", "go", "def go(event):\n    pass\n"),
        ("def go( ): pass", "go", "def go( event): pass"),
        ("g(lambda: 1)", "lambda: 1", "g(lambda event: 1)"),
    ],
)
def test_function_gets_a_parameter(source: str, name: str, after: str) -> None:
    assert edited(source, [with_parameter(Text.whole("main.py", source), place(source, name), "event")]) == after


@pytest.mark.parametrize(("source", "name"), [("def go(x): pass", "go"), ("g(lambda x: 1)", "lambda x: 1")])
def test_function_that_has_parameters_gets_no_first_one(source: str, name: str) -> None:
    with pytest.raises(Unwritable):
        with_parameter(Text.whole("main.py", source), place(source, name), "event")


def test_call_gets_an_argument_but_not_after_a_last_comma() -> None:
    text = Text.whole("main.py", "f(1)")
    assert edited("f(1)", [with_argument(text, Span("main.py", 0, 4), "x=2", more=True)]) == "f(1, x=2)"
    with pytest.raises(Unwritable):
        with_argument(Text.whole("main.py", "f(1,)"), Span("main.py", 0, 5), "x=2", more=True)


@pytest.mark.parametrize(
    ("source", "after"),
    [
        ("def f():\n    n += 1\n", "def f():\n    global n\n    n += 1\n"),
        ('def f():\n  """Count."""\n  n += 1\n', 'def f():\n  """Count."""\n  global n\n  n += 1\n'),
        ("class A:\n    def f(self):\n        n += 1\n", None),
    ],
)
def test_function_says_that_it_sets_the_name_of_the_module(source: str, after: str | None) -> None:
    name = "f" if after else "A.f"
    expected = after or source.replace("        n +=", "        global n\n        n +=")
    assert edited(source, [declared_global(parsed(source), name, "n")]) == expected


@pytest.mark.parametrize("source", ["def f(): n += 1\n", "def f():\n    n += 1\ndef f():\n    pass\n"])
def test_function_without_a_line_of_its_own_or_of_its_own_name_says_nothing(source: str) -> None:
    with pytest.raises(Unwritable):
        declared_global(parsed(source), "f", "n")


def test_import_that_is_there_is_used_by_the_name_that_it_has() -> None:
    assert given_module(parsed("import asyncio as aio\n"), "asyncio") == ("aio", ())
    assert given_import(parsed("from pyscript import window as w\n"), ("pyscript",), "window") == ("w", ())


def test_import_is_made_where_it_is_missing_but_not_over_a_name_that_is_taken() -> None:
    source = "import js\n\njs.x()\n"
    name, edits = given_module(parsed(source), "asyncio")
    assert (name, edited(source, edits)) == ("asyncio", "import js\nimport asyncio\n\njs.x()\n")
    with pytest.raises(Unwritable):
        given_module(parsed("asyncio = 3\n"), "asyncio")
    with pytest.raises(Unwritable):
        given_import(parsed("def window():\n    pass\n"), ("pyscript",), "window")


def test_word_is_respelled_at_its_last_place_as_a_whole_word() -> None:
    source = "game.gam(gamer)"
    edit = respelled(Text.whole("main.py", source), Span("main.py", 0, len(source)), "gam", "name")
    assert edited(source, [edit]) == "game.name(gamer)"


@pytest.mark.parametrize(("old", "new"), [("none", "x"), ("a", 'x"'), ("", "x")])
def test_word_that_is_not_there_or_needs_an_escape_is_not_written(old: str, new: str) -> None:
    with pytest.raises(Unwritable):
        respelled(Text.whole("main.py", "a"), Span("main.py", 0, 1), old, new)


@pytest.mark.parametrize(
    ("source", "after"),
    [
        ("a\r\n  # gone\r\nb", "a\r\nb"),
        ("a  # gone\nb", "a\nb"),
        ("a # gone b", "a  b"),
        ("# gone", ""),
    ],
)
def test_comment_goes_with_its_line_or_with_the_white_space_before_it(source: str, after: str) -> None:
    start = source.index("# gone")
    assert edited(source, [removed(Text.whole("main.py", source), start, start + 6)]) == after
