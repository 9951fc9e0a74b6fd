"""What the browser does by itself on a click, and what may keep it from that."""

from __future__ import annotations

import pytest

from pyscript_doctor.queries.default_actions import acts_on_click, form_sent_by, may_prevent
from pyscript_doctor.queries.page_elements import PageElements, page_elements
from tests.in_one_test import in_one_test
from tests.projects import page, project_of


def elements_of(body: str) -> PageElements:
    project = project_of({"index.html": page(f'{body}<script type="py">print(1)</script>')})
    return page_elements(project.pages[0], project.runtimes_of(project.pages[0]))


def acts(body: str) -> bool:
    elements = elements_of(body)
    (element,) = elements.found("#go")
    return acts_on_click(element, elements)


@in_one_test(
    [
        *('<a id="go" href="other.html">Go</a>', '<form><button id="go">Go</button></form>'),
        *(
            '<form><p><button id="go" type="SUBMIT">Go</button></p></form>',
            '<form><input id="go" type="submit"></form>',
        ),
        *(
            '<form><input id="go" type="image"></form>',
            '<input id="go" type="checkbox">',
            '<input id="go" type="radio">',
        ),
    ]
)
def test_what_acts_on_a_click(body: str) -> None:
    assert acts(body)


@in_one_test(
    [
        *(
            '<a id="go">Go</a>',
            '<a id="go" href="#">Go</a>',
            '<a id="go" href="#top">Go</a>',
            '<a id="go" href=" ">Go</a>',
        ),
        *(
            '<a id="go" href="javascript:void(0)">Go</a>',
            '<button id="go">Go</button>',
            '<p id="go" type="radio">Go</p>',
        ),
        *('<form><button id="go" type="button">Go</button></form>', '<form><input id="go"></form>'),
        *('<form><button id="go" type="reset">Go</button></form>', '<form><p id="go" type="submit">Go</p></form>'),
        '<form></form><button id="go">Go</button>',
    ]
)
def test_what_does_nothing_by_itself(body: str) -> None:
    assert not acts(body)


def test_the_nearest_form_is_sent() -> None:
    elements = elements_of('<form id="order"><div><button id="go">Go</button></div></form>')
    (button,), (form,) = elements.found("#go"), elements.found("#order")
    assert form_sent_by(button, elements) == form


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<form></form>", False),
        ('<form action="send.html" method="post"></form>', False),
        ('<form action=" JavaScript:void(0)"></form>', True),
        ('<form method=" Dialog "></form>', True),
        ('<form target="other"></form>', True),
        ('<form onsubmit="return false"></form>', True),
        ("<form></form><form onsubmit='go()'></form>", True),
        ("<script>go.onclick = event => event.preventDefault()</script>", True),
        ("<script>go.onclick = event => { return false }</script>", True),
        ("<script>console.log(1)</script>", False),
    ],
)
def test_what_may_keep_the_browser_from_it(body: str, expected: bool) -> None:
    assert may_prevent(elements_of(body)) is expected
