"""Where pages listen for PyScript's events, and what else their code makes."""

from __future__ import annotations

import pytest

from pyscript_doctor.queries.lifecycle_events import listenings, makes_events_itself, makes_scripts_itself
from tests.projects import CORE, project_of

PAGE = f'<!doctype html><script type="module" src="{CORE}"></script>'


def listened(body: str) -> list[tuple[str, str]]:
    project = project_of({"index.html": PAGE + body})
    page = project.pages[0]
    return [(each.event, each.target) for each in listenings(page, project.runtimes_of(page))]


@pytest.mark.parametrize(
    ("call", "target"),
    [
        ('addEventListener("py:ready", f)', "window"),
        ('window.addEventListener("py:ready", f)', "window"),
        ('document.addEventListener("py:ready", f)', "document"),
        ('window.document.addEventListener("py:ready", f)', "document"),
        ('document.body.addEventListener("py:ready", f)', ""),
    ],
)
def test_javascript_listens(call: str, target: str) -> None:
    assert listened(f"<script>{call}</script>") == [("py:ready", target)]


def test_python_listens() -> None:
    body = """
<script type="mpy">
from pyscript import document, when, window

document.addEventListener("py:ready", print)
window.addEventListener("py:done", print)

@when("mpy:ready", "#x")
def ready(event):
    pass
</script>"""
    assert listened(body) == [("py:ready", "document"), ("py:done", "window"), ("mpy:ready", "")]


def test_other_events_are_none_of_pyscripts() -> None:
    assert listened('<script>addEventListener("happy:ready", f); addEventListener("click", f)</script>') == []


@pytest.mark.parametrize(
    ("script", "events", "scripts"),
    [
        ('dispatchEvent(new CustomEvent("py:saved"))', True, False),
        ('const s = document.createElement("script"); s.type = "py"; document.body.append(s)', False, True),
        ('document.body.innerHTML = \'<script type="mpy" src="x.py">\'', False, True),
        ('document.addEventListener("py:ready", () => document.body.append("ready"))', False, False),
    ],
)
def test_what_code_makes_itself(script: str, events: bool, scripts: bool) -> None:
    project = project_of({"index.html": f'{PAGE}<script src="page.js"></script>', "page.js": script})
    page = project.pages[0]
    assert makes_events_itself(page, project.runtimes_of(page)) is events
    assert makes_scripts_itself(page, project.runtimes_of(page)) is scripts
