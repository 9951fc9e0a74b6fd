"""Which argument of a JavaScript function is a callback that JavaScript keeps."""

from __future__ import annotations

import pytest

from pyscript_doctor.queries.callbacks import Keeping, handed_over
from tests.projects import page, project_of

LIKELY, CERTAIN = Keeping.LIKELY, Keeping.CERTAIN


BEFORE = """
from js import *
from functools import partial

def own(x=0):
    pass

class Called:
    def __call__(self):
        pass
"""


def keeping(call: str, worker: bool = False) -> list[tuple[str, Keeping]]:
    """The functions that a call passes to JavaScript and that it keeps, and how certain that is."""
    script = f'<script type="py"{" worker" if worker else ""}>\n{BEFORE}\n{call}\n</script>'
    (runtime,) = project_of({"index.html": page(script)}).runtimes
    return [(each.function, each.keeping) for code in runtime.codes for each in handed_over(code)]


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


@pytest.mark.parametrize("value", ["1", "True", "__name__", "own()", "partial(own, 1).args", "[1, 2]", "unknown"])
def test_other_values_are_not_callbacks(value: str) -> None:
    assert keeping(f"setTimeout({value})") == []
