"""Loops that never let go of the thread that they run on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.project.program.values import JavaScriptValue, PythonName, Result, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.project.program.facts import Code, Loop

# What lets go of the thread without an `await` where the browser can switch stacks, or asks the user in a dialog.
LETS_GO = {"pyodide.ffi.run_sync", "asyncio.run", "builtins.input", "code.interact", "builtins.next"}
LETS_GO_METHODS = {"run_until_complete", "syncify", "prompt", "alert", "confirm"}
FRAMES = {"pygame.display.flip", "pygame.display.update"}
EVENTS = {"pygame.event.get", "pygame.event.poll", "pygame.event.wait", "pygame.event.pump", "pygame.key.get_pressed"}


def endless_loops(code: Code) -> Iterator[Loop]:
    """The `while` loops that run for ever without an `await`, and out of which no way leads that can be seen."""
    for loop in code.loops:
        endless = loop.is_while and loop.endless and not (loop.awaits or loop.leaves or loop.place.tried)
        if endless and not any(_lets_go(call.callee) for call in code.calls if loop.holds(call.callee_span)):
            yield loop


def frame_loops(code: Code) -> Iterator[Loop]:
    """The `while` loops of a game that draw frames and ask for the player's events, but never await."""
    for loop in code.loops:
        if loop.is_while and not loop.awaits:
            called = {_name(call.callee) for call in code.calls if loop.holds(call.callee_span)}
            if called & FRAMES and called & EVENTS:
                yield loop


def _name(callee: Value) -> str:
    return callee.name if isinstance(callee, PythonName) else ""


def _lets_go(callee: Value) -> bool:
    if isinstance(callee, PythonName):
        return callee.name in LETS_GO or callee.name.rpartition(".")[2] in LETS_GO_METHODS
    if isinstance(callee, Result):
        return bool(callee.attributes) and callee.attributes[-1] in LETS_GO_METHODS
    return isinstance(callee, JavaScriptValue) and callee.path[-1:] in {(method,) for method in LETS_GO_METHODS}
