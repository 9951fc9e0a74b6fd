"""Which arguments do not fit, beyond the examples of the rule's page."""

from __future__ import annotations

import pytest

from tests.in_one_test import in_one_test
from tests.rules.scripts import CONFIGURED, messages, the_one, with_modules

RULE = "call-arguments"


def test_only_decorators_of_the_library_are_judged() -> None:
    missing = "`pyscript.when` is called without `event_type`"
    assert messages(RULE, "from pyscript import when\n@when()\ndef show(): pass") == [missing]
    assert messages(RULE, "def own(x): return lambda show: show\n@own()\ndef show(): pass") == []
    assert messages(RULE, "def own(x, y): pass\n@own\ndef show(): pass") == []


WORKER = """\
import functools
from pyscript import sync

def add(a, b=1): pass
def every(*items): pass
@functools.cache
def cached(a): pass
class Shop: pass

__export__ = ["add", "every", "cached", "Shop"]
"""


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("add()", "`add` of the worker `sums` needs 1 argument, but this call gives 0"),
        ("add(1, 2, 3)", "`add` of the worker `sums` takes 2 arguments, but this call gives 3"),
        ("add(1, 2)", ""),
        ("add(*[1, 2, 3])", ""),
        ("add(1, 2, 3, colour=1)", ""),
        ("add(b=1)", ""),
        ("add(1, 2, *[])", ""),
        ("every(1, 2, 3)", ""),
        ("cached()", ""),
        ("Shop(1)", ""),
    ],
)
def test_arguments_of_a_function_of_a_worker(call: str, message: str) -> None:
    source = f'from pyscript import workers\nsums = await workers["sums"]\nawait sums.{call}'
    worker = '<script type="py" worker name="sums" src="./sums.py"></script>'
    assert messages(RULE, source, body=worker, files={"sums.py": WORKER}) == [message] * bool(message)


MICROPYTHON = '<script type="mpy">'
GO = "from pyscript import when\n@when('click', '#a')\n"
DEQUE = "import collections\nleaves = collections.deque()\n"


@in_one_test(
    [
        ("import json\njson.dumps()", "`json.dumps` is called without `obj`"),
        ("import json\njson.dumps({}, 1)", "`json.dumps` takes 1 argument by position, but this call gives 2"),
        ("len(1, 2)", "`len` takes 1 argument by position, but this call gives 2"),
        ("'tea'.upper(1)", "`str.upper` takes no argument, but this call gives 1"),
        (f"{DEQUE}leaves.append()", "`collections.deque.append` is called without `item`"),
        (f"{GO}def go(event): pass\ngo()", "`go` is called without `event`"),
        (f"{GO}def go(event, b=1): pass\ngo(1, 2)", "`go` takes 1 argument by position, but this call gives 2"),
        ("from pyscript import display\ndisplay(taget='a')", "`pyscript.display` does not take `taget=`"),
    ]
)
def test_arguments_that_do_not_fit(source: str, message: str) -> None:
    assert messages(RULE, source) == [message]


@in_one_test(
    [
        "input(1, 2, 3)",
        "print('tea', sep='', end='', flush=True)",
        "print('tea', **{'tea': 1})",
        "help(1, 2, 3)",
        "str.upper('tea')",
        "from datetime import datetime\ndatetime.strftime(datetime.now(), '%Y')",
        f"{DEQUE}if leaves:\n    leaves = print\nleaves.append()",
        f"{GO}def go(): pass\ngo(1)",
        f"{GO}def go(event): pass\nif input():\n    def go(event, b): pass\ngo()",
        "from pyscript import when\ndef own(f): return f\n@own\n@when('click', '#a')\ndef go(event): pass\ngo()",
        "from pyscript import when\nclass A:\n    @when('click', '#a')\n    def go(self, event): pass\nA().go()",
        "def own(f): return f\n@own\ndef go(event): pass\ngo()",
        "unknown.dumps()",
        "import unknown\nunknown.dumps()",
        "class Tea:\n    leaf = 1\nTea.brew(1)",
    ]
)
def test_arguments_that_may_fit(source: str) -> None:
    assert messages(RULE, source) == []
    assert messages(RULE, source, MICROPYTHON) == []


def test_a_call_of_micropython_may_give_more_than_is_seen() -> None:
    assert messages(RULE, "import time\nmore = []\ntime.sleep(1, *more)", MICROPYTHON) == []
    assert the_one(RULE, "import time\ntime.ticks_ms(1)", MICROPYTHON).help == "Give it no argument."


def test_a_method_of_several_interfaces_may_take_other_arguments_in_one_of_them() -> None:
    document = "from pyscript import document\n"
    assert len(messages(RULE, f"{document}document.elementFromPoint(1)")) == 1
    assert messages(RULE, f"{document}document.body.getRootNode().elementFromPoint(1)") == []


def test_a_module_of_the_projects_own_has_functions_of_its_own() -> None:
    far = '[files]\n"https://example.com/json.py" = ""\n"https://example.com/random.py" = ""\n'
    _check_modules(with_modules("json.py", "random.py"))
    _check_modules({"pyscript.toml": far})


def _check_modules(modules: dict[str, str]) -> None:
    for tag in (CONFIGURED, CONFIGURED.replace('"py"', '"mpy"')):
        assert messages(RULE, "import json\njson.dumps()", tag, files=modules) == []
        assert messages(RULE, "import random\nrandom.randint(1)", tag, files=modules) == []
        assert len(messages(RULE, "import math\nmath.sqrt()", tag, files=modules)) == 1


@in_one_test(
    [
        ("import json\njson.dumps()", "MicroPython's `json.dumps` takes 1 argument, but this call gives 0"),
        ("import random\nrandom.randint(1)", "MicroPython's `random.randint` takes 2 arguments, but this call gives 1"),
        ("'tea'.upper(1)", "MicroPython's `str.upper` takes no argument, but this call gives 1"),
        (f"{DEQUE}leaves.append()", "MicroPython's `collections.deque.append` takes 1 argument, but this call gives 0"),
    ]
)
def test_arguments_that_micropython_counts(source: str, message: str) -> None:
    assert messages(RULE, source, MICROPYTHON) == [message]


def test_print_takes_the_same_in_terminals_and_on_micropython() -> None:
    for tag in ('<script type="py">', '<script type="py" worker terminal>', '<script type="mpy">'):
        assert messages(RULE, "print('tea', ends='')", tag) == ["`print` does not take `ends=`"]


def test_without_init_only_pyodide_refuses_arguments() -> None:
    for source in ("class Point:\n    pass\nPoint(1)", "class Point:\n    x = 1\nPoint(x=2)"):
        assert len(messages("call-arguments", source)) == 1
        assert messages("call-arguments", source, '<script type="mpy">') == []
