from __future__ import annotations

import pickle
import sys

import pytest

from pyscript_doctor.parsers.python.nodes import (
    Attribute,
    AttributeAssignment,
    CallExpression,
    ImportStatement,
    LoopStatement,
    Name,
)
from pyscript_doctor.parsers.python.parsing import Syntax, SyntaxFault, parse_python
from pyscript_doctor.parsers.text import Text
from tests.pace import within


def parsed(source: str) -> Syntax:
    syntax = parse_python(Text.whole("main.py", source))
    assert isinstance(syntax, Syntax), syntax
    return syntax


def fault(source: str) -> SyntaxFault:
    found = parse_python(Text.whole("main.py", source))
    assert isinstance(found, SyntaxFault)
    return found


def names_read(syntax: Syntax) -> list[str]:
    events = (event for scope in syntax.scopes for event in scope.events)
    return [syntax.text.value[event.start : event.end] for event in events if isinstance(event, (Name, Attribute))]


# Places


@pytest.mark.parametrize(
    "source",
    [
        "é = 1\nprint(é, 'ü', wanted)",
        "x = '\U0001f600'; wanted",
        "\u2028".join(["'a", "b'; wanted"]),
        "if 1:\f\n wanted",
    ],
    ids=["letters of two bytes", "letters of four bytes", "a line separator in a string", "a form feed"],
)
def test_places_count_characters(source: str) -> None:
    assert "wanted" in names_read(parsed(source))


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_newline_that_python_knows_ends_a_line(newline: str) -> None:
    assert names_read(parsed(f"x = 1{newline}{newline}first{newline}second")) == ["first", "second"]


def test_a_byte_order_mark_is_no_part_of_the_source() -> None:
    syntax = parsed("\ufefffirst\nsecond")

    assert names_read(syntax) == ["first", "second"]
    assert syntax.text.span(0, 5).start == 1


def test_the_longest_chain_is_read_once() -> None:
    assert names_read(parsed("a.b.c(d).e.f")) == ["a.b.c", "d", "a.b.c(d).e.f"]


def test_what_an_f_string_reads_lies_inside_it() -> None:
    source = "x = f'{first} {second.third!r:>{width}}'"

    assert all(name in source for name in names_read(parsed(source)))
    assert len(names_read(parsed(source))) == 3


def test_an_import_says_where_module_and_name_stand() -> None:
    source = "from  .tools . inner import first as one, second\nimport a.b as c\nfrom .. import d"
    statements = [event for event in parsed(source).scopes[0].events if isinstance(event, ImportStatement)]

    assert [source[each.start : each.end] for each in statements] == ["first", "second", "a.b", "d"]
    assert [source[each.module_start : each.module_end] for each in statements][2:] == ["a.b", ".."]
    assert source[statements[0].module_start :].startswith(".tools")


# What cannot be read


def test_a_fault_says_where_and_what() -> None:
    found = fault("x = 1\nif x\n    pass\n")

    assert (found.span.start, found.message, found.host_too_old) == (10, "expected ':'", False)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("return 1", "'return' outside function"),
        ("def f():\n    await g()", "'await' outside async function"),
        ("def f():\n    nonlocal x", "no binding for nonlocal 'x' found"),
    ],
)
def test_what_python_refuses_to_compile_is_a_fault_too(source: str, message: str) -> None:
    assert fault(source).message == message


def test_await_is_allowed_outside_of_functions() -> None:
    assert parsed("x = 1\nawait f()").top_level_await == 6
    assert parsed("async with f():\n    pass").top_level_await == 0
    assert parsed("x = [y async for y in z]").top_level_await is not None
    assert parsed("async def f():\n    await g()").top_level_await is None


@pytest.mark.parametrize("character", ["\0", "\ud800"])
def test_characters_that_no_python_reads(character: str) -> None:
    found = fault(f"x = 1\ny = '{character}'")

    assert (found.span.start, found.span.end, found.host_too_old) == (11, 12, False)


@pytest.mark.parametrize(
    ("source", "version"),
    [
        ("type Point = tuple[float, float]", (3, 12)),
        ("def first[T](items: list[T]) -> T: ...", (3, 12)),
        ("class Box[T]: ...", (3, 12)),
        ('x = f"{d["key"]}"', (3, 12)),
        ('x = f"{"\\n".join(d)}"', (3, 12)),
        ("try:\n    pass\nexcept ValueError, TypeError:\n    pass", (3, 14)),
        ('x = t"{y}"', (3, 14)),
        ("x = [*y for y in z]", (3, 15)),
        ("lazy import json", (3, 15)),
    ],
)
def test_grammar_newer_than_the_python_we_run_on_is_not_called_wrong(source: str, version: tuple[int, int]) -> None:
    found = parse_python(Text.whole("main.py", source))

    if sys.version_info >= version:
        assert isinstance(found, Syntax)
    else:
        assert isinstance(found, SyntaxFault)
        assert found.host_too_old


