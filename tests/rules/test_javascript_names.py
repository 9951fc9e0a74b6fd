"""Names in the project's own JavaScript, beyond the examples of the rule's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.in_one_test import in_one_test
from tests.projects import page, report_of
from tests.rules.pages import of_files

if TYPE_CHECKING:
    from pyscript_doctor.engine.finding import Diagnostic

RULE = "javascript-name-missing"


def found(script: str, body: str = '<p id="note">Hello</p>', kind: str = "text/javascript") -> list[Diagnostic]:
    """The rule's findings on a page with one script."""
    html = page(f'{body}\n<script type="{kind}">\n{script}\n</script>\n<script type="mpy">print("hello")</script>')
    return list(report_of({"index.html": html}, select=frozenset({RULE})).diagnostics)


def said(script: str, body: str = '<p id="note">Hello</p>', kind: str = "text/javascript") -> list[str]:
    """What the rule asks the author to write."""
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


UMD = """(function (root, factory) {
    if (typeof define === "function" && define.amd) define(["tea"], factory);
    else if (typeof module === "object") module.exports = factory(require("tea"));
    else root.cup = factory(root.tea);
})(this, function (tea) { return tea; });"""


@in_one_test(
    [
        "document.body.findIndex(print);",  # an element is no list
        "Math.rowIndex();",  # nor is this an element
        "document.currentScript.toDataURL();",  # it may be one of SVG
        "const load = require;",
        UMD,
    ]
)
def test_what_is_like_a_slip_and_may_be_none(script: str) -> None:
    assert said(script) == []


def test_code_that_is_made_up_may_give_elements_what_only_some_have() -> None:
    script = "document.createElement('p').toDataURL();"
    assert len(said(script)) == 1
    assert said(script, '<p id="note">Hello</p><script>eval(text);</script>') == []


def test_a_library_from_elsewhere_may_define_a_name() -> None:
    library = '<script src="https://example.com/library.js"></script>'
    assert said("const counter = 1; console.log(counters);", library) == []
    assert said("documents.title = 'x';", library) == []
    assert said("dcoument.title = 'x';", library) == ["Write `document`."]
    assert said("document.getElementByID(1);", library) == ["Write `getElementById`."]
    for note in ('document.getElementById("note").checkValidity();', 'document.createElement("p").checkValidity();'):
        assert said(note, f'<p id="note"></p>{library}') == []
        assert said(note, '<p id="note"></p>') == [TAG]


def test_a_promise_is_not_what_it_promises() -> None:
    (said_of_it,) = said('fetch("a.txt").text();', kind="module")
    assert "await" in said_of_it
    assert said('fetch("a.txt").then((reply) => reply.text());') == []


TAG = "Look at the tag of this element: another kind of element has this name."


@in_one_test(
    [
        ('localStorage.set("a", 1);', "Write `setItem`."),
        ('localStorage.get("a");', "Write `getItem`."),
        ('localStorage.delete("a");', "Write `removeItem`."),
        ('localStorage.save("a", 1);', "Write `setItem`."),
        ('sessionStorage.setitem("a", 1);', "Write `setItem`."),
        ("console.log(None);", "Write `null`."),
        ("len([1]);", "In JavaScript this is a property: write `names.length`."),
        ('int("3");', "Write `parseInt`."),
        ("function teapot() {} teapt();", "Write `teapot`."),
        ("MathX.min(1);", "Write `Math`."),
        ("window.onload = function () { alrt(1); };", "Write `alert`."),
        ("window.consol.log(1);", "Write `console`."),
        ("document.body.innerHtm = 3;", "Write `innerHTML`."),
        ('document.getElementById("note").getContext("2d");', TAG),
        ('document.getElementById("note").play();', TAG),
        ("if (document.title === None) console.log(1);", "Write `null`."),
        ("document.body.caches.keys();", TAG),
        ("document.title$.trim();", "Write `title`."),
        ('document.addEventListener("click", (event) => event.view.documnet.title);', "Write `document`."),
        ('const pots = []; pots.join("").toUpperCse();', "Write `toUpperCase`."),
        (
            'fetch("a").status;',
            "Write `await` before what gives the promise, in brackets: `(await fetch(url)).json()`.",
        ),
    ]
)
def test_a_name_that_is_lacking(script: str, help: str) -> None:
    assert said(script) == [help]


