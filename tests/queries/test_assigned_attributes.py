"""What Python may put in the place of a function or another name."""

from __future__ import annotations

import pytest

from pyscript_doctor.queries.assigned_attributes import assigned_attributes, may_be_replaced
from tests.in_one_test import in_one_test
from tests.projects import page, project_of

START = (
    "import sys, time, builtins\nfrom unittest import mock\nfrom pyscript import when\nclass Own: pass\nown = Own()\n"
)


def replaced(source: str, name: str) -> bool:
    html = page(f'<script type="py">\n{START}{source}\n</script>')
    (runtime,) = project_of({"index.html": html}).runtimes
    return may_be_replaced(runtime, name)


@in_one_test(
    [
        "time.sleep = print",
        "setattr(time, 'sleep', print)",
        'if hasattr(time, "sleep"):\n    pass',
        "getattr(time, 'sleep', None)",
        "mock.patch.object(time, 'sleep')",
        "mock.patch('time.sleep')",
    ]
)
def test_what_replaces_a_function_or_asks_whether_it_is_there(source: str) -> None:
    assert replaced(source, "time.sleep")


@in_one_test(
    [
        *("time.sleep(1)", "own.sleep = print", "time.other = print", "print('sleep')", "when('sleep', '#time')"),
        *("setattr(time, 'other', print)", "print('other.time.sleep')", "print(time.sleep)"),
    ]
)
def test_what_only_uses_it_or_names_something_else(source: str) -> None:
    assert not replaced(source, "time.sleep")


@pytest.mark.parametrize(
    ("source", "names"),
    [("time.sleep = print\nown.mark = 1", {"sleep", "mark"}), ("time.sleep(1)\nprint(own.mark)", set())],
)
def test_the_attributes_that_code_sets(source: str, names: set[str]) -> None:
    html = page(f'<script type="py">\n{START}{source}\n</script>')
    (runtime,) = project_of({"index.html": html}).runtimes
    assert set(assigned_attributes(runtime)) == names
