"""What operators, loops and brackets refuse, and how to write it, beyond the examples of the rule's page."""

from __future__ import annotations

import pytest

from tests.in_one_test import in_one_test
from tests.rules.scripts import found, messages, the_one

RULE = "operation-refused"
MPY = '<script type="mpy">'
BROWSER = """\
from pyscript import document, window
field = document.createElement("input")
"""
VALUES = """\
import asyncio

async def every():
    yield 1

def one():
    return 1

items = [1]
"""


def test_what_other_rules_say() -> None:
    assert messages(RULE, "len(5)") == []  # argument-refused
    assert messages(RULE, "def tea(): pass\nfor each in tea: pass") == []  # function-not-called


# Objects of the page's own classes


def test_a_class_lacks_the_method_that_the_operation_needs() -> None:
    finding = the_one(RULE, "class Shelf: pass\nlen(Shelf())")
    assert finding.message.endswith("your class `Shelf`, because the class has no `__len__`")
    assert finding.help.startswith("Define `__len__` in `Shelf`.")
    for near in ("__length__", "_len_"):
        help = the_one(RULE, f"class Shelf:\n    def {near}(self): pass\nlen(Shelf())").help
        assert help == f"Write `__len__` in place of `{near}` in the class."


# Values of the browser


@in_one_test(
    [
        ("field.value + 1", "`+` does not work with a `str` and an `int`"),
        ("1 + field.value", "`+` does not work with an `int` and a `str`"),
        ("field.value - 'a'", "`-` does not work with a `str` and a `str`"),
        ("field.value * 2", ""),
        ("field.value * 1.5", "`*` does not work with a `str` and a `float`"),
        ("field.children.length + 1", ""),
        ("window.total + 1", ""),
        ("document.querySelector('#gone') + 1", ""),
    ]
)
def test_text_of_the_browser_beside_a_value_of_python(source: str, message: str) -> None:
    assert messages(RULE, BROWSER + source) == [message] * bool(message)


def test_all_that_a_value_of_python_can_be_must_be_refused() -> None:
    assert len(messages(RULE, f"{BROWSER}many = 2 if window.a else 1.5\nfield.value / many")) == 1
    assert messages(RULE, f"{BROWSER}many = 2 if window.a else 1.5\nfield.value * many") == []


def test_only_a_number_can_be_made_of_text() -> None:
    assert the_one(RULE, f"{BROWSER}field.value + 1").help.startswith(
        "The browser gives text. Write `int(field.value)`"
    )
    assert the_one(RULE, f"{BROWSER}field.value + [1]").help == ""


@in_one_test(
    [
        ("await field.focus()", "`field.focus()` is not a promise, so it can't be awaited"),
        ("await field.value", "`field.value` is not a promise, so it can't be awaited"),
        ("await field.focus", "`field.focus` is a method, so `await` does not get a promise"),
        ("await field.getAttribute('x')", ""),
        ("await window.caches.keys()", ""),
        ("await window.show", ""),
        ("await window.alert", ""),
        ("await window.alert()", ""),
        ("try:\n    await field.focus()\nexcept TypeError:\n    pass", ""),
    ]
)
def test_what_is_awaited_of_the_browser(source: str, message: str) -> None:
    own = "<script>function show() {} window.alert = async () => 1;</script>"
    assert messages(RULE, BROWSER + source, body=own) == [message] * bool(message)
    assert messages(RULE, BROWSER + source, MPY, body=own) == []  # MicroPython awaits anything


def test_a_key_is_no_form() -> None:
    told = messages(RULE, f"{BROWSER}field.value['.2f']")
    assert not any("formats" in each for each in told)


def test_what_a_method_of_the_browser_gives_is_nothing() -> None:
    nothing = "this method of the browser returns nothing, and None has no `style`"
    assert messages(RULE, f"{BROWSER}field.focus().style") == [nothing]
    assert messages(RULE, f"{BROWSER}field.focus().style", MPY) == []
    assert messages(RULE, f"{BROWSER}field.cloneNode().style") == []
    boxes = f"{BROWSER}boxes = [field.focus()]\n"
    assert messages(RULE, f"{boxes}for box in boxes: box.style") == [nothing]
    assert messages(RULE, f"{boxes}boxes[0] = window.box\nfor box in boxes: box.style") == []
    assert messages(RULE, f"{BROWSER}box = field.focus()\nif box: box.style") == []
    assert messages(RULE, f"{BROWSER}box = field.focus()\nif window.ready: field.focus().style") == [nothing]
    assert messages(RULE, f"{BROWSER}try:\n    field.focus().style\nexcept AttributeError:\n    pass") == []


