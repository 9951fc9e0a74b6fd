"""What the doctor says of Python that fails, beyond the examples of the rules' pages."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor import ACTION_FAILS, SCRIPT_DIES, Files, Session
from tests.in_one_test import in_one_test
from tests.projects import page, report_of
from tests.rule_fixes import after_fixes
from tests.rules import scripts

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


INDENT = " " * 4
FIELD = "field = document.createElement('input')\n"
GAME = "class Game:\n    points = 3\n    @property\n    def won(self): return self.points > 2\ngame = Game()\n"
FAILING = [
    ("item-missing", "", "print([1][1])"),
    (
        "item-missing",
        "import json\nwith open('teas.json') as file:\n    teas = json.load(file)\n",
        "print(teas['cup'])",
    ),
    ("argument-refused", "", "print(len(5))"),
    ("argument-refused", FIELD, "field.appendChild(5)"),
    ("argument-refused", FIELD, "display('Hello', target=field)"),
    ("argument-refused", FIELD, "field.classList.add('big red')"),
    ("argument-refused", "from pyscript.web import div\n", "div('Hello', style='color: red')"),
    ("argument-refused", "", "int(window.localStorage.getItem('score'))"),
    ("operation-refused", "", "print(1 + 'a')"),
    ("operation-refused", "class Shelf:\n    pass\nshelf = Shelf()\n", "len(shelf)"),
    ("operation-refused", FIELD, "field.value + 1"),
    ("operation-refused", FIELD, "await field.focus()"),
    ("operation-refused", FIELD, "field.focus().style"),
    ("operation-refused", FIELD, "len(field.children.length)"),
    ("operation-refused", FIELD, "print(f'{field.value:.2f}')"),
    ("call-arguments", "", "print(len())"),
    ("not-callable", "import random\n", "random()"),
    ("not-callable", "", "document.title()"),
    ("not-callable", GAME, "game.won()"),
    ("python-name-missing", "import random\n", "print(random.chioce([1]))"),
    ("own-name-missing", "class Shape:\n    pass\n", "print(Shape.size)"),
    ("own-name-missing", "from pyscript.js_modules import bars\n", "bars.BarChart.new().size"),
    ("response-read-twice", "", "answer = await fetch('teas.json')\nawait answer.text()\nawait answer.json()"),
]


@in_one_test(FAILING)
def test_the_script_ends_there_or_a_function_of_it(rule: str, before: str, python: str) -> None:
    config = '[files]\n"teas.json" = ""\n[js_modules.main]\n"./bars.js" = "bars"\n'
    files = {"pyscript.toml": config, "teas.json": '{"tea": 1}', "bars.js": "export class BarChart {}\n"}
    start = f"from pyscript import display, document, fetch, when, window\n{before}"
    in_function = f"@when('click', '#note')\nasync def show(event):\n{textwrap.indent(python, INDENT)}"
    effects = [
        scripts.the_one(rule, start + source, scripts.CONFIGURED, body='<p id="note">Hello</p>', files=files).effect
        for source in (python, in_function)
    ]
    assert effects == [SCRIPT_DIES, ACTION_FAILS]


def test_a_function_that_runs_at_once_ends_the_script() -> None:
    source = "def show():\n    total += 1\n"
    assert scripts.the_one("read-before-set", f"{source}show()").effect == SCRIPT_DIES
    handler = f"from pyscript import document\n{source}document.body.onclick = lambda event: show()"
    assert scripts.the_one("read-before-set", handler).effect == ACTION_FAILS


# call-arguments


def test_an_outline_of_a_call_has_what_it_must_get() -> None:
    finding = the_one("call-arguments", "def draw(x, size=1, *, color, width=2): pass\ndraw()")
    assert finding.help == "Write it as `draw(x, color=...)`."


def test_micropython_names_the_argument_of_an_own_function_only() -> None:
    own, given = "def draw(): pass\ndraw(colour=1)", "from pyscript import display\ndisplay(1, colour=1)"
    unexpected = "unexpected keyword argument 'colour'"
    assert [the_one("call-arguments", python).console for python in (own, given)] == [unexpected, unexpected]
    assert [the_one("call-arguments", python, "mpy").console for python in (own, given)] == [unexpected, "TypeError"]


def test_a_fix_of_a_definition_edits_the_module_that_it_is_in() -> None:
    html = page('<script type="py" config="./pyscript.toml">\nfrom shapes import Shape\nShape().draw()\n</script>')
    shapes = "class Shape:\n    def draw(): pass\n"
    files = {"index.html": html, "pyscript.toml": '[files]\n"shapes.py" = ""\n', "shapes.py": shapes}
    (diagnostic,) = report_of(files, select=frozenset({"call-arguments"})).diagnostics
    assert diagnostic.finding.fix
    (edit,) = diagnostic.finding.fix.edits
    assert (edit.path, edit.text) == ("shapes.py", "self")


# asyncio-run


def test_a_loop_fails_until_pyodide_can_switch_stacks() -> None:
    start = "import asyncio\nasync def main(): pass\n"
    run = f"{start}asyncio.run(main())"
    until = f'{start}asyncio.get_event_loop().run_until_complete(main())\nprint("done")'
    for python, kind, release, expected in (
        (run, 'type="py"', "2025.5.1", ("error", "asyncio.run() cannot be called from a running event loop")),
        (until, 'type="py"', "2025.5.1", ("warning", "")),
        (run, 'type="py"', "2025.8.1", ("warning", "")),
        (run, 'type="py" async="false"', "2025.8.1", ("error", SYNCHRONOUS)),
    ):
        html = page(f"<script {kind}>\n{python}\n</script>", release=release)
        (diagnostic,) = report_of({"index.html": html}, select=frozenset({"asyncio-run"})).diagnostics
        assert (diagnostic.severity.label, diagnostic.finding.console) == expected


SYNCHRONOUS = "Cannot stack switch because the Python entrypoint was a synchronous function"


# circular-import


def circular(module: str, kind: str, package: bool = False) -> list[str]:
    """What the console shows of a module that asks another for a name, while that one waits for it."""
    path = f"{module}/__init__.py" if package else f"{module}.py"
    modules = {path: "from other import one\ntwo = 2\n", "other.py": f"from {module} import two\none = 1\n"}
    config = "[files]\n" + "".join(f'"{name}" = "./{name}"\n' for name in modules)
    html = page(f'<script type="{kind}" config="pyscript.toml">import {module}</script>')
    report = report_of({"index.html": html, "pyscript.toml": config, **modules}, select=frozenset({"circular-import"}))
    return [each.finding.console for each in report.diagnostics if each.rule.name == "circular-import"]


def test_a_circular_import_is_certain_only_where_no_standard_module_has_the_name() -> None:
    partly = "cannot import name 'two' from partially initialized module '{}'"
    assert circular("shapes", "py") == [partly.format("shapes")]
    assert circular("shapes", "mpy") == ["can't import name two"]
    assert circular("shapes", "mpy", package=True) == ["no module named 'shapes.two'"]
    assert circular("calendar", "py") == []
    assert circular("calendar", "mpy") == ["can't import name two"]
    assert circular("uctypes", "py") == [partly.format("uctypes")]
    assert circular("uctypes", "mpy") == []


# own-name-missing


def of_modules(python: str, kind: str = "py", **modules: str) -> tuple[Finding, dict[str, str]]:
    """The rule's finding in a script that has these modules, and the files."""
    files = {f"{name}.py": text for name, text in modules.items()}
    config = "[files]\n" + "".join(f'"{name}" = ""\n' for name in files)
    html = page(f'<script type="{kind}" src="main.py" config="pyscript.toml"></script>')
    project = {"index.html": html, "main.py": python, "pyscript.toml": config, **files}
    report = report_of(project, select=frozenset({"own-name-missing"}))
    (finding,) = [each.finding for each in report.diagnostics if each.rule.name == "own-name-missing"]
    return finding, after_fixes(Session(Files(project)), project)


