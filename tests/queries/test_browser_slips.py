"""Slips with the browser's names, elements and events, as the rules tell them."""

from __future__ import annotations

import pytest

from tests.projects import page, report_of

BODY = """<canvas id="board"></canvas><input id="name"><button id="go">Go</button><p id="output"></p>
{more}<script type="{kind}">
import js
from js import console, localStorage
from pyscript import document, window, when
from pyscript.ffi import create_proxy
{python}
</script>"""


def told(python: str, more: str = "", kind: str = "py", release: str = "2026.7.3") -> list[tuple[str, str]]:
    """The rules that find something, each with what it advises."""
    text = page(BODY.format(python=python, more=more, kind=kind), release=release)
    report = report_of({"index.html": text})
    return [
        (each.rule.name, each.finding.help)
        for each in report.diagnostics
        if each.severity.label in {"error", "warning"}
    ]


@pytest.mark.parametrize(
    ("python", "meant"),
    [
        ("document.getElementByID('output')", "getElementById"),
        ("document.getElementById('output').inerHTML = ''", "innerHTML"),
        ("document.getElementById('output').inner_text = ''", "innerText"),
        ("pen = document.getElementById('board').getContext('2d')\npen.fillrect(0, 0, 1, 1)", "fillRect"),
        ("for item in document.querySelectorAll('p'):\n    item.clasList.add('x')", "classList"),
        ("document.body.style.backgroundColour = 'red'", "backgroundColor"),
        ("js.Math.sqr(4)", "sqrt"),
        ("window.alret('hello')", "alert"),
        ("window.localstorage.clear()", "localStorage"),
        ("localStorage.getitem('a')", "getItem"),
        ("from js import docment", "document"),
        ("js.Date.new().getFulYear()", "getFullYear"),
        ("def pressed(event):\n    event.keycod\nwindow.addEventListener('keydown', create_proxy(pressed))", "keyCode"),
        ("@when('click', '#go')\ndef go(event):\n    event.preventdefault()", "preventDefault"),
        ("@when('change', '#name')\ndef go(event):\n    event.value", "target.value"),
    ],
)
@pytest.mark.parametrize("kind", ["py", "mpy"])
def test_the_nearest_name_that_the_browser_has_is_advised(python: str, meant: str, kind: str) -> None:
    assert told(python, kind=kind) == [("browser-name-missing", f"Write `{meant}`.")]


@pytest.mark.parametrize(
    "python",
    [
        "document.getElementById('output').mine = 1",
        "window.mine = 1\nwindow.mine",
        "js.Array.from_([1])",
        "js.Promise.resolve(1).then(print)",
        "js.Object.fromEntries([]).anything",
        "document.getElementById('output').dataset.anything",
        "localStorage.anything",
        "bytes = js.Uint8Array.new(4)\nbytes.assign(b'abcd')\nbytes.to_py()",
        "@when('click', 'button')\ndef go(event):\n    event.target.checked",
        "hasattr(document, 'getElementByID') and document.getElementByID",
        "try:\n    window.alret\nexcept AttributeError:\n    pass",
        "window.chart",
        "document.querySelector('script').terminal",
    ],
)
def test_a_name_that_can_be_there_is_not_told(python: str) -> None:
    assert told(python) == []


def test_a_name_that_javascript_of_the_page_adds_is_not_told() -> None:
    script = "<script>Document.prototype.getElementByID = function (id) {}</script>"
    assert told("document.getElementByID('output')", more=script) == []


FIELD = '<script type="module" src="https://esm.run/mathlive"></script><math-field id="formula"></math-field>'
PLOT = '<script src="https://cdn.plot.ly/plotly-2.35.2.min.js"></script>'
PICKER = '<script src="https://cdn.jsdelivr.net/npm/tom-select@2"></script>'


@pytest.mark.parametrize(
    ("python", "more"),
    [
        ("document.getElementById('formula').getValue()", FIELD),
        ("document.querySelector('math-field').getValue()", FIELD),
        ("for field in document.querySelectorAll('math-field'):\n    field.setValue('x')", FIELD),
        ("@when('input', '#formula')\ndef go(event):\n    event.target.getValue()", FIELD),
        ("document.getElementById('output').on('plotly_click', create_proxy(print))", PLOT),
        ("document.getElementById('name').tomselect.clear()", PICKER),
        ("@when('change', '#name')\ndef go(event):\n    event.target.tomselect.clear()", PICKER),
    ],
)
def test_javascript_of_others_gives_elements_names_of_its_own(python: str, more: str) -> None:
    """A custom element is of a class of its own, and a library writes on the elements that it fills."""
    assert told(python, more=more) == []
    assert {rule for rule, _ in told(python.replace("formula", "output").replace("math-field", "p"))} == {
        "browser-name-missing"
    }


