"""Where the Python of a worker uses objects of the main thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.interpreters import Thread
from pyscript_doctor.project.program.values import JavaScriptValue, PythonName, Realm, Result, Value
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.program.facts import Code, Place
    from pyscript_doctor.project.runtime.runtime import Runtime

CALLS = {
    "pyscript.display": "display",
    "pyscript.display.display": "display",
    "pyscript.when": "when",
    "pyscript.events.when": "when",
    "pyscript.current_target": "current_target",
}


class MainThreadUse(NamedTuple):
    """A place that needs the main thread, and the name that it uses."""

    span: Span
    name: str


def main_thread_uses(runtime: Runtime) -> Iterator[MainThreadUse]:
    """What a worker's Python uses of the main thread, in the order of the code.

    Measured in the browser: importing `window` or `document` is harmless, reading their first attribute is not.
    """
    for code in runtime.codes:
        uses = [*_values(code, runtime), *_assignments(code, runtime), *_calls(code)]
        yield from sorted(uses, key=lambda use: use.span)


def _values(code: Code, runtime: Runtime) -> Iterator[MainThreadUse]:
    for use in code.uses:
        name = _name(use.value, runtime)
        if name and not _caught(use.place):
            yield MainThreadUse(use.place.span, name)


def _assignments(code: Code, runtime: Runtime) -> Iterator[MainThreadUse]:
    for assignment in code.assignments:
        target = assignment.target
        if isinstance(target, JavaScriptValue):
            name = _name(JavaScriptValue(target.realm, (*target.path, assignment.attribute)), runtime)
            if name and not _caught(assignment.place):
                yield MainThreadUse(assignment.place.span, name)


def _calls(code: Code) -> Iterator[MainThreadUse]:
    for call in code.calls_of(*CALLS):
        if not _caught(call.place):
            yield MainThreadUse(call.callee_span, CALLS[call.name])


def _name(value: Value, runtime: Runtime) -> str:
    if isinstance(value, Result) and value.attributes:
        return _name(value.callee, runtime)
    if isinstance(value, PythonName) and value.name.startswith("pyscript.web."):
        return value.name
    if not isinstance(value, JavaScriptValue):
        return ""
    if value.realm is Realm.MAIN and value.path not in {(), ("document",)}:
        return "document" if value.path[0] == "document" else "window"
    if value.realm is Realm.MODULE and len(value.path) > 1:
        name = value.path[0]
        threads = {module.thread for module in runtime.javascript_modules if module.name.value == name}
        return f"js_modules.{name}" if threads == {Thread.MAIN} else ""
    return ""


def _caught(place: Place) -> bool:
    return place.catches("AttributeError")