def test_a_name_is_imported_from_the_only_module_that_defines_it() -> None:
    cube = "def cube(): pass\n"
    finding, after = of_modules("from shapes import cube\n", shapes="", solids=cube)
    assert finding.help == "`solids` defines it:\n\n```python\nfrom solids import cube\n```"
    assert after["main.py"] == "from solids import cube\n"
    for python, modules in (
        ("from shapes import cube\n", {"solids": cube, "boxes": cube}),
        ("from shapes import size, cube\n", {"solids": cube}),
        ("import shapes\nprint(shapes.cube)\n", {"solids": cube}),
    ):
        finding, after = of_modules(python, shapes="size = 1\n", **modules)
        assert after["main.py"] == python


def test_help_for_a_name_that_nothing_defines() -> None:
    write = "Write a name that `shapes` has, or define `cube` there."
    assert of_modules("import shapes\nprint(shapes.cube)", shapes="", solids="cube = 1\n")[0].help == write
    assert of_modules("from shapes import cube", shapes="")[0].help == write
    assert of_modules("import shapes\nprint(shapes.py)", shapes="")[0].help.startswith("Write a name")
    there = "Write the name of a module that is there, or copy this one with `files` too."
    assert of_modules("import shapes.cube", shapes="")[0].help == there


def test_each_interpreter_puts_a_missing_name_in_its_own_words() -> None:
    texts = {
        "import shapes.cube": ("No module named 'shapes.cube'", "no module named 'shapes.cube'"),
        "from shapes import cube": ("cannot import name 'cube'", "can't import name cube"),
    }
    for python, expected in texts.items():
        assert tuple(of_modules(python, kind, shapes="")[0].console for kind in ("py", "mpy")) == expected


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
        ("def f(): pass\nprint(max(1, f))", "`max` does not work with an `int` and a function", "TypeError"),
        ("def f(): pass\nprint(max(1, f()))", "`max` does not work with an `int` and None", "TypeError"),
        ("print(max(1, 'a'))", "`max` does not work with an `int` and a `str`", "TypeError"),
        ("print(int('abc'))", "`int` can't work with `'abc'`", "ValueError"),
        ("print('{} {}'.format(1))", "`format` gets no value for field number 2", "IndexError"),
        ("print('{a}'.format(b=1))", "`format` gets no value for field `a`", "KeyError"),
        ("print('%d' % 'a')", "the values do not fit the places for them in this text", "TypeError"),
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


