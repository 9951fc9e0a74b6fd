"""What a browser makes of a page, and where in the file each part of it is."""

from __future__ import annotations

import pickle

import pytest

from pyscript_doctor.parsers.html.document import Document, Element, parse_html
from pyscript_doctor.parsers.text import Span, Text
from tests.pace import within


def parsed(source: str) -> Document:
    return parse_html(Text.whole("index.html", source))


def first(source: str, name: str) -> Element:
    return next(parsed(source).all(name))


def written(source: str, span: Span) -> str:
    return source[span.start : span.end]


def tree(source: str) -> list[str]:
    """Each element with the names of those that it is in, the outermost first."""
    document = parsed(source)
    return [
        "/".join([*(other.name for other in list(document.ancestors(element))[::-1]), element.name])
        for element in document.elements
    ]


def test_every_part_of_a_tag_knows_its_place() -> None:
    source = "<p>\n<SCRIPT TYPE='py' src = main.py\n worker>x</SCRIPT>"
    script = first(source, "script")
    assert written(source, script.span) == "<SCRIPT TYPE='py' src = main.py\n worker>"
    assert written(source, script.name_span) == "SCRIPT"
    parts = [(written(source, each.name.span()), written(source, each.value.span())) for each in script.attributes]
    assert parts == [("TYPE", "py"), ("src", "main.py"), ("worker", "")]
    assert script.attributes[2].value.span() == Span("index.html", source.index(">x"), source.index(">x"))
    assert written(source, script.text.span()) == "x"


def test_attributes_are_found_by_their_name_in_lower_case() -> None:
    script = first("<script TYPE=py Worker SRC=a.py src=b.py></script>", "script")
    assert (script.get("type"), script.get("worker"), script.get("src")) == ("py", "", "a.py")
    assert script.get("config") is None
    assert script.attribute("config") is None
    assert script.has("worker")
    assert not script.has("WORKER")
    assert script.attribute_names == ("type", "worker", "src")


@pytest.mark.parametrize(
    ("value", "decoded"),
    [
        ("a&amp;b", "a&b"),
        ("?a=1&copy=2", "?a=1&copy=2"),
        ("?a=1&copy2", "?a=1&copy2"),
        ("&copy;&copy", "©©"),
        ("&notit;", "&notit;"),
        ("&#65;&#x41;&#X41z", "AAAz"),
        ("&#128;&#x81;&#0;&#xD800;&#x110000;&#99999999999999999999;", "€\x81\ufffd\ufffd\ufffd\ufffd"),
        ("&;&#;&#x;&unknown;&", "&;&#;&#x;&unknown;&"),
        ("//cdn.example/x.js", "//cdn.example/x.js"),
        ("a\0b", "a\ufffdb"),
        ("a\r\nb\rc", "a\nb\nc"),
    ],
)
def test_an_attribute_is_decoded_as_a_browser_does(value: str, decoded: str) -> None:
    assert first(f"<a b='{value}'>", "a").get("b") == decoded


def test_a_decoded_character_lies_where_its_reference_stands() -> None:
    source = "<py-config src='a&amp;b.toml'>"
    attribute = first(source, "py-config").attribute("src")
    assert attribute
    value = attribute.value
    assert [written(source, value.span(at, at + 1)) for at in range(3)] == ["a", "&amp;", "b"]
    assert written(source, value.span(1, len(value))) == "&amp;b.toml"


@pytest.mark.parametrize(
    ("source", "name", "text"),
    [
        ("<p>a &lt; b&copy2&notit;</p>", "p", "a < b©2¬it;"),
        ("<p>a<b>b</b><!-- c -->d</p>", "p", "abd"),
        ("<p>a\0b</p>", "p", "ab"),
        ("<svg>a\0b</svg>", "svg", "a\ufffdb"),
        ("<script>a &lt; b\0</script>", "script", "a &lt; b\ufffd"),
        ("<textarea>\n&lt;<b></textarea>", "textarea", "<<b>"),
        ("<pre>\n\nx</pre>", "pre", "\nx"),
        ("<py-script>\nif a < b and c > d:\n    x\n</py-script>", "py-script", "\nif a < b and c > d:\n    x\n"),
        ("<py-script>print('<b>x</b>')</py-script>", "py-script", "print('x')"),
        ("<div>a<template>b<p>c</p></template>d</div>", "div", "ad"),
        ("<p></p>", "p", ""),
    ],
)
def test_text_is_what_a_browser_calls_text_content(source: str, name: str, text: str) -> None:
    assert first(source, name).text.value == text