@in_one_test(
    [
        'localStorage.setItem("a", 1);',
        "localStorage.tea();",
        "console.log(localStorage.keys);",
        "const len = 3; console.log(len);",
        "None = 3;",
        "nam.trim();",
        "consol = 3;",
        'PyWorker("a");',
        "skipWaiting();",
        "clients.claim();",
        "note.remove();",
        "notes.remove();",
        "noet.remove();",
        "document.xyzzy;",
        "document.body.play();",
        "document.body.firstElementChild.play();",
        "new URL('https://a.b').play();",  # this has no tag to look at
        "document.addEventListener('submit', (event) => event.submitter.value.trim());",
        "console.log(localStorage.set);",
        "new FileReaderSync();",
        "documents = 3;",
        "fetch('a').toString(); fetch('a').constructor.name;",
        'document.querySelector("i").getContext("2d");',
        'document.getElementById("note").xyzzy();',
        "window.consol = 3;",
        "window.documnt = 3; console.log(window.documnt);",
        'fetch("a").then(b).json();',
        'fetch("a").catch(b);',
        'fetch("a").xyzzy;',
        'fetch("a").status = 4;',
        "document.body._innerHTML; document.body.$innerHTML; document.body.webkitInnerHTML;",
        "document.body.opera;",
        "document.body.innerHtm = 3; console.log(document.body.innerHtm);",
        'const name = "innerHtm"; document.body.innerHtm = 3;',
        "Consol.log(1);",
        "function tea() {} te();",
    ]
)
def test_a_name_that_may_be_there_or_is_like_no_other(script: str) -> None:
    assert said(script) == []


@in_one_test(
    [
        ("<script>function teapot() {}</script>", True),
        ("<script>let pot = 'teapott'; function teapot() {}</script>", False),
        ("<script>let pot = teapott; function teapot() {}</script>", False),
        ('<p id="teapott"></p><script>function teapot() {}</script>', False),
        ("<my-pot></my-pot><script>function teapot() {}</script>", False),
        ("<script>function teapot() {} document.createElement('script');</script>", False),
    ]
)
def test_a_name_of_another_script_of_the_page(body: str, flagged: bool) -> None:
    assert ("Write `teapot`." in said("teapott();", body)) is flagged


@in_one_test(
    [
        ("work.js", "consol.log(1);", 1),
        ("work.min.js", "consol.log(1);", 0),
        ("work.ts", "consol.log(1);", 0),
        ("work.js", "consol.log(1", 0),
        ("work.js", "postMesage(1); document.title;", 1),
    ]
)
def test_what_is_read_of_a_file(path: str, script: str, count: int) -> None:
    html = page(f'<script src="{path}"></script><script type="mpy">print("hello")</script>')
    assert len(of_files(RULE, {"index.html": html, path: script})) == count


def test_a_source_with_very_many_unbound_names_gets_them_from_somewhere() -> None:
    names = "".join(f"name{number}.a();\n" for number in range(600))
    assert said(f"{names}consol.log(1);") == []
    assert said(f"{names}JSON.stringfy(1);") == ["Write `stringify`."]


def test_it_is_500_that_are_too_many() -> None:
    names = [f"tea{number}.a();\n" for number in range(500)]
    assert said(f"{''.join(names[1:])} consol.log(1);") == ["Write `console`."]
    assert said(f"{''.join(names)} consol.log(1);") == []
    members = "".join(f"document.body.dataset.name{number};\n" for number in range(600))
    assert said(f"{members} consol.log(1);") == ["Write `console`."]


def test_a_template_may_write_a_part_of_a_name() -> None:
    html = page('<script>JSON.stringfy{{ end }}({});</script><script type="mpy">print("hello")</script>')
    assert of_files(RULE, {"templates/index.html": html}) == []


def test_a_name_of_python_is_told_though_python_has_it() -> None:
    body = '<script type="mpy">print(len("a"))</script>'
    assert said("len([1]);", body) == ["In JavaScript this is a property: write `names.length`."]


def test_what_another_script_names_is_not_misspelt() -> None:
    assert said("function teapot() {} teapt();", "<script>function teapt() {}</script>") == []


def test_what_a_bundler_builds_gets_names_from_elsewhere() -> None:
    html = page('<script src="work.js"></script><script type="mpy">print("hello")</script>')
    files = {"index.html": html, "vite.config.js": ""}
    assert of_files(RULE, {**files, "work.js": "consol.log(1);"}) == []
    assert len(of_files(RULE, {**files, "work.js": "JSON.stringfy(1);"})) == 1


