"""Help that repeats what the user wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pyscript_doctor import Files, Session, Settings
from pyscript_doctor.parsers.templates.masking import MASK
from pyscript_doctor.queries.source_text import one_line, quoted
from tests.projects import page, report_of

if TYPE_CHECKING:
    from collections.abc import Mapping

IMPORTS = "from pyscript import document, window\nfrom pyscript.ffi import create_proxy\nbutton = document.body\n"
DEFINITION = "def tick(*args):\n    pass\n"


def help_of(rule: str, files: Mapping[str, str | bytes]) -> str:
    """The help of the only finding of a rule."""
    (finding,) = (each.finding for each in report_of(files, select=frozenset({rule})).diagnostics)
    return finding.help


def project(python: str) -> dict[str, str]:
    return {"index.html": page('<script type="py" src="main.py"></script>'), "main.py": IMPORTS + DEFINITION + python}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('button.addEventListener("click", tick)', 'button.addEventListener("click", create_proxy(tick))'),
        ("window.setTimeout(lambda: tick(1), 20)", "window.setTimeout(create_proxy(lambda: tick(1)), 20)"),
        ("window.ResizeObserver.new(tick)", "window.ResizeObserver.new(create_proxy(tick))"),
        ("window.lib.subscribe(listener=tick)", "window.lib.subscribe(listener=create_proxy(tick))"),
        ('window.lib.on({"tick": tick})', 'window.lib.on({"tick": create_proxy(tick)})'),
    ],
)
def test_the_help_shows_the_own_call_with_a_proxy(written: str, shown: str) -> None:
    assert f"\n{shown}\n" in help_of("callback-without-create-proxy", project(written))


def test_a_call_over_several_lines_loses_the_indentation_of_its_first_line() -> None:
    body = (
        '<script type="py">\n    from pyscript import window\n    def tick(): pass\n'
        "    window.setTimeout(\n        tick,\n        20,\n    )\n</script>"
    )
    shown = "window.setTimeout(\n    create_proxy(tick),\n    20,\n)"
    assert f"\n{shown}\n" in help_of("callback-without-create-proxy", {"index.html": page(body)})


def test_a_callable_that_cannot_be_found_in_a_list_is_shown_in_outline() -> None:
    shown = "on(create_proxy(tick), ...)"
    assert f"\n{shown}\n" in help_of("callback-without-create-proxy", project("both = [tick]\nwindow.lib.on(both)"))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('document.querySelector("#a") is None', 'if not document.querySelector("#a"):'),
        ('None == document.querySelector("#a")', 'if is_none(document.querySelector("#a")):'),
        ('document.querySelector("#a") is not None', 'if document.querySelector("#a"):'),
        ('document.querySelector("#a") != None', 'if not is_none(document.querySelector("#a")):'),
        ('nothing = None\ndocument.querySelector("#a") is nothing', "if not element:"),
    ],
)
def test_the_help_asks_about_the_own_expression(written: str, shown: str) -> None:
    assert shown in help_of("null-is-not-none", project(written))


def test_the_help_removes_the_own_listener() -> None:
    said = help_of("listener-not-removed", project('button.removeEventListener("keyup", create_proxy(tick))'))
    assert 'proxy = create_proxy(tick)\nbutton.addEventListener("keyup", proxy)\n' in said


def test_the_help_makes_the_own_proxy_once() -> None:
    python = "def move(event):\n    window.setTimeout(create_proxy(tick), 20)\n"
    said = help_of("proxy-leak", project(f'{python}button.addEventListener("mousemove", create_proxy(move))'))
    assert "proxy = create_proxy(tick)\n\nwindow.setTimeout(proxy, 20)\n" in said


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('window.URL("a", window.location.href)', 'window.URL.new("a", window.location.href)'),
        ('window.Date("2026-01-01")', 'window.Date.new("2026-01-01")'),
    ],
)
def test_the_help_calls_the_own_class_with_new(written: str, shown: str) -> None:
    assert f"\n{shown}\n" in help_of("js-class-without-new", project(written))


def test_the_help_turns_the_own_dict_into_an_object() -> None:
    python = 'options = {"a": {}}\nwindow.postMessage(options, "*")'
    assert '\nwindow.postMessage(to_js(options), "*")\n' in help_of("dict-to-js", project(python))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("import time\ntime.sleep(0.5)", "`await asyncio.sleep(0.5)`"),
        ("from time import sleep\nsleep(2 * 3)", "`await asyncio.sleep(2 * 3)`"),
    ],
)
def test_the_help_pauses_as_long(written: str, shown: str) -> None:
    assert shown in help_of("blocking-sleep", project(written))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('print("hello", 1)', '`display("hello", 1)`'),
        ('print("hello", end="")', "`display(...)`"),
    ],
)
def test_the_help_displays_the_own_text(written: str, shown: str) -> None:
    assert shown in help_of("output-nowhere", {"index.html": page(f'<script type="py">{written}</script>')})


def test_the_help_asks_the_own_question() -> None:
    body = '<script type="mpy">input("Who?")</script>'
    assert '`window.prompt("Who?")`' in help_of("input-cannot-work", {"index.html": page(body)})


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("", "it"),
        ("draw(1)", "draw(1)"),
        ('draw("a  b")', 'draw("a  b")'),
        ('draw("#a")', 'draw("#a")'),
        ("draw(\n    1,\n    2\n)", "draw(1, 2)"),
        ("draw(  # why\n    1\n)", "it"),
    ],
)
def test_an_expression_is_put_on_one_line(source: str, shown: str) -> None:
    assert one_line(source, "it") == shown


@pytest.mark.parametrize(
    ("value", "shown"), [("", "it"), ("a", "`a`"), ("a`b", "it"), ("a\tb", "it"), (f"a{MASK}", "it")]
)
def test_what_does_not_fit_into_a_sentence_is_not_quoted(value: str, shown: str) -> None:
    assert quoted(value, "it") == shown


def test_the_help_knows_the_first_line_of_a_file() -> None:
    html = page('<script src="show.js"></script><script type="mpy">1</script>')
    files = {"index.html": html, "show.js": 'document.body.style.colour = "red";\n'}
    (found,) = report_of(files, select=frozenset({"javascript-name-missing"})).diagnostics
    assert found.finding.message.startswith("`document.body.style` has no `colour`")


def test_the_first_line_of_a_page_may_be_empty() -> None:
    body = (
        '\n  <script type="py">from pyscript import window; window.setTimeout(\n    print,\n    20,\n  )\n  </script>'
        '<script type="module" src="https://pyscript.net/releases/2026.7.3/core.js"></script>'
    )
    report = Session(Files({"index.html": body}), Settings(select=frozenset({"callback-without-create-proxy"}))).check()
    (found,) = report.diagnostics
    assert "\nwindow.setTimeout(\n  create_proxy(print),\n  20,\n)\n" in found.finding.help
