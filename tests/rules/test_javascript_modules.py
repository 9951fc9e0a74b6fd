"""The early exits of the rule about JavaScript's classes: what looks like a fault and is right."""

from __future__ import annotations

import pytest

from tests.projects import page, said
from tests.rules.package_lists import told_of
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


CONFIG = """<script type="py" config='{"js_modules": {"main": {"./chart.js": "chart"}}}'>"""


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("from pyscript.js_modules import chart", []),
        ("from pyscript.js_modules import chrt", ["1 error"]),
        ("from pyscript.js_modules.chart import draw", []),
        ("from pyscript.js_modules.chrt import draw", ["1 error"]),
        ("from pyscript.js_modules import *", ["1 error"]),
        ("from pyscript.js_modules.chart import *", ["1 error"]),
        ("from pyscript import js_modules", []),
        ("from pyscript.js_modules_of_mine import chrt", []),
        ("import pyscript.js_modules", []),
        ("try:\n from pyscript.js_modules import chrt\nexcept ImportError: pass", []),
        ("try:\n from pyscript.js_modules.chart import *\nexcept ImportError: pass", []),
    ],
)
def test_a_javascript_module_is_imported_by_the_name_that_the_config_gives_it(
    statement: str, expected: list[str]
) -> None:
    files = {"chart.js": "export const draw = 1"}
    assert findings("js-module-missing-name", statement, CONFIG, files=files) == expected


def test_a_page_without_javascript_modules_has_none_to_import() -> None:
    assert findings("js-module-missing-name", "from pyscript.js_modules import chart") == ["1 error"]


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("js_import('./chart.js')", ["2 error"]),
        ("js_import('../chart.js')", ["2 error"]),
        ("js_import('/chart.js')", ["2 error"]),
        ("js_import('//example.com/chart.js')", []),
        ("js_import('https://example.com/chart.js')", []),
        ("js_import('chart')", []),
        ("js_import(1)", []),
        ("print('./chart.js')", []),
        ("js_import('https://example.com/a.js', './chart.js')", ["2 error"]),
    ],
)
def test_js_import_looks_for_relative_addresses_beside_pyscript(call: str, expected: list[str]) -> None:
    source = f"from pyscript import js_import\n{call}"
    assert findings("js-import-relative", source) == expected
    assert findings("js-import-relative", source, WORKER) == []


def test_a_failing_js_import_that_is_caught_is_expected() -> None:
    source = "from pyscript import js_import\ntry:\n await js_import('./chart.js')\nexcept Exception: pass"
    assert findings("js-import-relative", source) == []


OBJECTS = "from js import *\nfrom pyodide.ffi import to_js, JsException\n"


@pytest.mark.parametrize(
    ("call", "release", "expected"),
    [
        ("fetch('a.json', {'method': 'POST'})", "2025.3.1", ["3 warning"]),
        ("fetch('a.json', {'method': 'POST'})", "2026.7.3", []),
        ("fetch('a.json', {'method': 'GET'})", "2025.3.1", []),
        ("fetch('a.json', {'method': 'GET', 'body': 'x'})", "2025.3.1", ["3 warning"]),
        ("fetch('a.json', {})", "2025.3.1", []),
        ("fetch('a.json', ['method'])", "2025.3.1", []),
        ("fetch('a.json', {'method': 'POST', 'headers': {'a': 'b'}})", "2026.7.3", ["3 warning"]),
        ("fetch('a.json', {'method': 'POST', 'body': {'a': 'b'}})", "2026.7.3", []),
        ("fetch('a.json', {'method': 'POST', 'headers': []})", "2026.7.3", []),
        ("fetch('a.json', method='POST')", "2025.3.1", []),
        ("fetch('a.json', {'method': 'POST', 'headers': {}})", "2026.7.3", []),
        ("structuredClone({'a': 1})", "2026.7.3", ["3 warning"]),
        ("structuredClone([1])", "2026.7.3", []),
        ("structuredClone(to_js({'a': 1}))", "2024.5.2", ["3 warning"]),
        ("structuredClone(to_js({'a': 1}))", "2024.9.1", []),
        ("structuredClone(to_js({'a': 1}, dict_converter=Object.fromEntries))", "2024.5.2", []),
        ("structuredClone(to_js([1]))", "2024.5.2", []),
        ("Blob.new(['x'], {'type': 'text/csv'})", "2026.7.3", ["3 warning"]),
        ("a.download = 'x.csv'\nBlob.new(['x'], {'type': 'text/csv'})", "2026.7.3", []),
        ("a.download = 'x.csv'\nBlob.new(['x'], {'endings': 'native'})", "2026.7.3", ["4 warning"]),
        ("a.download = 'x.csv'\nstructuredClone({'type': 'text/csv'})", "2026.7.3", ["4 warning"]),
        ("try:\n structuredClone({'a': 1})\nexcept JsException: pass", "2026.7.3", []),
        ("console.log({'method': 'POST'})", "2025.3.1", []),
        ("fetch('a.json', {'method': 'POST', 'mode': 'cors'})", "2025.3.1", ["3 warning"]),
        ("fetch('a.json', {'body': None})", "2025.3.1", []),
        ("fetch('a.json', {'keepalive': True})", "2025.3.1", ["3 warning"]),
        ("fetch('a.json', to_js({'method': 'GET'}))", "2024.5.2", []),
        ("fetch('a.json', to_js({'method': 'POST'}))", "2024.5.2", ["3 warning"]),
        ("from pyscript.ffi import to_js\nfetch('a.json', to_js({'method': 'POST'}))", "2024.5.2", []),
        ("fetch('a.json', {key: 'POST' for key in keys})", "2025.3.1", ["3 warning"]),
        ("fetch('a.json', {key: 'POST' for key in keys})", "2026.7.3", []),
        ("fetch('a.json', {**options})", "2025.3.1", ["3 warning"]),
        ("addEventListener('click', f, {'passive': True})", "2025.3.1", []),
        ("addEventListener('click', f, {'once': True})", "2025.3.1", ["3 warning"]),
        ("a.download = 'x.csv'\nBlob.new(['x'], {type: 'text/csv'})", "2026.7.3", []),
        ("Blob.new(['x'], {type: 'text/csv'})", "2026.7.3", ["3 warning"]),
        ("a.download = 'x.csv'\nBlob.new(['x'], {other: 'text/csv'})", "2026.7.3", ["4 warning"]),
        ("a.download = 'x.csv'\nstructuredClone({type: 'text/csv'})", "2026.7.3", ["4 warning"]),
        ("print({'a': 1})", "2025.3.1", []),
    ],
)
def test_a_dict_fails_only_where_the_browser_needs_an_object_that_it_is_not(
    call: str, release: str, expected: list[str]
) -> None:
    assert findings("dict-to-js", OBJECTS + call, release=release) == expected