def test_text_that_is_decoded_keeps_its_places() -> None:
    source = "<py-config>a = '&lt;'\r\nb = 1</py-config>"
    text = first(source, "py-config").text
    assert text.value == "a = '<'\nb = 1"
    assert written(source, text.span(5, 6)) == "&lt;"
    assert written(source, text.span(7, 8)) == "\r\n"
    assert written(source, text.span(8, 13)) == "b = 1"


def test_a_page_without_carriage_returns_stays_one_piece() -> None:
    text = first("<script>a\nb\nc</script>", "script").text
    assert len(text.pieces) == 1


def test_empty_text_lies_between_its_tags() -> None:
    source = "<p>a</p><script></script>"
    script = first(source, "script")
    place = source.index("</script>")
    assert script.text.span() == script.markup.span() == Span("index.html", place, place)


def test_markup_is_what_is_written_between_the_tags() -> None:
    assert (
        first("<py-script>a &lt; <b>b</b><!-- c --></py-script>x", "py-script").markup.value
        == "a &lt; <b>b</b><!-- c -->"
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<html><head><title>x</title></head><body><p>", "html html/head html/head/title html/body html/body/p"),
        ("<html><head><py-script></py-script>", "html html/head html/py-script"),
        ("<html><head>x<script></script>", "html html/head html/script"),
        ("<body></body></html><p>", "body body/p"),
        ("<body><div></body><p>", "body body/div body/div/p"),
        ("<p>a<p>b<div>", "p p div"),
        ("<ul><li>a<ul><li>b</ul><li>c", "ul ul/li ul/li/ul ul/li/ul/li ul/li"),
        ("<dl><dt>a<dd>b<dt>c", "dl dl/dt dl/dd dl/dt"),
        ("<select><option>a<option>b</select><i>", "select select/option select/option i"),
        ("<table><tr><td>a<td>b<tr><td>c</table><i>", "table table/tr table/tr/td table/tr/td table/tr table/tr/td i"),
        (
            "<table><tr><td><table><tr></table><i>",
            "table table/tr table/tr/td table/tr/td/table table/tr/td/table/tr table/tr/td/i",
        ),
        ("<!doctype html><p><table>", "p table"),
        ("<p><table>", "p p/table"),
        ("<h1>a<h2>b", "h1 h2"),
        ("<button><button>", "button button"),
        ("<a>1<a>2</a><i>", "a a i"),
        ("<form><form><input></form><input>", "form form/input input"),
        ("<div><span></div><i>", "div div/span i"),
        ("<span><div></span><i>", "span span/div span/div/i"),
        ("<td><p></td><i>", "td td/p i"),
        ("<div/><p/><i>", "div div/p div/p/i"),
        ("<br><input><img src=x><i>", "br input img i"),
        ("<image src=x>", "img"),
        ("<svg><path/><title><b></b></title><g><p>", "svg svg/path svg/title svg/title/b svg/g p"),
        (
            "<svg><foreignObject><div><p></svg><i>",
            "svg svg/foreignobject svg/foreignobject/div svg/foreignobject/div/p svg/foreignobject/div/p/i",
        ),
        ("<math><mi><b></b></mi></math><i>", "math math/mi math/mi/b i"),
    ],
)
def test_end_tags_are_implied_as_in_a_browser(source: str, expected: str) -> None:
    assert tree(source) == expected.split()


def test_tags_in_text_and_comments_are_not_live() -> None:
    source = (
        "<title><b></title><textarea><script></script></textarea><!-- <script></script> --><noscript><i></i></noscript>"
    )
    assert tree(source) == ["title", "textarea", "noscript"]


def test_what_lies_in_a_template_is_not_live() -> None:
    document = parsed("<template><p><template><b></template><script></script></template><i>")
    assert [element.name for element in document.all()] == ["template", "i"]
    assert [element.name for element in document.elements if element.inert] == ["p", "template", "b", "script"]