# operation-refused


@pytest.mark.parametrize(
    ("python", "message", "help"),
    [
        (
            "print('a' + 1)",
            "`+` does not work with a `str` and an `int`",
            "Turn the number into text: `str(1)`.",
        ),
        (
            "print(1 + 'a')",
            "`+` does not work with an `int` and a `str`",
            "Turn the number into text: `str(1)`.",
        ),
        (
            "first = input()\nprint(first + 1)",
            "`+` does not work with a `str` and an `int`",
            "Turn the number into text: `str(1)`. Or turn the text into a number: `float(first)`.",
        ),
        (
            "print('a' - 1)",
            "`-` does not work with a `str` and an `int`",
            "Turn the text into a number: `int('a')` or `float('a')`.",
        ),
        (
            "print('6' * '7')",
            "`*` does not work with a `str` and a `str`",
            "Turn them into numbers: `float('6')` and `float('7')`.",
        ),
        (
            "one, other = {}, {}\nprint(one + other)",
            "`+` does not work with a `dict` and a `dict`",
            "Look at where `one` and `other` get their values.",
        ),
        ("print({} + 1)", "`+` does not work with a `dict` and an `int`", "Bring both to the same type first."),
        (
            "sizes = [1]\nprint(sizes + 2)",
            "`+` does not work with a `list` and an `int`",
            "Put it into a list: `[2]`. Or write `sizes.append(2)` on a line of its own.",
        ),
        ("print(2 + [1])", "`+` does not work with an `int` and a `list`", "Put it into a list: `[2]`."),
        (
            "print(1 in 5)",
            "`in` does not work with an `int` and an `int`",
            "Look for it in something that has items, not in an `int`.",
        ),
        (
            "one, two = [1]",
            "2 names are on the left, but 1 value on the right",
            "Write as many names as there are values.",
        ),
        (
            "one, two = [1, 2, 3]",
            "2 names are on the left, but 3 values on the right",
            "Write as many names as there are values.",
        ),
        (
            "one, two = 5",
            "2 names are on the left, but only an `int` on the right",
            "Write as many names as there are values.",
        ),
        ("for each in 5: pass", "a loop can't go through an `int`", "Write `range(5)` to count up to it."),
        ("for each in 5.5: pass", "a loop can't go through a `float`", "Look at where `5.5` gets its value."),
        (
            "async def ask():\n    yield 1\nfor each in ask(): pass",
            "a loop can't go through what an async function yields",
            "Write `async for`, in a function that begins with `async def`.",
        ),
        ("print({1}[0])", "a `set` has no items", "A set has no order. Turn it into a list first: `list({1})`."),
        ("print((5)[0])", "an `int` has no items", "Look at where `5` gets its value."),
        (
            "print([1]['a'])",
            "a `list` takes whole numbers in its square brackets, not a `str`",
            "Write a whole number in the brackets, such as `int('a')`.",
        ),
        (
            "def sizes(): return [1]\nprint(sizes[0])",
            "a function has no items",
            "Write parentheses to call it: `sizes(...)`.",
        ),
        ("'abc'[0] = 'd'", "the items of a `str` can't be set", "Turn it into a list first: `list('abc')`."),
        (
            "pair = (1, 2)\ndel pair[0]",
            "the items of a `tuple` can't be deleted",
            "Turn it into a list first: `list(pair)`.",
        ),
        (
            "sizes = [1]\nsizes()",
            "a `list` can't be called like a function",
            "Write square brackets to get an item: `sizes[...]`. Or give the name of the function another name.",
        ),
        ("5()", "an `int` can't be called like a function", "Look at where `5` gets its value."),
        ("print(-'a')", "`-` does not work with a `str`", "Look at where `'a'` gets its value."),
        ("await 5", "an `int` can't be awaited", "Leave out `await`: `5` is there at once."),
        ("async def ask(): pass\nawait ask", "a function can't be awaited", "Call it: `await ask()`."),
        ("with 5: pass", "`with` can't be used with an `int`", "Look at where `5` gets its value."),
    ],
)
def test_what_a_type_refuses(python: str, message: str, help: str) -> None:
    finding = the_one("operation-refused", python)
    assert (finding.message, finding.help) == (message, help)


