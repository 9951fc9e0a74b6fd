"""Workers that JavaScript starts, and events that it listens for."""

from __future__ import annotations

import pytest

from pyscript_doctor.parsers.javascript.parsing import JsListener, JsWorkerCall, parse_javascript
from pyscript_doctor.parsers.text import Text

CORE = "import { PyWorker, MPWorker, whenDefined } from './core.js'\n"


def calls(value: str) -> tuple[JsWorkerCall, ...]:
    return parse_javascript(Text.whole("x.js", value)).worker_calls


def call(value: str) -> JsWorkerCall:
    (found,) = calls(value)
    return found


def listeners(value: str) -> list[tuple[str, str]]:
    return [(each.event.value, each.target) for each in found_listeners(value)]


def found_listeners(value: str) -> tuple[JsListener, ...]:
    return parse_javascript(Text.whole("x.js", value)).listeners


def test_a_worker_has_a_source_and_options() -> None:
    value = CORE + "const w = await MPWorker('./micro.py', { config: { sync_main_only: true }, type: \"mpy\" })"
    found = call(value)
    assert (found.name, found.callee.value) == ("MPWorker", "MPWorker")
    assert found.source is not None
    assert value[found.source.span().start : found.source.span().end] == "./micro.py"
    assert value[found.span.start : found.span.end].startswith("MPWorker('./micro.py'")
    config = found.options.get("config")
    assert config is not None
    assert config.value == "{ sync_main_only: true }"
    assert found.options.property("config").properties.get("sync_main_only").value == "true"  # type: ignore[union-attr]
    assert found.options.get("type").value == "mpy"  # type: ignore[union-attr]
    assert not found.options.open
    assert (found.new, found.awaited, found.top_level) == (False, True, True)
    assert found.specifier is not None
    assert found.specifier.value == "./core.js"


@pytest.mark.parametrize(
    ("arguments", "names", "is_open"),
    [
        ("'a.py'", [], False),
        ("'a.py',", [], False),
        ("'a.py', {}", [], False),
        ("'a.py', { config, async: true }", ["config", "async"], False),
        ("'a.py', { 'config': './c.toml', on() {} }", ["config"], False),
        ("'a.py', { ...more, type: 'py' }", ["type"], True),
        ("'a.py', { [key]: 1 }", [], True),
        ("'a.py', options", [], True),
        ("new URL('./a.py', import.meta.url).href, { type: 'py' }", ["type"], False),
    ],
)
def test_options_are_read_as_far_as_they_are_literal(arguments: str, names: list[str], is_open: bool) -> None:
    options = call(f"{CORE}PyWorker({arguments})").options
    assert ([each.name.value for each in options.properties], options.open) == (names, is_open)


@pytest.mark.parametrize("argument", ["path", "'a' + b", "`${a}.py`", "new URL('a.py', b)"])
def test_a_source_that_is_no_literal_is_none(argument: str) -> None:
    assert call(f"{CORE}PyWorker({argument})").source is None


@pytest.mark.parametrize(
    ("value", "callee", "specifier"),
    [
        ("import { PyWorker as Worker } from 'core'\nWorker('a.py')", "Worker", "core"),
        ("import * as core from 'core'\ncore.PyWorker('a.py')", "core.PyWorker", "core"),
        ("const { PyWorker: W } = await import('core')\nW('a.py')", "W", "core"),
        ("const core = await import('core')\nconst { PyWorker } = core\nPyWorker('a.py')", "PyWorker", "core"),
        ("(await import('core')).PyWorker('a.py')", "(await import('core')).PyWorker", "core"),
        ("import('core').then(({ PyWorker: W }) => W('a.py'))", "W", None),
        ("PyWorker('a.py')", "PyWorker", None),
    ],
)
def test_a_worker_is_known_under_whatever_name_it_was_imported(value: str, callee: str, specifier: str | None) -> None:
    found = call(value)
    assert (found.name, found.callee.value) == ("PyWorker", callee)
    assert (found.specifier and found.specifier.value) == specifier


@pytest.mark.parametrize(
    "value",
    [
        "function PyWorker() {}\nPyWorker('a.py')",
        "class A { PyWorker() { return 1 } }",
        "import { PyWorker } from 'core'",
        "import { Worker } from 'core'; Worker('a.py')",
        "export const PyWorker = 1",
        "// PyWorker('a.py')",
    ],
)
def test_what_only_has_the_name_is_no_worker(value: str) -> None:
    assert calls(value) == ()


