"""Which game loops never await, beyond the examples of the rule's page."""

from __future__ import annotations

from tests.in_one_test import in_one_test
from tests.rules.pages import of_body
from tests.rules.scripts import findings

RULE = "game-loop-without-await"
GAME = '<script type="py-game">'
CLOCK = "import pygame\nclock = pygame.time.Clock()\n"


def test_only_games_have_a_game_loop() -> None:
    loop = f"{CLOCK}while True:\n pygame.display.flip()"
    assert findings(RULE, loop, GAME) == ["3 error"]
    assert findings(RULE, loop, '<script type="py">') == []


def edits(source: str) -> list[str]:
    """What the fix writes; [] if there is no fix."""
    (found,) = of_body(RULE, f'{GAME}\n{source}\n</script><canvas id="canvas"></canvas>')
    return [each.text for each in found.finding.fix.edits] if found.finding.fix else []


@in_one_test(
    [
        ("clock.tick(30)", "await asyncio.sleep(1 / 30)"),
        ("clock.tick(fps)", "await asyncio.sleep(1 / fps)"),
        ("clock.tick()", "await asyncio.sleep(1 / 60)"),
        ("clock.tick(2 * fps)", "await asyncio.sleep(1 / 60)"),
    ]
)
def test_the_fix_waits_as_long_as_the_clock(tick: str, waits: str) -> None:
    assert waits in edits(f"{CLOCK}fps = 30\nwhile True:\n    {tick}")


@in_one_test(
    [
        "while True:\n    passed = clock.tick(30)",
        "while True:\n    clock.get_fps()",
        "while True:\n    clock.tick(30)\n    clock.tick(30)",
        "clock.tick(30)\nwhile True:\n    pygame.display.flip()",
        "class Own:\n    def tick(self, rate): pass\nown = Own()\nwhile True:\n    own.tick(30)",
        "import random\nown = random.Random()\nwhile True:\n    own.tick(30)",
        "def run():\n    while True:\n        clock.tick(30)\nrun()",
    ]
)
def test_the_fix_needs_a_clock_that_waits_once_in_a_frame(loop: str) -> None:
    assert edits(CLOCK + loop) == []


def test_a_tick_outside_of_the_loop_is_left_as_it_is() -> None:
    written = edits(f"{CLOCK}clock.tick(10)\nwhile True:\n    clock.tick(30)")
    assert "await asyncio.sleep(1 / 30)" in written
    assert "await asyncio.sleep(1 / 10)" not in written
