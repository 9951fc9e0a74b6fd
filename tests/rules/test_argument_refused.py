"""Which arguments Python and the browser refuse, and what to write, beyond the examples of the rule's page."""

from __future__ import annotations

from tests.in_one_test import in_one_test
from tests.rules.scripts import found, messages, the_one

RULE = "argument-refused"
MPY = '<script type="mpy">'
START = """\
import asyncio, json, random
from pyscript import display, document, window
field = document.createElement("input")
"""
SHOPS = "class Shop:\n    items = ('a', 5)\nclass Other:\n    items = (1, 2)\n"
BODY = '<p id="note">Hello</p>'


@in_one_test(
    [
        ("def tea(): pass\nmax(tea)", "`max` does not work with a function"),
        ("len(5)", "`len` does not work with an `int`"),
        ("range(1, 'a')", "`range` does not work with an `int` and a `str`"),
        ("', '.join([1])", "`join` takes only strings, but this `list` has something else in it"),
        ("', '.join(5)", "`join` does not work with an `int`"),
        ("sum([1, 'a'])", "`sum` takes only numbers, but this `list` has something else in it"),
        ("sorted([1, 'a'])", "`sorted` does not work with a `list`"),
        ("len([].sort())", "`len` does not work with None"),
        ("len(open('a'))", "`len` does not work with an open file"),
        ("int('a')", "`int` can't work with `'a'`"),
        ("'{} {}'.format(1)", "`format` gets no value for field number 2"),
        ("'{a}'.format(b=1)", "`format` gets no value for field `a`"),
        ("'%d' % 'a'", "the values do not fit the places for them in this text"),
        ("'tea'.index(5)", "`index` does not work with an `int`"),
        ("'tea'.index('b')", "`'tea'` has no `'b'`, so `index` fails"),
        (f"{SHOPS}', '.join(Shop().items)", "`join` does not work with `Shop().items`"),
        (f"{SHOPS}max(Shop().items, 2)", "`max` does not work with `Shop().items, 2`"),
    ]
)
def test_messages(source: str, message: str) -> None:
    assert messages(RULE, source) == [message]


def test_what_other_rules_say() -> None:
    assert messages(RULE, "'a' + 1") == []  # operation-refused
    assert messages(RULE, "def tea(): pass\nlen(tea)") == []  # function-not-called


@in_one_test(
    [
        ("json.loads(open('a'))", "Read it first: `open('a').read()`. Or write `json.load(open('a'))`."),
        ("len(open('a'))", "Read it first: `open('a').read()`."),
        ("len(map(str, []))", "It gives its items one by one. Turn it into a list: `len(list(map(str, [])))`."),
        ("reversed(map(str, []))", "Give `reversed` a value of the type that it works with."),
        ("'tea'.index(5)", "Give `index` a value of the type that it works with."),
        ("'tea'.index('b')", "Look first whether it is there: `if item in items:`."),
        ("import zlib\nzlib.compress('a')", "It takes bytes, not text. Write `.encode()` behind the text."),
        ("import zlib\nzlib.compress(5)", "Give `zlib.compress` a value of the type that it works with."),
        (
            "import base64\nbase64.b64decode('abc')",
            "Look at what the values are: it does not take all values of this type.",
        ),
        ("json.load('a')", "Give it an open file: `json.load(open('data.json'))`. Or read text with `json.loads`."),
        ("asyncio.gather([1])", "Write a star to pass the items one by one: `asyncio.gather(*[1])`."),
        ("max(display)", "Give `max` a value of the type that it works with."),
        ("field.appendChild('a')", "Write `append('a')`, which takes text too."),
        ("field.appendChild(['a'])", "Write `append(*['a'])`."),
        ("field.addEventListener(print, 'click')", "The name of the event comes first, and then the function."),
        ("field.addEventListener('click', 5)", "Give it a function."),
        ("window.requestAnimationFrame('a')", "Give it a function."),
        ("window.Blob.new('a')", "Put it into a list: `to_js(['a'])`."),
        ("window.URL.createObjectURL('a')", ""),
        (
            "json.dumps(field)",
            "Turn it into a Python value first: `field.to_py()`. Or take what you need from its properties.",
        ),
        ("abs(field)", "Take the property that you need, such as `field.value` of a field, or `field.textContent`."),
        (
            "abs(field.value)",
            "The browser gives text. Turn it into a number: `int(field.value)` or `float(field.value)`.",
        ),
    ]
)
def test_help(source: str, help: str) -> None:
    assert the_one(RULE, START + source).help == help


