"""Which values of JavaScript can be null, beyond the examples of the rule's page."""

from __future__ import annotations

from tests.in_one_test import in_one_test
from tests.rules.scripts import messages

START = 'from pyscript import document, window\nmade = document.createElement("p")\n'


def is_flagged(source: str) -> bool:
    return bool(messages("null-is-not-none", START + source, body='<p id="note">Hi</p>'))


def loop_of(start: str, step: str) -> str:
    """A loop that ends with None."""
    return f"node = {start}\nwhile node is not None:\n    node = node.{step}"


def one_of(first: str, second: str) -> str:
    """A comparison of one of two values with None."""
    return f"node = {first}\nif window.confirm('Tea?'):\n    node = {second}\nprint(node is None)"


@in_one_test(
    [
        "document.getElementById('tea')",
        "document.querySelector('.tea')",
        "window.localStorage.getItem('tea')",
        "made.parentElement",
        "made.getAttribute('title')",
        "window.FormData.new().get('tea')",
        "window.history.state",
        "window.opener",
        "window.lost.match('tea')",
        "window.lost.querySelector('p')",
        "window.lost.closest('p')",
    ]
)
def test_a_value_that_can_be_null(value: str) -> None:
    assert is_flagged(f"print({value} is None)")
    assert is_flagged(f"print(None != {value})")
    assert not is_flagged(f"print({value} == 3)")
    assert not is_flagged(f"print({value} in [None])")


@in_one_test(
    [
        "made",
        "document.getElementById('note')",
        "window",
        "made.innerHTML",
        "made.children",
        "made.querySelectorAll('p')",
        "made.cloneNode()",
        "made.state",
        "window.lost",
        "window.lost()",
        "window.lost.state",
        "window.lost.parentElement",
        "window.lost.get('tea')",
        "window.lost.toString()",
        "window.history.state.tea",
        "window.Map.new().get('tea')",
    ]
)
def test_a_value_that_may_never_be_null(value: str) -> None:
    assert not is_flagged(f"print({value} is None)")


@in_one_test(
    [
        loop_of("made", "parentElement"),
        loop_of("made", "firstChild.nextSibling"),
        one_of("made", "made.parentElement"),
        one_of("made.querySelector('b')", "made.querySelector('i')"),
    ]
)
def test_one_of_several_values_can_be_null(source: str) -> None:
    assert is_flagged(source)


@in_one_test(
    [
        loop_of("made", "children"),
        loop_of("made", "value"),
        loop_of("made", "lost"),
        loop_of("window.lost", "parentElement"),
        loop_of("window.localStorage", "parentElement"),
        one_of("made", "made.children"),
        one_of("made.parentElement", "window.lost"),
        one_of("made.parentElement", "3"),
        one_of("None", "made.parentElement"),
    ]
)
def test_none_of_several_values_is_certainly_null(source: str) -> None:
    assert not is_flagged(source)
