"""The early exits of the rules about proxies: what looks like a fault and is right."""

from __future__ import annotations

import pytest

from tests.rules.scripts import findings

WORKER = '<script type="py" worker>'
AUTO = '<script type="py" config=\'{"experimental_create_proxy": "auto"}\'>'


@pytest.mark.parametrize(
    ("comparison", "expected"),
    [
        ("document.querySelector('p') is None", ["2 warning"]),
        ("None != document.querySelector('p')", ["2 warning"]),
        ("document.querySelector('p') is document.querySelector('q')", []),
        ("document.querySelector('p') is not 1", []),
        ("document.querySelector('p') in (None,)", []),
        ("document.querySelector is None", []),
        ("document.querySelector('p').textContent is None", []),
        ("document.createElement('p') is None", []),
        ("None is None", []),
    ],
)
def test_null_is_compared_with_none_only_where_javascript_may_answer_null(comparison: str, expected: list[str]) -> None:
    assert findings("null-is-not-none", f"from js import document\nprint({comparison})") == expected


@pytest.mark.parametrize(
    ("python", "expected"),
    [
        ("node = document.body\nwhile node is not None:\n    node = node.parentNode", ["3 warning"]),
        ("node = document.body\nwhile None is not node:\n    node = node.nextSibling", ["3 warning"]),
        (
            "a = document.body if window.innerWidth > 9 else document.querySelector('p')\nprint(a is None)",
            ["3 warning"],
        ),
        # Not nodes, not null at the end, or something of Python.
        ("tree = window.tree\nwhile tree is not None:\n    tree = tree.parentNode", []),
        ("file = window.File.new([], 'a')\nwhile file is not None:\n    file = file.parentNode", []),
        ("make = document.createElement\na = make('b') if window.innerWidth > 9 else make('p')\nprint(a is None)", []),
        ("a = None if window.innerWidth > 9 else document.querySelector('p')\nprint(a is None)", []),
        ("a = 1 if window.innerWidth > 9 else document.querySelector('p')\nprint(a is None)", []),
        ("a = window.tree if window.innerWidth > 9 else document.querySelector('p')\nprint(a is None)", []),
        # Of the type `any`, and null at first.
        ("print(window.history.state is None, window.opener is None)", ["2 warning", "2 warning"]),
        ("print(window.tree.state is None, window.event is None)", []),
    ],
)
def test_null_may_come_by_one_of_several_ways(python: str, expected: list[str]) -> None:
    assert findings("null-is-not-none", f"from js import document, window\n{python}") == expected


ONCE = "from js import document, setInterval, setTimeout\nfrom pyodide.ffi import create_once_callable as once\n"


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("setInterval(once(print), 100)", ["3 error"]),
        ("setInterval(print, 100)", []),
        ("setInterval()", []),
        ("setTimeout(once(print), 100)", []),
        ("document.body.addEventListener('click', once(print))", ["3 warning"]),
        ("document.body.addEventListener('click')", []),
        ("document.body.addEventListener('load', once(print))", []),
        ("document.body.addEventListener('click', once(print), options)", []),
        ("document.body.removeEventListener('click', once(print))", []),
        ("document.body.onclick = once(print)", ["3 warning"]),
        ("document.body.onclick = print", []),
        ("import other; other.onclick = once(print)", []),
        ("document.body.onload = once(print)", []),
        ("document.body.click = once(print)", []),
    ],
)
def test_a_function_for_one_call_is_used_again_only_by_what_comes_again(statement: str, expected: list[str]) -> None:
    assert findings("once-callable-reused", ONCE + statement) == expected


PROXY = "from js import *\nfrom pyodide.ffi import create_proxy\nproxy = create_proxy(print)\n"


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ("setTimeout(proxy, 100)\nproxy.destroy()", ["5 warning"]),
        ("requestAnimationFrame(proxy)\nproxy.destroy()", ["5 warning"]),
        ("setTimeout(100, proxy)\nproxy.destroy()", []),
        ("MutationObserver.new(proxy)\nproxy.destroy()", ["5 warning"]),
        ("MutationObserver.new(1, proxy)\nproxy.destroy()", []),
        ("Promise.resolve().then(proxy)\nproxy.destroy()", ["5 warning"]),
        ("Promise.resolve().catch(proxy)\nproxy.destroy()", ["5 warning"]),
        ("Promise.resolve().finally_(proxy)\nproxy.destroy()", ["5 warning"]),
        ("document.body.addEventListener('click', proxy)\ndocument.body.click()\nproxy.destroy()", []),
        ("document.body.click()\nsetTimeout(proxy, 100)\nproxy.destroy()", ["6 warning"]),
        ("console.log(proxy)\nproxy.destroy()", []),
        ("setTimeout()\nproxy.destroy()", []),
        ("proxy.destroy()\nsetTimeout(proxy, 100)", []),
        ("setTimeout(proxy, 100)\nif document.body: proxy.destroy()", []),
        ("setTimeout(proxy, 100)\ndef end(): proxy.destroy()\nend()", []),
        ("setTimeout(proxy, 100)\nawait wait()\nproxy.destroy()", []),
        ("setTimeout(proxy, 100)\nproxy.copy()", []),
        ("setTimeout(proxy, 1)\nsetTimeout(proxy, 2)\nproxy.destroy()", ["6 warning"]),
    ],
)
def test_a_proxy_is_destroyed_too_early_only_straight_after_it_was_kept(statements: str, expected: list[str]) -> None:
    assert findings("proxy-destroyed-too-early", PROXY + statements) == expected


