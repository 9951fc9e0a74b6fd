"""Which objects of JavaScript take square brackets in Pyodide, and which have the methods of dicts."""

from __future__ import annotations

from tests.in_one_test import in_one_test
from tests.rules.scripts import messages

START = "from pyscript import window, document, fetch\n"
BODY = (
    '<p id="note">Tea</p><script>document.body.dispatchEvent(new CustomEvent("tea", { detail: { leaf: 1 } }));</script>'
)
RESPONSE = "reply = await window.fetch('tea')\n"


def refuses(source: str) -> int:
    return len(messages("proxy-subscript", START + source, body=BODY))


def on(event: str, source: str) -> str:
    return f"def go(event):\n    {source}\nwindow.addEventListener('{event}', go)"


@in_one_test(
    [
        "window['name']",
        "window['name'] = 1",
        "window.localStorage['tea']",
        "document.getElementById('note')['title']",
        "document.querySelectorAll('p')['tea']",
        "document.forms['tea']",
        "window.Date['now']",
        "window.customElements['tea'] = 1",
        "window.JSON.parse('{}')['tea']",
        f"{RESPONSE}data = await reply.json()\ndata['tea']",
        "try:\n    window['name']\nexcept KeyError:\n    pass",
        on("tea", "event.detail['leaf']"),
        on("click", "event['leaf']"),
        on("click", "event.target['leaf']"),
    ]
)
def test_brackets_that_fail(source: str) -> None:
    assert refuses(source) == 1


@in_one_test(
    [
        "window[0]",
        "window[window.name]",
        "document.getElementById('lost')['title']",
        "document.querySelectorAll('p')[0]",
        "window.URLSearchParams.new('a=1')['a']",
        "window.URLSearchParams.new('a=1')['a'] = 1",
        "window.Map.new()['tea']",
        "window.Headers.new()['tea']",
        "window.lost['tea']",
        "window.customElements['tea']",
        "window()['tea']",
        "print(window)",
        "window.Object.new()['tea']",
        "window.JSON.stringify('{}')['tea']",
        f"{RESPONSE}data = await reply.text()\ndata['tea']",
        "reply = await window.lost('tea')\ndata = await reply.json()\ndata['tea']",
        "reply = await fetch('tea')\ndata = await reply.json()\ndata['tea']",
        "window.history.state['tea']",
        "try:\n    window['name']\nexcept TypeError:\n    pass",
        on("pot", "event.detail['leaf']"),
        on("tea", "event.detail.leaf['leaf']"),
    ]
)
def test_brackets_that_may_work(source: str) -> None:
    assert refuses(source) == 0


@in_one_test(
    [
        ("window.JSON.parse('{}').get('tea')", 1),
        ("window.JSON.parse('{}').items()", 1),
        (f"{RESPONSE}data = await reply.json()\ndata.get('tea')", 1),
        ("try:\n    window.JSON.parse('{}').get('tea')\nexcept KeyError:\n    pass", 1),
        ("window.JSON.parse('{}').leaf()", 0),
        ("window.JSON.parse('{}').leaf.get('tea')", 0),
        ("window.lost.get('tea')", 0),
        ("window.get('tea')", 0),
        ("get('tea')", 0),
        (f"{RESPONSE}data = await reply.json()\ndata.to_py().get('tea')", 0),
        ("try:\n    window.JSON.parse('{}').get('tea')\nexcept AttributeError:\n    pass", 0),
        ("try:\n    window.JSON.parse('{}').get('tea')\nexcept TypeError:\n    pass", 0),
    ]
)
def test_methods_of_dicts_that_data_of_javascript_lacks(source: str, count: int) -> None:
    found = messages("browser-name-missing", START + source, body=BODY)
    assert len([each for each in found if "JSON" in each]) == count