@pytest.mark.parametrize(
    ("call", "release", "expected"),
    [
        ("window.fetch('a', {'method': 'POST'})", "2025.3.1", ["3 warning"]),
        ("window.fetch('a', {'method': 'POST'})", "2025.11.1", []),
        ("window.fetch('a', {'method': 'POST'})", "2026.7.3", ["3 warning"]),
        ("window.structuredClone({'a': 1})", "2025.11.1", []),
        ("js.fetch('a', {'method': 'POST'})", "2026.7.3", []),  # of the worker itself
        ("js.fetch('a', {'method': 'POST'})", "2025.3.1", ["3 warning"]),
    ],
)
def test_what_a_worker_gives_the_main_thread_is_another_matter(call: str, release: str, expected: list[str]) -> None:
    source = f"import js\nfrom pyscript import window\n{call}"
    assert findings("dict-to-js", source, WORKER, release=release) == expected
    assert release != "2026.7.3" or findings("dict-to-js", source, PY, release=release) == []


def test_the_dict_is_turned_into_an_object_but_not_what_to_js_made() -> None:
    (of_dict,) = told_of("dict-to-js", source="from js import structuredClone\nstructuredClone({'a': 1})")
    source = "import pyodide\nfrom js import structuredClone\nstructuredClone(pyodide.ffi.to_js({'a': 1}))"
    (of_map,) = told_of("dict-to-js", source=source, release="2024.5.2")
    assert of_dict.finding.fix is not None
    assert of_map.finding.fix is None
    assert all("structuredClone(to_js({'a': 1}))" in (each.finding.help or "") for each in (of_dict, of_map))


# What a browser imports


@pytest.mark.parametrize(
    ("line", "others", "expected"),
    [
        ('import "./style.css";', {}, ["a.js:1 error javascript-content-type"]),
        ("import data from './data.json';", {}, ["a.js:1 error javascript-content-type"]),
        ('export * from "../app/code.py";', {}, ["a.js:1 error javascript-content-type"]),
        ('import data from "./data.json" with { type: "json" };', {}, []),
        ('import sheet from "./style.css" assert { type: "css" };', {}, []),
        ('import("./style.css");', {}, []),
        ('import "./b.js";', {"b.js": "export const a = 1;"}, []),
        ('import "./style.css";', {"package.json": '{"devDependencies": {"vite": "5"}}'}, []),
    ],
)
def test_a_browser_imports_javascript_alone(line: str, others: dict[str, str], expected: list[str]) -> None:
    html = page('<script type="module" src="a.js"></script><script type="py">print(1)</script>')
    data = {"style.css": "p {}", "data.json": "{}", "app/code.py": "print(1)"}
    found = said({"index.html": html, "a.js": f"{line}\nconsole.log(1);\n", **data, **others})
    assert [each for each in found if "outdated" not in each] == expected
