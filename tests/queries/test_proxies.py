"""Calls of JavaScript that get functions of Python, bare or in a proxy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.queries.proxies import FRESH, frequently_called, function_in, is_made_by, method_of
from tests.in_one_test import in_one_test
from tests.projects import page, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyscript_doctor.project.program.facts import Call, Code

START = """
from pyscript import document, ffi, when, window
from pyscript.ffi import create_proxy, to_js
from pyodide.ffi import create_once_callable
def go(event): pass
def wrap(function): return window.wrapped(function)
"""


def of_code(source: str, question: Callable[[Code], list[str]]) -> list[str]:
    html = page(f'<script type="py">{START}{source}\n</script>')
    return told(
        {"index.html": html}, lambda project: [each for code in project.runtimes[0].codes for each in question(code)]
    )


def of_take(source: str, question: Callable[[Call], object]) -> str:
    """What a question says of the call of `window.take`."""
    return of_code(source, lambda code: [str(question(call)) for call in code.calls if "take" in call.javascript_path])[
        0
    ]


@in_one_test(
    [
        ("window.take(go)", "take"),
        ("document.body.take(go)", "take"),
        ("window.take.new(go)", "take.new"),
        ("window.take.more.new(go)", "more.new"),
    ]
)
def test_the_function_of_javascript_that_is_called(source: str, method: str) -> None:
    assert of_take(source, method_of) == method


def test_a_function_of_the_name_new_makes_no_objects() -> None:
    made = of_code("window.new(go)", lambda code: [method_of(call) for call in code.calls if call.javascript_path])
    assert made[-1] == ""


@in_one_test(
    [
        ("window.take(go)", False, True),
        ("window.take(create_proxy(go))", True, True),
        ("window.take(to_js(go))", True, True),
        ("window.take(create_once_callable(go))", False, True),
        ("proxy = create_proxy(go)\nwindow.take(proxy)", True, True),
        ("window.take(create_proxy(go).name)", False, False),
        ("window.take(create_proxy())", True, False),
        ("window.take(wrap(go))", False, False),
        ("window.take(print(go))", False, False),
        ("window.take(1)", False, False),
    ]
)
def test_what_holds_a_function(source: str, is_proxy: bool, has_function: bool) -> None:
    assert of_take(source, lambda call: is_made_by(call.arguments[0].value, FRESH)) == str(is_proxy)
    assert of_take(source, lambda call: function_in(call.arguments[0].value) is not None) == str(has_function)


@in_one_test(
    [
        ("window.setInterval(go, 20)", True),
        ("window.requestAnimationFrame(create_proxy(go))", True),
        ("document.addEventListener('mousemove', create_proxy(go))", True),
        ("@when('mousemove', 'body')\ndef go(event): pass", True),
        ("document.addEventListener('click', create_proxy(go))", False),
        ("@when('click', 'body')\ndef go(event): pass", False),
        ("window.setTimeout(go, 20)", False),
        ("document.removeEventListener('mousemove', go)", False),
        ("@window.listen('mousemove')\ndef go(event): pass", False),
        ("window.setInterval()", False),
        ("document.addEventListener('mousemove', window.go)", False),
    ]
)
def test_a_clock_a_frame_or_a_frequent_event_calls_it_often(source: str, often: bool) -> None:
    assert of_code(source, lambda code: list(frequently_called(code))) == ["go"] * often