@in_one_test(
    [
        ("document.getElementById('note')", 'Write `target="note"`.'),
        ("document.querySelector('#note')", 'Write `target="note"`.'),
        ("document.querySelector('p')", "Write `target=` and the id."),
        ("document.querySelector('#note p')", "Write `target=` and the id."),
        ("document.createElement('p')", "Write `target=` and the id."),
        ("document.body", "Write `target=` and the id."),
        ("'note'", None),
        ("field.value", None),
        ("window.note", None),
        ("window", None),
        ("window.Date.new()", None),
        # Outside of an event it is undefined.
        ("window.event", None),
    ]
)
def test_display_takes_an_id(target: str, help: str | None) -> None:
    told = found(RULE, f"{START}display('Hello', target={target})", body=f"{BODY}<div></div>")
    assert [each.finding.help for each in told] == [help] * (help is not None)


def test_code_may_expect_that_display_refuses_its_target() -> None:
    tried = "try:\n    display('Hello', target=field)\nexcept {}:\n    pass"
    for error, count in (("TypeError", 0), ("ValueError", 0), ("KeyError", 1)):
        assert len(messages(RULE, START + tried.format(error))) == count
    assert messages(RULE, f"{START}display(field)\ndisplay('Hello')") == []


def test_a_timer_that_is_given_its_time_first() -> None:
    for call in ("setTimeout(1000, print)", "setTimeout(1000, print, 'Hello')"):
        assert the_one(RULE, f"{START}window.{call}").help == "Write `setTimeout(print, 1000)`."
    alone = the_one(RULE, f"{START}window.setTimeout(1000, 5)").help
    assert alone == "Give it the function that is to run, and then the milliseconds."
    assert messages(RULE, f"{START}window.setTimeout(print, 1000)") == []


def test_text_for_a_new_element() -> None:
    web = "from pyscript.web import button, div\n"
    assert the_one(RULE, f"{web}div('Tea', style='color: red')").help.startswith("Write `style={")
    finding = the_one(RULE, f"{web}button('Go', on_click='go')")
    assert finding.message == "`on_click` of an element takes a function, not text"
    assert finding.help == "Write the function itself, without quotes: `on_click=go`."


@in_one_test(
    [
        *(
            "int(field)",
            "float(field)",
            "range(1, field)",
            "divmod(field, 2)",
            "json.loads(field)",
            "json.dumps(field)",
        ),
        "random.randint(1, field)",
    ]
)
def test_what_needs_a_value_refuses_an_object_of_the_browser(call: str) -> None:
    told = messages(RULE, START + call)
    assert [each.partition("` ")[2] for each in told] == ["does not work with a browser object"]
    # What MicroPython's `json.dumps` does with it was not measured.
    assert messages(RULE, START + call, MPY) == ([] if "dumps" in call else told)


@in_one_test(
    [
        ("abs(field.value)", "`abs` does not work with a `str`"),
        ("round('a', window.innerWidth)", "`round` does not work with an `int`"),
        ("chr(document.title)", "`chr` does not work with a `str`"),
    ]
)
def test_text_and_numbers_of_the_browser_are_those_of_python(call: str, message: str) -> None:
    assert messages(RULE, START + call) == [message]


