"""The early exits of the rule about JavaScript's classes: what looks like a fault and is none."""

from __future__ import annotations

import pytest

from tests.rules.scripts import findings

PY, WORKER = '<script type="py">', '<script type="py" worker>'
RULE = "js-class-without-new"


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("js.Event('x')", ["3 error"]),
        ("js.window.Event('x')", ["3 error"]),
        ("js.window.self.Event('x')", ["3 error"]),
        ("js.Event.new('x')", []),
        ("js.document.Event('x')", []),
        ("js.window()", []),
        ("js.Map()", ["3 error"]),
        ("js.Array()", []),
        ("js.Date()", []),
        ("js.Date(2026, 1)", ["3 warning"]),
        ("js.Date().getTime()", ["3 error"]),
        ("js.Date().trim()", []),
        ("js.Date.now().toString()", []),
        ("js.Date().getTime().toString()", ["3 error"]),
        ("js.Thing()", []),
        ("js.document.body.getAttribute('id')", []),
        ("window.Event('x')", ["3 error"]),
    ],
)
def test_a_class_of_the_browser_fails_without_new(call: str, expected: list[str]) -> None:
    assert findings(RULE, f"import js\nfrom pyscript import window\n{call}") == expected


@pytest.mark.parametrize("error", ["Exception", "TypeError", "JsException"])
def test_an_error_that_is_caught_is_expected_on_pyodide_but_ends_micropython(error: str) -> None:
    source = f"import js\nfrom pyodide.ffi import JsException\ntry:\n js.Event('x')\nexcept {error}: pass"
    assert findings(RULE, source) == []
    assert findings(RULE, source.replace("from pyodide.ffi import JsException", ""), '<script type="mpy">') == [
        "4 error"
    ]
    assert findings(RULE, source.replace(f"except {error}", "except KeyError")) == ["4 error"]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("<script>window.Thing = class {}</script>", ["2 error"]),
        ("<script>self.Thing = class {}</script>", ["2 error"]),
        ("<script>window.Thing = function () {}</script>", []),
        ("<script>window.Other = class {}</script>", []),
        ("<script>other.Thing = class {}</script>", []),
        ("<script>// was: window.Thing = class {}\nfunction Thing() {}</script>", []),
    ],
)
def test_a_class_of_the_page_fails_on_the_main_thread(script: str, expected: list[str]) -> None:
    source = "from js import Thing\nThing()"
    assert findings(RULE, source, PY, script) == expected
    assert findings(RULE, source, WORKER, script) == []
    assert findings(RULE, "from pyscript import window\nwindow.Thing()", WORKER, script) == expected


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("<script>function Event() {}</script>", []),
        ("<script>window.Event = function () {}</script>", []),
        ('<script type="module">window.Event = function () {}</script>', []),
        ('<script type="module">function Event() {}</script>', ["2 error"]),
        ("<script>function Other() {}</script>", ["2 error"]),
    ],
)
def test_a_global_that_the_page_replaces_may_do_without_new(script: str, expected: list[str]) -> None:
    assert findings(RULE, "from js import Event\nEvent('x')", PY, script) == expected


MODULES = '<py-config>[js_modules.main]\n"./shapes.js" = "shapes"</py-config>'


@pytest.mark.parametrize(
    ("javascript", "call", "expected"),
    [
        ("export class Box {}", "shapes.Box()", ["2 error"]),
        ("class Box {}\nexport { Box }", "shapes.Box()", ["2 error"]),
        ("class Round {}\nexport { Round as Box }", "shapes.Box()", ["2 error"]),
        ("export class Box {}\nexport function make() {}", "shapes.Box()", ["2 error"]),
        ("export class Box {}", "shapes.Box.new()", []),
        ("class Box {}\nexport default () => new Box()", "shapes.default()", []),
        ("export class Box {}", "shapes.Box.of()", []),
        ("export function Box() {}", "shapes.Box()", []),
        ("export class Box {}\nexport function make() {}", "shapes.make()", []),
        ("class Box {}\nexport { Box } from './other.js'", "shapes.Box()", []),
        ("class Box {}\nexport const make = () => new Box()", "shapes.make()", []),
    ],
)
def test_a_class_of_a_module_fails_without_new(javascript: str, call: str, expected: list[str]) -> None:
    files = {"shapes.js": javascript, "other.js": "export function Box() {}"}
    source = f"from pyscript.js_modules import shapes\n{call}"
    assert findings(RULE, source, PY, MODULES, files=files) == expected


def test_a_module_may_have_the_name_of_a_global_object() -> None:
    files = {"shapes.js": "export class Box {}"}
    source = "from pyscript.js_modules import self\nself.Box()"
    assert findings(RULE, source, PY, MODULES.replace('"shapes"', '"self"'), files=files) == ["2 error"]


@pytest.mark.parametrize(
    "entries",
    ['"./shapes.js" = "shapes"\n"./other.js" = "shapes"', '"https://cdn.example/shapes.js" = "shapes"'],
)
def test_a_module_that_is_not_known_may_export_a_function(entries: str) -> None:
    files = {"shapes.js": "export class Box {}", "other.js": "export function Box() {}"}
    head = f"<py-config>[js_modules.main]\n{entries}</py-config>"
    assert findings(RULE, "from pyscript.js_modules import shapes\nshapes.Box()", PY, head, files=files) == []
