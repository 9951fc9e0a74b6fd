"""Handlers that ask something of an event when it is already over.

Measured in Chromium, with `@when`, `create_proxy`, `onclick` and the attributes of the page alike: the browser does not
wait for a worker, nor for an `async def` of Pyodide, which starts as a task. One of MicroPython starts at once, and is
too late only after its first `await` of something that takes time.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from pyscript_doctor.project.program.attribute_uses import Access
from pyscript_doctor.project.program.values import JavaScriptValue, Realm
from pyscript_doctor.queries.default_actions import acts_on_click, may_prevent
from pyscript_doctor.queries.listened_elements import listeners
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.program.attribute_uses import AttributeUse
    from pyscript_doctor.project.program.facts import Call, Code, Place
    from pyscript_doctor.project.program.values import Value
    from pyscript_doctor.queries.page_elements import PageElements

CURRENT_TARGET = "currentTarget"
PREVENT_DEFAULT = "preventDefault"
WITH_A_DEFAULT = frozenset(
    {"submit", "keydown", "keypress", "beforeinput", "contextmenu", "dragover", "drop", "wheel", "paste", "dragstart"}
)
"""Events on which the browser does something by itself, whatever element they belong to."""
TAKES_TIME = frozenset({"asyncio.sleep", "asyncio.sleep_ms", "pyscript.fetch"})


class Lateness(Enum):
    """Why a handler runs when its event is over."""

    WORKER = "worker"
    TASK = "task"
    AWAIT = "await"


class LateTarget(NamedTuple):
    """`event.currentTarget` when it is null, and what is done with it.

    span: of the name `currentTarget`. attribute: the one of the null that is read or called, or set, if assigned.
    """

    span: Span
    why: Lateness
    attribute: str
    assigned: bool


class LatePrevention(NamedTuple):
    """`event.preventDefault()` when the browser has already done what it should not. type: of the event."""

    span: Span
    why: Lateness
    type: str


def late_targets(code: Code) -> Iterator[LateTarget]:
    """Where Python uses the element that handles an event, after the event is over."""
    for use in code.attributes:
        if use.name == CURRENT_TARGET and use.access is Access.READ and _is_event(use.base):
            why = lateness(use.place, code)
            done = None if why is None else _done_with(use, why, code)
            if why is not None and done is not None and not done.place.catches("AttributeError"):
                yield LateTarget(use.name_span, why, done.name, done.access is Access.ASSIGNED)


def _done_with(target: AttributeUse, why: Lateness, code: Code) -> AttributeUse | None:
    """What is first done with `currentTarget` in its function; None if that checks first whether there is one."""
    assert isinstance(target.base, JavaScriptValue)
    value = target.base._replace(path=(*target.base.path, CURRENT_TARGET))
    own = [use for use in code.attributes if use.base == value and use.place.function == target.place.function]
    if why is Lateness.AWAIT:  # a name may hold it from before
        own = [use for use in own if use.place.span.start == target.place.span.start]
    return None if _is_passed_on(value, target.place.function, code) else next(iter(own), None)


def _is_passed_on(value: JavaScriptValue, function: str | None, code: Code) -> bool:
    """Whether a function tests a value, or passes it to something, and not only gives it a name."""
    bindings = (each for scope in code.syntax.scopes for found in scope.bindings.values() for each in found)
    kept = {each.value.start for each in bindings if each.value is not None and not each.steps}
    places = {code.syntax.text.span(start, start).start for start in kept}
    places |= {assignment.place.span.start for assignment in code.assignments}
    own = (use for use in code.uses if use.place.function == function and use.place.span.start not in places)
    return any(use.value == value for use in own)


def late_preventions(code: Code, elements: PageElements) -> Iterator[LatePrevention]:
    """Where Python tells the browser too late not to do what it does by itself."""
    for call in code.calls:
        callee = call.callee
        if not isinstance(callee, JavaScriptValue) or callee.realm is not Realm.EVENT:
            continue
        kind, *way = callee.path
        why = lateness(call.place, code) if way == [PREVENT_DEFAULT] else None
        if why is not None and _does_something(kind, call, code, elements):
            yield LatePrevention(call.place.span, why, kind)


def lateness(place: Place, code: Code) -> Lateness | None:
    """Why an event is over at a place of a function that got it; None if it may not be over."""
    if code.runtime.in_worker:
        return Lateness.WORKER
    function = code.functions.get(place.function or "")
    if function is None or not function.is_async:
        return None
    if code.runtime.is_pyodide:
        return Lateness.TASK
    return Lateness.AWAIT if any(_is_before(each.place, place) for each in _waits(code)) else None


def _waits(code: Code) -> Iterator[Call]:
    """Where the Python certainly waits for something that takes time."""
    return (call for call in code.calls if call.awaited and call.name in TAKES_TIME)


def _is_before(one: Place, other: Place) -> bool:
    """Whether every run of a function that gets to a place went through one before it."""
    return one.function == other.function and one.run == other.run and one.span.end < other.span.start


def _is_event(value: Value) -> bool:
    return isinstance(value, JavaScriptValue) and value.realm is Realm.EVENT and len(value.path) == 1


def _does_something(kind: str, call: Call, code: Code, elements: PageElements) -> bool:
    """Whether the browser does something by itself on such an event, and nothing else on the page stops that."""
    if kind == "click":
        function = code.functions.get(call.place.function or "")
        found = (each.element for each in listeners(code.runtime, elements) if each.function == function)
        return any(acts_on_click(each, elements) for each in found) and not may_prevent(elements)
    return kind in WITH_A_DEFAULT and not may_prevent(elements)