def test_new_is_seen() -> None:
    found = call(CORE + "const w = await new PyWorker('a.py')")
    assert (found.new, found.awaited) == (True, True)
    assert not call(CORE + "const w = PyWorker('a.py')").awaited
    assert call(CORE + "PyWorker('a.py').then(use)").awaited


@pytest.mark.parametrize(
    ("value", "top_level", "after"),
    [
        ("PyWorker('a.py')", True, False),
        ("(async () => { await PyWorker('a.py') })()", True, False),
        ("(async function () { await PyWorker('a.py') })()", True, False),
        ("(async () => await PyWorker('a.py'))()", True, False),
        ("button.onclick = () => PyWorker('a.py')", False, False),
        ("function start() { PyWorker('a.py') }", False, False),
        ("whenDefined('py').then(() => PyWorker('a.py'))", False, False),
        ("await whenDefined('py'); PyWorker('a.py')", True, True),
        ("(async () => { await whenDefined('py'); PyWorker('a.py') })()", True, True),
        ("PyWorker('a.py'); await whenDefined('py')", True, False),
        ("await customElements.whenDefined('x-y'); PyWorker('a.py')", True, False),
        ("async function f() { await whenDefined('py') }\nPyWorker('a.py')", True, False),
    ],
)
def test_when_a_worker_is_started(value: str, top_level: bool, after: bool) -> None:
    found = call(CORE + value)
    assert (found.top_level, found.after_when_defined) == (top_level, after)


def test_listeners_have_an_event_and_a_target() -> None:
    value = """addEventListener("py:ready", f)
    document.body.addEventListener('click', () => {}, true)
    find("x").addEventListener(`mpy:done`, f)
    element.addEventListener(name, f)
    window.onload = f; onerror = f; document.onclick = () => {}
    x.once = f; if (x.onclick == f) {} const onplay = f"""
    assert listeners(value) == [
        ("py:ready", "window"),
        ("click", "document.body"),
        ("mpy:done", ""),
        ("load", "window"),
        ("error", "window"),
        ("click", "document"),
    ]
    event = found_listeners(value)[0].event.span()
    assert value[event.start : event.end] == "py:ready"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("const w = new Worker('./w.js')", [("./w.js", False)]),
        ("new Worker(`w.js`, {type: 'module'})", [("w.js", False)]),
        ("new Worker(new URL('./w.js', import.meta.url), {type: 'module'})", [("./w.js", True)]),
        ("new Worker(new URL('./w.js', document.baseURI))", []),
        ("new Worker('w' + number + '.js')", []),
        ("new Worker(url); new SharedWorker('w.js'); new other.Worker('w.js'); Worker('w.js')", []),
        ("class Worker { run() { return new Worker('w.js') } }; function Worker(a) {}", []),
        ("'new Worker(\"w.js\")' // new Worker('w.js')", []),
    ],
)
def test_workers_of_the_browser_have_the_address_that_is_written_there(
    value: str, expected: list[tuple[str, bool]]
) -> None:
    found = parse_javascript(Text.whole("x.js", value)).native_workers
    assert [(each.source.value, each.relative_to_script) for each in found] == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("navigator.serviceWorker.register('/js/sw.js', { scope: '/' })", [("/js/sw.js", "/")]),
        ("navigator?.serviceWorker?.register('sw.js')", [("sw.js", None)]),
        ("navigator.serviceWorker.register(name, { scope: '/' }); plugins.register('a.js')", []),
    ],
)
def test_registrations_have_an_address_and_options(value: str, expected: list[tuple[str, str | None]]) -> None:
    found = parse_javascript(Text.whole("x.js", value)).registrations
    scopes = [each.options.get("scope") for each in found]
    assert [
        (each.source.value, scope.value if scope else None) for each, scope in zip(found, scopes, strict=True)
    ] == expected


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ('const w = await PyWorker("a.py"); w.sync.add(1); w.sync.two();', ["add", "two"]),
        ('const { sync } = await PyWorker("a.py"); await sync.add(1);', ["add"]),
        ('PyWorker("a.py").then((w) => w.sync.add(1));', ["add"]),
        ('PyWorker("a.py").then(async ({ sync }) => sync.add(1));', ["add"]),
        ('let w = await PyWorker("a.py"); w.sync.add();', []),
        ('const w = await PyWorker("a.py"); (w) => w.sync.add();', []),
        ('const w = await PyWorker("a.py"); w.sync.add = one; w.sync.add.name;', []),
    ],
)
def test_a_worker_is_asked_by_the_one_name_that_stands_for_it(code: str, asked: list[str]) -> None:
    (call,) = calls(code)
    assert [name.value for name in call.asked] == asked