@in_one_test(
    [
        # It may be null, or something else.
        *("int(field.files)", "abs(window.event)", "abs(window.unknown)", "abs(document.getElementById('other'))"),
        *("int(field, window.unknown)", "int(window.unknown, field)", "range(window.unknown, document.title)"),
        # Numbers of Python can be made of it.
        "int(window.Date.new())",
        *("int(field.value)", "float(document.title)", "round(window.innerWidth)", "round(window.innerWidth, 1)"),
        # It can go through some objects, or asks them.
        *("random.choice(field)", "str(field)", "isinstance(field, int)", "json.dumps(1, field)", "bool(field)"),
        # A number of arguments that it does not take is for call-arguments.
        *("int(field, 2, 3)", "float(field.value, 2)", "chr(document.title, 2)"),
        # What is not known of this object decides.
        "int(field.value, random.Random())",
        # For operation-refused.
        *("len(window.innerWidth)", "list(window.innerWidth)", "sum(field)"),
    ]
)
def test_what_a_function_of_python_may_take(call: str) -> None:
    assert messages(RULE, START + call) == []


@in_one_test(
    [
        ("field.appendChild('a')", "`appendChild` needs a `Node` here, not a `str`"),
        ("field.appendChild({})", "`appendChild` needs a `Node` here, not a `dict`"),
        ("field.insertBefore(window.unknown, 'a')", "`insertBefore` needs a `Node` here, not a `str`"),
        ("field.addEventListener('click', 5)", "`addEventListener` needs a function here, not an `int`"),
        ("window.Blob.new('a')", "`Blob` needs a list here, not a `str`"),
        ("window.MutationObserver.new('a')", "`MutationObserver` needs a function here, not a `str`"),
        ("window.fetch('a', 'b')", "`fetch` needs an object here, not a `str`"),
    ]
)
def test_what_a_method_of_the_browser_refuses(call: str, message: str) -> None:
    assert messages(RULE, START + call) == [message]


@in_one_test(
    [
        *("field.appendChild(field)", "field.appendChild(window.unknown)", "field.append('a')", "field.appendChild()"),
        # It may have a method `handleEvent`, or be one of JavaScript's own.
        *("field.addEventListener('click', field)", "field.addEventListener('click', [])"),
        "window.crypto.getRandomValues('a')",
        # It has more than one way to be called.
        *("field.scrollTo('a')", "field.scrollTo(1, 2)", "field.remove('a')"),
        *("window.Image.new('a')", "window.Date.new('a')", "window.Unknown.new('a')"),
    ]
)
def test_what_a_method_of_the_browser_may_take(call: str) -> None:
    assert messages(RULE, START + call) == []


def test_dicts_of_equal_numbers_of_other_types_are_not_the_same() -> None:
    """1 and 1.0 are equal in Python, but `range` takes only one of them."""
    name = "from pyscript import window\nname = window.name\n"
    loop = "for n in range({name: %s, name + 'x': %s}['b']):\n    print(n)\n"
    for code, count in ((loop % (1.0, 2.0) + loop % (1, 2), 1), (loop % (1, 2) + loop % (1.0, 2.0), 1)):
        assert len(messages(RULE, name + code)) == count


@in_one_test(
    [
        ("str.join('-', ['a', 'b'])", []),
        ("str.join('-', [1])", ["`join` takes only strings, but this `list` has something else in it"]),
        ("set.add({1}, [])", ["`set.add` does not work with a `list`"]),
        ("join = str.join\njoin('-', ['a', 'b'])", []),
        ("'-'.join('a', 'b')", []),  # call-arguments
    ]
)
def test_a_method_that_is_called_on_its_type_gets_the_object_first(source: str, told: list[str]) -> None:
    assert messages(RULE, source) == told


@in_one_test(
    [
        ("if text.isdigit():\n    int(text)", 0),
        ("if not text.isdigit():\n    raise ValueError\nint(text)", 0),
        ("int(text) if text.isdigit() else 0", 0),
        ("text.isdigit() and int(text)", 0),
        ("if document.title:\n    int(text)", 1),
        ("int(text)", 1),
        ("if text.isdigit():\n    len(5)", 1),
    ]
)
def test_a_condition_may_ask_for_the_value_first(use: str, count: int) -> None:
    assert len(messages(RULE, f"{START}text = 'abc'\n{use}")) == count


