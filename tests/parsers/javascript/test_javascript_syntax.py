"""Faults that a browser certainly refuses, and what only looks like one."""

from __future__ import annotations

import pytest

from pyscript_doctor.parsers.javascript.parsing import parse_javascript
from pyscript_doctor.parsers.text import Text


def fault(value: str) -> str | None:
    span = parse_javascript(Text.whole("x.js", value)).syntax_error
    return value[span.start : span.end] if span else None


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ("let x = = 5", "="),
        ("f(a &&)", ")"),
        ("let x =", "="),
        ("export const = 1", "="),
        ("listen((event) = { console.log(event) })", "."),
        ("if (x) { var = 1 }", "="),
        ("retrun 5", "5"),
        ("def greet():\n  pass", "greet"),
        ('print "hello"', '"hello"'),
        ("const x = 5 6", "6"),
        ("import numpy as np", "as"),
        ("import a from b", "b"),
        ("export total", "total"),
        ("function f() { import a from 'b' }", "import"),
        ("if (x) { export const a = 1 }", "export"),
        ("function f() { await g() }", "await"),
        ("const f = () => await g()", "await"),
        ("export const a = 1 <!-- b", "<!-- b"),
        ("function f() {", "{"),
        ("x = 'don't'", "t"),
        ("f = ({ data }) = { }", "("),
        ("f = (a, b) = { }", "("),
        ("f = () = { }", "("),
        ('"text" = x', '"text"'),
        ("on('click', (event) { go() })", "{"),
        ("f = (a) { return a }", "{"),
        ("x = { a: {}\n b: 1 }", "b"),
        ("x = { a: 1\n b: 2 }", "b"),
        ("x = [f(1)\n 2]", "2"),
        ("f(a\n b)", "b"),
        ("const a = 1; const a = 2", "a"),
        ("let { a } = b; class a {}", "a"),
        ("if (a) return", "return"),
    ],
)
def test_certain_faults(value: str, place: str) -> None:
    assert fault(value) == place


@pytest.mark.parametrize(
    "value",
    [
        "class A { const = 1; static var = 2 }",
        "x.const = 1; y = { const: 1, var: 2 }",
        "// const = 1\n'const = 1'",
        "(a) = 1; (a.b) = 2; f(a).b = 3",
        "[a, b] = [b, a]; ({ a } = b)",
        "({ a = 1, b: [c] = [] }) => c",
        "class A { 'b' = 1; 5 = 2; get() { return 1 } }",
        "x = (a)\n{ b }",
        "x = { a() {}, get b() { return 1 }, async *c() {} }",
        "x = { a: () => {}, b: function () {}, }",
        "if (a) { let b } else { let b }",
        "for (const a of b) {} for (const a of b) {}",
        "var a; var a; function a() {}",
        "const a = 1; { const a = 2 } (a => { const b = a })(a)",
        "x = { return: 1 }; x.return; f(function () { return 1 })",
        "x = a => a\nreturned = 2",
        "switch (a) { case 1: f()\n case 2: g() }",
        "async function f() { await g() }",
        "const o = { async m() { await g() }, await: 1 }",
        "class A { static async #m() { await g() } static { let x } }",
        "await g()",
        "x = a\n++b",
        "let async; async = 1",
        "for (const x of y) z",
        "get\nset",
        "import x, { y as z } from 'a' with { type: 'json' }",
        "export { a as from, from as as }",
        "a = b\n[c, d].map(e)",
        "if (a) b; else c",
        "label: for (;;) break label",
        "yield\nx",
        "x = a ? b : c ? d : e",
        "var { a = 1, ...b } = c, [, d] = e",
        "@decorated class A {}",
        "x <!-- y",
    ],
)
def test_what_browsers_read_is_no_fault(value: str) -> None:
    assert fault(value) is None


@pytest.mark.parametrize("value", ["x = {{ value }}", "x = {% if a %}1{% endif %}", "x = \ue000\ue000\ue000 1 2 ="])
def test_templates_are_not_judged(value: str) -> None:
    assert fault(value) is None
