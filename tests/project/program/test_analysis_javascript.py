"""Values that live in JavaScript, by the way that leads to them."""

from __future__ import annotations

import pytest

from pyscript_doctor import JavaScriptValue
from tests.project.program.programs import analysed, calls, uses, value_of, words


@pytest.mark.parametrize("interpreter", ["pyodide", "micropython"])
@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("import js\nx = js", "thread:"),
        ("import js\nx = js.document", "thread:document"),
        ("import js as page\nx = page.console.log", "thread:console.log"),
        ("from js import document as d\nx = d.body", "thread:document.body"),
        ("from pyscript import window\nx = window", "main:"),
        ("from pyscript import window\nx = window.location", "main:location"),
        ("from pyscript import document\nx = document.body", "main:document.body"),
        ("import pyscript\nx = pyscript.window.setTimeout", "main:setTimeout"),
        ("import pyscript as ps\nx = ps.document", "main:document"),
        ("from pyscript.context import window\nx = window.location", "main:location"),
        ("from pyscript.magic_js import document\nx = document", "main:document"),
        ("from polyscript import xworker\nx = xworker.window.document", "main:document"),
        ("from pyscript.js_modules import chart\nx = chart.Chart", "module:chart.Chart"),
        ("from pyscript.js_modules.chart import Chart\nx = Chart.new", "module:chart.Chart.new"),
        ("from pyscript import js_modules\nx = js_modules.chart", "module:chart"),
        ("import pyscript.js_modules.chart as c\nx = c.Chart", "module:chart.Chart"),
        ("from pyscript import *\nx = window.location", "main:location"),
    ],
)
def test_where_javascript_comes_from(source: str, value: str, interpreter: str) -> None:
    assert value_of("x", source, interpreter=interpreter) == value


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("js.document.getElementById('a')", "document.getElementById.()"),
        ("js.document.querySelectorAll('p')[0].style", "document.querySelectorAll.().[].style"),
        ("js.Map.new()", "Map.new.()"),
        ("await js.fetch('a')", "fetch.().await"),
        ("(await (await js.fetch('a')).json()).items", "fetch.().await.json.().await.items"),
        ("js.location['href']", "location.[]"),
        ("getattr(js, 'document')", "document"),
        ("js.eval('1')", "eval.()"),
        ("js.a if f() else js.b", "?"),
        ("js.a.run if f() else js.b.run", "?.run"),
        ("js.a or js.b", "?"),
    ],
)
def test_what_is_got_from_javascript_stays_javascript(expression: str, value: str) -> None:
    assert value_of("x", f"import js\nx = {expression}") == f"thread:{value}"


@pytest.mark.parametrize(
    "source",
    [
        "for x in document.querySelectorAll('p'): pass",
        "for i, x in enumerate(document.querySelectorAll('p')): pass",
        "for i, x in zip(y, list(document.querySelectorAll('p'))): pass",
        "x = [y for y in document.querySelectorAll('p')][0]",
        "x, y = document.querySelectorAll('p')",
    ],
)
def test_what_a_loop_or_unpacking_gets_out_of_javascript(source: str) -> None:
    assert value_of("x", f"from pyscript import document\n{source}") == "main:document.querySelectorAll.().[]"


def test_javascript_that_python_runs() -> None:
    assert value_of("x", "from pyodide.code import run_js\nx = run_js('[1]').length") == "thread:eval.().length"


def test_what_is_turned_into_python_is_javascript_no_more() -> None:
    source = "import js\nx = js.data.to_py()\ny = x.get('a')"

    assert value_of("x", source) == "thread:data.to_py()"
    assert value_of("y", source) == "thread:data.to_py().get('a')"


def test_page_and_thread_stay_apart_as_written() -> None:
    source = "import js\nfrom pyscript import window\nx = js if f() else window"

    assert value_of("x", source) == "undecided"


def test_pyscripts_own_names_are_python() -> None:
    source = "from pyscript import sync, ffi\nx = sync.answer\ny = ffi.create_proxy"

    assert value_of("x", source) == "pyscript.sync.answer"
    assert value_of("y", source) == "pyscript.ffi.create_proxy"


def test_pyscripts_names_have_one_spelling() -> None:
    for module in ("pyscript", "pyscript.context", "pyscript.magic_js"):
        assert value_of("RUNNING_IN_WORKER", f"from {module} import RUNNING_IN_WORKER") == "pyscript.RUNNING_IN_WORKER"
    for module in ("pyscript", "pyscript.events", "pyscript.event_handling"):
        assert value_of("when", f"from {module} import when") == "pyscript.when"


def test_javascript_kept_in_an_attribute_or_list() -> None:
    source = (
        "from js import document\n"
        "class View:\n    def __init__(self):\n        self.root = document.body\n"
        "    def draw(self): self.root.append(1)\n"
        "View().draw()\n"
    )

    assert "thread:document.body.append(1)" in calls(analysed(source)[0])


def test_assignments_to_javascript_are_told() -> None:
    source = "from js import document\ndef f(e): ...\nbutton = document.body\nbutton.onclick = f\nbutton.count += 1"
    assignments = analysed(source)[0].assignments

    assert [(words(each.target), each.attribute, words(each.value)) for each in assignments] == [
        ("thread:document.body", "onclick", "<function f>"),
        ("thread:document.body", "count", "undecided"),
    ]


