"""What Python names and expressions come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.project.program.values import Literal
from tests.project.program.programs import analysed, calls, uses, value_of, words

if TYPE_CHECKING:
    from pyscript_doctor.parsers.text import Text


def text_of(source: str) -> Text:
    """The text of the string that a call is given."""
    literal = analysed(source)[0].calls[0].arguments[0].value
    assert isinstance(literal, Literal)
    assert literal.text is not None
    return literal.text


# Names and their bindings


def test_a_name_with_one_binding_comes_to_it() -> None:
    assert value_of("x", "import asyncio\nx = asyncio.sleep") == "asyncio.sleep"


def test_an_alias_comes_to_what_it_stands_for() -> None:
    assert value_of("z", "from json import loads as y\nx = y\nz = x") == "json.loads"


def test_an_import_without_as_binds_the_first_part() -> None:
    source = "import os.path\nimport os.path as p\nx = os.path.join\ny = p.join"

    assert value_of("x", source) == value_of("y", source) == "os.path.join"


def test_a_name_that_nothing_binds_is_a_builtin_or_undecided() -> None:
    assert value_of("x", "x = print") == "builtins.print"
    assert value_of("x", "x = nothing_of_that_name") == "undecided"


def test_bindings_that_disagree_leave_a_name_undecided() -> None:
    assert value_of("x", "import a, b\nx = a.b if f() else b.a") == "undecided"


def test_a_function_that_a_name_is_bound_to_anew_is_not_taken_for_the_first() -> None:
    source = "from pyodide.ffi import create_proxy\ndef f(): pass\nf = create_proxy(f)\ndef g(): return f\ng()"

    assert value_of("f", source) == "pyodide.ffi.create_proxy(<function f>)"
    assert uses(analysed(source)[0]) == ["pyodide.ffi.create_proxy", "<function f>", "<function g>"]


def test_in_a_straight_run_the_last_binding_before_holds() -> None:
    source = "import json\nx = 1\ny = x\nx = json.loads\nz = x"

    assert value_of("y", source) == "1"
    assert value_of("z", source) == "json.loads"


def test_a_name_may_be_bound_to_something_made_of_itself() -> None:
    source = "from pyodide.ffi import create_proxy\ndef f(): pass\nf = create_proxy(f)\nx = f"

    assert value_of("x", source) == "pyodide.ffi.create_proxy(<function f>)"


def test_a_binding_in_a_branch_adds_to_the_one_before() -> None:
    assert value_of("y", "import json\nx = json.loads\nif f(): x = json.dumps\ny = x") == "undecided"


def test_a_binding_in_the_other_branch_does_not_count() -> None:
    assert value_of("y", "import json\nx = 1\nif f():\n    x = 2\nelse:\n    y = x") == "1"


def test_in_a_loop_a_later_binding_comes_round() -> None:
    assert value_of("y", "import json\nx = 1\nfor i in z:\n    y = x\n    x = 2") == "undecided"


def test_in_a_loop_a_binding_of_the_same_round_hides_the_later_one() -> None:
    assert value_of("y", "for i in z:\n    x = 1\n    y = x\n    x = 2") == "1"


def test_none_at_first_does_not_hide_what_a_name_is_set_to_later() -> None:
    source = (
        "from js import document\nel = None\ndef setup():\n    global el\n    el = document.body\ndef f(): el.title\n"
    )

    assert "thread:document.body.title" in uses(analysed(source + "setup(); f()")[0])


def test_none_at_first_is_a_value_of_the_name_itself() -> None:
    source = "from js import document\nel = None\ndef setup():\n    global el\n    el = document.body\nsetup()"

    assert value_of("el", source) == "undecided"


def test_an_exception_has_its_name_only_where_it_is_handled() -> None:
    source = "import json\ne = json\ntry:\n    f()\nexcept ValueError as e:\n    inside = e\ndef g(): e.loads()\ng()"

    assert value_of("inside", source) == "undecided"
    assert "json.loads()" in calls(analysed(source)[0])


# Scopes


def given(source: str, **program: object) -> str:
    """What the parameter x of a function f comes to, by its call `x()`."""
    code = analysed(f"def f(x, y=len, *z): x()\n{source}", **program)[0]  # type: ignore[arg-type]
    return calls(code)[0]


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("f(print)", "builtins.print()"),
        ("f(x=print)", "builtins.print()"),
        ("f(print)\nf(print, 2)", "builtins.print()"),
        ("f(print)\nf(len)", "undecided()"),
        ("f(print)\nkept = f", "undecided()"),
        ("f(print)\njs.setTimeout(f)", "undecided()"),
        ("f(print)\nfrom functools import partial\npartial(f, len)()", "undecided()"),
        ("f(*arguments)", "undecided()"),
        ("def g(f): f(len)\ng(1)\nf(print)", "builtins.print()"),
        ("f(f)", "undecided()"),
        ("if 0: f(len)\nf(print)", "builtins.print()"),
    ],
)
def test_a_parameter_is_what_all_calls_give_if_there_are_but_calls(source: str, value: str) -> None:
    assert given(source) == value


def test_a_function_that_is_called_from_outside_may_be_given_anything() -> None:
    assert given("f(print)", entry_points=("f",)) == "undecided()"


def test_a_parameter_left_out_is_its_default() -> None:
    assert "builtins.len()" in calls(analysed("def f(x=len): x()\nf()")[0])


def test_a_parameter_that_is_bound_anew_is_not_what_was_given() -> None:
    source = "from pyodide.ffi import create_proxy\ndef g(): ...\ndef f(x):\n    x = create_proxy(x)\n    lib(x)\nf(g)"

    assert "undecided(pyodide.ffi.create_proxy(<function g>))" in calls(analysed(source)[0])


def test_a_parameter_of_a_method_is_what_its_calls_give() -> None:
    source = "class C:\n    def m(self, x): x()\nc = C()\nc.m(print)"

    assert "builtins.print()" in calls(analysed(source)[0])
    assert "undecided()" in calls(analysed(source + "\nunknown.m(1)")[0])


def test_a_method_of_another_class_gives_nothing() -> None:
    source = (
        "class C:\n    def m(self, x): x()\nclass D:\n    def m(self, x): ...\n"
        "c = C()\nc.m(print)\nd = D()\nd.m(len)\njs.m(1)\nimport js"
    )

    assert "builtins.print()" in calls(analysed(source)[0])


def test_a_parameter_of_a_function_of_another_module() -> None:
    modules = {"tools": "def f(x): x()"}

    assert calls(analysed("from tools import f\nf(print)", modules=modules)[1]) == ["builtins.print()"]
    assert calls(analysed("import tools\ntools.f(print)", modules=modules)[1]) == ["builtins.print()"]
    assert calls(analysed("from tools import f as g\ng(print)", modules=modules)[1]) == ["undecided()"]


@pytest.mark.parametrize(
    ("more", "value"),
    [
        ("C(print)", "builtins.print()"),
        ("C(print)\nC(x=len)", "undecided()"),
        ("C(print)\nclass D(C): ...", "undecided()"),
        ("C(print)\nmake(C)", "undecided()"),
        ("C(print)\nC.__init__(other, len)", "undecided()"),
    ],
)
def test_a_parameter_of_a_constructor_is_what_the_calls_of_its_class_give(more: str, value: str) -> None:
    source = "class C:\n    def __init__(self, x): x()\n"

    assert value in calls(analysed(source + more)[0])


def test_a_constructor_of_another_module_is_called_by_its_class() -> None:
    modules = {"tools": "class C:\n    def __init__(self, x): x()"}

    assert calls(analysed("import tools\ntools.C(print)", modules=modules)[1]) == ["builtins.print()"]


@pytest.mark.parametrize("header", ["@unknown\nclass C:", "class C(Base):", "class C(metaclass=M):"])
def test_something_else_may_call_the_constructor_of_a_class_that_is_not_plain(header: str) -> None:
    assert "undecided()" in calls(analysed(f"{header}\n    def __init__(self, x): x()\nC(print)")[0])


def test_the_parameters_of_decorated_functions_and_lambdas_are_undecided() -> None:
    assert "undecided()" in calls(analysed("@unknown\ndef f(x): x()\nf(print)")[0])
    assert "undecided()" in calls(analysed("(lambda x: x())(print)")[0])
    assert "undecided()" in calls(analysed("def f(*x): x()\nf(print)")[0])


def test_a_local_name_hides_the_one_outside() -> None:
    source = "import json\nx = json\ndef f():\n    x = 1\n    return x\ny = f()"

    assert value_of("y", source) == "1"


def test_a_closure_sees_the_names_around_it() -> None:
    source = "import json\ndef outer():\n    x = json.loads\n    def inner(): return x()\n    return inner()\nouter()"

    assert "json.loads()" in calls(analysed(source)[0])


def test_methods_do_not_see_the_names_of_their_class() -> None:
    source = "class C:\n    x = 1\n    def m(self): return x\ny = C().m()"

    assert value_of("y", source) == "<method C.m>()"


def test_a_class_body_sees_its_own_names() -> None:
    assert value_of("C", "import json\nclass C:\n    x = json\n    y = x.loads") == "<class C>"
    assert value_of("z", "import json\nclass C:\n    x = json\n    y = x.loads\nz = C.y") == "json.loads"


def test_a_comprehension_has_names_of_its_own() -> None:
    assert value_of("y", "import json\nx = json\ny = [x for x in [1, 2]]\n") == "list[undecided]"
    assert value_of("y", "import json\nx = json\n[x for x in [1, 2]]\ny = x.loads") == "json.loads"


def test_a_walrus_binds_around_a_comprehension() -> None:
    assert value_of("y", "import json\n[(x := json.loads) for i in z]\ny = x") == "json.loads"


def test_nonlocal_and_global_bind_further_out() -> None:
    source = "import json\ndef f():\n    x = 1\n    def g():\n        nonlocal x\n        x = json.loads\n    x()\nf()"

    assert "undecided()" in calls(analysed(source)[0])


# Displays, literals and parts


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("'a' 'b'", "'ab'"),
        ("'a' + 'b'", "'ab'"),
        ("-1", "-1"),
        ("f'plain'", "'plain'"),
        ("f'{x}'", "undecided"),
        ("...", "None"),
        ("(1, print)", "tuple[1, builtins.print]"),
        ("{'a': print}", "dict[builtins.print]"),
        ("dict(a=print)", "dict[builtins.print]"),
        ("[print for i in x]", "list[builtins.print]"),
        ("(print, 1)[0]", "builtins.print"),
        ("{'a': print}['a']", "builtins.print"),
        ("'a'.join", "builtins.str.join"),
        ("[].append", "builtins.list.append"),
        ("1 + 2", "undecided"),
        ("f(*y)", "undecided"),
        ("(z := print)", "builtins.print"),
    ],
)
def test_an_expression_comes_to(expression: str, value: str) -> None:
    assert value_of("x", f"x = {expression}") == value


def test_unpacking_gives_each_name_its_part() -> None:
    assert value_of("b", "a, b = 1, print") == "builtins.print"
    assert value_of("b", "for a, b in [(1, print)]: pass") == "builtins.print"
    assert value_of("b", "a, *b = 1, print") == "undecided"


def test_a_string_keeps_the_places_of_its_characters() -> None:
    source = "print('a\\n' \"b\")"
    literal = analysed(source)[0].calls[0].arguments[0].value

    assert words(literal) == "'a\\nb'"
    assert isinstance(literal, Literal)
    text = literal.text
    assert text is not None
    places = [text.span(offset, offset + 1) for offset in range(3)]
    assert [source[place.start : place.end] for place in places] == ["a", "\\n", "b"]


@pytest.mark.filterwarnings("ignore:invalid escape sequence")
@pytest.mark.parametrize(
    "literal",
    [r"r'\n'", r"'\x41\u0042'", "'''a\nb'''", r"'\N{BULLET}'", r"'\''", '"\\""', "('a'  # note\n 'b')", r"'\d'"],
)
def test_every_kind_of_string_is_read_as_python_reads_it(literal: str) -> None:
    text = text_of(f"print({literal})")

    assert text.value == eval(literal)


def test_a_string_of_mixed_newlines_is_placed_as_a_whole() -> None:
    source = "print('''a\r\nb''')"
    text = text_of(source)

    assert text.value == "a\nb"
    place = text.span(2, 3)
    assert source[place.start : place.end] == "b"
