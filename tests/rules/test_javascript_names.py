"""Names in the project's own JavaScript, beyond the examples of the rule's page."""

from __future__ import annotations

import pytest

from tests.projects import page, report_of

RULE = "javascript-name-missing"


def said(script: str, body: str = '<p id="note">Hello</p>', kind: str = "text/javascript") -> list[str]:
    """What the rule says of a page with one script."""
    html = page(f'{body}\n<script type="{kind}">\n{script}\n</script>\n<script type="mpy">print("hello")</script>')
    report = report_of({"index.html": html}, select=frozenset({RULE}))
    return [each.finding.help for each in report.diagnostics]


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
        "const tokens = {}; tokens.lenght = 1;",
        "if (window.consol) consol.log(1);",
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
