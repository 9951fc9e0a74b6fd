"""What a page has, and what its code may add: the ground for saying that something is not there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.queries.page_elements import PageElements, element_type, page_elements
from pyscript_doctor.queries.pages import page_scripts
from tests.in_one_test import in_one_test
from tests.projects import in_a_guide, page, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyscript_doctor.project.project import Project

LIBRARY = '<script src="https://cdn.example.com/library.js"></script>'


def asked(question: Callable[[PageElements], object], body: str, head: str = "", **files: str) -> object:
    """What the elements of a page with this body answer."""

    def answer(project: Project) -> object:
        (found,) = project.pages
        return question(page_elements(found, project.runtimes_of(found)))

    return told({"index.html": page(body, head), **files}, answer)


def python(source: str) -> str:
    return f'<script type="py">\n{source}\n</script>'


@in_one_test(
    [
        ("#tea", '<p id="tea"></p>', False),
        ("#tea", '<p id="coffee"></p>', True),
        ("#tea", '<template><p id="tea"></p></template>', False),
        ("#tea", '<p id="“tea”"></p>', False),
        ("#tea", '<p id="coffee"></p><my-pot></my-pot>', False),
        ("#tea", "<script>pot.id = 'tea';</script>", False),
        ("#tea", python("pot.id = 'tea'"), False),
        ("#tea", LIBRARY, False),
        ("#py-tea", "", False),
        ("#xterm-tea", "", False),
        (".tea", '<p class="tea"></p>', False),
        (".tea", '<p class="coffee"></p>', True),
        (".tea", python("pot.classList.add('tea')"), False),
        (".tea", "<script>pot.className = 'tea';</script>", False),
        (".tea", python("document.querySelector('.tea')"), True),
        (".tea", python("document.querySelector('.tea')\npot.classList.add('tea')"), False),
        (".tea .leaf", "<script>pot.className = 'tea';</script>", True),
        (".tea..pot", "", False),
        (".", "", False),
        ("#tea", '<p id="{{ tea }}"></p>', False),
    ]
)
def test_an_element_is_certainly_not_there(selector: str, body: str, lacks: bool) -> None:
    assert asked(lambda elements: elements.certainly_lacks(selector), body) is lacks


@in_one_test(
    [
        ("#tea", '<p id="tea"></p>', "HTMLParagraphElement"),
        ("#tea", '<svg id="tea"></svg>', None),
        ("#tea", '<svg><a id="tea"></a></svg>', None),
        ("#tea", '<my-pot id="tea"></my-pot>', None),
        ("#tea", "", None),
        ("#tea", '<p id="tea"></p><div id="tea"></div>', None),
        ("#tea", '<p id="tea"></p><p id="tea"></p>', "HTMLParagraphElement"),
        ("#tea", '<p id="tea"></p><script>pot.id = "tea";</script>', None),
        ("#tea", '<p id="tea"></p><script>pot.innerHTML = "";</script>', "HTMLParagraphElement"),
        ("p", "<p></p>", "HTMLParagraphElement"),
        ("p", '<p></p><script>pot.innerHTML = "";</script>', None),
        ("p", f"<p></p>{python('document.createElement(name)')}", None),
        ("p..tea", "<p></p>", None),
    ]
)
def test_what_the_element_of_a_selector_is(selector: str, body: str, kind: str | None) -> None:
    assert asked(lambda elements: elements.interface_of(selector), body) == kind


@in_one_test(
    [
        ("tea", '<p id="tea"></p>', "#tea"),
        ("tea", '<p class="tea"></p>', ".tea"),
        ("tea", '<p id="pot"></p>', ""),
        ("my-tea", '<p class="my-tea"></p>', ""),
        ("tea", '<p id="tea"></p><tea></tea>', ""),
        ("p", '<p id="pot"></p><div id="p"></div>', ""),
        ("table", '<p id="table"></p>', ""),
        ("my-tea", '<p id="my-tea"></p>', ""),
        ("tea pot", '<p id="tea"></p>', ""),
    ]
)
def test_a_selector_that_lacks_its_sign(selector: str, body: str, meant: str) -> None:
    assert asked(lambda elements: elements.lacks_its_sign(selector), body) == meant


@in_one_test(
    [
        ("teapot", '<p id="teapto"></p>', "teapto"),
        ("TEAPOT", '<p id="teaPot"></p>', "teaPot"),
        ("teapot", '<p id="coffee"></p>', ""),
        ("teapot", '<p id=""></p>', ""),
        ("teapot", '<p id="teapot{{ number }}"></p>', ""),
    ]
)
def test_the_id_that_is_meant(name: str, body: str, meant: str) -> None:
    assert asked(lambda elements: elements.likely_meant(name), body) == meant


@in_one_test(
    [
        ('<p id="tea"></p><b id="tea"></b>', ["tea"]),
        ('<p id="tea"></p><b id="tea"></b><b id="tea"></b>', ["tea"]),
        ('<p id="tea"></p><b id="coffee"></b>', []),
        ('<p id="tea{{ one }}"></p><b id="tea{{ two }}"></b>', []),
        ('<p id=""></p><b id=""></b>', []),
        ('<p name="tea"></p><b name="tea"></b>', []),
    ]
)
def test_ids_that_a_page_has_twice(body: str, names: list[str]) -> None:
    assert asked(lambda elements: list(elements.repeated_ids()), body) == names


@in_one_test(
    [
        ({"index.html": page('<p id="tea"></p><b id="tea"></b>')}, True),
        ({"templates/index.html": page('<p id="tea"></p><b id="tea"></b>')}, False),
        (in_a_guide(page('<p id="tea"></p><b id="tea"></b>')), False),
        ({"part.html": '<p id="tea"></p><b id="tea"></b><py-script>print(1)</py-script>'}, False),
    ]
)
def test_what_is_a_part_or_is_built_is_not_whole(files: dict[str, str], whole: bool) -> None:
    def answer(project: Project) -> tuple[bool, bool]:
        (found,) = project.pages
        elements = page_elements(found, project.runtimes_of(found))
        return elements.is_whole, bool(elements.repeated_ids())

    assert told(files, answer, include_fences=True) == (whole, whole)


@in_one_test(
    [
        ("templates/index.html", "#kettel", True),
        ("templates/index.html", "#teapot", False),
        ("templates/index.html", ".kettel", False),  # a class is none of the ids
        ("guide.md", "#kettel", False),
    ]
)
def test_what_a_template_probably_lacks(path: str, selector: str, lacks: bool) -> None:
    html = '<p id="kettle"></p><script type="py">print(1)</script>'
    files = in_a_guide(html) if path == "guide.md" else {path: page(html)}

    def answer(project: Project) -> bool:
        (found,) = project.pages
        return page_elements(found, project.runtimes_of(found)).probably_lacks(selector)

    assert told(files, answer, include_fences=True) is lacks


def test_an_element_of_a_layout_is_what_it_is_there() -> None:
    layout = page('<svg><a id="in-svg"></a></svg><a id="outside"></a>{% block body %}{% endblock %}')
    files = {
        "templates/index.html": '{% extends "base.html" %}{% block body %}<p id="tea"></p><script type="py">1</script>'
        "{% endblock %}",
        "templates/base.html": layout,
    }

    def answer(project: Project) -> list[str | None]:
        (found,) = (each for each in project.pages if each.path.endswith("index.html"))
        elements = page_elements(found, project.runtimes_of(found))
        return [elements.interface_of(selector) for selector in ("#in-svg", "#outside", "#tea")]

    assert told(files, answer) == [None, "HTMLAnchorElement", "HTMLParagraphElement"]


def test_what_a_template_repeats_is_not_told() -> None:
    twice = '<p id="tea"></p>{% if pot %}<b id="tea"></b>{% endif %}'
    assert asked(lambda elements: list(elements.repeated_ids()), twice) == []


@in_one_test(
    [
        ("", True),
        (LIBRARY, False),
        ("<my-pot></my-pot>", False),
        ("<py-config></py-config>", True),
        ("<py-script>print(1)</py-script>", True),
        ("{% include 'pot.html' %}", False),
        ("<script>let tea;</script>", True),
    ]
)
def test_the_html_is_all_that_the_browser_gets(body: str, whole: bool) -> None:
    assert asked(lambda elements: elements.is_whole, body) is whole


def with_module(url: str) -> str:
    return f"""<script type="py" config='{{"js_modules": {{"main": {{"{url}": "a"}}}}}}'>print(1)</script>"""


@in_one_test(
    [
        ("", False),
        (LIBRARY, True),
        ("<script>let tea;</script>", False),
        ("<script>document.createElement('script');</script>", True),
        ("<script>eval(tea)</script>", True),
        (python("from pyodide.code import run_js"), True),
        (python("eval('1')"), True),
        (python("print(1)"), False),
        (with_module("https://example.com/a.js"), True),
        (with_module("./a.js"), False),
    ]
)
def test_a_page_runs_javascript_of_others(body: str, runs: bool) -> None:
    assert asked(lambda elements: elements.has_libraries, body, **{"a.js": "export const a = 1;"}) is runs


ADDS = [
    (python("window.tea = 1"), True),
    (python("print(window.tea)"), False),
    (python("print('tea')"), True),
    (python("print('green tea')"), False),
    ("<script>let tea;</script>", True),
    ("<script>let teapot;</script>", False),
    ("", False),
]


@in_one_test(ADDS)
def test_code_of_the_page_may_add_a_name(body: str, adds: bool) -> None:
    assert asked(lambda elements: elements.adds("tea"), body) is adds


@in_one_test(
    [
        (python("from pyscript import window\nprint(window.tea)"), True),
        (python("window.tea = 1"), False),
        (python("getattr(window, 'tea')"), True),
        ("<script>print(tea);</script>", True),
        ("", False),
    ]
)
def test_code_of_the_page_may_read_a_name(body: str, reads: bool) -> None:
    assert asked(lambda elements: elements.reads("tea"), body) is reads


@in_one_test(
    [
        (python("window.tea = 1"), True),
        ("<script>pot.tea = 1;</script>", True),
        ("<script>print(pot.tea);</script>", False),
        (python("print('tea')"), False),
    ]
)
def test_code_of_the_page_sets_a_name_of_some_object(body: str, sets: bool) -> None:
    assert asked(lambda elements: elements.sets_on_an_object("tea"), body) is sets


@in_one_test(
    [
        (python("if hasattr(window, 'tea'): pass"), True),
        (python("print('tea')"), False),
        ("<script>hasattr(window, 'tea');</script>", False),
    ]
)
def test_python_looks_first_whether_a_name_is_there(body: str, looks: bool) -> None:
    assert asked(lambda elements: elements.looks_for("tea"), body) is looks


@in_one_test(
    [
        (python("if document.getElementById('tea'): pass"), True),
        (python("if document.querySelector('#tea'): pass"), True),
        (python("while not document.getElementById('tea'): pass"), True),
        (python("pot = document.getElementById('tea')"), False),
        (python("if document.getElementById('tea').hidden: pass"), False),
        (python("if document.getElementById('pot'): pass"), False),
        (python("if (pot := document.getElementById('tea')): pass"), True),
    ]
)
def test_python_looks_first_whether_an_element_is_there(body: str, asks: bool) -> None:
    assert asked(lambda elements: elements.asks_for("tea"), body) is asks


@in_one_test(
    [
        (python("document.getElementById('tea')") + python("print(1)"), True),
        ("<script>document.getElementById('tea');</script>", True),
        ("<script>document.querySelectorAll('#tea');</script>", False),
        (python("print('tea')"), False),
    ]
)
def test_code_asks_for_one_element_of_an_id(body: str, is_asked_for: bool) -> None:
    assert asked(lambda elements: elements.is_asked_for("tea"), body) is is_asked_for


@in_one_test(
    [
        ("<script>pot.dispatchEvent(new Event('tea'));</script>", True),
        (python("window.dispatchEvent(window.Event.new('tea'))"), True),
        ("<script>const name = 'tea'; pot.dispatchEvent(new Event(name));</script>", True),
        ("<script>const name = 'tea'; pot.dispatchEvent(new Event(name));</script><script>let leaf;</script>", True),
        (python("print('tea')") + "<script>pot.dispatchEvent(new Event(name));</script>", False),
        ("<script>const name = 'tea';</script>", False),
        ("<script>const name = 'pot'; pot.dispatchEvent(new Event(name));</script>", False),
        ("", False),
    ]
)
def test_code_of_the_page_may_fire_an_event(body: str, fires: bool) -> None:
    assert asked(lambda elements: elements.may_fire("tea"), body) is fires


OBJECT = "<script>pot.dispatchEvent(new CustomEvent('tea', { detail: { leaf: 1 } }));</script>"
STRING = "<script>pot.dispatchEvent(new CustomEvent('tea', { detail: 'leaf' }));</script>"


@in_one_test(
    [
        (OBJECT, True),
        (STRING, False),
        (OBJECT + STRING, False),
        ("<script>pot.dispatchEvent(new CustomEvent('tea'));</script>", False),
        (OBJECT + python("CustomEvent.new('tea', detail=leaf)"), False),
        ("", False),
    ]
)
def test_the_detail_of_an_event_is_always_an_object(body: str, is_object: bool) -> None:
    assert asked(lambda elements: elements.gives_object("tea"), body) is is_object


@in_one_test(
    [
        (python("window.tea = 1"), True, False),
        (python("from pyscript import window\nprint(window.tea)"), False, True),
        (python("getattr(window, 'tea')"), True, True),
        ("<script>pot.tea = 1;</script>", True, False),
        ("<script>print(pot.tea);</script>", False, True),
        ("<script>print('tea');</script>", True, True),
        ("", False, False),
    ]
)
def test_code_sets_what_javascript_reads_and_reads_what_it_sets(body: str, sets: bool, reads: bool) -> None:
    assert asked(lambda elements: elements.javascript_adds("tea", assigned=False), body) is sets
    assert asked(lambda elements: elements.javascript_adds("tea", assigned=True), body) is reads


@in_one_test(
    [
        ("<script>let tea; function pot() {}</script>", {"tea", "pot"}),
        ("<script>{ let tea; }</script>", set()),
        (python("from pyscript import window\nwindow.tea = 1\nwindow.pot.leaf = 1"), {"tea"}),
        (python("tea = 1"), set()),
    ]
)
def test_the_global_names_that_code_of_the_page_defines(body: str, names: set[str]) -> None:
    assert asked(lambda elements: elements.globals_of_code, body) == names


def test_what_can_be_found_by_a_name_of_the_document() -> None:
    body = '<p id="tea"></p><img name="pot"><b id=""></b>'
    assert {"tea", "pot", "leaf"} & asked(lambda elements: elements.names, body) == {"tea", "pot"}  # type: ignore[operator]
    assert asked(lambda elements: elements.ids, body) == {"tea"}


@pytest.mark.parametrize(
    ("tag", "kind"), [("p", "HTMLParagraphElement"), ("tea", "HTMLUnknownElement"), ("my-tea", None)]
)
def test_the_interface_of_a_tag(tag: str, kind: str | None) -> None:
    assert element_type(tag) == kind


@in_one_test([("tea", True), ("pot", True), ("leaf", False)])
def test_a_pattern_may_be_in_any_code_of_the_page(word: str, says: bool) -> None:
    body = python("tea = 1") + "<script>let pot;</script>"
    assert asked(lambda elements: elements.says(re.compile(word)), body) is says


@in_one_test(
    [
        ("let pot = tea;", "", False),
        ("let pot = 'tea';", "", True),
        ("pot.tea = 1;", "", True),
        ("let pot = tea;", "<script>let leaf = tea;</script>", True),
        ("let pot = tea;", python("tea = 1"), True),
    ]
)
def test_a_name_is_mentioned_elsewhere(script: str, more: str, mentioned: bool) -> None:
    def question(elements: PageElements) -> bool:
        source = page_scripts(elements.page)[0].syntax.text
        return elements.is_mentioned("tea", source)

    assert asked(question, f"<script>{script}</script>{more or python('1')}") is mentioned


def test_python_may_read_an_object_without_a_name() -> None:
    source = "import js\nfrom pyscript import window\nprint(window, js)"
    assert asked(lambda elements: elements.reads("tea"), python(source)) is False


@in_one_test(
    [
        ("", "pot.className = 'tea leaf'", True),
        ("<script>pot.className = 'tea leaf';</script>", "", False),
        ("<script>pot.className = 'tea';</script>", "", True),
        ("<script>document.querySelector('.tea .leaf');</script>", "", True),
    ]
)
def test_what_javascript_makes_of_classes_counts_before_any_place(body: str, behind: str, lacks: bool) -> None:
    asks = "document.querySelector('.tea .leaf')"

    def question(elements: PageElements) -> bool:
        (syntax,) = elements.runtimes[0].syntaxes
        start = syntax.text.value.index(asks)
        return elements.certainly_lacks(".tea .leaf", syntax.text.span(start, start + len(asks)))

    assert asked(question, body + python(f"{asks}\n{behind}")) is lacks


def test_before_a_place_only_what_is_made_there_counts() -> None:
    made, asks = "pot.id = 'tea'", "document.getElementById('tea')"

    def lacks(source: str) -> object:
        def question(elements: PageElements) -> bool:
            (syntax,) = elements.runtimes[0].syntaxes
            start = syntax.text.value.index(asks)
            return elements.certainly_lacks("#tea", syntax.text.span(start, start + len(asks)))

        return asked(question, python(source))

    assert lacks(f"{made}\n{asks}") is False
    assert lacks(f"{asks}\n{made}") is True


def test_an_id_that_a_template_fills_in_is_none_of_the_ids() -> None:
    html = page('<p id="tea"></p><p id="cup-{{ number }}"></p><p id=""></p><script type="py">1</script>')
    assert told({"index.html": html}, lambda it: page_elements(it.pages[0], it.runtimes).ids) == {"tea"}
