"""What a script or module says of itself: how it is loaded, what it exports, sets and reaches."""

from __future__ import annotations

import pytest

from pyscript_doctor.parsers.javascript.parsing import JavaScriptSyntax, JsImport, parse_javascript
from pyscript_doctor.parsers.text import Span, Text
from tests.pace import within


def parsed(value: str) -> JavaScriptSyntax:
    return parse_javascript(Text.whole("x.js", value))


def written(value: str, span: Span) -> str:
    return value[span.start : span.end]


def only_import(value: str) -> JsImport:
    (found,) = parsed(value).imports
    return found


def exported(value: str) -> list[str]:
    return [each.name.value for each in parsed(value).exports]


def declared(value: str) -> list[tuple[str, str]]:
    return [(each.name.value, each.kind) for each in parsed(value).top_level_declarations]


# Imports


def test_an_import_knows_its_names_and_where_it_stands() -> None:
    value = 'let a = 1\nimport one, { two, three as trois } from "./lib.js"\n'
    found = only_import(value)
    assert found.specifier.value == "./lib.js"
    assert written(value, found.specifier.span()) == "./lib.js"
    assert found.default is not None
    assert found.default.value == "one"
    assert [(name.imported.value, name.local.value) for name in found.names] == [("two", "two"), ("three", "trois")]
    assert written(value, found.names[1].imported.span()) == "three"
    assert written(value, found.span) == 'import one, { two, three as trois } from "./lib.js"'


def test_a_namespace_import_names_the_namespace() -> None:
    found = only_import("import def, * as everything from 'm'")
    assert (found.default and found.default.value, found.namespace and found.namespace.value) == ("def", "everything")


def test_an_import_for_its_effects_has_no_names() -> None:
    found = only_import('import "./style.css" with { type: "css" }')
    assert (found.names, found.default, found.namespace, found.dynamic) == ((), None, None, False)


def test_a_name_may_be_a_string() -> None:
    found = only_import('import { "any name" as local } from "m"')
    assert [(name.imported.value, name.local.value) for name in found.names] == [("any name", "local")]


def test_a_reexport_is_an_import_too() -> None:
    found = only_import("export { a as b } from './lib.js'")
    assert found.reexport
    assert [(name.imported.value, name.local.value) for name in found.names] == [("a", "b")]


def test_a_dynamic_import_counts_where_its_argument_is_literal() -> None:
    found = parsed(
        "import('./a.js'); import(`./b.js`); import(where); function f() { return import('./c.js') }"
    ).imports
    assert [each.specifier.value for each in found] == ["./a.js", "./b.js", "./c.js"]
    assert all(each.dynamic for each in found)


def test_a_dynamic_import_knows_the_names_it_is_taken_apart_into() -> None:
    found = only_import("const { PyWorker: Worker, hooks } = await import('./core.js')")
    assert [(name.imported.value, name.local.value) for name in found.names] == [
        ("PyWorker", "Worker"),
        ("hooks", "hooks"),
    ]
    assert only_import("const core = await import('./core.js')").namespace == Text.whole("x.js", "const core").cut(6)


def test_escapes_in_a_specifier_are_read() -> None:
    value = r'import "./\x6cib\u{2e}js"'
    found = only_import(value)
    assert found.specifier.value == "./lib.js"
    assert written(value, found.specifier.span()) == r"./\x6cib\u{2e}js"


@pytest.mark.parametrize(
    "value",
    [
        '// import "a"',
        "`${1} import 'a'`",
        '"import \\"a\\""',
        "/import 'a'/.test(x)",
        "x.import('a')",
        "a = { import: 'a' }",
    ],
)
def test_what_only_looks_like_an_import_is_none(value: str) -> None:
    assert parsed(value).imports == ()
    assert not parsed(value).is_module


# Exports


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("export const a = 1, b = () => 2, c = [3, 4]", ["a", "b", "c"]),
        ("export const a = 1\nconst b = 2", ["a"]),
        ("export const { a, b: c, d = { e: 1 }, ...f } = g, [h, [i], ...j] = k", ["a", "c", "d", "f", "h", "i", "j"]),
        ("export let a", ["a"]),
        ("export function f() {}\nexport async function* g() {}", ["f", "g"]),
        ("export class A extends B {}", ["A"]),
        ("export { a, b as c, d as default, e as 'any name' }", ["a", "c", "default", "any name"]),
        ("export { a as b } from 'm'", ["b"]),
        ("export * as all from 'm'", ["all"]),
        ("export default 1", ["default"]),
        ("export default class {}", ["default"]),
    ],
)
def test_exported_names(value: str, names: list[str]) -> None:
    assert exported(value) == names


def test_an_export_knows_what_it_is_inside() -> None:
    value = "export { inner as outer }; export default function named() {}; export { x } from 'm'"
    renamed, default, reexported = parsed(value).exports
    assert (renamed.local and renamed.local.value, written(value, renamed.name.span())) == ("inner", "outer")
    assert (default.local and default.local.value, written(value, default.span)) == ("named", "export default")
    assert (reexported.local, reexported.specifier and reexported.specifier.value) == (None, "m")


def test_export_of_everything_leaves_the_names_open() -> None:
    found = parsed("export * from './more.js'\nexport const a = 1")
    assert [star.value for star in found.export_stars] == ["./more.js"]
    assert found.exports_are_open
    assert not parsed("export const a = 1").exports_are_open


# Modules and scripts

