"""The facts as rules read them: their places, arguments and kinds."""

from __future__ import annotations

import gc

import pytest

from pyscript_doctor.knowledge.interpreters import Interpreter, Thread
from pyscript_doctor.parsers.python.dedent import dedent
from pyscript_doctor.parsers.python.kinds import Role
from pyscript_doctor.parsers.python.parsing import Syntax, parse_python
from pyscript_doctor.parsers.text import Text
from pyscript_doctor.project.program.analysis import Program, analyse
from pyscript_doctor.project.program.evaluation import Evaluation
from tests.pace import within
from tests.project.program.programs import analysed, calls, source_at, uses, words


def test_an_import_is_told_with_its_alias_and_places() -> None:
    source = "import numpy.linalg as la\nfrom  .tools import first as one\nfrom os import *"
    first, second, third = analysed(source)[0].imports

    assert (first.module, first.name, first.alias) == ("numpy.linalg", None, "la")
    assert (second.module, second.name, second.alias) == (".tools", "first", "one")
    assert (third.module, third.name, third.alias) == ("os", "*", "*")
    assert [source_at(source, each.place) for each in (first, second, third)] == ["numpy.linalg", "first", "*"]
    spans = [each.module_span for each in (first, second, third)]
    assert [source[span.start : span.end] for span in spans if span] == ["numpy.linalg", ".tools", "os"]


def test_an_import_by_a_call_is_told_too() -> None:
    source = "import importlib\nimportlib.import_module('yaml')\n__import__('lzma')\nimportlib.import_module(name)"

    assert [each.module for each in analysed(source)[0].imports] == ["importlib", "yaml", "lzma"]


def test_a_call_is_told_with_each_argument() -> None:
    source = "f(1, *rest, key='a', **more)"
    call = analysed(source)[0].calls[0]

    assert [(each.keyword, each.starred, words(each.value)) for each in call.arguments] == [
        (None, False, "1"),
        (None, True, "undecided"),
        ("key", False, "'a'"),
        ("**", False, "undecided"),
    ]
    assert [source[each.span.start : each.span.end] for each in call.arguments] == ["1", "*rest", "'a'", "more"]
    assert source[call.callee_span.start : call.callee_span.end] == "f"
    assert source_at(source, call.place) == source


def test_an_argument_is_found_by_position_or_keyword() -> None:
    call = analysed("f(1, key=2)")[0].calls[0]
    starred = analysed("f(*a, 1)")[0].calls[0]

    assert call.argument(0) is call.arguments[0]
    assert call.argument(1, "key") is call.arguments[1]
    assert starred.argument(1) is None


@pytest.mark.parametrize(
    ("call", "awaited"),
    [("await f()", True), ("t = f()\nawait t", True), ("asyncio.create_task(f())", True), ("f()", False)],
)
def test_a_call_says_whether_something_awaits_it(call: str, awaited: bool) -> None:
    code = analysed(f"from lib import f\nimport asyncio\n{call}")[0]

    assert next(each.awaited for each in code.calls if words(each.callee) == "lib.f") is awaited


def test_names_and_attributes_that_are_read_are_uses() -> None:
    source = "import json, lib\njson.loads(lib.text)\nlib.x = json\ndel lib"

    assert uses(analysed(source)[0]) == ["json.loads", "lib.text", "lib", "json"]


def test_what_cannot_be_told_is_no_use() -> None:
    assert analysed("x = unknown\nx.y")[0].uses == ()


def test_comparisons_are_told_in_pairs() -> None:
    source = "import js\njs.a is None\n1 < js.b <= 2"
    comparisons = analysed(source)[0].comparisons

    assert [(words(each.left), each.operator, words(each.right)) for each in comparisons] == [
        ("thread:a", "is", "None"),
        ("1", "<", "thread:b"),
        ("thread:b", "<=", "2"),
    ]


def test_subscripts_are_told_and_whether_they_are_set() -> None:
    source = "from pyscript import workers\nworkers['a'].f()\nworkers['b'] = 1"
    subscripts = analysed(source)[0].subscripts

    assert [(words(each.value), words(each.key), each.assigned) for each in subscripts] == [
        ("pyscript.workers", "'a'", False),
        ("pyscript.workers", "'b'", True),
    ]


def test_functions_are_told_by_their_dotted_names() -> None:
    source = "def f():\n    def g(): ...\nclass C:\n    async def m(self): ...\nif 0:\n    def dead(): ..."
    functions = analysed(source)[0].functions

    assert {name: each.kind for name, each in functions.items()} == {
        "f": "function",
        "f.g": "function",
        "C": "class",
        "C.m": "method",
    }


def test_the_function_around_a_fact_is_told() -> None:
    source = (
        "a()\nclass C:\n    b()\n    def m(self):\n        c()\n        return [d() for x in y], lambda: e()\nC().m()"
    )
    functions = {source[call.callee_span.start]: call.place.function for call in analysed(source)[0].calls}

    assert functions == {"a": None, "b": None, "c": "C.m", "d": "C.m", "e": "C.m.<lambda>", "C": None}


def test_facts_stand_in_the_order_of_the_source() -> None:
    source = "def f():\n    b()\na()\nf()"

    assert [each.place.span.start for each in analysed(source)[0].calls] == [13, 17, 21]


