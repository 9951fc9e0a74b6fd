"""The ids that code gives elements, before a place in it and anywhere."""

from __future__ import annotations

import pytest

from pyscript_doctor.parsers.text import Span
from pyscript_doctor.queries.made_ids import MadeIds
from tests.projects import page, project_of


def may_have(source: str, identifier: str = "spot", until: str = "") -> bool:
    """Whether the Python may make the id, at all or before the text `until` is in it."""
    project = project_of({"index.html": page('<script type="py" src="main.py"></script>'), "main.py": source})
    (runtime,) = project.runtimes
    at = source.index(until) if until else 0
    return MadeIds(runtime).may_have(identifier, Span("main.py", at, at + 1) if until else None)


SET = "from pyscript import document\nbox = document.body\n"


@pytest.mark.parametrize(
    "made",
    [
        'box.id = "spot"',
        "box.id = input()",
        'box.setAttribute("id", "spot")',
        'box.innerHTML = "<p id=spot>"',
        "box.innerHTML = '''\n<p id=\"spot\">'''",
        'box.innerHTML = f"<p id={name}>"',
        'box.innerHTML = open("part.html").read()',
    ],
)
def test_what_makes_an_id_comes_before_the_place_or_behind_it(made: str) -> None:
    assert may_have(f"{SET}{made}\n")
    assert may_have(f"{SET}{made}\nhere\n", until="here")
    assert not may_have(f"{SET}here\n{made}\n", until="here")


def test_an_id_that_is_made_elsewhere_is_another_one() -> None:
    assert not may_have(f'{SET}box.id = "other"\nbox.innerHTML = "<p id=third>"\n')


def test_a_quote_in_a_comment_hides_no_string_before_the_place() -> None:
    """To the doctor the comment begins a string that is still open where the place is."""
    source = f'{SET}# """\nbox.innerHTML = "<p id=spot>"\nhere\n# """\n'
    assert may_have(source, until="here")
    assert not may_have(source, "other", until="here")


def test_an_escaped_quote_begins_no_string() -> None:
    assert may_have(f"{SET}# it\\'s\nbox.innerHTML = '<p id=spot>'\n")
