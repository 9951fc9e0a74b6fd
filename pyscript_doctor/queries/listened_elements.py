"""The elements of the page on which functions of Python listen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.project.program.values import JavaScriptValue, Literal
from pyscript_doctor.queries.called_functions import WHEN, function_of, functions_of_attributes
from pyscript_doctor.queries.null_uses import LOOKING
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.html.document import Element
    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.program.facts import Argument
    from pyscript_doctor.project.program.values import PythonFunction, Value
    from pyscript_doctor.project.runtime.runtime import Runtime
    from pyscript_doctor.queries.page_elements import PageElements

LISTEN = "addEventListener"


class Listener(NamedTuple):
    """A function that is called for events of a type on an element of the page. span: where that is said."""

    function: PythonFunction
    event: str
    element: Element
    span: Span


def listeners(runtime: Runtime, elements: PageElements) -> Iterator[Listener]:
    """The functions that listen on elements, if we can see on which."""
    for attribute, function in functions_of_attributes(runtime):
        yield Listener(function, attribute.event, attribute.element, attribute.attribute.value.span())
    for function, event, selector, span in (*_of_when(runtime), *_of_calls(runtime), *_of_assignments(runtime)):
        for element in _found(selector, elements):
            yield Listener(function, event, element, span)


def _of_when(runtime: Runtime) -> Iterator[tuple[PythonFunction, str, str, Span]]:
    """`@when("click", "#send")`."""
    for code in runtime.codes:
        for call in code.calls_of(*WHEN):
            if call.decorates is not None:
                event, selector = call.argument(0, "event_type"), call.argument(1, "selector")
                yield call.decorates, _text(event), _text(selector), call.place.span


def _of_calls(runtime: Runtime) -> Iterator[tuple[PythonFunction, str, str, Span]]:
    """`document.getElementById("send").addEventListener("click", ...)`."""
    for code in runtime.codes:
        for call in code.calls_of_javascript(LISTEN):
            listener = call.argument(1)
            function = function_of(listener.value) if listener else None
            if function is not None and isinstance(call.callee, JavaScriptValue):
                owner = call.callee._replace(path=call.callee.path[:-1])
                yield function, _text(call.argument(0)), _selector(owner), call.place.span


def _of_assignments(runtime: Runtime) -> Iterator[tuple[PythonFunction, str, str, Span]]:
    """`document.getElementById("send").onclick = ...`."""
    for code in runtime.codes:
        for each in code.assignments:
            function = function_of(each.value) if each.attribute.startswith("on") else None
            if function is not None:
                yield function, each.attribute.removeprefix("on"), _selector(each.target), each.place.span


def _found(selector: str, elements: PageElements) -> tuple[Element, ...]:
    try:
        return elements.found(selector)
    except ValueError:
        return ()


def _selector(value: Value) -> str:
    """What finds the element that a value is; "" if we can't see that."""
    if not isinstance(value, JavaScriptValue) or value.path[-1:] != ("()",) or LOOKING.isdisjoint(value.path[-2:-1]):
        return ""
    given = value.given[-1] or ""
    return f"#{given}" if value.path[-2] == "getElementById" else given


def _text(argument: Argument | None) -> str:
    value = argument.value if argument else None
    return value.value if isinstance(value, Literal) and isinstance(value.value, str) else ""
