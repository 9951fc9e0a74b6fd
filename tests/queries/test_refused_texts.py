"""Which texts the browser's methods certainly refuse."""

from __future__ import annotations

from tests.in_one_test import in_one_test
from tests.rules.scripts import messages, the_one

START = "from pyscript import document, window\nbody = document.body\ncanvas = document.createElement('canvas')\n"
SPACE = "`{}` is not the name of one class: it has a space"
TIMER = "`{}` takes the function first and the time second"


def refused(source: str) -> list[str]:
    return messages("argument-refused", START + source)


@in_one_test(
    [
        ("body.classList.add('a b')", SPACE.format("a b")),
        ("body.classList.add('a', 'b c')", SPACE.format("b c")),
        ("body.classList.remove('a', 'b\\tc')", "`b\tc` is not"),
        ("body.classList.toggle('a b')", SPACE.format("a b")),
        ("body.classList.replace('a b', 'c')", SPACE.format("a b")),
        ("body.classList.add('')", "the name of a class can't be empty"),
        ("document.createElement('<p>')", "`<p>` is not the name of an element"),
        ("document.createElement('.p')", "`.p` is not the name of an element"),
        ("document.createElement('my p')", "`my p` is not the name of an element"),
        ("document.createElement('')", "`` is not the name of an element"),
        ("try:\n    document.createElement('<p>')\nexcept KeyError:\n    pass", "`<p>` is not the name"),
        ("canvas.getContext('2D')", "a canvas has no context `2D`, so `getContext` gives null"),
        ("canvas.getContext(' webgl')", "a canvas has no context ` webgl`"),
        ("window.setTimeout(1000, print)", TIMER.format("setTimeout")),
        ("window.setInterval(1.5, print)", TIMER.format("setInterval")),
    ]
)
def test_a_text_that_is_refused(source: str, message: str) -> None:
    (found,) = refused(source)
    assert found.startswith(message)


@in_one_test(
    [
        "body.classList.add('a', 'b')",
        "body.classList.toggle('a', 'b c')",
        "body.classList.contains('a b')",
        "body.classList.add(*['a b'])",
        "window.lost.add('a b')",
        "window.Set.new().add('a b')",
        "window.Set.new().add('')",
        "document.createElement('p')",
        "document.createElement('é')",
        "document.createElement('my-p')",
        "document.createElement('p', 'b c')",
        "document.createElement(3)",
        "document.createElement()",
        f"document.createElement('{'<' * 61}')",
        "window.lost.createElement('<p>')",
        "try:\n    document.createElement('<p>')\nexcept Exception:\n    pass",
        "canvas.getContext('2d')",
        "canvas.getContext('tea')",
        "canvas.getContext('TEA')",
        "window.setTimeout(print, 1000)",
        "window.setTimeout(1000)",
        "window.setTimeout(True, print)",
        "window.setTimeout()",
        "window.lost.setTimeout(1000, print)",
    ]
)
def test_a_text_that_may_be_taken(source: str) -> None:
    assert refused(source) == []


@in_one_test(
    [
        ("body.classList.add('a b')", 'Pass each class as an argument of its own: `add("a", "b")`.'),
        ("body.classList.toggle('a b')", "Toggle one class."),
        ("document.createElement('<p>')", 'Write the bare name: `createElement("p")`.'),
        ("document.createElement('my p')", "Write the bare name of the element."),
        ("canvas.getContext('2D')", 'Write `"2d"`.'),
    ]
)
def test_what_to_write_instead(source: str, help: str) -> None:
    assert the_one("argument-refused", START + source).help == help
