"""Games whose loop never awaits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, UNSAFE, Finding, Result, RuntimeKind, fix_of, rule
from pyscript_doctor.queries.edits import can_await, given_module, replaced
from pyscript_doctor.queries.loops import endless_loops, frame_loops
from pyscript_doctor.queries.source_text import source_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Call, Code, Edit, Fix, Loop

CLOCK = "pygame.time.Clock"


@rule(severity=ERROR, guide="pygame-ce/#browser-considerations", effect=PAGE_BLANK, mentions=("game",))
def game_loop_without_await(code: Code) -> Iterator[Finding]:
    """The loop of a `py-game` never awaits, so the browser draws nothing, and no key or click arrives."""
    if code.runtime.kind is not RuntimeKind.GAME:
        return
    for loop in sorted({*endless_loops(code), *frame_loops(code)}, key=lambda each: each.place.span):
        yield Finding(
            span=loop.place.span,
            message="the game loop never awaits, so the browser draws nothing, and no key or click arrives",
            label="freezes the page",
            help="Write `await asyncio.sleep(1 / 60)` in the loop, instead of `clock.tick(60)`. If the loop is in a "
            "function, make it an `async def` and await it.",
            fix=_fix(code, loop),
        )


def _fix(code: Code, loop: Loop) -> Fix | None:
    """Wait for the next frame where the clock does so."""
    ticks = [call for call in code.calls if loop.holds(call.place.span) and _is_tick(call)]
    if len(ticks) != 1 or not can_await(code, ticks[0].place):
        return None
    return fix_of(UNSAFE, "Await the next frame", lambda: _edits(code, ticks[0]))


def _is_tick(call: Call) -> bool:
    """Whether a clock waits for the next frame, and nothing takes how long that was."""
    callee = call.callee
    is_clock = isinstance(callee, Result) and callee.made_by == CLOCK and callee.attributes == ("tick",)
    return is_clock and call.dropped is not None


def _edits(code: Code, tick: Call) -> Iterator[Edit]:
    module, needed = given_module(code.syntax, "asyncio")
    yield from needed
    rate = source_text(code, tick.arguments[0].span) if tick.arguments else ""
    seconds = f"1 / {rate}" if rate.isalnum() else "1 / 60"
    yield replaced(code.syntax.text, tick.place.span, f"await {module}.sleep({seconds})")