@in_one_test(
    [
        ("for each in {}: pass", "a loop can't go through a number", "Write `range({})` to count up to it."),
        ("sorted({})", "a loop can't go through a number", "Write `range({})` to count up to it."),
        ("len({})", "`len` does not work with a number", "`{}` is a number already. Leave out `len`."),
        ("{}[0]", "a number has no items", ""),
        ("{}[0] = 1", "the items of a number can't be set", ""),
        ("1 in {}", None, ""),
        ("one, two = {}", None, ""),
    ]
)
def test_what_a_number_of_the_browser_refuses(source: str, message: str | None, help: str) -> None:
    number = "field.children.length"
    told = found(RULE, BROWSER + source.format(number))
    said = [(each.finding.message, each.finding.help) for each in told]
    assert said == ([] if message is None else [(message, help.format(number))])
    assert messages(RULE, BROWSER + source.format("field.value")) == []


def test_text_of_the_browser_is_formatted() -> None:
    for tag, console in (('<script type="py">', "ValueError"), (MPY, "Error")):
        finding = the_one(RULE, f"{BROWSER}f'{{field.value:.2f}}'", tag)
        assert (finding.message, finding.console) == ("`.2f` formats a number, not a `str`", console)
        for form in ("{field.value:>10}", "{field.value}", "{field.children.length:.2f}", "{window.total:.2f}"):
            assert messages(RULE, f"{BROWSER}f'{form}'", tag) == []


# How to write it

NONE_HERE = "`items.sort()` is None, because what gave it returns nothing."


@in_one_test(
    [
        ("f'{items.sort():.2f}'", NONE_HERE),
        ("items.sort()[0]", NONE_HERE),
        ("items[items.sort()]", NONE_HERE),
        ("for each in items.sort(): pass", NONE_HERE),
        ("items.sort() + 1", NONE_HERE),
        ("1 + items.sort()", NONE_HERE),
        ("f'{items:.2f}'", "Turn it into text first: `str(items)`."),
        ("f'{\"a\":.2f}'", 'Turn it into a number first: `float("a")`.'),
        ("for each in every(): pass", "Write `async for`"),
        ("for each in 5: pass", "Write `range(5)`"),
        ("async with open('a') as file: pass", "Write `with`."),
        ("with asyncio.Lock(): pass", "Write `async with`."),
        ("with 5: pass", "Look at where `5` gets its value."),
        ("with 'a': pass", "Look at where `'a'` gets its value."),
        ("items['a']", "Write a whole number in the brackets, such as `int('a')`."),
        ("items['a'] = 1", "Write a whole number in the brackets, such as `int('a')`."),
        ("del items['a']", "Write a whole number in the brackets, such as `int('a')`."),
        ("'tea'[0] = 'b'", "Turn it into a list first: `list('tea')`."),
        ("{1}[0]", "A set has no order. Turn it into a list first: `list({1})`."),
        ("one[0]", "Write parentheses to call it: `one(...)`."),
        ("one[0] = 1", "Write parentheses to call it: `one(...)`."),
        ("5[0]", "Look at where `5` gets its value."),
        ("items(0)", "Write square brackets to get an item: `items[...]`."),
        ("5()", "Look at where `5` gets its value."),
        ("await one", "Call it: `await one()`."),
        ("await one()", "Leave out `await`: `one()` is there at once."),
        ("items + 1", "Put it into a list: `[1]`. Or write `items.append(1)`"),
        ("items - 1", "Bring both to the same type first."),
        ("1 + items", "Put it into a list: `[1]`."),
        ("1 - items", "Bring both to the same type first."),
        ("1 in 2", "Look for it in something that has items, not in an `int`."),
        ("'a' - 1", "Turn the text into a number: `int('a')`"),
        ("first, second = 1, 2, 3", "Write as many names as there are values."),
    ]
)
def test_help_is_for_what_was_tried(source: str, help: str) -> None:
    assert the_one(RULE, VALUES + source).help.startswith(help)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("first, second = 1, 2, 3", "2 names are on the left, but 3 values on the right"),
        ("first, second = (1,)", "2 names are on the left, but 1 value on the right"),
        ("first, second = 5", "2 names are on the left, but only an `int` on the right"),
        ("items.sort()[0]", "None has no items"),
        ("-items.sort()", "`-` does not work with None"),
        ("-'a'", "`-` does not work with a `str`"),
    ],
)
def test_messages(source: str, message: str) -> None:
    assert the_one(RULE, VALUES + source).message == message