@pytest.mark.parametrize(
    "source", ["x = (1,", "try:\n    x = 1\nfinally\n    y = 2", "print 'a'", "def f(:", "x = 'a", "  x\n y"]
)
def test_plain_mistakes_are_mistakes_in_every_python(source: str) -> None:
    assert not fault(source).host_too_old


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ('x = f"{a %}"', "f-string:"),
        ('x = f"{a"', "f-string: expecting '"),
        ('x = f"{a b}"', "f-string: invalid syntax"),
        ('x = f"{}"', "f-string: "),
        ('x = f"{ }"', "f-string: "),
        ('x = f"a}"', "f-string: single"),
        ('x = f"{a:{w}"', "f-string: expecting '}'"),
        ('x = f"{a!x}"', "f-string: invalid conversion character"),
        ('x = f"""\n{b[\'c\']}{b %}\n"""', "f-string: "),
        ("x = f\"{f'{a %}'}\"", "f-string: "),
        ('print(f"{a}"', "'(' was never closed"),
        ('print(f"{a}", end="b"', "'(' was never closed"),
        ('print(f"""\n{a}\n"""', "'(' was never closed"),
        ('x = f"{d["a"]}" +', "invalid syntax"),
        ("x = rf'\\{a}' 3", "invalid syntax"),
        ("x = rf'\\'{a}' 3", "invalid syntax"),
        ('x = f"\\"{a:{w}.{p}}" 3', "invalid syntax"),
        ("x = f\"{{{d['a']!r:>{w}}}}\" 3", "invalid syntax"),
        ('x = f"{x=}{a != b}{(lambda: 1)()}" 3', "invalid syntax"),
        ('if f"{d["a"]}"\n    pass', "expected ':'"),
    ],
)
def test_a_mistake_in_a_line_with_an_f_string_is_one_in_every_python(source: str, message: str) -> None:
    found = fault(source)

    assert found.message.startswith(message)
    assert not found.host_too_old


@pytest.mark.parametrize(
    "source",
    [
        "x = f'{a['b']:%H:%M}'",
        'x = f"{a:{b["c"]}}"',
        'x = f"{f\'{f"{1}"}\'}"',
        'x = f"{\n a["b"]\n}"',
        'x = f"\\N{DIGIT ONE} {d["a"]}"',
        'x = f"{d["a"]!r}{x=}{e["b"] != 1}"',
    ],
)
@pytest.mark.skipif(sys.version_info >= (3, 12), reason="a newer Python reads them")
def test_an_f_string_that_a_newer_python_may_read_is_not_called_wrong(source: str) -> None:
    assert fault(source).host_too_old


@pytest.mark.parametrize(
    "source",
    ["(" * 3000 + ")" * 3000, "x" + ".a" * 30_000, "f" + "()" * 5000, "x = " + "not " * 5000 + "y", "-" * 5000 + "1"],
    ids=["parentheses", "attributes", "calls", "not", "signs"],
)
def test_deep_nesting_neither_crashes_nor_hangs(source: str) -> None:
    assert isinstance(parse_python(Text.whole("main.py", source)), (Syntax, SyntaxFault))


def test_what_is_nested_deeper_than_records_should_be_is_left_out() -> None:
    syntax = parsed("x = " + "[" * 90 + "wanted" + "]" * 90)

    assert names_read(syntax) == []


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="a newer Python reads such strings quickly")
def test_a_format_string_that_python_would_read_for_seconds_is_left_out() -> None:
    """Before 3.12, Python looks for each field from the start of the string."""
    fields = "".join(f"{{x{number}}}" for number in range(8_000))

    faults = [parse_python(Text.whole("main.py", f"a = f{quote}{fields}{quote}")) for quote in ("'", '"""')]

    assert [each.message for each in faults if isinstance(each, SyntaxFault)] == [
        "has an f-string with too many fields"
    ] * 2


@pytest.mark.parametrize("source", ["import {}", "import os, {}", "from {} import x", "import os\nimport \\\n{}"])
def test_a_module_name_that_would_take_all_memory_to_read_is_left_out(source: str) -> None:
    """Python keeps all parts before each part: 100,000 of them take 10 GB."""
    fault = parse_python(Text.whole("main.py", source.format("a." * 100_000 + "a")))

    assert isinstance(fault, SyntaxFault)
    assert fault.message == "is nested too deeply"


def test_many_short_module_names_are_read() -> None:
    source = "import os.path, xml.dom.minidom\n" * 2_000

    assert isinstance(parse_python(Text.whole("main.py", source)), Syntax)


