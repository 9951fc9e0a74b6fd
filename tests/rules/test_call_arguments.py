"""Which arguments do not fit, beyond the examples of the rule's page."""

from __future__ import annotations

import pytest

from tests.rules.scripts import messages

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
