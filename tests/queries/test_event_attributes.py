"""Which attributes of a page name functions of Python, and which events they mean."""

from __future__ import annotations

import pytest

from pyscript_doctor.queries.event_attributes import (
    event_attributes,
    intended_event,
    is_handler_name,
    may_be_dispatched,
    unread_attributes,
)
from tests.in_one_test import in_one_test
from tests.projects import page, project_of


def named(attribute: str) -> list[tuple[str, str, str]]:
    project = project_of({"index.html": page(f'<button {attribute}>Go</button><script type="py">print(1)</script>')})
    return [(each.prefix, each.event, each.function) for each in event_attributes(project.pages[0])]


@pytest.mark.parametrize(
    ("attribute", "expected"),
    [
        ('py-click="go"', [("py", "click", "go")]),
        ('mpy-click=" go "', [("mpy", "click", "go")]),
        ('PY-CLICK="go"', [("py", "click", "go")]),
        ('py-my-event="go"', [("py", "event", "go")]),
        ('py-click="go" mpy-input="look"', [("py", "click", "go"), ("mpy", "input", "look")]),
        ('py-click=""', [("py", "click", "")]),
        ('py-env="go"', []),
        ('data-click="go"', []),
        ('py-click="{{ name }}"', []),
    ],
)
def test_an_attribute_names_an_event_and_a_function(attribute: str, expected: list[tuple[str, str, str]]) -> None:
    assert named(attribute) == expected


@pytest.mark.parametrize(
    ("attribute", "meant"),
    [
        ('py_click="go"', ["py-click"]),
        ('mpy_click="go"', ["mpy-click"]),
        ('pyclick="go"', ["py-click"]),
        ('mpyonclick="go"', ["mpy-click"]),
        ('py:click="go"', ["py-click"]),
        ('py.click="go"', ["py-click"]),
        ('data-py-click="go"', ["py-click"]),
        ('data-mpy-input="go"', ["mpy-input"]),
        ('data-py="go"', []),
        ('pyramid="go"', []),
        ('py_other="go"', []),
        ('my_click="go"', []),
        ('py-click="go"', []),
    ],
)
def test_an_attribute_that_looks_like_one_is_not_read(attribute: str, meant: list[str]) -> None:
    project = project_of({"index.html": page(f'<button {attribute}>Go</button><script type="py">print(1)</script>')})
    assert [name for _, _, name in unread_attributes(project.pages[0])] == meant


@in_one_test(
    [("onclick", True), ("onClick", True), ("on_click", True), ("click", False), ("online", False), ("on", False)]
)
def test_the_name_of_an_attribute_for_a_handler(name: str, expected: bool) -> None:
    assert is_handler_name(name) is expected


@in_one_test(
    [
        ("clik", "click"),
        ("onclick", "click"),
        ("onclik", "click"),
        ("mousmove", "mousemove"),
        ("click", None),
        ("", None),
        ("my-event", None),
        ("quite_another", None),
    ]
)
def test_the_event_that_was_meant(name: str, expected: str | None) -> None:
    assert intended_event(name) == expected


@pytest.mark.parametrize(
    ("body", "head", "event", "expected"),
    [
        ("", "", "cooked", False),
        ("<script>document.dispatchEvent(new Event('cooked'))</script>", "", "cooked", True),
        ("<script>document.dispatchEvent(new Event('other'))</script>", "", "cooked", False),
        ('<script type="mpy">fire("cooked")</script>', "", "cooked", True),
        ("", '<script src="https://example.com/a.js"></script>', "cooked", True),
        ("", '<script src="https://example.com/a.js"></script>', "onclick", False),
    ],
)
def test_code_of_the_page_may_send_it(body: str, head: str, event: str, expected: bool) -> None:
    project = project_of({"index.html": page(f'{body}<script type="py">print(1)</script>', head)})
    own = project.pages[0]
    assert may_be_dispatched(event, own, project.runtimes_of(own)) is expected
