"""Where pages listen for PyScript's events, and what else their code makes."""

from __future__ import annotations

import pytest

from pyscript_doctor.project.page.page_scripts import page_scripts
from pyscript_doctor.queries.lifecycle_events import (
    details_of_old,
    listenings,
    makes_events_itself,
    makes_scripts_itself,
    never_ends,
)
from tests.projects import CORE, project_of, told

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


def test_python_that_listens_for_something_else_or_no_longer() -> None:
    body = """
<script type="mpy">
from pyscript import document, when, window

window.addEventListener("click", print)
window.removeEventListener("py:done", print)
window.dispatchEvent("py:done")

@when("click", "#x")
def go(event):
    pass
</script>"""
    assert listened(body) == []


READS = "console.log(event.detail.script, event.detail.wrap);"


@pytest.mark.parametrize(
    ("script", "count"),
    [
        (f'document.addEventListener("py:ready", (event) => {{ {READS} }});', 2),
        (f'addEventListener("mpy:done", (event) => {{ {READS} }}); addEventListener("py:done", f);', 2),
        ('addEventListener("py:ready", (event) => { console.log(event.detail); });', 0),
        # The event may be another one.
        (f'addEventListener("py:ready", f); addEventListener("saved", (event) => {{ {READS} }});', 0),
        (f'addEventListener("py:all-done", (event) => {{ {READS} }});', 0),
        (f"function saved(event) {{ {READS} }}", 0),
    ],
)
def test_the_details_that_events_had_once(script: str, count: int) -> None:
    project = project_of({"index.html": f"{PAGE}<script>{script}</script><script type=mpy>1</script>"})
    (found,) = page_scripts(project.pages[0])
    assert len(list(details_of_old(found))) == count


HANDLER = """import asyncio
from pyscript import when
@when('click', 'body')
async def go(event):
    while True:
        await asyncio.sleep(1)
"""
LOOP = "import asyncio\nwhile True:\n    await asyncio.sleep(1)\n"


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        ((LOOP,), True),
        ((LOOP, LOOP), True),
        (("import turn\n" + LOOP,), True),
        ((LOOP, "print(1)"), False),
        (("import turn",), False),
        ((LOOP, None), False),
        (
            (HANDLER,),
            False,
        ),
        (("import asyncio\nasync def go():\n    while True:\n        await asyncio.sleep(1)\n",), False),
        (("import asyncio\nwhile True:\n    await asyncio.sleep(1)\n    break\n",), False),
        (("import asyncio\nfor each in range(3):\n    await asyncio.sleep(1)\n",), False),
        (("while True:\n    pass\n",), False),  # the page stops, too
    ],
)
def test_scripts_that_come_to_an_endless_loop(sources: tuple[str | None, ...], expected: bool) -> None:
    config = '<py-config>\n[files]\n"./turn.py" = ""\n</py-config>'
    scripts = [
        f'<script type="py">{each}</script>' if each else '<script type="py" src="gone.py"></script>'
        for each in sources
    ]
    files = {"index.html": PAGE + config + "".join(scripts), "turn.py": "def turn():\n    pass\n"}
    assert told(files, lambda project: never_ends(project.runtimes[0])) is expected


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