@pytest.mark.parametrize(
    ("source", "fix"),
    [
        ("'Total: ' + 1", "Write `str(1)`"),
        ("1 + ' cups'", "Write `str(1)`"),
        ("'Total: ' + one()", "Write `str(one())`"),
        ("text = 'Total: '\ntext + 1", ""),
        ("text = 'Total: '\ntext += 1", ""),
        ("items + 1", ""),
        ("'Total: ' - 1", ""),
    ],
)
def test_a_number_beside_a_text_is_made_text(source: str, fix: str) -> None:
    finding = the_one(RULE, VALUES + source)
    assert (finding.fix.title if finding.fix else "") == fix


@pytest.mark.parametrize(
    ("default", "factory"),
    [("[]", "list"), ("dict()", "dict"), ("[1]", "lambda: [1]"), ("{'a': 1}", "lambda: {'a': 1}")],
)
def test_a_default_that_all_objects_would_share(default: str, factory: str) -> None:
    source = f"from dataclasses import dataclass\n@dataclass\nclass Cup:\n    teas: list = {default}\n"
    assert f"`field(default_factory={factory})`" in the_one(RULE, source).help


def test_a_condition_may_ask_how_many_values_there_are() -> None:
    assert messages(RULE, "pair = 'abc'\na, b = pair") == ["2 names are on the left, but 3 values on the right"]
    assert messages(RULE, "pair = 'abc'\nif len(pair) == 2:\n    a, b = pair") == []


@in_one_test(
    [
        ("{[1, 2]: 'a'}", "a `list` can't be the key of a dict, and can't be in a set"),
        ("{'a', {'b': 1}}", "a `dict` can't be the key of a dict, and can't be in a set"),
        ("ages = {}\nages[['a', 'b']] = 3", "a `list` can't be the key of a dict, and can't be in a set"),
        ("raise 'no tea'", "a `str` can't be raised"),
        (
            "class Broken: pass\nraise Broken()",
            "an object of your class `Broken` can't be raised, because the class is not made from `Exception`",
        ),
        ("try:\n    1\nexcept [ValueError, KeyError]:\n    pass", "`except` can't catch a `list`"),
        ("count = 0\nprint(3 / count)", "this divides by zero"),
        ("3 % 0", "this divides by zero"),
        ("map(str, [1])[0]", "a `map` gives its items one by one, and none by number"),
        ("{'a': 1}.keys()[0]", "a `dict_keys` gives its items one by one, and none by number"),
        ("def each():\n    yield 1\neach()[0]", "a `generator` gives its items one by one, and none by number"),
        ("def each():\n    yield 1\neach()()", "a `generator` can't be called like a function"),
        ("map(str, [1]) + [2]", "`+` does not work with a `map` and a `list`"),
    ]
)
def test_what_both_interpreters_refuse(source: str, message: str) -> None:
    for tag in ('<script type="py">', MPY):
        assert messages(RULE, source, tag) == [message]


