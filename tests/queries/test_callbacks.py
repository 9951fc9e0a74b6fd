"""Which argument of a JavaScript function is a callback that JavaScript keeps."""

from __future__ import annotations

import pytest

from pyscript_doctor.queries.callbacks import Callback, Keeping, handed_over
from tests.projects import page, project_of

LIKELY, CERTAIN = Keeping.LIKELY, Keeping.CERTAIN


BEFORE = """
from js import *
from functools import partial
from math import pi

def own(x=0):
    pass

class Called:
    def __call__(self):
        pass

class Plain:
    pass
"""


def callbacks(call: str, worker: bool = False) -> list[Callback]:
    """The functions that a call passes to JavaScript and that it keeps."""
    script = f'<script type="py"{" worker" if worker else ""}>\n{BEFORE}\n{call}\n</script>'
    (runtime,) = project_of({"index.html": page(script)}).runtimes
    return [each for code in runtime.codes for each in handed_over(code)]


def keeping(call: str, worker: bool = False) -> list[tuple[str, Keeping]]:
    """The same, as names, and how certain it is that JavaScript keeps them."""
    return [(each.function, each.keeping) for each in callbacks(call, worker)]


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("setTimeout(own, 100)", [("own", CERTAIN)]),
        ("setTimeout(100, own)", []),
        ("document.body.addEventListener('click', own)", [("own", CERTAIN)]),
        ("document.body.addEventListener(own)", [("own", LIKELY)]),
        ("document.body.addEventListener('click', None, own)", [("own", LIKELY)]),
        ("document.body.addEventListener('click', listener=own)", [("own", LIKELY)]),
        ("setTimeout(handler=own)", []),
        ("MutationObserver.new(own)", [("own", CERTAIN)]),
        ("MutationObserver.new(None, own)", []),
        ("Promise.new(own)", []),
        ("chart.on('click', own)", [("own", LIKELY)]),
        ("chart.draw(own)", []),
    ],
)
def test_the_position_of_an_argument_decides(call: str, expected: list[tuple[str, Keeping]]) -> None:
    assert keeping(call) == expected


def test_in_a_worker_even_what_is_called_at_once_comes_too_late() -> None:
    assert keeping("Array.new(1, 2).forEach(own)") == []
    assert keeping("Array.new(1, 2).forEach(own)", worker=True) == [("own", CERTAIN)]
    assert keeping("Promise.new(own)", worker=True) == [("own", CERTAIN)]
    assert keeping("Promise.new(None, own)", worker=True) == []
    assert keeping("document.body.removeEventListener('click', own)", worker=True) == []


@pytest.mark.parametrize(
    ("value", "function"),
    [
        ("lambda: 1", "lambda ..."),
        ("Called()", "Called"),
        ("print", "print"),
        ("partial(own, 1)", "partial(...)"),
        ("{'a': 1, 'b': own}", "own"),
        ("[1, own]", "own"),
    ],
)
def test_a_callable_is_told_by_what_it_is(value: str, function: str) -> None:
    assert keeping(f"setTimeout({value})") == [(function, CERTAIN)]


@pytest.mark.parametrize(
    "value", ["1", "Ellipsis", "pi", "Plain()", "own()", "partial(own, 1).args", "[1, 2]", "unknown"]
)
def test_other_values_are_not_callbacks(value: str) -> None:
    assert keeping(f"setTimeout({value})") == []


@pytest.mark.parametrize(
    ("call", "with_proxy"),
    [
        ("setTimeout(own, 100)", "setTimeout(create_proxy(own), 100)"),
        ("MutationObserver.new(own)", "MutationObserver.new(create_proxy(own))"),
        ("setTimeout(partial(own, 1))", "setTimeout(create_proxy(partial(own, 1)))"),
        ("setTimeout({'a': own})", "setTimeout({'a': create_proxy(own)})"),
        ("setTimeout([js.own, 'own', own])", "setTimeout(create_proxy(own), ...)"),
        ("setTimeout([lambda: 1])", "setTimeout(create_proxy(lambda ...), ...)"),
    ],
)
def test_the_users_own_call_is_shown_with_the_callable_in_a_proxy(call: str, with_proxy: str) -> None:
    assert [each.with_proxy for each in callbacks(call)] == [with_proxy]


@pytest.mark.parametrize(
    ("call", "callee"),
    [
        ("setTimeout(own, 100)", "setTimeout"),
        ("MutationObserver.new(own)", "MutationObserver.new"),
        ("document.body.addEventListener('click', own)", "addEventListener"),
    ],
)
def test_a_callback_names_the_function_that_gets_it(call: str, callee: str) -> None:
    assert [each.callee for each in callbacks(call)] == [callee]


@pytest.mark.parametrize(
    ("call", "covered"),
    [
        ("setTimeout(own, 100)", True),
        ("MutationObserver.new(own)", False),
        ("document.body.addEventListener('click', listener=own)", False),
    ],
)
def test_automatic_proxies_reach_the_arguments_of_calls_alone(call: str, covered: bool) -> None:
    assert [each.covered_by_auto for each in callbacks(call)] == [covered]


@pytest.mark.parametrize(
    ("call", "alone"),
    [
        ("setTimeout(own, 100)", True),
        ("setTimeout([own])", False),
        ("document.body.addEventListener(*[own])", False),
        ("document.body.addEventListener(**{'listener': own})", False),
    ],
)
def test_a_callable_inside_of_something_is_not_alone(call: str, alone: bool) -> None:
    assert [each.alone for each in callbacks(call)] == [alone]


def test_a_class_with_a_method_of_that_name_is_not_taken_for_a_function_that_keeps() -> None:
    assert keeping("chart.onClick(own)") == [("own", LIKELY)]
    assert keeping("onClick.new(own)") == []
    assert keeping("new(own)") == []


def test_a_module_that_is_named_like_a_builtin_is_not_a_function() -> None:
    assert keeping("import zip\nsetTimeout(zip)") == []


def test_javascript_itself_takes_no_functions() -> None:
    assert keeping("import js\njs(own)") == []
