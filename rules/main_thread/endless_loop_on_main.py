"""Loops that never end, on the main thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, PAGE_BLANK, WARNING, Finding, RuntimeKind, Thread, rule
from pyscript_doctor.queries.loops import endless_loops

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code


@rule(severity=WARNING, guide="workers/#understanding-the-problem", effect=PAGE_BLANK, mentions=("while",))
def endless_loop_on_main(code: Code) -> Iterator[Finding]:
    """A loop on the main thread never ends and never awaits, so the page freezes."""
    runtime = code.runtime
    if runtime.thread is not Thread.MAIN or runtime.kind is RuntimeKind.GAME:
        return
    for loop in endless_loops(code):
        yield Finding(
            span=loop.place.span,
            message="this loop never ends and never awaits, so the page freezes for good",
            label="never ends",
            help="Write `await asyncio.sleep(...)` in the loop, or run the script in a worker.",
            effect=PAGE_BLANK if loop.place.at_load else ACTION_FAILS,
        )