def test_what_returns_nothing_has_no_items() -> None:
    finding = the_one("operation-refused", "sizes = [2]\nprint(sizes.append(1)[0])")
    assert finding.message == "None has no items"
    assert finding.help.startswith("`sizes.append(1)` is None, because what gave it returns nothing.")


OF_THE_BROWSER = "from pyscript import document\n"


@pytest.mark.parametrize(
    ("python", "message", "help"),
    [
        (
            "print(document.title + 1)",
            "`+` does not work with a `str` and an `int`",
            "The browser gives text. Write `int(document.title)`, or `float(document.title)`.",
        ),
        (
            "print(1 + document.title)",
            "`+` does not work with an `int` and a `str`",
            "The browser gives text. Write `int(document.title)`, or `float(document.title)`.",
        ),
        (
            "for each in document.body.offsetWidth: pass",
            "a loop can't go through a number",
            "Write `range(document.body.offsetWidth)` to count up to it.",
        ),
        (
            "print(len(document.body.offsetWidth))",
            "`len` does not work with a number",
            "`document.body.offsetWidth` is a number already. Leave out `len`.",
        ),
        (
            "await document.title",
            "`document.title` is not a promise, so it can't be awaited",
            "Leave out `await`: `document.title` is done at once.",
        ),
        (
            "await window.fetch",
            "`window.fetch` is a method, so `await` does not get a promise",
            "Call it: `await window.fetch()`.",
        ),
        (
            "document.body.focus().title",
            "this method of the browser returns nothing, and None has no `title`",
            "Write the call on a line of its own, and go on with the object that it changed.",
        ),
    ],
)
def test_what_a_value_of_the_browser_refuses(python: str, message: str, help: str) -> None:
    finding = the_one("operation-refused", OF_THE_BROWSER + python)
    assert (finding.message, finding.help, finding.effect) == (message, help, SCRIPT_DIES)
    if "await" not in python:
        inside = f"{OF_THE_BROWSER}@when('click', '#note')\ndef show(event):\n{textwrap.indent(python, INDENT)}"
        assert the_one("operation-refused", inside).effect is ACTION_FAILS