@in_one_test(
    [
        ("postMesage(1);", 1),
        ("self.postMesage(1);", 1),
        ("documnt.title;", 0),
        ("self.document.titel;", 0),
        ("importScripts('a.js'); postMessage(1);", 0),
    ]
)
def test_a_worker_has_names_of_its_own(script: str, count: int) -> None:
    config = '{"js_modules": {"worker": {"./work.js": "work"}}}'
    html = page(f"<script type=\"mpy\" worker config='{config}'>print(1)</script>")
    assert len(of_files(RULE, {"index.html": html, "work.js": script})) == count


def test_a_name_of_the_function_may_be_meant() -> None:
    assert said("function brew() { const teapot = 1; console.log(teapt); }") == ["Write `teapot`."]


# What `onclick` and similar attributes call


def of_handler(handler: str, script: str = "", kind: str = "text/javascript") -> list[str]:
    """The messages about a button's `onclick`, on a page with one script."""
    body = f'<button id="total" onclick="{handler}">Go</button>'
    return [each.finding.message for each in found(script, body, kind)]


@in_one_test(
    [
        ("strat()", "function start() {}", "nothing on this page defines `strat`, so `onclick` fails"),
        ("return strat(1)", "", "nothing on this page defines `strat`, so `onclick` fails"),
    ]
)
def test_a_handler_that_nothing_defines(handler: str, script: str, message: str) -> None:
    assert of_handler(handler, script) == [message]


def test_a_handler_that_only_a_module_has() -> None:
    message = "a module keeps its names to itself, so `onclick` does not find its function `start`"
    assert of_handler("start()", "function start() {}", "module") == [message]
    assert of_handler("start()", "export function start() {}", "module") == [message]
    assert of_handler("start()", "function start() {}\nwindow.start = start;", "module") == []
    assert of_handler("start()", "function start() {}\nObject.assign(window, { start });", "module") == []
    assert said("function start() {}", '<p onclick="start()">Hello</p>', "module") == [
        "Put it on the window: write `window.start = start;` in the module."
    ]


@in_one_test(
    [
        ("start()", "function start() {}"),
        ("start(event)", "const start = event => event;"),
        ("start()", "window.start = () => 1;"),
        ("start()", "setUp('start');"),
        *(("alert(1)", ""), ("remove()", ""), ("submit()", ""), ("this.remove()", ""), ("if (1) { }", "")),
        *(("total()", ""), ("{{ handler }}()", ""), ("start", "")),
    ]
)
def test_a_handler_that_may_be_there(handler: str, script: str) -> None:
    assert of_handler(handler, script) == []


def test_a_handler_of_python_has_a_rule_of_its_own() -> None:
    html = page('<p onclick="go()">Go</p><script type="py">def go():\n    pass</script>')
    assert of_files(RULE, {"index.html": html}) == []
    assert len(of_files("onclick-calls-python", {"index.html": html})) == 1


@in_one_test(
    [
        ("const lodash = require('lodash');", 1),
        ("function require(name) {}\nrequire('lodash');", 0),
        ("if (typeof require === 'function') { require('lodash'); }", 0),
        ("console.log(1);", 0),
    ]
)
def test_a_browser_has_no_require(script: str, count: int) -> None:
    assert said(script) == ['Write `import ... from "..."`.'] * count


@in_one_test(
    [
        ("document.querySelectorAll('p').map(p => p.id);", "Write `Array.from(...).map(...)`."),
        ("const all = document.querySelectorAll('p');\nall.filter(p => p.id);", "Write `Array.from(...).filter(...)`."),
        ("document.getElementsByClassName('tea').forEach(p => p);", "Write `Array.from(...).forEach(...)`."),
        (
            "document.querySelectorAll('p').addEventListener('click', () => 1);",
            "Write `for (const each of ...) each.addEventListener`.",
        ),
    ]
)
def test_a_list_of_elements_is_no_array_and_no_element(script: str, help: str) -> None:
    assert said(script) == [help]


@in_one_test(
    [
        *("document.querySelectorAll('p').forEach(p => p);", "Array.from(document.querySelectorAll('p')).map(p => p);"),
        *("[...document.querySelectorAll('p')].map(p => p);", "document.querySelectorAll('p').length;"),
        *("document.querySelectorAll('p').entries();", "document.getElementsByClassName('tea').item(0);"),
        "NodeList.prototype.map = Array.prototype.map;\ndocument.querySelectorAll('p').map(p => p);",
        "document.forms.map;",
    ]
)
def test_what_a_list_of_elements_has(script: str) -> None:
    assert said(script) == []
