"""What functions are, and what their calls come to."""

from __future__ import annotations

import pytest

from tests.project.program.programs import analysed, value_of, words


def test_a_function_knows_how_it_can_be_called() -> None:
    functions = analysed("async def f(a, b=1): ...\ng = lambda: 1\ndef h(*a): ...")[0].constants

    assert [(each.required, each.most, each.is_async) for each in functions.values()] == [  # type: ignore[union-attr]
        (1, 2, True),
        (0, 0, False),
        (0, None, False),
    ]


def test_a_function_lies_where_its_name_stands() -> None:
    source = "@print\nasync  def  wanted(): ..."
    span = analysed(source)[0].functions["wanted"].span

    assert source[span.start : span.end] == "wanted"


def test_a_call_comes_to_what_the_function_returns() -> None:
    source = "from js import document\ndef el(name):\n    return document.getElementById(name)\nx = el('a').style"

    assert value_of("x", source) == "thread:document.getElementById.().style"


def test_a_function_that_makes_functions() -> None:
    source = "def make(n):\n    def handler(event): print(n)\n    return handler\nx = make(1)"

    assert value_of("x", source) == "<function make.handler>"


def test_a_result_that_hangs_on_a_parameter_is_told_as_the_call() -> None:
    assert value_of("x", "def f(a): return a ** 1\nx = f(2)") == "<function f>(2)"


def test_a_function_that_wraps_what_it_is_given_tells_the_wrapper() -> None:
    source = "from pyodide.ffi import create_proxy\ndef proxied(f): return create_proxy(f)\nx = proxied(print)"

    assert value_of("x", source) == "pyodide.ffi.create_proxy(builtins.print)"


def test_a_function_that_gives_back_its_parameter() -> None:
    assert value_of("x", "def register(f):\n    kept.append(f)\n    return f\nx = register(print)") == "builtins.print"


def test_a_function_that_may_end_without_return_may_return_none() -> None:
    assert value_of("x", "import json\ndef f(a):\n    if a: return json\nx = f(input())") == "undecided"
    assert value_of("x", "import json\ndef f(a):\n    if a: return json\nx = f(1).loads") == "json.loads"
    assert value_of("x", "def f(): pass\nx = f()") == "None"


def test_a_coroutine_gives_its_result_when_it_is_awaited() -> None:
    source = "import json\nasync def f(): return json.loads\nx = f()\ny = await f()\nz = await x"

    assert value_of("x", source) == "<function f>()"
    assert value_of("y", source) == value_of("z", source) == "json.loads"


def test_a_generator_is_told_as_the_call() -> None:
    assert value_of("x", "def f():\n    yield 1\nx = f()") == "<function f>()"


def test_recursion_comes_to_what_ends_it() -> None:
    assert (
        value_of("x", "import json\ndef f(n):\n    if n: return f(n - 1)\n    return json.loads\nx = f(3)")
        == "json.loads"
    )


def test_two_functions_of_one_name_stand_for_one_another() -> None:
    code = analysed("def f(a): ...\ndef f(a, b): ...\ndef g(): f\ng()")[0]
    function = code.uses[0].value

    assert (function.required, function.most) == (1, 2)  # type: ignore[union-attr]


# Calls of what is not the project's


def test_what_a_library_returns_is_told_as_the_call() -> None:
    source = "import pandas as pd\ntable = pd.read_csv('a.csv')\nx = table.columns\ny = table.head(3)\nz = table['a']"

    assert value_of("x", source) == "pandas.read_csv('a.csv').columns"
    assert value_of("y", source) == "pandas.read_csv('a.csv').head(3)"
    assert value_of("z", source) == "pandas.read_csv('a.csv').[]"


def test_a_subscript_of_a_python_name_is_a_call_of_getitem() -> None:
    assert value_of("x", "from pyscript.web import page\nx = page['#a']") == "pyscript.web.page.__getitem__('#a')"


def test_partial_keeps_the_function() -> None:
    source = "from functools import partial\ndef f(a, b): ...\nx = partial(f, 1)"

    assert value_of("x", source) == "functools.partial(<function f>, 1)"


def test_a_file_that_with_opens_is_the_result_of_open() -> None:
    assert value_of("x", "with open('a.csv') as f:\n    x = f.read()") == "builtins.open('a.csv').read()"


def test_globals_by_a_literal_name() -> None:
    assert value_of("x", "def f(): ...\nx = globals()['f']") == "<function f>"


def test_getattr_by_a_literal_name() -> None:
    assert value_of("x", "import json\nx = getattr(json, 'loads')") == "json.loads"
    assert value_of("x", "import json\nname = f()\nx = getattr(json, name)") == "undecided"


# Decorators


@pytest.mark.parametrize(
    "decorator",
    ["when('click', '#a')", "functools.wraps(print)", "functools.cache", "contextlib.contextmanager", "register"],
)
def test_harmless_decorators_leave_the_function_what_it_is(decorator: str) -> None:
    source = (
        "import functools, contextlib\nfrom pyscript import when\ndef register(g): return g\n"
        f"@{decorator}\ndef f(event): ...\nx = f"
    )

    assert value_of("x", source) == "<function f>"


def test_a_proxy_made_by_a_decorator_is_a_proxy() -> None:
    source = "from pyodide.ffi import create_proxy\n@create_proxy\ndef f(event): ...\nx = f"

    assert value_of("x", source) == "pyodide.ffi.create_proxy(<function f>)"


def test_what_an_unknown_decorator_makes_is_its_result() -> None:
    assert (
        value_of("x", "from lib import app\n@app.route('/')\ndef f(): ...\nx = f") == "lib.app.route('/')(<function f>)"
    )
    assert value_of("x", "@unknown\ndef f(): ...\nx = f") == "undecided"


def test_a_decorator_of_the_project_gives_what_it_returns() -> None:
    source = "def logged(f):\n    def wrapper(*a): return f(*a)\n    return wrapper\n@logged\ndef g(event): ...\nx = g"

    assert value_of("x", source) == "<function logged.wrapper>"


def test_decorators_are_told_with_the_function() -> None:
    code = analysed("from pyscript import when\n@when('click', '#a')\ndef f(event): ...")[0]

    assert [words(each) for each in code.functions["f"].decorators] == ["pyscript.when('click', '#a')"]
    assert code.calls[0].decorates == code.functions["f"]


def test_a_decorator_without_parentheses_is_a_call_too() -> None:
    code = analysed("from pyodide.ffi import create_proxy\n@create_proxy\ndef f(event): ...")[0]

    assert [(words(call.callee), call.decorates and call.decorates.name) for call in code.calls] == [
        ("pyodide.ffi.create_proxy", "f")
    ]