def test_a_long_source_of_short_format_strings_is_read() -> None:
    lines = "".join(f"a = f'{{x{number}}}'\n" for number in range(8_000))

    for source in (lines, f"{lines}b = '{'x' * 6_000}'\n"):
        assert isinstance(parse_python(Text.whole("main.py", source)), Syntax)


def test_long_sums_are_read_whole() -> None:
    syntax = parsed("x = " + " + ".join(f"part{number}" for number in range(300)))

    assert len(names_read(syntax)) == 300


# What leaves the parser


def test_records_cross_processes() -> None:
    source = "from a import b\nclass C:\n    def m(self, *, x=lambda: 1):\n        return [y for y in b if y]\n"

    copy = pickle.loads(pickle.dumps(parsed(source)))

    assert [scope.name for scope in copy.scopes] == [scope.name for scope in parsed(source).scopes]


def test_scopes_are_named_from_the_module_down() -> None:
    syntax = parsed("class C:\n    def m(self):\n        def inner(): pass\n        return lambda: 1\n")

    assert [scope.name for scope in syntax.scopes] == ["", "C", "C.m", "C.m.inner", "C.m.<lambda>"]


def test_a_function_counts_its_positional_parameters() -> None:
    syntax = parsed("def f(a, /, b, c=1, *, d): ...\ndef g(*args): ...\nlambda x: x")

    assert [(each.parameters.required, each.parameters.most) for each in syntax.scopes[1:]] == [
        (2, 3),
        (0, None),
        (1, 1),
    ]


def test_a_name_is_bound_where_global_and_nonlocal_say() -> None:
    source = "def f():\n    global a\n    a = 1\n    b = 2\n    def g():\n        nonlocal b\n        b = 3\n"
    module, outer, inner = parsed(source).scopes

    assert [binding.outside for binding in module.bindings["a"]] == [True]
    assert [binding.outside for binding in outer.bindings["b"]] == [False, True]
    assert "b" not in inner.bindings


@pytest.mark.parametrize(
    ("source", "awaits", "leaves"),
    [
        ("while True:\n    pass", False, False),
        ("while True:\n    await f()", True, False),
        ("while True:\n    async def f():\n        await g()", False, False),
        ("while True:\n    if x: break", False, True),
        ("while True:\n    for y in x:\n        break", False, False),
        ("while True:\n    for y in x:\n        pass\n    else:\n        break", False, True),
        ("while True:\n    sys.exit()", False, True),
    ],
)
def test_a_loop_says_whether_it_awaits_and_whether_it_can_be_left(source: str, awaits: bool, leaves: bool) -> None:
    loop = next(event for event in parsed(source).scopes[0].events if isinstance(event, LoopStatement))

    assert (loop.awaits, loop.leaves) == (awaits, leaves)


@pytest.mark.parametrize(
    ("source", "awaited"),
    [
        ("await f()", True),
        ("await asyncio.gather(f(), g())", True),
        ("await asyncio.gather(*[f() for x in y])", True),
        ("asyncio.run(f())", True),
        ("f()", False),
        ("await g(f())", False),
    ],
)
def test_a_call_says_whether_it_is_awaited(source: str, awaited: bool) -> None:
    events = parsed(source).scopes[0].events
    call = next(each for each in events if isinstance(each, CallExpression) and source[each.start : each.end] == "f()")

    assert call.awaited is awaited


def test_a_call_can_be_awaited_by_the_name_of_its_result() -> None:
    source = "task = f()\nresults = [g() for x in y]\nother = h()\nawait task\nawait asyncio.gather(*results)"
    awaited = parsed(source).scopes[0].awaited_calls

    assert {source[start:end] for start, end in awaited} == {"f()", "g()"}


def test_unpacking_binds_each_name_to_its_part() -> None:
    syntax = parsed("for number, (key, *rest) in enumerate(items): pass")
    steps = {name: bindings[0].steps for name, bindings in syntax.scopes[0].bindings.items()}

    assert steps == {"number": ("iterate", 0), "key": ("iterate", 1, 0), "rest": ("iterate", 1, "rest")}


def test_an_assignment_to_an_attribute_is_noted_with_what_is_assigned() -> None:
    source = "a.b.c = value"
    assignment = next(each for each in parsed(source).scopes[0].events if isinstance(each, AttributeAssignment))

    assert (assignment.attribute, source[assignment.start : assignment.end]) == ("c", "a.b.c")
    assert assignment.value is not None
    assert source[assignment.value.start : assignment.value.end] == "value"


def test_a_large_file_is_read_in_a_moment() -> None:
    function = "def name(event):\n    element = document.getElementById('x')\n    element.title = str(event.detail)\n\n"
    source = function * 750
    with within(1.5):
        parsed(source)