@pytest.mark.parametrize(
    ("source", "closed"),
    [
        ("<script></script>", True),
        ("<script src=x />", False),
        ("<script>", False),
        ("<py-script></py-script>", True),
        ("<py-script />", False),
        ("<link>", True),
        ("<svg/>", True),
        ("<body></body>", True),
    ],
)
def test_closed_says_whether_an_end_tag_ends_the_element(source: str, closed: bool) -> None:
    assert parsed(source).elements[0].closed is closed


def test_children_says_whether_there_are_elements_in_an_element() -> None:
    assert first("<py-script>x<b>y</b></py-script>", "py-script").children
    assert not first("<py-script>x<!-- y --></py-script>", "py-script").children


def test_comments_are_kept_with_their_place() -> None:
    source = "a<!-- b --><p><?c>"
    assert [written(source, span) for span in parsed(source).comments] == ["<!-- b -->", "<?c>"]


def test_the_first_live_base_with_an_address_counts() -> None:
    document = parsed("<template><base href=/a></template><base target=x><base href=/b><base href=/c>")
    base = document.base_href()
    assert base
    assert base.value.value == "/b"
    assert parsed("<base target=x>").base_href() is None


PAGE = """<title>t</title>
<div id=a class="x y"><p>one</p><template><p id=hidden></template></div>
<table><tr><td id=cell></table>"""


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        ("#a", ["div"]),
        (".y.x > p", ["p"]),
        ("p", ["p"]),
        ("#hidden", []),
        ("html > head > title", ["title"]),
        ("body #cell", ["td"]),
        ("table > tbody > tr", ["tr"]),
        ("div, TITLE", ["title", "div"]),
        ("p:empty", []),
        ("td:empty", ["td"]),
        ("div:has(> p)", ["div"]),
        (":root", []),
        ("#missing", []),
    ],
)
def test_selectors_find_what_a_browser_finds(selector: str, found: list[str]) -> None:
    assert [element.name for element in parsed(PAGE).select(selector)] == found


@pytest.mark.parametrize("selector", ["a[", "::", "", "p:no-such-class", "a" * 3000, ":is(" * 400])
def test_a_bad_selector_is_a_value_error(selector: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parsed(PAGE).select(selector)


def test_nesting_has_a_bound() -> None:
    document = parsed("<div>" * 2000)
    assert len(document.elements) == 2000
    assert len(list(document.ancestors(document.elements[-1]))) == 512
    assert len(document.select("div div")) == 1999


def test_the_text_of_every_element_of_a_large_page_is_not_made_before_it_is_asked_for() -> None:
    source = "<div>" + "<p a='&amp;'>text</p>\r\n" * 10_000 + "</div>"
    with within(5):
        document = parsed(source)
    assert len(document.elements[0].text) == 10_000 * len("text\n")


def test_a_document_can_cross_processes() -> None:
    document = pickle.loads(pickle.dumps(parsed(PAGE)))
    assert [element.name for element in document.all()] == ["title", "div", "p", "template", "table", "tr", "td"]
    assert document.elements[1].get("class") == "x y"


def test_elements_are_found_by_name_and_by_attribute_but_in_a_template() -> None:
    document = parsed(
        '<p id="a" py-click="f"></p><b mpy-input="g"></b><template><i id="c" py-click="h"></i></template>'
    )
    assert list(document.element_names) == ["p", "b", "template"]
    assert list(document.attribute_names) == ["id", "py-click", "mpy-input"]
    assert [each.name for each in document.having("mpy-input", "id")] == ["p", "b"]
    assert [each.name for each in document.with_attributes_of(("py-",))] == ["p"]


def test_the_values_of_an_attribute_are_those_in_a_template_too() -> None:
    document = parsed('<p id="a"></p><template><i id="b&amp;c"></i></template><b></b>')
    assert document.values_of("id") == ("a", "b&c")


def test_an_element_is_one_however_it_is_found() -> None:
    document = parsed('<p id="a"></p>')
    found = {*document.all("p"), *document.having("id"), *document.select("#a"), *document.elements}
    assert len(found) == 1
    assert document.holds(found.pop())
    assert not document.holds(next(parsed('<p id="a"></p>').all()))