@in_one_test(
    [
        *("{(1, 2): 'a'}", "{*[1, 2]}", "{**{'a': 1}}", "ages = {}\nages[1, 2] = 3", "{frozenset([1])}"),
        *("raise ValueError('a')", "class Broken(Exception): pass\nraise Broken()", "raise"),
        "def problem():\n    return ValueError()\nraise problem()",
        "try:\n    1\nexcept (ValueError, KeyError):\n    pass",
        "count = 0\nprint(3 / count if count else 0)",
        "count = 0\nfor each in 'ab':\n    count += 1\nprint(3 / count)",
        "try:\n    3 / 0\nexcept ArithmeticError:\n    pass",
        "class Box:\n    size = 0\n    def share(self):\n        return 3 / self.size\nclass Big(Box):\n    size = 2",
        *("3 / 1", "0 / 3", "list(map(str, [1]))[0]", "1 in map(int, '1')"),
        # What is raised is gone when `finally` leaves.
        "def total():\n    try:\n        return 3 / 0\n    finally:\n        return 0",
        "for each in 'ab':\n    try:\n        3 / 0\n    finally:\n        continue",
    ]
)
def test_what_is_not_refused(source: str) -> None:
    assert messages(RULE, source) == []


def test_an_error_goes_on_after_a_finally_that_does_not_leave() -> None:
    assert len(messages(RULE, "try:\n    3 / 0\nfinally:\n    print('end')")) == 1


def test_what_is_raised_while_the_page_loads_stops_the_script() -> None:
    raised = "class Broken: pass\ndef go(event=None):\n    raise Broken()\n"
    for rest, effect in (
        ("go()", "script-dies"),
        ("from pyscript import when\nwhen('click', '#go')(go)", "action-fails"),
    ):
        (diagnostic,) = found(RULE, f"{raised}{rest}", body='<button id="go"></button>')
        assert diagnostic.effect.value == effect


@in_one_test(
    [
        ("3 / 0", "Divide by another number."),
        ("count = 0\n3 / count", "Look first whether it is zero: `if count:`."),
        ("raise 'no tea'", "Put it into an error: `raise ValueError(...)`."),
        ("raise 5", ""),
        ("{[1]: 2}", "Use a tuple, in round brackets: it can't change."),
        ("map(str, [1])[0]", "Turn it into a list first: `list(map(str, [1]))`."),
        ("class Broken: pass\nraise Broken()", "Write `class Broken(Exception):`."),
    ]
)
def test_help_for_what_is_refused(source: str, help: str) -> None:
    assert the_one(RULE, source).help == help


# Attributes that can't be set

POINT = "from collections import namedtuple\nPoint = namedtuple('Point', 'x y')\npoint = Point(1, 2)\n"
BOX = "class Box:\n    @property\n    def size(self):\n        return 1\n"


@in_one_test(
    [
        (f"{POINT}point.x = 3", "a named tuple such as `Point` can't be changed, so `x` can't be set"),
        (f"{POINT}point.x += 3", "a named tuple such as `Point` can't be changed, so `x` can't be set"),
        (f"{BOX}Box().size = 3", "`size` of your class `Box` is a property without a setter, so it can't be set"),
        (
            f"{BOX}class Crate(Box): pass\nCrate().size = 3",
            "`size` of your class `Crate` is a property without a setter, so it can't be set",
        ),
    ]
)
def test_attributes_that_no_interpreter_sets(source: str, message: str) -> None:
    for tag in ('<script type="py">', MPY):
        assert messages(RULE, source, tag) == [message]


@in_one_test(
    [
        (
            "from typing import NamedTuple\nclass Point(NamedTuple):\n    x: int\nPoint(1).x = 3",
            "a named tuple such as `Point` can't be changed, so `x` can't be set",
        ),
        (
            "from dataclasses import dataclass\n@dataclass(frozen=True)\nclass Tea:\n    kind: int\nTea(1).kind = 2",
            "your class `Tea` is frozen, so `kind` can't be set",
        ),
        (
            "from enum import Enum\nclass Tea(Enum):\n    GREEN = 1\nTea.GREEN = 2",
            "`GREEN` is a member of your class `Tea`, and members can't be set again",
        ),
    ]
)
def test_attributes_that_pyodide_does_not_set(source: str, message: str) -> None:
    assert messages(RULE, source) == [message]