def test_assignments_by_setattr_are_told() -> None:
    assignment = analysed("import js\nsetattr(js, 'answer', 42)")[0].assignments[0]

    assert (words(assignment.target), assignment.attribute, words(assignment.value)) == ("thread:", "answer", "42")


def test_assignments_to_what_the_project_defines_are_not() -> None:
    assert analysed("class C: ...\nc = C()\nc.x = 1\nC.y = 2")[0].assignments == ()


def test_a_function_of_the_project_is_told_where_it_is_handed_over() -> None:
    source = "import js\ndef tick(): ...\njs.setTimeout(tick, 100)\njs.setTimeout(lambda: 1, 100)"

    assert calls(analysed(source)[0]) == [
        "thread:setTimeout(<function tick>, 100)",
        "thread:setTimeout(<lambda <lambda>>, 100)",
    ]


def test_bound_methods_builtins_partials_and_instances_as_callbacks() -> None:
    source = (
        "import js\nfrom functools import partial\n"
        "class C:\n    def m(self, e): ...\n    def __call__(self, e): ...\n"
        "class D: ...\n"
        "c = C()\nlog = []\n"
        "js.f(c.m, c, D(), print, log.append, partial(c.m, 1))\n"
    )
    values = [argument.value for argument in analysed(source)[0].calls[-1].arguments]
    call = next(call for call in analysed(source)[0].calls if words(call.callee) == "thread:f")

    assert [words(argument.value) for argument in call.arguments] == [
        "<method C.m>",
        "<instance of C>",
        "<instance of D>",
        "builtins.print",
        "builtins.list.append",
        "functools.partial(<method C.m>, 1)",
    ]
    assert call.arguments[1].value.callable  # type: ignore[union-attr]
    assert not call.arguments[2].value.callable  # type: ignore[union-attr]
    assert (call.arguments[0].value.required, call.arguments[0].value.most) == (1, 1)  # type: ignore[union-attr]
    assert values


def test_a_very_long_way_is_cut() -> None:
    source = "import js\nx = js.a\n" + "x = x.a\n" * 100
    path = analysed(source)[0].constants["x"].path  # type: ignore[union-attr]

    assert path[0] == "?"
    assert len(path) < 60


def test_uses_tell_the_longest_way_and_the_callee() -> None:
    source = "from pyscript import document\ndocument.getElementById('a').style.color"

    assert uses(analysed(source)[0]) == ["main:document.getElementById.().style.color", "main:document.getElementById"]


@pytest.mark.parametrize(
    ("source", "given"),
    [
        ("js.document.getElementById('a').style", ("a",)),
        ("js.document.querySelectorAll('p')[0]", ("p", None)),
        ("js.document.forms['order']", ("order",)),
        ("js.document.getElementById(name)", (None,)),
        ("js.f('a') if c else js.f('b')", (None,)),
        ("js.f('a') if c else js.f('a')", ("a",)),
    ],
)
def test_a_javascript_value_keeps_the_strings_that_lead_to_it(source: str, given: tuple[str | None, ...]) -> None:
    value = analysed(f"import js\nx = {source}")[0].constants["x"]
    assert isinstance(value, JavaScriptValue)
    assert value.given == given


WHEN = "from pyscript import document, when\nfrom pyscript.ffi import create_proxy\n"


@pytest.mark.parametrize(
    "source",
    [
        "@when('click', '#a')\ndef f(e):\n    e.x",
        "@when('click', '#a')\nasync def f(e):\n    e.x",
        "def f(e):\n    e.x\ndocument.body.addEventListener('click', f)",
        "def f(e):\n    e.x\ndocument.body.addEventListener('click', create_proxy(f))",
        "def f(e):\n    e.x\np = create_proxy(f)\ndocument.body.addEventListener('click', p)",
        "def f(e):\n    e.x\ndocument.body.onclick = f",
        "document.body.addEventListener('click', create_proxy(lambda e: e.x))",
        (
            "class A:\n    def __init__(self):\n        document.body.addEventListener('click', create_proxy(self.f))\n"
            "    def f(self, e):\n        e.x\nA()"
        ),
        "def g(e):\n    e.x\n@when('click', '#a')\ndef f(e):\n    g(e)",
    ],
)
def test_a_function_that_listens_is_given_the_event(source: str) -> None:
    assert "event:click.x" in uses(analysed(WHEN + source)[0])


@pytest.mark.parametrize(
    "source",
    [
        "def f(e):\n    e.x\nregister(f)\ndocument.body.addEventListener('click', f)",
        "def f(e):\n    e.x\ndocument.body.addEventListener(kind, f)",
        "@when('click', '#a')\n@other\ndef f(e):\n    e.x",
        "@when('click', '#a')\ndef f(a=1, e=2):\n    e.x",
    ],
)
def test_what_else_may_be_given_is_unknown(source: str) -> None:
    assert not [use for use in uses(analysed(WHEN + source)[0]) if use.endswith(".x")]
