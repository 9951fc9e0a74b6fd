"""Games whose loop never awaits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, Finding, RuntimeKind, rule
from pyscript_doctor.queries.loops import endless_loops, frame_loops

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code


@rule(severity=ERROR, guide="pygame-ce/#browser-considerations", effect=PAGE_BLANK)
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
        )