def test_loops_are_told() -> None:
    source = "import asyncio\nwhile True:\n    await asyncio.sleep(1)\nwhile x:\n    break\nfor y in z: pass"
    loops = analysed(source)[0].loops

    assert [(each.endless, each.awaits, each.leaves) for each in loops] == [
        (True, True, False),
        (False, False, True),
        (False, False, False),
    ]
    assert source_at(source, loops[0].place) == "while True"
    assert [each.is_while for each in loops] == [True, True, False]


def test_a_loop_knows_what_lies_in_its_body() -> None:
    source = "f()\nwhile g():\n    if x:\n        h()\nelse:\n    i()"
    code = analysed(source)[0]
    inside = [source[call.callee_span.start] for call in code.calls if code.loops[0].holds(call.callee_span)]

    assert inside == ["h"]


def test_the_first_await_outside_of_functions_is_told() -> None:
    source = "x = 1\nawait f()"
    span = analysed(source)[0].top_level_await

    assert span is not None
    assert source[span.start : span.end] == "await"
    assert analysed("async def f():\n    await g()\nf()")[0].top_level_await is None


def test_places_are_those_of_the_file() -> None:
    page = "<script type='py'>\n  import js\n  js.alert('&')\n</script>"
    start = page.index(">") + 1
    syntax = parse_python(dedent(Text.whole("index.html", page).cut(start, page.index("</script>"))))
    assert isinstance(syntax, Syntax)
    code = analyse(Program(None, Interpreter.PYODIDE, Thread.MAIN, (syntax,), {}))[0]

    assert source_at(page, code.calls[0].place) == "js.alert('&')"
    assert (code.path, code.module) == ("index.html", "__main__")


def test_the_runtime_is_passed_on() -> None:
    program = Program("the runtime", Interpreter.PYODIDE, Thread.MAIN, (), {})

    assert analyse(program) == ()


def test_two_scripts_of_one_text_are_told_apart() -> None:
    assert [code.path for code in analysed("f()", "f()")] == ["script0.py", "script1.py"]


def test_facts_do_not_change_from_run_to_run() -> None:
    source = "import js\nclass C:\n    def m(self): js.a()\nc = C()\nc.m()\nfor x in js.b: x.c()"

    assert repr(analysed(source)) == repr(analysed(source))


def test_all_that_was_worked_out_goes_with_the_facts() -> None:
    """A run over thousands of pages would otherwise search for garbage again and again."""
    source = "from js import document\ndef move(event): event.key\ndocument.addEventListener('keydown', move)\nlen('a')"
    gc.collect()
    before = _evaluations()
    gc.disable()
    try:
        assert analysed(source)[0].attributes
        left = _evaluations()
    finally:
        gc.enable()

    assert left == before


def _evaluations() -> int:
    """How many data flows are in memory."""
    return sum(isinstance(each, Evaluation) for each in gc.get_objects())


# Bounds


@pytest.mark.in_turns
@pytest.mark.parametrize(
    "source",
    [
        "".join(f"x{number} = x{number - 1}\n" for number in range(1, 5000)),
        "x = 0\n" + "x = x.a\n" * 5000,
        "x = f()\n" + "x = f(x, x)\n" * 300,
        "def g(): return y0\n" + "".join(f"y{n} = y{n + 1}\n" for n in range(2000)) + "y2000 = g()\nprint(y0)",
        "".join(f"def f{n}(): return f{n * 7 % 300}() or f{n * 3 % 300}() or f{n * 11 % 300}()\n" for n in range(300)),
        "".join(f"class C{n}(C{n - 1}):\n def m(self): return self.n().m()\n" for n in range(1, 200)) + "C199().m()",
        "class A:\n" + "".join(f" def m{n}(self): self.x{n % 9} = self.x{n * 7 % 9}\n" for n in range(500)) + "A()",
        "def d(f): return d(f)\n" + "@d\n" * 300 + "def g(): pass",
        "from a import *\nfrom b import *\n" + "print(name)\n" * 2000,
        "if a: pass\n" + "".join(f"elif a == {number}: x = {number}\n" for number in range(300)),
        "def f():\n" + "".join(f"    if a == {number}: return {number}\n" for number in range(2000)) + "f()",
    ],
    ids=[
        "chain",
        "one name",
        "doubling",
        "backward chain",
        "mutual recursion",
        "deep inheritance",
        "attributes of each other",
        "decorators",
        "star imports",
        "elif",
        "ways out",
    ],
)
def test_what_hangs_on_itself_or_goes_on_for_ever_is_left(source: str) -> None:
    with within(10):
        analysed(source)


def test_a_name_with_very_many_bindings_is_undecided() -> None:
    assert calls(analysed("x = print\n" * 300 + "def f(): x()\nf()")[0])[0] == "undecided()"


@pytest.mark.parametrize(
    ("source", "role"),
    [
        ("f", Role.STATEMENT),
        ("[f for x in y]", Role.STATEMENT),
        ("(f for x in y)", Role.OTHER),
        ("if f: ...", Role.CONDITION),
        ("while f: ...", Role.CONDITION),
        ("not f", Role.CONDITION),
        ("1 if f else 2", Role.CONDITION),
        ("for x in f: ...", Role.ITERATED),
        ("[x for x in f]", Role.ITERATED),
        ("async def g():\n    async for x in f: ...\ng()", Role.OTHER),
        ("x = f", Role.OTHER),
        ("g(f)", Role.OTHER),
    ],
)
def test_a_use_tells_what_a_name_is_read_for(source: str, role: Role) -> None:
    code = analysed(f"def f(): ...\n{source}")[0]

    assert [use.role for use in code.uses if words(use.value) == "<function f>"] == [role]
