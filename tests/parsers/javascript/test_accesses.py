"""What JavaScript asks of objects: the way to each object, and what is done with the name."""

from __future__ import annotations

import pytest

from pyscript_doctor.parsers.javascript.accesses import LONGEST_LINE, JsAccess, Root, Way, accesses
from pyscript_doctor.parsers.text import Text


def read(code: str) -> dict[str, JsAccess]:
    """The accesses of a source by name; of several the last."""
    return {access.name.value: access for access in accesses(Text.whole("main.js", code)).found}


def way(code: str, name: str) -> tuple[str, ...]:
    """The steps to what is asked for a name."""
    return read(code)[name].owner.path


@pytest.mark.parametrize(
    ("code", "name", "path"),
    [
        ("document.title", "title", ("document",)),
        ("const page = document; page.title", "title", ("document",)),
        ('document.getElementById("a").value', "value", ("document", "getElementById", "()")),
        ('window["document"].title', "title", ("window", "document")),
        ("new URL(address).host", "host", ("URL", "new", "()")),
        ("const reply = await fetch(url); reply.json()", "json", ("fetch", "()", "await")),
        ("const reply = fetch(url)\nreply.json()", "json", ("fetch", "()")),
        ("for (const each of document.forms) each.submit()", "submit", ("document", "forms", "[]")),
        ("document?.body?.focus()", "focus", ("document", "body")),
    ],
)
def test_the_way_to_an_object(code: str, name: str, path: tuple[str, ...]) -> None:
    assert way(code, name) == path


def test_a_string_and_an_array_are_instances_of_their_classes() -> None:
    assert read("const names = []; names.push(1)")["push"].owner == Way(Root.INSTANCE, ("Array",))
    assert read("const name = `Ada`; name.trim()")["trim"].owner == Way(Root.INSTANCE, ("String",))


@pytest.mark.parametrize(
    "listener",
    [
        "(event) => event.target",
        "event => event.target",
        "function (event) { event.target }",
        "async (event) => event.target",
    ],
)
def test_a_listener_gets_an_event(listener: str) -> None:
    found = read(f'document.addEventListener("click", {listener})')["target"]
    assert found.owner == Way(Root.EVENT, ("click",))


@pytest.mark.parametrize(
    "code",
    [
        "let page = document; page = other; page.title",
        "function show(page) { page.title }",
        "const { page } = state; page.title",
        'import page from "./page.js"; page.title',
        "const page = ready ? document : other; page.title",
        "class page {} page.title",
        "try {} catch (page) { page.title }",
        "const page = document + 1; page.title",
    ],
)
def test_what_a_name_holds_is_not_always_known(code: str) -> None:
    assert "title" not in read(code)


def test_a_name_of_an_inner_block_hides_the_outer_one() -> None:
    assert "title" not in read("const page = document; function show(page) { return page.title }")
    assert way("function show(page) {} const page = document; page.title", "title") == ("document",)


@pytest.mark.parametrize(
    "code", ["{ title: 1 }", "x = { title: 1 }", "class Page { title() {} }", "title: for (;;) {}"]
)
def test_keys_labels_and_methods_are_no_names_of_values(code: str) -> None:
    assert "title" not in read(code)


@pytest.mark.parametrize(
    "code",
    [
        'import { title as heading } from "./names.js"',
        'import first, { title as heading } from "./names.js"',
        'export { title } from "./names.js"',
        "export { heading as title }; const heading = 1",
        'export * as title from "./names.js"',
        "title: for (;;) { break title }",
        "title: for (;;) { continue title }",
        "for (let i = 0, { title } = page; i < title; i++) {}",
    ],
)
def test_names_of_modules_labels_and_patterns_are_no_global_names(code: str) -> None:
    assert "title" not in read(code)


@pytest.mark.parametrize(
    "code",
    [
        "const counts = [0]; ++counts[0]",
        "const total = { sum: 0 }; --total.sum",
        "const i = 1; for (let i = 0; i < 3; ++i) { show(i) }",
        "const n = 1; for (let i = 0, n = 3; i < n; n--) { show(i) }",
    ],
)
def test_an_item_of_a_constant_or_a_variable_of_its_name_can_change(code: str) -> None:
    assert accesses(Text.whole("main.js", code)).set_constants == ()


def test_what_is_done_with_a_name() -> None:
    found = read("document.title = 'a'; document.write(1); document.body.focus; alert(document.cookie)")
    assert [name for name, each in found.items() if each.assigned] == ["title"]
    assert [name for name, each in found.items() if each.called] == ["write", "alert"]
    assert found["body"].stepped
    assert not found["cookie"].stepped


@pytest.mark.parametrize(
    "code",
    [
        "if (document.fonts) { go() }",
        "document.fonts?.load()",
        "document.fonts && go()",
        "typeof document.fonts",
        "try { document.fonts.load() } catch { go() }",
    ],
)
def test_code_that_looks_first_asks(code: str) -> None:
    assert "fonts" in accesses(Text.whole("main.js", code)).asked


def test_a_name_that_code_looks_at_first_is_guarded() -> None:
    assert read("const box = document.body; if (box) box.focus()")["focus"].guarded
    assert not read("const box = document.body; box.focus()")["focus"].guarded


def test_a_function_runs_later() -> None:
    assert read("document.title")["title"].at_once
    assert not read("function show() { document.title }")["title"].at_once


def test_the_urls_that_are_fetched() -> None:
    found = accesses(Text.whole("main.js", 'fetch("a.json"); fetch(url); const f = { fetch() {} }; f.fetch("b.json")'))
    assert [url.value for url in found.fetched] == ["a.json"]


def test_squeezed_sources_are_not_read() -> None:
    assert accesses(Text.whole("main.js", "document.title;" * LONGEST_LINE)).found == ()


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("const a = 1; a = 2", ["a"]),
        ("const a = 1; a++", ["a"]),
        ("const a = { b: 1 },\n  c = a.b,\n  d = c", []),
        ("const a = 1; function f() { a += 2 }", ["a"]),
        ("let a = 1; a = 2", []),
        ("const a = 1; function f(a) { a = 2 }", []),
        ("const a = {}; a.b = 2", []),
        ("const a = 1; try { a = 2 } catch {}", []),
        ("for (const a of b) { let a; a = 1 }", []),
    ],
)
def test_constants_that_are_set_again(code: str, found: list[str]) -> None:
    assert [name.value for name in accesses(Text.whole("main.js", code)).set_constants] == found


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("f(a); const a = 1", ["a"]),
        ("a.b; let a = 1", ["a"]),
        ("function f() { return a } const a = 1", []),
        ("f(() => a); const a = 1", []),
        ("f(a); var a = 1", []),
        ("const a = 1; f(a)", []),
        ("typeof a; const a = 1", []),
        ("{ f(a) } const b = 1", []),
    ],
)
def test_names_that_are_read_before_they_have_a_value(code: str, found: list[str]) -> None:
    assert [name.value for name in accesses(Text.whole("main.js", code)).read_early] == found
