"""On which elements of the page functions of Python listen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.queries.listened_elements import listeners
from pyscript_doctor.queries.page_elements import page_elements
from tests.in_one_test import in_one_test
from tests.projects import page, told

if TYPE_CHECKING:
    from pyscript_doctor.project.project import Project

BODY = '<p id="tea" class="drink">Tea</p><p id="pot">Pot</p>'
START = "from pyscript import document, when, window\ndef go(event): pass\n"


def listened(source: str, body: str = BODY) -> list[str]:
    """`function event #element` of each listener."""
    html = page(f'{body}<script type="mpy">\n{START}{source}\n</script>')

    def described(project: Project) -> list[str]:
        (runtime,) = project.runtimes
        found = listeners(runtime, page_elements(project.pages[0], project.runtimes))
        return [f"{each.function.name} {each.event} #{each.element.get('id')}" for each in found]

    return told({"index.html": html}, described)


@in_one_test(
    [
        ("@when('click', '#tea')\ndef pour(event): pass", ["pour click #tea"]),
        ("@when('click', 'p')\ndef pour(event): pass", ["pour click #tea", "pour click #pot"]),
        ("document.getElementById('tea').addEventListener('click', go)", ["go click #tea"]),
        ("document.querySelector('.drink').addEventListener('input', go)", ["go input #tea"]),
        ("tea = document.getElementById('tea')\ntea.addEventListener('click', go)", ["go click #tea"]),
        ("document.getElementById('tea').onclick = go", ["go click #tea"]),
        ("document.querySelector('#tea').onclick = go", ["go click #tea"]),
    ]
)
def test_a_function_listens(source: str, expected: list[str]) -> None:
    assert listened(source) == expected


def test_html_names_a_function() -> None:
    assert listened("", '<p id="tea" mpy-click="go">Tea</p>') == ["go click #tea"]


@in_one_test(
    [
        "@when('click', '#cup')\ndef pour(event): pass",
        "@when('click', '#')\ndef pour(event): pass",
        "document.getElementById('').addEventListener('click', go)",
        "document.getElementById('tea').action = go",
        "document.getElementById('tea').title = go",
        "document.getElementById('tea').parentNode.addEventListener('click', go)",
        "document.getElementById('tea').parentNode.onclick = go",
        "document.getElementById.onclick = go",
        "document.getElementById.more.onclick = go",
        "document.querySelector.bind('p').onclick = go",
        "document.createElement('p').onclick = go",
        "document.getElementsByName('tea').onclick = go",
        "document.getElementById('tea').onclick = None",
        "document.getElementById('tea').addEventListener('click')",
        "window.addEventListener('click', go)",
    ]
)
def test_no_function_listens_on_an_element_of_the_page(source: str) -> None:
    assert listened(source) == []