@pytest.mark.parametrize(
    ("python", "more"),
    [
        ("document.querySelector('p').innerHtml.strip()", FIELD),
        ("document.getElementById('output').inerHTML.strip()", PLOT),
        ("document.getElementById('output').text.strip()", PICKER),
        ("@when('change', '#name')\ndef go(event):\n    event.target.vlaue", PICKER),
    ],
)
def test_a_slip_is_a_slip_beside_the_javascript_of_others(python: str, more: str) -> None:
    assert [rule for rule, _ in told(python, more=more)] == ["browser-name-missing"]


@pytest.mark.parametrize(
    "python",
    [
        "document.getElementById('ouput').innerText = ''",
        "document.getElementById('#output').innerText = ''",
        "output = document.querySelector('#ouput')\noutput.append('x')",
        "def find(name):\n    return document.getElementById(name)\nfind('ouput').remove()\nfind('go').remove()",
        "def find(name):\n    return document.querySelector(f'#{name}')\nfind('ouput').remove()\nfind('go').remove()",
    ],
)
def test_an_element_that_is_not_on_the_page_is_told_where_it_is_used(python: str) -> None:
    assert [rule for rule, _ in told(python)] == ["element-is-null"]


@pytest.mark.parametrize(
    "python",
    [
        "output = document.getElementById('ouput')\nif output:\n    output.remove()",
        "if document.getElementById('ouput'):\n    document.getElementById('ouput').remove()",
        "output = document.getElementById('ouput')\nprint(output)\noutput.remove()",
        "try:\n    document.getElementById('ouput').remove()\nexcept AttributeError:\n    pass",
        "made = document.createElement('p')\nmade.id = 'ouput'\ndocument.getElementById('ouput').remove()",
    ],
)
def test_an_element_that_is_tested_or_made_is_not_told(python: str) -> None:
    assert told(python) == []


@pytest.mark.parametrize(
    ("event", "meant"),
    [("onclick", "click"), ("tap", "click"), ("Click", "click"), ("keydwon", "keydown"), ("mouse_over", "mouseover")],
)
def test_an_event_that_no_browser_fires_is_told_with_the_one_that_was_meant(event: str, meant: str) -> None:
    ((rule, advice),) = told(f"@when('{event}', '#go')\ndef go(event):\n    pass")
    assert rule == "browser-event-missing"
    assert advice.startswith(f"Write `{meant}`")


@pytest.mark.parametrize(
    ("event", "more"),
    [
        ("saved", "<script>document.dispatchEvent(new CustomEvent('saved'))</script>"),
        ("tap", '<script src="https://example.com/touch.js"></script>'),
        ("saved", "<script>const names = ['saved']; document.dispatchEvent(new Event(names[0]))</script>"),
    ],
)
def test_an_event_that_code_of_the_page_may_fire_is_not_told(event: str, more: str) -> None:
    assert told(f"@when('{event}', '#go')\ndef go(event):\n    pass", more=more) == []


@pytest.mark.parametrize(
    "python",
    [
        "window['innerWidth']",
        "document['title']",
        "localStorage['a']",
        "js.JSON.parse('{}')['a']",
        "@when('click', '#go')\ndef go(e):\n    e['target']",
    ],
)
def test_square_brackets_read_no_property_in_pyodide(python: str) -> None:
    assert [rule for rule, _ in told(python)] == ["proxy-subscript"]
    # In MicroPython they do, except of the module `window`.
    expected = ["proxy-operation"] if python.startswith("window") else []
    assert [rule for rule, _ in told(python, kind="mpy")] == expected


@pytest.mark.parametrize(
    "python",
    [
        "document.querySelectorAll('p')[0]",
        "js.URLSearchParams.new('a=1')['a']",
        "js.Map.new()['a']",
        "window.chart['a']",
    ],
)
def test_what_takes_square_brackets_is_not_told(python: str) -> None:
    assert told(python) == []
