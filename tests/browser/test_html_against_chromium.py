"""The doctor's HTML parser sees the elements, attributes and texts that Chromium sees."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.parsers.html.document import parse_html
from pyscript_doctor.parsers.text import Text
from tests.browser.dom import DomElement, elements_in_chromium
from tests.browser.runtimes import ROOT
from tests.truth.cases import load_cases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.page import Chromium

pytestmark = pytest.mark.browser

# Elements that a browser adds where nobody wrote them, or writes again after a tag that closes them too early. The
# doctor, which points at what is written, leaves those out.
IMPLIED = frozenset({"html", "head", "body", "tbody", "colgroup", "tr", "p", "br", "a", "b"})

NASTY = [
    "",
    "plain text",
    "<",
    "</",
    "<!",
    "<?xml version='1.0'?><p>x",
    "<script",
    "<script type=py",
    "<script type=py>print(1)",
    "<script type=py>print('</scrip')</script >after",
    "<script type=py>s = '</script>'\nprint(s)</script>",
    "<script type=py><!-- <script> --></script>x",
    "<script type=py><!-- <script> </script> print(1) --></script>",
    "<script type=py><!--<script>\n</script\n>\n</script>",
    "<script type=py>a < b and c > d &amp; e</script>",
    "<py-script>a < b and c &lt; d &amp; e</py-script>",
    "<py-script>x = '<b>' + y</py-script><p>z",
    "<py-script>for i in range(3):\n  if i<len(x): print(i)\n</py-script>",
    "<py-script>t = List[<int>]</py-script>",
    "<mpy-script src=a.py />text",
    "<script type=py src=a.py /><p>eaten</p></script><p>seen",
    "<SCRIPT TYPE='PY' WORKER>x</SCRIPT>",
    "<script type='py' type='mpy' src=a src=b></script>",
    "<script type=py\tsrc='a.py'\nasync>",
    "<script type=py/src=a.py></script>",
    "<script =x a==b 'c'=\"d\">x</script>",
    "<script type=py src=a&amp;b=c&copy=1&lt></script>",
    "<p title='a&ampb &notit; &#x80; &#0; &#xD800; &#x110000;'>&ampb &notit; &#x80; &#0;",
    "<p>\0a\0</p><script type=py>\0</script>",
    "<p>a\r\nb\rc</p><script type=py>\r\na\rb</script>",
    "<textarea><script type=py>x</script></textarea>",
    "<textarea>\n\nx</textarea>",
    "<title><script>x</title><p>y",
    "<noscript><script type=py>x</script></noscript>",
    "<head><noscript><link href=x></noscript></head>",
    "<template><script type=py>x</script></template><p>y",
    "<iframe><script type=py>x</script></iframe>",
    "<style><script></style><script type=py>x</script>",
    "<xmp><p></xmp><p>",
    "<plaintext><script type=py>x</script>",
    "<!-- <script type=py>x</script> --><p>",
    "<!--><p>x--><b>",
    "<!---><p>x--><b>",
    "<!-- a --!><p>x",
    "<![CDATA[<p>]]>x",
    "<svg><![CDATA[<p>]]><script type=py>a<b>c</b></script></svg><p>",
    "<svg><p>out</p></svg>",
    "<svg><foreignObject><script type=py>a<b></script></foreignObject></svg>",
    "<math><mi><script type=py>a<b></script></mi></math>",
    "<table><tr><td><script type=py>x</script><td>y</table>",
    "<ul><li>a<li>b<ul><li>c</ul><li>d</ul>",
    "<p>a<p>b<div>c</p>d",
    "<select><option>a<option>b</select>",
    "<h1>a<h2>b</h1>",
    "<a href=x>y<a href=z>w</a>",
    "<b><p>a</b>b</p>",
    "<form><form><input></form></form>",
    "<body a=1><body a=2 b=3><html lang=en><p>",
    "<p></br></p></p>",
    "<button><button>x</button></button>",
    "<ruby><rt>a<rp>b</ruby>",
    "<dl><dt>a<dd>b<dt>c</dl>",
    "<pre>\n\nx</pre>",
    "\ufeff<p>x",
    "<\u00e9l\u00e9ment>x</\u00e9l\u00e9ment>",
    "<my-element \u00e9=1 \U0001f600=2>x",
    "<p " + " ".join(f"a{number}={number}" for number in range(300)) + ">x",
    "<div>" * 200 + "x",
    "<script type=py>" + "x = 1\n" * 5000 + "</script>",
]
PIECES = (
    "<!doctype html>", "text", "&lt", "&amp;", "\n", "<p>", "</p>", "<div>", "</div>", "<li>", "<ul>", "</ul>",
    "<script type=py>", "<script src=x>", "</script>", "<py-script>", "</py-script>", "<py-config>", "</py-config>",
    "<!--", "-->", "<textarea>", "</textarea>", "<title>", "</title>", "<style>", "</style>", "<template>",
    "</template>", "<x a='1", "<x b=\"2\">", "<y c = d e>", "<br>", "<input a=b>", "<svg>", "</svg>", "<path/>",
    "<pre>\n", "</pre>", "<a", "<link>", "<", ">", "'", "=",
)  # fmt: skip
RANDOM = random.Random(2026)
SHUFFLED = ["".join(RANDOM.choices(PIECES, k=RANDOM.randint(3, 14))) for _ in range(200)]


def ours(page: str) -> list[DomElement]:
    """The elements that the doctor sees."""
    document = parse_html(Text.whole("index.html", page))
    return [
        DomElement(
            element.name,
            tuple(
                (attribute.name.value.lower().replace("\0", "\ufffd"), attribute.value.value)
                for attribute in element.attributes
            ),
            element.text.value,
        )
        for element in document.elements
        if not element.inert
    ]


def comparable(elements: list[DomElement]) -> Iterator[tuple[str, object, str]]:
    """What can be compared: written elements, and their texts."""
    for element in elements:
        if element.name not in IMPLIED:
            yield element.name, element.attributes, element.text


def html_of_the_cases() -> list[str]:
    """Every page of the recorded cases."""
    texts = (text for case in load_cases() for path, text in case.files.items() if path.endswith(".html"))
    return list(dict.fromkeys(texts))


def html_of_the_fixtures() -> list[str]:
    """Every page of the fixtures that is not a template."""
    paths = sorted((ROOT / "fixtures").rglob("*.html"))
    return [path.read_text(encoding="utf-8") for path in paths]


@pytest.mark.parametrize("pages", [NASTY, SHUFFLED, html_of_the_cases(), html_of_the_fixtures()],
                         ids=["nasty", "shuffled", "cases", "fixtures"])  # fmt: skip
def test_the_doctor_sees_the_elements_that_chromium_sees(browser: Chromium, pages: list[str]) -> None:
    different = [
        (page[:300], list(comparable(ours(page))), list(comparable(theirs)))
        for page, theirs in zip(pages, elements_in_chromium(browser, pages), strict=True)
        if list(comparable(ours(page))) != list(comparable(theirs))
    ]
    assert different == []