@in_one_test(
    [
        f"{POINT}point = point._replace(x=3)",
        f"{POINT}Point.extra = 3",
        f"{POINT}class Mark(Point): pass\nMark(1, 2).label = 'a'",
        f"{POINT}try:\n    point.x = 3\nexcept AttributeError:\n    pass",
        f"{BOX}    @size.setter\n    def size(self, value): pass\nBox().size = 3",
        f"{BOX}    def __setattr__(self, name, value): pass\nBox().size = 3",
        f"{BOX}class Crate(Box):\n    size = 2\nCrate().size = 3",
        (
            f"{BOX}    def grow(self):\n        self.size = 3\n"
            "class Crate(Box):\n    @property\n    def size(self):\n        return 1\n"
            "    @size.setter\n    def size(self, value): pass\nCrate().grow()"
        ),
        f"{BOX}Box.size = 3",
        "class Box:\n    size = property(lambda self: 1, lambda self, value: None)\nBox().size = 3",
        (
            "from functools import cached_property\nclass Box:\n"
            "    @cached_property\n    def size(self):\n        return 1\nBox().size = 3"
        ),
        "from dataclasses import dataclass\n@dataclass(frozen=False)\nclass Tea:\n    kind: str\nTea('a').kind = 'b'",
        "from enum import Enum\nclass Tea(Enum):\n    GREEN = 1\nTea.extra = 2",
    ]
)
def test_attributes_that_can_be_set(source: str) -> None:
    assert messages(RULE, source) == []


@in_one_test(
    [
        ("point.x = 3", "Make a new one: `point = point._replace(x=...)`."),
        ("point.y -= 3", "Make a new one: `point = point._replace(y=...)`."),
    ]
)
def test_help_for_an_attribute_that_can_not_be_set(source: str, help: str) -> None:
    assert the_one(RULE, POINT + source).help == help


@in_one_test(
    [
        ("day, month, year = '2026-01'.split('-')", "3 names are on the left, but 2 values on the right"),
        ("line = 'Ada;12'\nname, age = line.split(',')", "2 names are on the left, but 1 value on the right"),
        ("key, value = 'a=1'.partition('=')", "2 names are on the left, but 3 values on the right"),
        ("for key, value in {'tea': 1, 'cup': 2}:\n    pass", "2 names are on the left, but 3 values on the right"),
        ("for key, value in ['tea', 'cups']:\n    pass", "2 names are on the left, but 3 values on the right"),
        ("for key, value in ['ab', 'cde']:\n    pass", ""),
        ("day, month = '2026-01'.split('-')", ""),
        ("name, rest = 'a b c'.split(' ', 1)", ""),
        ("name, rest = 'a b c'.split(maxsplit=1)", ""),
        ("name, *rest = 'a b c'.split()", ""),
        ("import sys\nname, age = sys.platform.split(',')", ""),
    ]
)
def test_how_many_parts_there_are(source: str, message: str) -> None:
    for tag in ('<script type="py">', MPY):
        assert messages(RULE, source, tag) == ([message] if message else [])


SIZE = "a loop goes through this {}, so nothing can be added to it or taken from it"


@in_one_test(
    [
        ("for name in ages:\n    del ages[name]", "dict"),
        ("for name, age in ages.items():\n    if age > 1:\n        ages.pop(name)", "dict"),
        ("def clear():\n    for name in ages.keys():\n        ages.pop(name)\nclear()", "dict"),
        ("for name in names:\n    names.remove(name)", "set"),
        ("for name in names:\n    names.discard('Tom')", ""),
        ("for name in names:\n    names.add(name)", ""),
        ("for name in ages:\n    ages.pop('Tom', None)", ""),
        ("for name in list(ages):\n    del ages[name]", ""),
        ("for name in ages:\n    del ages[name]\n    break", ""),
        ("for name in ages:\n    del ages[name]\n    ages['x'] = 1", ""),
        ("for name in ages:\n    ages[name] = 2", ""),
        ("for name in ages:\n    others.pop(name)", ""),
        ("for name in ages:\n    ages = {'b': 2}\n    ages.pop('b')", ""),
        ("for name in ages:\n    print(name)\ndel ages['Ada']", ""),
        ("for name in names:\n    later = lambda: names.remove(name)", ""),
        ("for name in others:\n    del others[0]", ""),
        ("try:\n    for name in ages:\n        del ages[name]\nexcept RuntimeError:\n    pass", ""),
        ("while ages:\n    ages.popitem()", ""),
    ]
)
def test_what_a_loop_goes_through_keeps_its_size(loop: str, kind: str) -> None:
    source = f"ages = {{'Ada': 1, 'Tom': 2}}\nnames = {{'Ada', 'Tom'}}\nothers = [1, 2]\n{loop}"
    assert messages(RULE, source) == ([SIZE.format(kind)] if kind else [])
    assert messages(RULE, source, MPY) == []  # it goes on