# What a function refuses by its type, or by its value


@in_one_test(
    [
        ("max([])", "`[]` is empty, so `max` fails"),
        ("ord('ab')", "`ord` can't work with `'ab'`"),
        ("names = ['Ada']\nnames.index('Tom')", "`names` has no `'Tom'`, so `index` fails"),
        ("('a', 'b').index('c')", "`('a', 'b')` has no `'c'`, so `index` fails"),
        ("'ab'.rindex('c')", "`'ab'` has no `'c'`, so `rindex` fails"),
        ("'ab'.split('')", "`split` can't work with `''`"),
        ("str.split('ab', '')", "`split` can't work with `''`"),
        ("bytes('a')", "`bytes` does not work with a `str`"),
        ("dict(['abc'])", "`dict` can't work with `['abc']`"),
        ("range(0, 5, 0)", "`range` can't work with `0, 5, 0`"),
        ("random.randint(6, 1)", "`random.randint` can't work with `6, 1`"),
        ("random.choice([])", "`random.choice` can't work with `[]`"),
        ("random.choice({'a': 1}.keys())", "`random.choice` does not work with a `dict_keys`"),
        ("next(['a'])", "`next` does not work with a `list`"),
        ("len(map(str, [1]))", "`len` does not work with a `map`"),
        ("def each():\n    yield 1\nlen(each())", "`len` does not work with a `generator`"),
        ("isinstance(1, 'int')", "`isinstance` needs a class, not a `str`"),
        ("sorted([{'age': 1}], key='age')", "`key` needs a function, not a `str`"),
        ("with open('a', 'w') as file:\n    file.write(5)", "`io.TextIOWrapper.write` does not work with an `int`"),
    ]
)
def test_what_both_interpreters_refuse(source: str, message: str) -> None:
    for tag in ('<script type="py">', MPY):
        assert messages(RULE, f"import random\n{source}", tag) == [message]


@in_one_test(
    [
        ("import random\nrandom.shuffle('abc')", "`random.shuffle` does not work with a `str`"),
        ("import hashlib\nhashlib.sha256('a')", "`hashlib.sha256` does not work with a `str`"),
        ("import statistics\nstatistics.mean([])", "`statistics.mean` can't work with `[]`"),
        ("from datetime import date\ndate(2026, 2, 30)", "`datetime.date` can't work with `2026, 2, 30`"),
        ("import re\nre.search('*.txt', 'a')", "`re.search` can't work with `'*.txt'`"),
        ("import json\njson.dumps({'a': [{1}]})", "`json.dumps` does not work with a `set`"),
        ("import json\njson.dumps({(1, 2): 3})", "`json.dumps` does not work with a `tuple`"),
        ("import json\nclass Tea: pass\njson.dumps([Tea()])", "`json.dumps` does not work with a `Tea`"),
        (
            "import json\nfrom datetime import date\nday = {'day': date.today()}\njson.dumps(day)",
            "`json.dumps` does not work with a `datetime.date`",
        ),
    ]
)
def test_what_pyodide_refuses(source: str, message: str) -> None:
    assert messages(RULE, source) == [message]
    if "json" in source:
        assert messages(RULE, source, MPY) == []  # it writes some text in its place


