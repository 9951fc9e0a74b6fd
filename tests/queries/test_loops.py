"""Loops that never let go of their thread."""

from __future__ import annotations

import pytest

from pyscript_doctor.queries.loops import endless_loops, frame_loops
from tests.project.program.programs import analysed
from tests.projects import page, said

GAME = """
import pygame
screen = pygame.display.set_mode((320, 240))
clock = pygame.time.Clock()
running = True
while running:
    for event in pygame.event.get():
        if event.type == pygame.QUIT:
            running = False
    pygame.display.flip()
    clock.tick(60)
"""


@pytest.mark.parametrize(
    "body",
    ["pass", "count += 1", "print(1)", "for x in y:\n        break", "time.sleep(1)", "def f():\n        return"],
)
def test_a_loop_without_a_way_out_is_endless(body: str) -> None:
    assert len(list(endless_loops(analysed(f"while True:\n    {body}")[0]))) == 1


@pytest.mark.parametrize(
    "source",
    [
        "while x:\n    pass",
        "while True:\n    if x: break",
        "while True:\n    await f()",
        "def g():\n    while True:\n        yield 1\ng()",
        "def g():\n    while True:\n        return\ng()",
        "try:\n    while True:\n        f()\nexcept StopIteration:\n    pass",
        "it = iter(x)\nwhile True:\n    print(next(it))",
        "while True:\n    answer = input()",
        "from pyodide.ffi import run_sync\nwhile True:\n    run_sync(f())",
        "import asyncio\nwhile True:\n    asyncio.get_event_loop().run_until_complete(f())",
        "from js import window\nwhile True:\n    window.alert('again')",
        "for x in y:\n    pass",
        "def g():\n    while True:\n        pass",
    ],
)
def test_one_that_can_be_left_lets_go_or_never_runs_is_none(source: str) -> None:
    assert list(endless_loops(analysed(source)[0])) == []


def test_the_loop_of_a_game_draws_frames_and_asks_for_events() -> None:
    assert len(list(frame_loops(analysed(GAME)[0]))) == 1


@pytest.mark.parametrize(
    "changed",
    [
        GAME.replace("clock.tick(60)", "await asyncio.sleep(0)"),
        GAME.replace("pygame.display.flip()", "pass"),
        GAME.replace("pygame.event.get()", "events"),
        GAME.replace("while running", "for frame in range(10)"),
    ],
)
def test_other_loops_of_a_game_may_end(changed: str) -> None:
    assert list(frame_loops(analysed(changed)[0])) == []


def test_a_game_is_judged_by_its_own_rule_and_other_scripts_by_theirs() -> None:
    body = '<canvas id="canvas"></canvas>\n<script type="{}">\nwhile True:\n    pass\n</script>'
    assert said({"index.html": page(body.format("py-game"))}) == ["index.html:10 error game-loop-without-await"]
    assert said({"index.html": page(body.format("mpy"))}) == ["index.html:10 warning endless-loop-on-main"]


def test_a_pause_in_an_endless_loop_is_no_fault_of_its_own() -> None:
    body = '<script type="py">\nimport time\nwhile True:\n    time.sleep(1)\ntime.sleep(2)\n</script>'
    assert said({"index.html": page(body)}) == [
        "index.html:10 warning endless-loop-on-main",
        "index.html:12 warning blocking-sleep",
    ]