@pytest.mark.parametrize(
    "python",
    [
        "try:\n    await document.title\nexcept TypeError:\n    pass",
        "try:\n    document.body.focus().title\nexcept AttributeError:\n    pass",
        "document.getElementById('note').title = 1\nprint(window.anything + 1)",
        "print('a' in document.body.offsetWidth)",
    ],
)
def test_what_is_expected_to_fail_or_may_work(python: str) -> None:
    assert found("operation-refused", OF_THE_BROWSER + python) == []


def test_only_a_number_beside_a_string_as_it_is_written_is_fixed() -> None:
    def is_fixed(python: str) -> bool:
        return the_one("operation-refused", python).fix is not None

    assert is_fixed("print('a' + 1)")
    assert is_fixed("print(1.5 + 'a')")
    assert not is_fixed("print('a' - 1)")
    assert not is_fixed("text = 'a'\nprint(text + 1)")
    assert not is_fixed("text = 'a'\ntext += 1")
    assert not is_fixed("print('a' + [1])")


# What is formatted


@pytest.mark.parametrize(
    "python",
    [
        "price = '3'\nprint(f'{price:>8} {price:<8} {price:.3} {price!s:>8} {price:s}')",
        "price, width = 3.0, 8\nprint(f'{price:{width}.2f} {int(price):,} {3:x}')",
        "print(f'{window.name:.2f}') if window.price else None\nprint(f'{window.price:.2f}')",
        "price = '3'\nif isinstance(price, float):\n    print(f'{price:.2f}')",
        "price = '3'\ntry:\n    print(f'{price:.2f}')\nexcept ValueError:\n    pass",
        "prices = [1]\ntry:\n    print(f'{prices:.2f}')\nexcept TypeError:\n    pass",
        "print('{0.real:.2f} {1[0]:.2f} {2!s:>8} {3:{4}}'.format('a', 'b', [], 'c', '.2f'))",
        "print('{:.2f}'.format(*['3']), '{:.2f'.format('3'), window.form.format('3'))",
        "print(format('3'), format('3', window.form), format('3', '>8'))",
        "form = '{:.2f}' if window.name else '{}'\nprint(form.format('3'))",
    ],
)
def test_a_form_that_fits_or_that_is_not_known(python: str) -> None:
    assert found("operation-refused", python.replace("window.name:.2f", "window.name:>8")) == []


def test_micropython_has_no_function_format_and_shows_lists_in_no_form() -> None:
    assert found("operation-refused", "print(format('3', '.2f'))", "mpy") == []
    assert found("operation-refused", "print(f'{[1]:>20} {3:,}')", "mpy") == []


def test_what_is_formatted_is_named_with_its_form() -> None:
    finding = the_one("operation-refused", "names = ['Ada']\nprint(f'{names:.2f}')")
    assert finding.message == "`.2f` does not format a `list`"
    assert finding.help == "Turn it into text first: `str(names)`. Or format each of its items."


# The storage at the first visit

BEST = "int(window.localStorage.getItem('best'))"


@pytest.mark.parametrize(
    "python",
    [
        f"if window.localStorage.length:\n    print({BEST})",
        f"try:\n    print({BEST})\nexcept TypeError:\n    pass",
        f"while window.localStorage.length:\n    print({BEST})",
        f"print({BEST}) if window.localStorage.getItem('best') else print(0)",
        f"window.localStorage.setItem('best', '1')\nprint({BEST})",
        f"names = ['best']\nprint({BEST})",
        "best = window.localStorage.getItem('best')\nprint(int(best))",
        "print(int(window.shop.getItem('best')), int(window.localStorage.getItem(window.name)))",
        "print(int(window.localStorage.getItem('best') or 0))",
        f"def load():\n    if window.name:\n        return {BEST}\nload()",
        f"def load():\n    if window.localStorage.length == 0:\n        return 0\n    return {BEST}\nload()",
        f"print([{BEST} for _ in range(window.localStorage.length)])",
        f"print(window.localStorage.length and {BEST})",
    ],
)
def test_an_entry_that_may_be_there(python: str) -> None:
    assert found("argument-refused", python) == []


def test_an_entry_that_javascript_knows_may_be_there() -> None:
    script = "<script>localStorage.setItem('best', '1')</script>"
    html = page(
        f'{script}<script type="py">\nfrom js import localStorage\nint(localStorage.getItem("best"))\n</script>'
    )
    assert report_of({"index.html": html}, select=frozenset({"argument-refused"})).diagnostics == ()


