"""The elements of the page on which a function of Python listens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.project.program.values import JavaScriptValue, Literal
from pyscript_doctor.queries.called_functions import WHEN, function_of
from pyscript_doctor.queries.event_attributes import event_attributes
from pyscript_doctor.queries.null_uses import LOOKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.html.document import Element
    from pyscript_doctor.project.program.facts import Argument, Code
    from pyscript_doctor.project.program.values import PythonFunction, Value
    from pyscript_doctor.queries.page_elements import PageElements

LISTEN = "addEventListener"


def listened_elements(function: PythonFunction, code: Code, elements: PageElements) -> tuple[Element, ...]:
    """Those on which a function listens for any event, as far as the page and the function's own file name them."""
    named = (each.element for each in event_attributes(elements.page) if each.function == function.name)
    selectors = (*_of_when(function, code), *_of_listeners(function, code))
    return (*named, *(element for each in selectors for element in _found(each, elements)))


def _found(selector: str, elements: PageElements) -> tuple[Element, ...]:
    try:
        return elements.found(selector)
    except ValueError:
        return ()


def _of_when(function: PythonFunction, code: Code) -> Iterator[str]:
    """`@when("click", "#send")`."""
    for call in code.calls:
        if call.name in WHEN and call.decorates == function:
            yield _text(call.argument(1, "selector"))


def _of_listeners(function: PythonFunction, code: Code) -> Iterator[str]:
    """`document.getElementById("send").addEventListener("click", ...)`, and `.onclick = ...`."""
    for call in code.calls:
        callee, listener = call.callee, call.argument(1)
        if not isinstance(callee, JavaScriptValue) or callee.path[-1:] != (LISTEN,) or listener is None:
            continue
        if function_of(listener.value) == function:
            yield _selector(callee._replace(path=callee.path[:-1]))
    for assignment in code.assignments:
        if assignment.attribute.startswith("on") and function_of(assignment.value) == function:
            yield _selector(assignment.target)


def _selector(value: Value) -> str:
    """What finds the element that a value is; "" if that is not to be seen."""
    if not isinstance(value, JavaScriptValue) or value.path[-1:] != ("()",) or LOOKING.isdisjoint(value.path[-2:-1]):
        return ""
    given = value.given[-1] or ""
    return f"#{given}" if given and value.path[-2] == "getElementById" else given


def _text(argument: Argument | None) -> str:
    value = argument.value if argument else None
    return value.value if isinstance(value, Literal) and isinstance(value.value, str) else ""
