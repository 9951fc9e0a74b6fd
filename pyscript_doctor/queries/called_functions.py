"""Functions of the project that JavaScript calls, and how many arguments they get."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.interpreters import Thread
from pyscript_doctor.knowledge.web_platform import (
    GivenArguments,
    assigned_use,
    callback_arguments,
    event_names,
)
from pyscript_doctor.project.program.values import JavaScriptValue, PythonFunction, Result
from pyscript_doctor.project.runtime.runtime import RuntimeKind
from pyscript_doctor.queries.event_attributes import event_attributes
from pyscript_doctor.queries.javascript_types import (
    Construct,
    GlobalObject,
    JavaScriptFunction,
    JavaScriptObject,
    type_of,
)
from pyscript_doctor.queries.proxies import method_of
from pyscript_doctor.queries.shared_names import function_named
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.program.facts import Assignment, Call
    from pyscript_doctor.project.program.values import Value
    from pyscript_doctor.project.runtime.runtime import Runtime
    from pyscript_doctor.queries.event_attributes import EventAttribute
    from pyscript_doctor.queries.page_elements import PageElements

ONE = GivenArguments(1, exact=True)
BY_NAME = {
    ("addEventListener", 1): ONE,
    ("requestAnimationFrame", 0): ONE,
    ("requestIdleCallback", 0): ONE,
    ("getCurrentPosition", 0): ONE,
    ("watchPosition", 0): ONE,
}
"""What is called in the same way on every object."""
OF_EVENTS = frozenset(name for name, _ in BY_NAME)
PASS_ON = frozenset({"setTimeout", "setInterval"})
OWN_ARGUMENTS = 2
"""What these timers take themselves. They pass the arguments after that to the function."""
WRAPPERS = frozenset({"create_proxy", "create_once_callable", "to_js"})
WHEN = frozenset({"pyscript.when", "pyscript.events.when", "pyscript.event_handling.when", "pyscript.web.when"})


class CalledFunction(NamedTuple):
    """A function that Python passes to JavaScript, or that an attribute of the page names.

    span: where it is passed. value: what that comes to. by: what calls it: "forEach", "MutationObserver.new",
    "onclick", or "when" and "py-click" for PyScript's own.
    """

    span: Span
    value: PythonFunction
    by: str
    given: GivenArguments

    @property
    def tells_the_event(self) -> bool:
        """Whether it gets an event, a time or a position. `@when` does not count: it looks at the parameters first."""
        return self.by in OF_EVENTS or self.by.startswith(("py-", "mpy-", "on"))


def called_functions(runtime: Runtime, elements: PageElements) -> Iterator[CalledFunction]:
    """The functions of which it is known how many arguments JavaScript passes to them."""
    yield from _named_by_attributes(runtime)
    for code in runtime.codes:
        for call in code.calls:
            if call.decorates is not None and call.name in WHEN:
                yield CalledFunction(call.decorates.span, call.decorates, "when", ONE)
            elif isinstance(call.callee, JavaScriptValue) and call.callee.path:
                yield from _of_call(call, call.callee, runtime, elements)
        for assignment in code.assignments:
            value = function_of(assignment.value)
            if value is not None and _is_handler(assignment, runtime, elements):
                yield CalledFunction(assignment.value_span or assignment.place.span, value, assignment.attribute, ONE)


def _named_by_attributes(runtime: Runtime) -> Iterator[CalledFunction]:
    for event, value in functions_of_attributes(runtime):
        yield CalledFunction(event.attribute.value.span(), value, f"{event.prefix}-{event.event}", ONE)


def functions_of_attributes(runtime: Runtime) -> Iterator[tuple[EventAttribute, PythonFunction]]:
    """The event attributes of the page that name a function of this Runtime, each with that function."""
    if runtime.thread is not Thread.MAIN or runtime.kind is not RuntimeKind.SCRIPTS:
        return
    for event in event_attributes(runtime.page):
        value = function_named(runtime, event.function) if event.interpreter == runtime.declared else None
        if value:
            yield event, value


def _of_call(call: Call, callee: JavaScriptValue, runtime: Runtime, elements: PageElements) -> Iterator[CalledFunction]:
    for position, argument in enumerate(call.arguments):
        if argument.keyword is not None or argument.starred:
            return
        value = function_of(argument.value)
        if value is None:
            continue
        given = _given(call, callee, position, runtime, elements)
        if given is not None:
            yield CalledFunction(argument.span, value, method_of(call), given)


def _is_handler(assignment: Assignment, runtime: Runtime, elements: PageElements) -> bool:
    """Whether it sets the handler for an event, `button.onclick = greet`. Only a window's `onerror` gets more."""
    target, name = assignment.target, assignment.attribute
    if not isinstance(target, JavaScriptValue) or name == "onerror" or name.removeprefix("on") not in event_names():
        return False
    found = type_of(target, runtime, elements)
    interfaces = found.interfaces if isinstance(found, JavaScriptObject) else ()
    if isinstance(found, GlobalObject):
        interfaces = (found.interface,)
    return any(assigned_use(each, name) is not None for each in interfaces)


def _given(
    call: Call, callee: JavaScriptValue, position: int, runtime: Runtime, elements: PageElements
) -> GivenArguments | None:
    known = BY_NAME.get((callee.path[-1], position))
    if known is not None:
        return known
    found = type_of(callee, runtime, elements)
    if isinstance(found, Construct):
        return callback_arguments(found.of.name, "new", position)
    if not isinstance(found, JavaScriptFunction):
        return None
    given = callback_arguments(found.holder, found.name, position)
    if given is not None and found.name in PASS_ON and not any(each.starred for each in call.arguments):
        return GivenArguments(max(0, len(call.arguments) - OWN_ARGUMENTS), exact=True)
    return given


def function_of(value: Value) -> PythonFunction | None:
    """The function itself, bare or in a proxy."""
    if isinstance(value, PythonFunction):
        return value
    if isinstance(value, Result) and len(value.arguments) == 1 and not value.attributes:
        name = getattr(value.callee, "name", "")
        return function_of(value.arguments[0]) if name.rpartition(".")[2] in WRAPPERS else None
    return None
