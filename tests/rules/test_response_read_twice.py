"""When a response is certainly read twice, beyond the examples of the rule's page."""

from __future__ import annotations

from tests.in_one_test import in_one_test
from tests.rules.scripts import messages, the_one

RULE = "response-read-twice"
START = "from pyscript import fetch, window\nfrom pyodide.http import pyfetch\n"


@in_one_test(
    [
        ("r = await fetch('a')\nawait r.text()\nawait r.json()", 1),
        ("r = await fetch('a')\nawait r.text()\nawait r.text()\nawait r.text()", 2),
        ("r = await pyfetch('a')\nawait r.string()\nawait r.json()", 1),
        ("r = await window.fetch('a')\nawait r.text()\nawait r.json()", 1),
        ("r = await fetch('a')\ntry:\n    await r.text()\n    await r.json()\nexcept KeyError:\n    pass", 1),
        ("r = await fetch('a')\nawait r.text()", 0),
        ("r = await fetch('a')\nawait r.text()\nprint(r.status, r.ok)", 0),
        ("r = await fetch('a')\nawait r.text()\nr = await fetch('b')\nawait r.json()", 0),
        ("r = await fetch('a')\ntry:\n    await r.text()\n    await r.json()\nexcept OSError:\n    pass", 0),
        ("r = await fetch('a')\nif r.ok:\n    await r.text()\nelse:\n    await r.json()", 0),
        ("r = await window.fetch('a')\nawait r.clone().text()\nawait r.json()", 0),
        ("r = await fetch('a')\ns = await fetch('b')\nawait r.text()\nawait s.json()", 0),
        ("r = await fetch('a')\nprint(r.text, r.json)", 0),
        ("class A:\n    def text(self): pass\n    def json(self): pass\nr = A()\nr.text()\nr.json()", 0),
        ("r = window.document\nr.text()\nr.json()", 0),
        ("r = {}\nr.text()\nr.json()", 0),
        ("rs = [await fetch('a')]\nawait rs[0].text()\nawait rs[0].json()", 0),
        ("r = await fetch('a')\nif window.name:\n    r = window.own\nawait r.text()\nawait r.json()", 0),
    ]
)
def test_how_often_a_response_is_read_again(source: str, count: int) -> None:
    assert len(messages(RULE, START + source)) == count


def test_what_the_console_says() -> None:
    source = "r = await {}('a')\nawait r.json()\nawait r.json()"
    assert the_one(RULE, START + source.format("pyfetch")).console == "body is already used"
    assert the_one(RULE, START + source.format("window.fetch")).console == "body stream already read"
    assert the_one(RULE, START + source.format("fetch")).console == "body stream already read"
