"""Which ids calls give to a function that looks for an element by a parameter."""

from __future__ import annotations

from pyscript_doctor.queries.given_ids import given_ids
from tests.in_one_test import in_one_test
from tests.projects import page, project_of


def given(source: str, other: str = "") -> list[tuple[str, tuple[str | None, ...]]]:
    """The strings that are given to the first function that looks for an element, and the ways to what they find."""
    script = f'<script type="py">\nfrom pyscript import document\n{source}\n</script>'
    html = page(script + (f'<script type="py">\n{other}\n</script>' if other else ""))
    (runtime,) = project_of({"index.html": html}).runtimes
    code = runtime.codes[0]
    looking = next(code.calls_of_javascript("getElementById", "querySelector"))
    return [(str(value.path[-2]), value.given) for _, value in given_ids(code, looking)]


SHOW = "def show(name, text=''):\n    document.getElementById(name).innerText = text\n"


@in_one_test(
    [
        f"{SHOW}show('note', 'Hello')",
        f"{SHOW}show(name='note')",
        f"{SHOW}show(text='Hello', name='note')",
        "def show(text, name):\n    return document.getElementById(name)\nshow(1, 'note')",
        "class Page:\n    def show(self, name):\n        document.getElementById(name)\nPage().show('note')",
    ]
)
def test_a_string_for_the_parameter_is_the_id(source: str) -> None:
    assert given(source) == [("getElementById", ("note",))]


def test_each_call_of_every_script_counts() -> None:
    assert given(f"{SHOW}show('note')\nshow('other')", "show('third')") == [
        ("getElementById", (each,)) for each in ("note", "other", "third")
    ]


@in_one_test(
    [
        *(
            f"{SHOW}show(1)",
            f"{SHOW}show(input())",
            f"{SHOW}show()",
            f"{SHOW}show(*['note'])",
            f"{SHOW}show(1)\nprint('note')",
        ),
        f"{SHOW}def other(name): pass\nshow(1)\nother('note')",
        # The function sets the name anew, or looks for something else.
        "def show(name):\n    name = name + '1'\n    document.getElementById(name)\nshow('note')",
        "def show(name):\n    document.getElementById(name + '1')\nshow('note')",
        "def show(name):\n    document.getElementById('a')\nshow('note')",
        "def show(name):\n    document.getElementById()\nshow('note')",
        "def show(**name):\n    document.getElementById(name)\nshow(a='note')",
        "name = 'a'\ndef show(text):\n    document.getElementById(name)\nshow('note')",
        "class Page:\n    def show(self, name):\n        document.getElementById(self)\nPage().show('note')",
        "document.getElementById('a')",
    ]
)
def test_what_is_given_is_not_what_is_looked_for(source: str) -> None:
    assert given(source) == []
