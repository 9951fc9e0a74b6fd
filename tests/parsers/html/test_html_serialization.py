"""What the browser writes out again of a `<py-script>` with elements in it; each outcome was seen in Chromium."""

from __future__ import annotations

import pytest

from pyscript_doctor.parsers.html.document import parse_html
from pyscript_doctor.parsers.html.serialization import inner_html
from pyscript_doctor.parsers.text import Text

CASES = {
    "attributes get double quotes": ("x = \"<p class='a'>hi</p>\"", 'x = "<p class="a">hi</p>"'),
    "names are in lower case": ('x = "<B>b</B>"', 'x = "<b>b</b>"'),
    "an empty element has no end": ('x = "a<br/>b"', 'x = "a<br>b"'),
    "a stray end tag is dropped": ('x = "a</b><i>c</i>"', 'x = "a<i>c</i>"'),
    "a comment stays": ('x = "<!-- c --><b>x</b>"', 'x = "<!-- c --><b>x</b>"'),
    "character references are taken back": ('x = "&lt;b&gt;<i>x</i>"', 'x = "<b><i>x</i>"'),
    "an item that is not closed ends at the next": ('x = "<li>one<li>two"', 'x = "<li>one</li><li>two"</li>'),
    "less than a name opens an element": ("if a <b and b> a: pass", 'if a <b and="" b=""> a: pass</b>'),
}


@pytest.mark.parametrize(("written", "expected"), CASES.values(), ids=CASES)
def test_content_comes_out_as_in_chromium(written: str, expected: str) -> None:
    document = parse_html(Text.whole("index.html", f"<body><py-script>{written}</py-script></body>"))
    assert inner_html(document, next(document.all("py-script"))).value == expected


def test_places_stay_true() -> None:
    source = "<body><py-script>x = \"<p class='a'>hi</p>\"; y</py-script></body>"
    document = parse_html(Text.whole("index.html", source))
    text = inner_html(document, next(document.all("py-script")))
    span = text.span(text.value.index("; y") + 2, len(text.value))
    assert source[span.start : span.end] == "y"


def test_many_openings_of_comments_take_no_time() -> None:
    document = parse_html(Text.whole("index.html", "<py-script><b></b>" + "<!--" * 40_000))
    assert inner_html(document, next(document.all("py-script"))).value == "<b></b>"
