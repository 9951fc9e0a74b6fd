"""Loops that never give the thread back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.project.program.values import Result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.project.program.facts import Call, Code, Loop

# What gives the thread back without an `await` if the browser can switch stacks, or asks the user in a dialog.
LETS_GO = {"pyodide.ffi.run_sync", "asyncio.run", "builtins.input", "code.interact", "builtins.next"}
LETS_GO_METHODS = {"run_until_complete", "syncify", "prompt", "alert", "confirm"}
FRAMES = {"pygame.display.flip", "pygame.display.update"}
EVENTS = {"pygame.event.get", "pygame.event.poll", "pygame.event.wait", "pygame.event.pump", "pygame.key.get_pressed"}


def endless_loops(code: Code) -> Iterator[Loop]:
    """The `while` loops that run forever without an `await`, and have no way out that we can see."""
    for loop in code.loops:
        endless = loop.is_while and loop.endless and not (loop.awaits or loop.leaves or loop.place.tried)
        if endless and not any(_lets_go(call) for call in code.calls if loop.holds(call.callee_span)):
            yield loop


def frame_loops(code: Code) -> Iterator[Loop]:
    """The `while` loops of a game that draw frames and ask for the player's events, but never await."""
    for loop in code.loops:
        if loop.is_while and not loop.awaits:
            called = {call.name for call in code.calls if loop.holds(call.callee_span)}
            if called & FRAMES and called & EVENTS:
                yield loop


def _lets_go(call: Call) -> bool:
    attributes = call.callee.attributes if isinstance(call.callee, Result) else call.javascript_path
    method = attributes[-1] if attributes else call.name.rpartition(".")[2]
    return call.name in LETS_GO or method in LETS_GO_METHODS
