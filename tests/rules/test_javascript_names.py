"""Names in the project's own JavaScript, beyond the examples of the rule's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.projects import page, report_of

if TYPE_CHECKING:
    from pyscript_doctor.engine.finding import Diagnostic

RULE = "javascript-name-missing"


def found(script: str, body: str = '<p id="note">Hello</p>', kind: str = "text/javascript") -> list[Diagnostic]:
    """The rule's findings on a page with one script."""
    html = page(f'{body}\n<script type="{kind}">\n{script}\n</script>\n<script type="mpy">print("hello")</script>')
    return list(report_of({"index.html": html}, select=frozenset({RULE})).diagnostics)


def said(script: str, body: str = '<p id="note">Hello</p>', kind: str = "text/javascript") -> list[str]:
    """What the rule tells the author to write."""
    return [each.finding.help for each in found(script, body, kind)]


@pytest.mark.parametrize(
    ("script", "message", "console", "severity"),
    [
        (
            "JSON.stringfy({});",
            "`JSON` has no `stringfy` in any browser, so this line fails",
            "stringfy is not a function",
            "error",
        ),
        (
            "consol.log(1);",
            "nothing on this page defines `consol`, so this line fails",
            "consol is not defined",
            "error",
        ),
        (
            'document.getElementById("note").textContnet = "a";',
            "`HTMLParagraphElement` has no `textContnet` in any browser, so setting it shows nothing",
            "",
            "warning",
        ),
        (
            'const text = document.getElementById("note").textContnet;',
            "`HTMLParagraphElement` has no `textContnet` in any browser, so this is `undefined`",
            "",
            "warning",
        ),
        (
            "console.log(document.titel.length);",
            "`document` has no `titel` in any browser, so this line fails",
            "",
            "error",
        ),
        (
            'const note = document.querySelector("p");\nnote.style.colour = "red";',
            "`note.style` has no `colour` in any browser, so setting it shows nothing",
            "",
            "warning",
        ),
        (
            'fetch("a.json").json();',
            "this is a promise of a `Response`, and a promise has no `json`, so this line fails",
            "json is not a function",
            "error",
        ),
    ],
)
def test_what_comes_of_it(script: str, message: str, console: str, severity: str) -> None:
    ((finding, shown),) = [(each.finding, each.severity.label) for each in found(script)]
    assert (finding.message, finding.console, shown) == (message, console, severity)


def test_the_browser_ignores_only_what_is_set() -> None:
    labels = [found(f"document.body.innerHtml{rest};")[0].finding.label for rest in (' = "a"', "", ".length")]
    assert labels == ["the browser ignores it", "there is no such name", "there is no such name"]


def test_a_promise_is_not_fixed_by_another_name() -> None:
    assert [each.finding.fix is None for each in found('fetch("a.json").json();')] == [True]
    assert [each.finding.fix is None for each in found("consol.log(1);")] == [False]


@pytest.mark.parametrize("script", ["play();", "value = 1;"])
def test_what_another_kind_of_element_has_is_no_slip_of_the_pen(script: str) -> None:
    """A paragraph has `onplay` and `valueOf`, but nobody means them."""
    assert said(f'document.getElementById("note").{script}') == [
        "Look at the tag of this element: another kind of element has this name."
    ]
    assert said('document.getElementById("note").text = "a";') == ["Write `textContent`."]


@pytest.mark.parametrize(
    ("script", "meant"),
    [
        ("JSON.stringfy({});", "stringify"),
        ("const names = []; names.psuh(1);", "push"),
        ('document.getElementById("note").textContent.toUpperCse();', "toUpperCase"),
        ('document.addEventListener("keydown", (event) => event.preventDefualt());', "preventDefault"),
        ("consol.log(1);", "console"),
        ("const total = 1; console.log(totla);", "total"),
        ('document.getElementById("note").textContnet = "a";', "textContent"),
    ],
)
def test_a_near_name_is_told(script: str, meant: str) -> None:
    assert said(script) == [f"Write `{meant}`."]


@pytest.mark.parametrize(
    "script",
    [
        "total = 1; console.log(total);",
        # The script of a page may be its service worker, too.
        'self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));',
        # What only some browsers have, or had.
        'document.createElement("canvas").getContext("2d").webkitImageSmoothingEnabled = false;',
        'document.createElement("video").webkitEnterFullscreen();',
        "const isOld = document.documentMode; console.log(window.clipboardData);",
        "const note = anything(); note.textContnet = 1;",
        'const note = document.getElementById("note"); note.titles = 1; console.log(note.titles);',
        "class Note extends HTMLElement { tilte() { return this.tilte; } }",
        "Element.prototype.focuss = function () {}; document.body.focuss();",
        "localStorage.tokens = 1; console.log(localStorage.tokens);",
        "console.log(localStorage.keys, localStorage.items.length); localStorage.remove = 1;",
        "const tokens = {}; tokens.lenght = 1;",
        "if (window.consol) consol.log(1);",
        'if (typeof str !== "undefined") console.log(str);',
        "for (const name in document) console.log(name);",
        "label: for (;;) { break label; }",
        "const { length: size } = []; console.log(size);",
        "const f = async (first, ...others) => others.length + first; f(1);",
        "try { documnet.title; } catch { console.log(1); }",
        "console.log(new.target, import.meta);",
    ],
)
def test_sound_code_and_unknown_objects_are_left_alone(script: str) -> None:
    assert said(script) == []


def test_another_script_of_the_page_may_define_a_name() -> None:
    assert said("console.log(counters);", '<script>window["counters"] = 1; const counter = 2;</script>') == []


def test_a_library_from_elsewhere_may_define_a_name() -> None:
    library = '<script src="https://example.com/library.js"></script>'
    assert said("const counter = 1; console.log(counters);", library) == []
    assert said("document.getElementByID(1);", library) == ["Write `getElementById`."]


def test_a_promise_is_not_what_it_promises() -> None:
    (said_of_it,) = said('fetch("a.txt").text();', kind="module")
    assert "await" in said_of_it
    assert said('fetch("a.txt").then((reply) => reply.text());') == []