def test_an_entry_that_a_function_reads_first_and_another_stores_later() -> None:
    store = "window.localStorage.setItem('best', '1')"
    python = f"def load():\n    # once\n\n    return {BEST}\n\ndef save():\n    {store}\nload()"
    finding = the_one("argument-refused", python)
    assert finding.help == "Give a default: `int(window.localStorage.getItem('best') or 0)`."


@pytest.mark.parametrize(
    "python",
    ["print(localStorage.items)", "if localStorage.items:\n    print(localStorage.items.split(','))"],
)
def test_any_name_may_be_a_key_of_the_storage(python: str) -> None:
    assert found("browser-name-missing", f"from js import localStorage\n{python}") == []


def test_nobody_calls_a_key_of_the_storage() -> None:
    finding = the_one("browser-name-missing", "from js import localStorage\nprint(localStorage.get('best'))")
    assert finding.message == "`localStorage` has no `get` in any browser, so this line fails"


# Texts that the browser refuses


@pytest.mark.parametrize(
    "python",
    [
        "note.classList.add(window.name, *['a b'])",
        "note.classList.contains('a b')",
        "note.className = 'a b'",
        "from js import JsException\ntry:\n    note.classList.add('a b')\nexcept JsException:\n    pass",
        "window.shop.classList.add('a b')",
        "window.document.createElement('my-card')",
        "window.document.createElement(window.name)",
        "window.shop.createElement('<div>')",
        "window.setTimeout('1', 10)",
        "window.setTimeout(1000)",
        "window.shop.setTimeout(1000, note)",
        "window.document.createElement('canvas').getContext('shop')",
    ],
)
def test_texts_that_the_browser_takes_or_that_are_not_known(python: str) -> None:
    assert found("argument-refused", f"note = window.document.getElementById('note')\n{python}") == []


def test_a_class_that_is_toggled_must_be_one() -> None:
    note = "window.document.getElementById('note')"
    assert the_one("argument-refused", f"{note}.classList.toggle('a b')").help == "Toggle one class."
    assert the_one("argument-refused", f"{note}.classList.add('')").message == "the name of a class can't be empty"


def test_a_name_of_an_element_is_told_if_it_can_be() -> None:
    make = "window.document.createElement"
    assert the_one("argument-refused", f"{make}('<p>')").help == 'Write the bare name: `createElement("p")`.'
    assert the_one("argument-refused", f"{make}('')").help == "Write the bare name of the element."


def test_json_and_coroutines_that_may_be_right() -> None:
    python = (
        "import asyncio, json\n"
        "def read(path, *loads):\n    json.load(path)\n    asyncio.gather(loads[0])\n    asyncio.gather(*loads)\n"
        "read(open('a.json'), window.load())\njson.load(*['a'])\njson.load()\n"
        "try:\n    json.load('a')\nexcept AttributeError:\n    pass\n"
        "try:\n    json.loads('a')\nexcept json.JSONDecodeError:\n    pass"
    )
    assert found("argument-refused", python) == []


# What a page does not have


@pytest.mark.parametrize(
    "python",
    [
        "import os\nos.environ['KEY'] = '1'\nprint(os.environ['KEY'])",
        "import os\nos.environ['KEY'] += '1'\nprint(os.environ['KEY'])",
        "import os\nprint(os.environ['KEY'] if 'KEY' in os.environ else 1)",
        "import os\nkeys = dict(os.environ)\nprint(os.environ['KEY'])",
        "from os import environ\nfrom dotenv import load_dotenv\nload_dotenv()\nprint(environ['KEY'])",
        "import os\nprint(os.environ['HOME'], os.environ[window.name])",
        "import sys\nif len(sys.argv) > 1:\n    print(sys.argv[1])",
        "import sys\nsys.argv[1:] = ['a']\nprint(sys.argv[1])",
        "import sys\nprint(sys.argv[0], sys.argv[-1], sys.argv[1:])",
    ],
)
def test_variables_and_arguments_that_a_page_may_have(python: str) -> None:
    assert found("item-missing", python) == []


def test_micropython_has_no_environment_and_not_even_its_own_name() -> None:
    assert found("item-missing", "import os\nprint(os.environ['KEY'])", "mpy") == []
    assert the_one("item-missing", "import sys\nprint(sys.argv[0])", "mpy").label == "not there"


