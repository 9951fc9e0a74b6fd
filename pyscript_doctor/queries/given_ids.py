"""The ids and selectors that a function of the project passes on: `def show(name, text)`, which looks for `name`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.project.program.values import FunctionKind, JavaScriptValue, Literal, PythonFunction
from pyscript_doctor.queries.source_text import source_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.project.program.facts import Argument, Call, Code


def given_ids(code: Code, looking: Call) -> Iterator[tuple[Argument, JavaScriptValue]]:
    """The strings that calls pass to a function that looks for an element by a parameter, and what each finds.

    looking: the function's own call, `document.getElementById(name)`.
    """
    callee, argument, function = looking.callee, looking.argument(0), code.functions.get(looking.place.function or "")
    if not isinstance(callee, JavaScriptValue) or argument is None or function is None:
        return
    position = _position(code, function, source_text(code, argument.span))
    if position is None:
        return
    name, index = position
    for call in (call for other in code.runtime.codes for call in other.calls):
        is_call = isinstance(call.callee, PythonFunction) and call.callee.span == function.span
        given = call.argument(index, name) if is_call else None
        if given is not None and isinstance(given.value, Literal) and isinstance(given.value.value, str):
            steps, strings = (*callee.path, "()"), (*callee.given, given.value.value)
            yield given, JavaScriptValue(callee.realm, steps, strings)


def _position(code: Code, function: PythonFunction, name: str) -> tuple[str, int] | None:
    """A parameter's name, and its place among the arguments of a call; None if the function assigns to the name."""
    scopes = [
        each for each in code.syntax.scopes if code.syntax.text.span(each.name_start, each.name_end) == function.span
    ]
    if len(scopes) != 1 or name not in scopes[0].parameters.positional or len(scopes[0].bindings.get(name, ())) != 1:
        return None
    index = scopes[0].parameters.positional.index(name) - (function.kind is FunctionKind.METHOD)
    return None if index < 0 else (name, index)