UMD = """(function (root, factory) {
  if (typeof define === 'function' && define.amd) define(['b'], factory)
  else if (typeof module === 'object' && module.exports) module.exports = factory(require('b'))
  else root.Library = factory(root.b)
}(typeof self !== 'undefined' ? self : this, function (b) { return {} }))"""
ROLLUP = """!function (g, f) { "object" == typeof exports && "undefined" != typeof module ? f(exports)
  : "function" == typeof define && define.amd ? define(["exports"], f)
  : f((g = "undefined" != typeof globalThis ? globalThis : g || self).Library = {}) }(this, function (e) { e.x = 1 })"""
BROWSERIFY = """!function (f) { if ("object" == typeof exports && "undefined" != typeof module) module.exports = f();
  else if ("function" == typeof define && define.amd) define([], f);
  else { var g; g = "undefined" != typeof window ? window : this, g.Library = f() } }(function () { return {} })"""


@pytest.mark.parametrize(
    ("style", "value"),
    [
        ("esm", "export default 1"),
        ("esm", "import 'a'"),
        ("esm", "function f() { return import.meta.url }"),
        ("esm", "export default factory(); if (typeof module === 'object') module.exports = 1"),
        ("umd", UMD),
        ("umd", ROLLUP),
        ("umd", BROWSERIFY),
        ("umd", "var x = {}\nif (typeof module !== 'undefined') module.exports = x"),
        ("umd", "var x = {}; try { Object.assign(exports, x) } catch {}"),
        ("commonjs", "module.exports = {}"),
        ("commonjs", "exports.x = 1"),
        ("commonjs", "Object.defineProperty(exports, '__esModule', { value: true })"),
        ("commonjs", "const fs = require('fs')"),
        ("commonjs", "var known = typeof exports === 'object' && exports\nmodule.exports = known"),
        ("amd", "define(['a'], function (a) {})"),
        ("script", "window.x = 1"),
        ("script", "await import('./a.js')"),
        ("script", "function later() { module.exports = require('x') }"),
        ("script", "var require = name => name; require('a')"),
        ("script", "(function (exports) { exports.x = 1 })(this.x = {})"),
        ("script", "// module.exports = 1"),
    ],
)
def test_style(style: str, value: str) -> None:
    assert parsed(value).style == style
    assert parsed(value).is_module == (style == "esm")


@pytest.mark.parametrize("value", [UMD, ROLLUP, BROWSERIFY])
def test_a_module_for_every_system_sets_a_global(value: str) -> None:
    assert ("Library", "global") in declared(value)


def test_literal_requires() -> None:
    value = "const a = require('a'); function f() { require(`b`) } require(c); x.require('d')"
    assert [each.value for each in parsed(value).required] == ["a", "b"]


def test_top_level_names() -> None:
    value = """var a, { b } = c
    if (a) { var d; let hidden }
    for (const hidden of a) {}
    const e = function hidden() { var hidden }
    async function f() { var hidden }
    class G { method() { var hidden } }
    (() => { var hidden })()"""
    assert declared(value) == [
        ("a", "var"), ("b", "var"), ("d", "var"), ("e", "const"), ("f", "function"), ("G", "class"),
    ]  # fmt: skip


def test_names_that_are_set_on_the_global_object() -> None:
    value = 'function f() { window.a = 1 }\nglobalThis["b c"] = 2; self.d = 3; window.e == 4; other.window.f = 5'
    found = parsed(value).top_level_declarations
    assert [each.name.value for each in found if each.is_global] == ["a", "b c", "d"]
    assert written(value, found[1].span) == "a"


# The page


@pytest.mark.parametrize(
    ("value", "uses"),
    [
        ("const title = document.title; window.x = 1", ["document", "window"]),
        ("(() => document.body)()", ["document"]),
        ("export function later() { return document.body }", []),
        ("export default () => document.body", []),
        ("class A { x = document.title }", []),
        ("if (typeof document !== 'undefined') document.body.append('x')", []),
        ("try { document.body } catch {}", []),
        ("import { document } from './fake.js'; document.body", []),
        ("(function (window) { window.x = 1 })(self)", []),
        ("event.document; ({ document: 1 })", []),
        ("if ('document' in globalThis) document.body", []),
        ("'document'; // document", []),
    ],
)
def test_what_a_module_needs_of_the_page_when_it_is_loaded(value: str, uses: list[str]) -> None:
    found = parsed(value)
    assert [written(value, use) for use in found.document_uses] == uses


@pytest.mark.parametrize(
    ("value", "awaits"),
    [
        ("await load()", True),
        ("for await (const x of y) {}", True),
        ("if (x) { await load() }", True),
        ("async function f() { await load() }", False),
        ("(async () => { await load() })()", False),
        ("const f = async () => await load()", False),
        ("const f = async () => 1\nawait load()", True),
        ("x.await(1); var await; await = 1", False),
    ],
)
def test_top_level_await(value: str, awaits: bool) -> None:
    assert parsed(value).top_level_await is awaits


def test_an_await_has_its_place() -> None:
    value = "let x = 1\nawait load()"
    (place,) = parsed(value).top_level_awaits
    assert (place.start, written(value, place)) == (10, "await")


# Bounds


@pytest.mark.in_turns
@pytest.mark.parametrize(
    "unit",
    ["(", "({[`${", "a=>", "`${", "[/", '"\\', "var a=", "PyWorker('a',{a:", "import{", "function(){", "}", "{var {"],
)
def test_any_input_is_read_in_time(unit: str) -> None:
    value = unit * (30_000 // len(unit))
    with within(3):
        parsed(value)


def test_a_script_of_a_page_keeps_its_places() -> None:
    page = '<script>\nimport "./a.js"\n</script>'
    found = parse_javascript(Text.whole("index.html", page).cut(8, 26))
    assert written(page, found.imports[0].specifier.span()) == "./a.js"