def test_a_terminal_and_an_editor_may_have_a_file() -> None:
    for tag in ('<script type="py" terminal>', '<script type="py-editor">'):
        html = page(f"{tag}\nprint(__file__)\n</script>")
        assert report_of({"index.html": html}, select=frozenset({"undefined-name"})).diagnostics == ()


# Calls of a base


@pytest.mark.parametrize(
    "python",
    [
        "class B(A, Z):\n    def __init__(self): super().__init__()",
        "class B(A):\n    def __init__(self): super(A, self).__init__()",
        "class B(window.Base, A):\n    def __init__(self): super().__init__()",
        "class B(A):\n    def __init__(self): super().__init__(*[1])",
        "class B(A):\n    def __init__(self): window.base().__init__()",
    ],
)
def test_a_base_that_is_not_certain_or_gets_what_it_needs(python: str) -> None:
    assert found("call-arguments", f"class A:\n    def __init__(self, n): pass\nclass Z: pass\n{python}\nB()") == []


def test_a_base_that_is_named() -> None:
    python = (
        "class A:\n    def __init__(self, n): pass\nclass B(A):\n    def __init__(self): super(B, self).__init__()\nB()"
    )
    assert the_one("call-arguments", python).message == "`__init__` is called without `n`"


# Handlers, promises, JSON


def test_text_for_what_is_no_handler() -> None:
    note = "note = window.document.getElementById('note')\n"
    assert found("handler-called", f"{note}note.title = 'go()'\nnote.onwards = 'go()'\nnote.onclick = ''") == []
    assert found("handler-called", "window.shop.onclick = 'go()'") == []
    assert the_one("handler-called", f"{note}note.onclick = 'go now'").help.startswith("Write a function of Python")


@pytest.mark.parametrize(
    "python",
    [
        "async def count(): return 3\nprint(await count() + 1)",
        "async def count(): return 3\nlater = count()\nprint(await later + 1, later == 3)",
        "def count(): return 3\nprint(count() + 1 < 3)",
    ],
)
def test_numbers_that_are_there(python: str) -> None:
    assert found("coroutine-not-awaited", python) == []


def test_a_coroutine_has_no_order() -> None:
    assert the_one("coroutine-not-awaited", "async def count(): return 3\nprint(1 < count())").label == "a promise"


def test_data_that_may_have_brackets() -> None:
    fetched = "data = await (await window.fetch('a.json')).json()\n"
    assert found("proxy-subscript", f"{fetched}print(data[0], data.to_py()['a'], data.a['b'])") == []
    assert found("proxy-subscript", "print(window.shop.json()['a'], (await window.shop.json())['a'])") == []
    assert found("browser-name-missing", f"{fetched}print(data.get, data.keys(), data.a.get('b'))") == []
    assert found("proxy-subscript", "@when('json', '#note')\ndef show(event):\n    print(event()['a'])") == []


# Elements of pyscript.web


@pytest.mark.parametrize(
    "python",
    [
        "div('a', style={'color': 'red'}, on_click=print, title='b')",
        "div('a', style='', on='b')",
        "div('a', style=window.name)",
        "page.find('p')",
        "try:\n    div('a', style='color: red')\nexcept AttributeError:\n    pass",
    ],
)
def test_a_style_that_may_be_a_dict(python: str) -> None:
    assert found("argument-refused", f"from pyscript.web import div, page\n{python}") == []


def test_an_older_release_may_take_another_style() -> None:
    html = page('<script type="py">\nfrom pyscript.web import div\ndiv("a", style="b")\n</script>', release="2024.9.1")
    assert report_of({"index.html": html}, select=frozenset({"argument-refused"})).diagnostics == ()


# response-read-twice


def test_text_that_was_read_can_still_be_json() -> None:
    get = "from pyscript import fetch\nanswer = await fetch('teas.json')\nawait answer.text()\nawait answer.{}()"
    assert "`json.loads(text)`" in scripts.the_one("response-read-twice", get.format("json")).help
    keep = "Keep what the first call gives in a variable, and use that."
    assert scripts.the_one("response-read-twice", get.format("text")).help == keep