def test_what_changes_the_size_is_marked_and_not_the_loop() -> None:
    source = "ages = {'Ada': 1}\nfor name in ages:\n    del ages[name]"
    (diagnostic,) = found(RULE, source)
    span = diagnostic.finding.span
    assert span.end - span.start == len("ages[name]")


def test_help_for_what_a_loop_goes_through() -> None:
    source = "ages = {'Ada': 1}\nfor name in ages:\n    del ages[name]"
    assert the_one(RULE, source).help == "Go through a copy: `for ... in list(ages):`."


def test_a_proxy_of_a_function_is_not_a_promise() -> None:
    proxy = "from pyscript.ffi import create_proxy\ndef go(): pass\n"
    said = ["`create_proxy(go)` is not a promise, so it can't be awaited"]
    assert messages(RULE, f"{proxy}kept = await create_proxy(go)") == said
    assert messages(RULE, f"{proxy}kept = await create_proxy(go)()") == []
    assert messages(RULE, f"{proxy}kept = await create_proxy(other)") == []
    assert messages(RULE, f"{proxy}kept = await create_proxy(go)", '<script type="mpy">') == []


@in_one_test(
    [
        ("__len__", "['a']", "a whole number", "a `list`", "Write `return len(['a'])`."),
        ("__repr__", "5", "a `str`", "an `int`", "Write `return str(5)`, or an f-string."),
        ("__bool__", "1", "True or False", "an `int`", "Return a value of that type."),
        ("__iter__", "{1: 2}.keys()", "an iterator", "a `dict_keys`", "Write `return iter({1: 2}.keys())`."),
    ]
)
def test_what_special_methods_give(method: str, value: str, wanted: str, got: str, help: str) -> None:
    source = f"class Shelf:\n    def {method}(self):\n        return {value}\nprint(Shelf())"
    finding = the_one(RULE, source)
    assert finding.message == f"`{method}` must give {wanted}, and gives {got} here"
    assert finding.help == help
    on_micropython = messages(RULE, source, '<script type="mpy">')
    assert on_micropython == ([finding.message] if method == "__iter__" else [])


@in_one_test(
    [
        ("__iter__", "return iter([])"),
        ("__iter__", "yield [1]"),
        ("__iter__", "return self"),
        ("__len__", "return True"),
        ("__len__", "return self.size"),
        ("__str__", "..."),
        ("__str__", "self.log('x')"),
        ("__str__", "raise NotImplementedError"),
        ("__str__", "print('x')\n        return 'x'"),
        ("__init__", "return None"),
        ("str", "return 5"),
    ]
)
def test_what_special_methods_may_give(method: str, body: str) -> None:
    source = f"class Shelf:\n    def {method}(self):\n        {body}\nprint(Shelf())"
    assert messages(RULE, source) == []
    assert messages(RULE, f"def {method}(self):\n    return 5\n{method}(1)") == []


@in_one_test(
    [
        ("document.getElementById['out']", "a method of the browser has no items"),
        ("document.body['title']", ""),
        ("window.location[0]", ""),
        ("random.choice['ab']", "a function has no items"),
        ("','.join['ab']", "a function has no items"),
        ("[].append[1]", "a function has no items"),
        ("when['click']", "a function has no items"),
        ("random.Random[1]", ""),
        ("list[int]", ""),
        ("random.words[1]", ""),
    ]
)
def test_brackets_in_place_of_parentheses(source: str, message: str) -> None:
    start = "import random\nfrom pyscript import document, when, window\n"
    for kind in ("py", "mpy"):
        assert messages(RULE, start + source, f'<script type="{kind}">') == ([message] if message else [])
