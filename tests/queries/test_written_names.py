"""The names that a source writes, as rules look for them."""

from __future__ import annotations

import pytest

from pyscript_doctor.queries import written_names


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ('if hasattr(window, "draw"):', {"draw"}),
        ("getattr(window, name) or getattr(window, 'draw')", {"draw"}),
        ('getattr(\n  window, "draw")', {"draw"}),
        ('getattr(window,\n  "draw")', {"draw"}),
        ('getattr(window)\nprint(1, "draw")', set()),
        ('setattr(window, "draw", 1)', set()),
    ],
)
def test_python_looks_for_the_names_in_quotes_behind_a_comma_of_the_same_line(source: str, names: set[str]) -> None:
    assert written_names.looked_for(source) == names


def test_members_that_are_set_are_not_those_that_are_read() -> None:
    members = written_names.members("a.total += 1; a.count++; a.price == 2; a.shown.hidden = 1")
    assert members.set == {"total", "count", "hidden"}
    assert members.read == {"price", "shown"}


def test_a_string_is_between_two_equal_quotes() -> None:
    strings = written_names.strings("""f("draw"); f("draw"); f('it"s')""")
    assert strings["draw"] == 2
    assert strings["it"] == 0


@pytest.mark.parametrize(
    ("source", "events"),
    [
        ('new CustomEvent("done")', {"done"}),
        ('Event.new("done")', {"done"}),
        ("bus.emit('done')", {"done"}),
        ('dispatchSoon("done")', {"done"}),
        ('listen("done")', set()),
    ],
)
def test_events_are_made_by_calls_that_say_so(source: str, events: set[str]) -> None:
    assert written_names.fired(source) == events


def test_an_id_may_be_asked_for_with_its_sign() -> None:
    source = """document.getElementById("a"); document.querySelector("#b"); display(1, target='c')"""
    assert written_names.asked_for(source) == {"a", "b", "c"}


def test_a_name_that_is_more_than_a_word_is_looked_for_as_it_is() -> None:
    assert written_names.says("window['a-b']", "a-b")
    assert not written_names.says("window.ab", "a")
