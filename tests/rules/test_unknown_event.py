"""Which events of PyScript never come, beyond the examples of the rule's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pyscript_doctor import Severity
from tests.in_one_test import in_one_test
from tests.projects import page
from tests.rules.pages import of_body, of_files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyscript_doctor.engine.finding import Diagnostic

RULE = "unknown-event"
PY, MPY = '<script type="py">1</script>', '<script type="mpy">1</script>'
PY_WORKER = '<script type="py" worker>1</script>'
FOREVER = '<script type="py">\nimport asyncio\nwhile True:\n    await asyncio.sleep(1)\n</script>'
HEADERS = {"_headers": "/*\n  Cross-Origin-Opener-Policy: same-origin\n  Cross-Origin-Embedder-Policy: require-corp\n"}


def listens(event: str, target: str = "") -> str:
    call = f"{target}.addEventListener" if target else "addEventListener"
    return f'<script>{call}("{event}", () => alert(1));</script>'


def found(body: str, files: Mapping[str, str] | None = None) -> list[Diagnostic]:
    return of_body(RULE, body, files=files)


def messages(body: str, files: Mapping[str, str] | None = None) -> list[str]:
    return [each.finding.message for each in found(body, files)]


@pytest.mark.parametrize(
    ("event", "near"),
    [
        ("mpy:all-done", "py:all-done"),
        ("py:load", "py:ready"),
        ("mpy:loaded", "mpy:ready"),
        ("mpy:end", "mpy:done"),
        ("py:raedy", "py:ready"),
        ("py:dnoe", "py:done"),
    ],
)
def test_the_event_that_was_probably_meant(event: str, near: str) -> None:
    (diagnostic,) = found(MPY + PY + listens(event))
    assert diagnostic.finding.message.startswith(f"PyScript sends no event `{event}`")
    assert diagnostic.finding.help.startswith(f"Did you mean `{near}`? ")


def test_an_event_like_no_other_has_no_proposal() -> None:
    for event in ("mpy:qqqqqqqqqqqq", "py:xylophone"):
        (diagnostic,) = found(PY + listens(event))
        assert diagnostic.finding.help.startswith("The events are ")


@in_one_test(
    [
        PY + listens("py:ready"),
        PY + listens("py:done", "document"),
        PY + listens("py:all-done"),
        PY + listens("py:all-done", "window"),
        PY + listens("click"),
        MPY + listens("mpy:done"),
        PY + FOREVER + listens("py:done"),
        PY + PY_WORKER + listens("py:done"),
        # Code of the page may send the event, or make a script that does.
        f'{MPY}{listens("py:load")}<script>dispatchEvent(new CustomEvent("py:load"));</script>',
        f'{MPY}{listens("py:ready")}<script>const made = document.createElement("script"); made.type = "py";</script>',
        # The scripts of editors and games may come from elsewhere.
        f'{MPY}{listens("py:ready")}<script type="py-editor">1</script>',
        f'{MPY}{listens("py:ready")}<script type="py-game">1</script><canvas id="canvas"></canvas>',
    ]
)
def test_an_event_that_comes_or_may_come(body: str) -> None:
    assert messages(body) == []


def test_an_event_that_is_not_known_never_comes_beside_an_editor_either() -> None:
    assert len(messages(f'{MPY}{listens("py:load")}<script type="py-editor">1</script>')) == 1


def test_an_event_of_the_other_interpreter() -> None:
    for body in (MPY, f"{MPY}<p>py</p>"):
        (message,) = messages(body + listens("py:ready"))
        assert message == 'the page has no `<script type="py">`, so `py:ready` never comes'


def test_an_event_on_the_document_that_comes_on_the_window() -> None:
    (diagnostic,) = found(PY + listens("py:all-done", "document"))
    assert "sends `py:all-done` to the window" in diagnostic.finding.message
    assert diagnostic.finding.fix is not None
    assert [each.text for each in diagnostic.finding.fix.edits] == ["window"]


def test_scripts_that_run_forever_are_never_done() -> None:
    (message,) = messages(FOREVER + listens("py:done"))
    assert message == "`py:done` comes when a script ends, but the `py` scripts run forever"
    assert messages(FOREVER + listens("py:ready")) == []


def test_of_two_workers_one_that_ends_is_done() -> None:
    forever = FOREVER.replace('type="py"', 'type="py" worker')
    assert messages(forever + PY_WORKER + listens("py:done"), HEADERS) == []
    assert len(messages(forever + forever + listens("py:done"), HEADERS)) == 1


def test_workers_of_a_page_that_is_not_isolated_send_nothing() -> None:
    (message,) = messages(PY_WORKER + listens("py:done"))
    assert message.startswith("the `py` scripts run in workers, which send no events")
    (message,) = messages(PY + PY_WORKER + listens("py:all-done"))
    assert message.startswith("`py:all-done` waits for every script, but workers never say")


@in_one_test(
    [
        (PY_WORKER + listens("py:done"), HEADERS),
        (PY_WORKER + listens("py:all-done"), HEADERS),
        (PY_WORKER + PY + listens("py:done"), {}),
        (PY_WORKER.replace("worker", 'worker service-worker="./sw.js"') + listens("py:done"), {"sw.js": ""}),
        (PY + '<script type="py-editor" worker>1</script>' + listens("py:all-done"), {}),
        (
            PY_WORKER + listens("py:all-done") + "<script>document.createElement('script').type = 'mpy'</script>",
            {},
        ),
    ]
)
def test_workers_that_reach_the_page_or_are_not_waited_for(body: str, files: Mapping[str, str]) -> None:
    assert messages(body, files) == []


@pytest.mark.parametrize(
    "html",
    [
        # A part of a page, and a page that does not load PyScript itself.
        f"<p>PyScript</p>{PY}{listens('mpy:ready')}",
        f"<!doctype html><html><body>{PY}{listens('mpy:ready')}</body></html>",
    ],
)
def test_nothing_is_said_where_other_scripts_may_be(html: str) -> None:
    path = "index.html" if "<html>" in html else "templates/part.html"
    assert of_files(RULE, {path: html}) == []


def test_a_layout_may_have_other_scripts() -> None:
    layout = page("{% block main %}{% endblock %}")
    part = f'{{% extends "layout.html" %}}{{% block main %}}{PY}{listens("mpy:ready")}{{% endblock %}}'
    assert of_files(RULE, {"templates/layout.html": layout, "templates/index.html": part}) == []


def test_workers_that_code_starts_send_no_events() -> None:
    starts = '<script type="mpy">\nfrom pyscript import PyWorker\nPyWorker("a.py", type="pyodide")\n</script>'
    (message,) = messages(starts + listens("py:ready"), {"a.py": "1"})
    assert message == 'the page has no `<script type="py">`, so `py:ready` never comes'
    assert messages(starts + listens("py:all-done"), {"a.py": "1"}) == []


def test_the_fix_looks_for_the_target_beside_the_name() -> None:
    for spaces, is_fixed in ((13, True), (14, False)):
        body = f'{PY}<script>document{" " * spaces}.addEventListener("py:all-done", go);</script>'
        (diagnostic,) = found(body)
        assert (diagnostic.finding.fix is not None) == is_fixed


def test_python_listens_too() -> None:
    source = 'from pyscript import window\nwindow.addEventListener("py:load", print)'
    (diagnostic,) = found(f'<script type="py">\n{source}\n</script>')
    assert diagnostic.severity is Severity.WARNING
