"""Events that no browser fires, and what was meant."""

from __future__ import annotations

import pytest

from tests.in_one_test import in_one_test
from tests.projects import page
from tests.rules.pages import of_files

RULE = "browser-event-missing"
START = (
    "from pyscript import document, when\nfrom pyodide.ffi.wrappers import add_event_listener\ndef go(event): pass\n"
)
BUTTON = '<button id="go">Go</button>'


def told(source: str, body: str = BUTTON, head: str = "") -> list[str]:
    html = page(f'{body}<script type="py">\n{START}{source}\n</script>', head)
    return [f"{each.finding.message} {each.finding.help}" for each in of_files(RULE, {"index.html": html})]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("clik", "click"),
        ("onclick", "click"),
        ("onClick", "click"),
        ("Click", "click"),
        ("key_down", "keydown"),
        ("domContentLoaded", "DOMContentLoaded"),
        ("tap", "click"),
        ("hover", "mouseenter"),
        ("doubleclick", "dblclick"),
        ("ready", "DOMContentLoaded"),
    ],
)
def test_what_was_meant(name: str, meant: str) -> None:
    for source in (
        f"@when('{name}', '#go')\ndef start(event): pass",
        f"document.body.addEventListener('{name}', go)",
        f"add_event_listener(document.body, '{name}', go)",
    ):
        (text,) = told(source)
        assert f"`{name}`" in text
        assert f"`{meant}`" in text


@in_one_test(
    [
        *("@when('click', '#go')\ndef start(event): pass", "document.body.addEventListener('DOMContentLoaded', go)"),
        *("document.body.addEventListener('my-event', go)", "document.body.addEventListener(input(), go)"),
        *("document.body.addEventListener(1, go)", "document.body.addEventListener()", "print('clik', go)"),
        *("add_event_listener('clik', go)", "document.body.removeEventListener('clik', go)"),
    ]
)
def test_what_a_browser_or_a_page_may_fire(source: str) -> None:
    assert told(source) == []


def test_code_of_the_page_may_fire_it() -> None:
    listens = "document.body.addEventListener('cooked', go)"
    assert len(told(listens)) == 1
    fires = "<script>document.body.dispatchEvent(new Event('cooked'))</script>"
    assert told(listens, fires) == []


def test_a_library_may_fire_any_but_not_one_with_on() -> None:
    library = '<script src="https://example.com/library.js"></script>'
    assert told("document.body.addEventListener('clik', go)", head=library) == []
    assert len(told("document.body.addEventListener('onclick', go)", head=library)) == 1


def test_the_same_place_is_named_once_though_a_function_is_called_twice() -> None:
    source = "def listen(element):\n    element.addEventListener('clik', go)\nlisten(document.body)\nlisten(document)"
    assert len(told(source)) == 1


@pytest.mark.parametrize(
    ("javascript", "count"),
    [
        ("document.body.addEventListener('onclick', go)", 1),
        ("document.body.addEventListener('click', go)", 0),
        ("document.body.addEventListener('cooked', go)", 0),
        ("document.body.addEventListener('online', go)", 0),
    ],
)
def test_javascript_is_told_only_of_an_event_with_on(javascript: str, count: int) -> None:
    assert len(told("print(1)", f"{BUTTON}<script>{javascript}</script>")) == count