FRAMES = PROXY + "def other(time): pass\n"


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ("def draw(time):\n requestAnimationFrame(create_proxy(draw))\ndraw(0)", ["6 info"]),
        ("def draw(time):\n requestAnimationFrame(create_proxy(other))\ndraw(0)", []),
        ("def draw(time):\n requestAnimationFrame(draw)\ndraw(0)", []),
        ("def draw(time):\n print(create_proxy(draw))\ndraw(0)", []),
        ("def draw(time):\n requestAnimationFrame(create_proxy(other))\nsetInterval(draw, 9)", ["6 info"]),
        ("requestAnimationFrame(create_proxy(other))", []),
        ("while True:\n requestAnimationFrame(create_proxy(other))", ["6 info"]),
        ("while True:\n setTimeout(create_proxy(lambda: 1))", ["6 info"]),
        ("while True:\n setTimeout(proxy)\n create_proxy(other)", []),
        ("while True:\n if ready(): break\nfor x in '12':\n requestAnimationFrame(create_proxy(other))", []),
        ("for x in '12':\n requestAnimationFrame(create_proxy(other))", []),
        ("def draw():\n for x in '12':\n  setTimeout(create_proxy(other))\nwhile True:\n draw()", []),
    ],
)
def test_a_proxy_leaks_only_where_another_is_made_each_time(statements: str, expected: list[str]) -> None:
    assert findings("proxy-leak", FRAMES + statements) == expected


OLD, NEW = '{"interpreter": "0.22.1"}', '{"interpreter": "0.23.0"}'


@pytest.mark.parametrize(
    ("source", "config", "expected"),
    [
        ("from pyodide import create_proxy", NEW, ["0 error"]),
        ("import pyodide\npyodide.create_proxy(print)", NEW, ["1 error"]),
        ("from pyodide import create_proxy\ncreate_proxy(print)", NEW, ["0 error"]),
        ("from pyodide import create_proxy", OLD, []),
        ("from pyodide import console", NEW, []),
        ("from pyodide.ffi import create_proxy\ncreate_proxy(print)", NEW, []),
        ("try:\n from pyodide import create_proxy\nexcept ImportError: pass", NEW, []),
        ("import pyodide\ntry:\n f = pyodide.create_proxy\nexcept AttributeError: pass", NEW, []),
        ("import pyodide\npyodide.ffi.create_proxy(print)", NEW, []),
        ("import other\nother.create_proxy(print)", NEW, []),
    ],
)
def test_a_name_is_missed_only_in_a_pyodide_that_moved_it(source: str, config: str, expected: list[str]) -> None:
    assert findings("create-proxy-import", source, f"<script type=\"py\" config='{config}'>") == [
        f"{int(line) + 1} {severity}" for line, severity in map(str.split, expected)
    ]


SET = "from js import document, setTimeout\nimport js\ndef own(x=0): pass\n"


@pytest.mark.parametrize(
    ("call", "tag", "expected"),
    [
        ("setTimeout(own, 1)", '<script type="py">', ["4 error"]),
        ("document.body.on('click', own)", '<script type="py">', ["4 warning"]),
        ("setTimeout(own, 1)", AUTO, []),
        ("js.MutationObserver.new(own)", AUTO, ["4 error"]),
    ],
)
def test_the_option_auto_covers_calls_and_not_constructors(call: str, tag: str, expected: list[str]) -> None:
    assert findings("callback-without-create-proxy", SET + call, tag) == expected


def test_a_release_before_the_option_auto_ignores_it() -> None:
    rule, call = "callback-without-create-proxy", SET + "setTimeout(own, 1)"
    assert findings(rule, call, AUTO, release="2025.8.1") == ["4 error"]


@pytest.mark.parametrize(
    ("listener", "tag", "expected"),
    [
        ("create_proxy(own)", '<script type="py">', ["3 warning"]),
        ("own", '<script type="py">', ["3 warning"]),
        ("proxy", '<script type="py">', []),
        ("{'handleEvent': own}", '<script type="py">', []),
        ("own", WORKER, []),
    ],
)
def test_a_listener_is_not_removed_where_it_is_another_than_was_added(
    listener: str, tag: str, expected: list[str]
) -> None:
    source = "from pyscript import document, ffi; from pyodide.ffi import create_proxy\ndef own(x): pass\n"
    call = f"document.body.removeEventListener('click', {listener})"
    assert findings("listener-not-removed", source + call, tag) == expected


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ("experimental_create_proxy = 'auto'", 0),
        ("name = 'x'", 0),
        ("experimental_create_proxy = true", 1),
        ("[experimental_create_proxy]\nauto = true", 1),
    ],
)
def test_only_the_string_auto_is_read(config: str, expected: int) -> None:
    head = f"<py-config>{config}</py-config>"
    assert len(findings("experimental-create-proxy-value", "print(1)", '<script type="py">', head)) == expected