@in_one_test(
    [
        *("max([], default=0)", "max([1])", "ord('a')", "['Ada'].index('Ada')", "'ab'.split()", "bytes('a', 'utf-8')"),
        *("dict([('a', 1)])", "dict(['ab'])", "random.randint(1, 1)", "next(iter(['a']))", "len({'a': 1}.keys())"),
        *("isinstance(1, (int, str))", "sorted('ab', key=len)", "sorted('ab', key=None)", "random.choice({0: 'a'})"),
        *("random.sample([0 for each in 'abc'], 3)", "max(each for each in [])", "[0 for each in 'ab'].index(1)"),
        *("max([each for each in 'ab'])", "max({each: 1 for each in 'ab'})", "max([*'ab'])", "'ab'.index('abc'[1:2])"),
        "names = ['Ada']\nnames.append('Tom')\nnames.index('Tom')",
        "names = ['Ada']\nif 'Tom' in names:\n    names.index('Tom')",
        "names = ['Ada']\ntry:\n    names.index('Tom')\nexcept ValueError:\n    pass",
        "from decimal import Decimal, InvalidOperation\ntry:\n    Decimal('3,5')\nexcept InvalidOperation:\n    pass",
        "def best(scores=[]):\n    scores.append(1)\n    return max(scores)",
        "import re\nre.compile('a # (', re.VERBOSE)",
        "import re\nre.compile('a++')",
        "import json\njson.dumps({1}, default=list)",
        "import json\nclass Bag(dict): pass\njson.dumps(Bag())",
        "import json\nthings = []\nthings.append(1)\njson.dumps(things)",
        (
            "from functools import wraps\ndef listed(f):\n    return wraps(f)(lambda: list(f()))\n"
            "@listed\ndef each():\n    yield 1\nlen(each())"
        ),
    ]
)
def test_what_is_not_refused(source: str) -> None:
    assert messages(RULE, f"import random\n{source}") == []


@in_one_test(
    [
        ("max([])", "Say what it gives if there are no items: `max([], default=0)`."),
        ("len(map(str, []))", "It gives its items one by one. Turn it into a list: `len(list(map(str, [])))`."),
        ("chr(-1)", "Look at what the values are: it does not take all values of this type."),
        ("import hashlib\nhashlib.md5('a')", "It takes bytes, not text. Write `.encode()` behind the text."),
        ("bytes('a')", "Turn the text into bytes: `'a'.encode()`."),
        ("bytearray('a')", "Turn the text into bytes: `'a'.encode()`."),
        ("bytes(1.5)", "Give `bytes` a value of the type that it works with."),
        (
            "import re\nre.compile('(')",
            "In a regular expression some signs mean something, such as `*` or `(`. Write `\\*` for the sign itself.",
        ),
    ]
)
def test_help_for_what_is_refused(source: str, help: str) -> None:
    assert the_one(RULE, source).help == help


@in_one_test(
    [
        ("from contextlib import suppress\nwith suppress(ValueError):\n    int('a')", 0),
        ("import unittest\ncase = unittest.TestCase()\nwith case.assertRaises(ValueError):\n    int('a')", 0),
        ("import unittest\ncase = unittest.TestCase()\nwith case.assertRaises(KeyError):\n    int('a')", 1),
        (
            "import unittest\ncase = unittest.TestCase()\nwith case.assertRaisesRegex(ValueError, 'a'):\n    int('a')",
            0,
        ),
        ("with open('a.txt', 'w') as file:\n    int('a')", 1),
    ]
)
def test_a_with_may_expect_the_error(source: str, count: int) -> None:
    assert len(messages(RULE, source)) == count


@in_one_test(
    [
        ("[1, 2,]", (1, 0)),
        ('{"a" 1}', (1, 0)),
        ("{1: 2}", (1, 0)),
        ("[1", (1, 1)),
        ("[1] 2", (1, 1)),
        ("[None]", (1, 1)),
        ("[NaN]", (0, 1)),
        ("[1]", (0, 0)),
    ]
)
def test_each_interpreter_reads_json_in_its_own_way(text: str, times: tuple[int, int]) -> None:
    source = f"import json\njson.loads('{text}')"
    assert (len(messages(RULE, source)), len(messages(RULE, source, MPY))) == times


@in_one_test(
    [
        ("for number in range(5 / 2): pass", (1, 0)),
        ("for number in range(0, 2.5): pass", (1, 0)),
        ("for number in range(0, 5, 0.5): pass", (1, 1)),
        ("for number in range('5'): pass", (1, 1)),
        ("for number in list(range(2.5)): pass", (1, 1)),
        ("print([number for number in range(2.5)])", (1, 1)),
    ]
)
def test_micropython_counts_with_floats_in_a_for(source: str, times: tuple[int, int]) -> None:
    assert (len(messages(RULE, source)), len(messages(RULE, source, MPY))) == times
