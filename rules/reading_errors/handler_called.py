"""Handlers that are called, or written as text, where they should be given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import (
    ACTION_FAILS,
    ERROR,
    UNSAFE,
    Finding,
    JavaScriptValue,
    Literal,
    PythonFunction,
    PythonName,
    fix_of,
    lazy_pattern,
    rule,
)
from pyscript_doctor.queries.edits import event_parameter, given_import, replaced
from pyscript_doctor.queries.event_attributes import is_handler_name
from pyscript_doctor.queries.javascript_types import JavaScriptObject, type_of
from pyscript_doctor.queries.page_elements import page_elements
from pyscript_doctor.queries.source_text import source_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Call, Code, Edit, Fix, Project, Span, Value

# Functions that take a Python function, and its position.
TAKES = {"setTimeout": 0, "setInterval": 0, "requestAnimationFrame": 0, "queueMicrotask": 0, "addEventListener": 1}
PROXIES = {"create_proxy", "create_once_callable"}
CALLED = lazy_pattern(r"\s*(\w+)\s*(?:\(.*)?$")
MODULES = ("pyscript.ffi", "pyodide.ffi", "pyscript")


@rule(severity=ERROR, faq="reading-error-messages", effect=ACTION_FAILS)
def handler_called(code: Code, project: Project) -> Iterator[Finding]:
    """Python gives the result of a call, or text, where a handler is wanted: `button.onclick = greet()`."""
    yield from _of_text(code, project)
    calls = {(call.place.span.start, call.place.span.end): call for call in code.calls}
    for call in code.calls:
        position = _position(call)
        argument = None if position is None else call.argument(position)
        inner = calls.get((argument.span.start, argument.span.end)) if argument else None
        if argument and inner and _is_none(argument.value):
            wrap = isinstance(call.callee, JavaScriptValue)
            yield _finding(inner, argument.span, code, _fix(inner, code, wrap=wrap, event=_listens(inner, code)))
    for assignment in code.assignments:
        span = assignment.value_span
        if span and is_handler_name(assignment.attribute) and isinstance(assignment.target, JavaScriptValue):
            inner = calls.get((span.start, span.end))
            if inner and _is_none(assignment.value):
                yield _finding(inner, span, code, _fix(inner, code, wrap=False, event=True))


def _of_text(code: Code, project: Project) -> Iterator[Finding]:
    """`button.onclick = "greet()"`: text is code only in HTML, the browser drops it here."""
    for assignment in code.assignments:
        target, value, span = assignment.target, assignment.value, assignment.value_span
        if not (isinstance(target, JavaScriptValue) and isinstance(value, Literal) and isinstance(value.value, str)):
            continue
        if not span or not assignment.attribute.startswith("on") or not value.value.strip():
            continue
        elements = page_elements(code.runtime.page, project.runtimes_of(code.runtime.page))
        handler = type_of(target._replace(path=(*target.path, assignment.attribute)), code.runtime, elements)
        if isinstance(handler, JavaScriptObject) and handler.type.kind == "callback":
            name = CALLED.match(value.value)
            yield Finding(
                span=span,
                message=f"`{assignment.attribute}` takes a function, so the browser drops this text",
                label="text, not a function",
                help=f"Write the function itself, without quotes and parentheses: `{name[1]}`."
                if name
                else "Write a function of Python that does it, and give it here by its name, without quotes.",
            )


def _position(call: Call) -> int | None:
    """Where a call takes a function; None if it takes none, or that is not known."""
    if isinstance(call.callee, PythonName):
        return 0 if call.callee.name.rpartition(".")[2] in PROXIES else None
    if isinstance(call.callee, JavaScriptValue) and call.callee.path:
        return TAKES.get(call.callee.path[-1])
    return None


def _is_none(value: Value) -> bool:
    """Whether what a call returns is certainly None, which is known of the project's own functions alone."""
    return isinstance(value, Literal) and value.value is None


def _fix(call: Call, code: Code, *, wrap: bool, event: bool) -> Fix | None:
    """Give the function itself, in a proxy where JavaScript keeps it, and with a parameter if it gets an event.

    A call with arguments becomes what a lambda does later.
    """
    in_proxy = wrap and code.runtime.is_pyodide
    return fix_of(UNSAFE, "Give the function itself", lambda: _edits(call, code, in_proxy, event))


def _listens(inner: Call, code: Code) -> bool:
    """Whether a call is in one of `addEventListener`, which passes an event to the function."""
    place = inner.place.span
    around = (call.place.span for call in code.calls_of_javascript("addEventListener"))
    return any(each.start < place.start < each.end for each in around)


def _edits(call: Call, code: Code, wrap: bool, event: bool) -> Iterator[Edit]:
    text = code.syntax.text
    name, function = source_text(code, call.callee_span), call.callee
    if call.arguments:
        name = f"lambda *_: {source_text(code, call.place.span)}"
    elif event and isinstance(function, PythonFunction) and function.most == 0:
        yield event_parameter(code, function)
    if wrap:
        maker, needed = given_import(code.syntax, MODULES, "create_proxy")
        yield from needed
        name = f"{maker}({name})"
    yield replaced(text, call.place.span, name)


def _finding(call: Call, span: Span, code: Code, fix: Fix | None) -> Finding:
    name = source_text(code, call.callee_span)
    arguments = "" if not call.arguments else " To give it arguments, write a `lambda`."
    return Finding(
        span=span,
        message=f"this calls `{name}` at once, and gives what it returns, None, instead of the function",
        label="called, not given",
        help=f"Leave out the parentheses: `{name}`.{arguments}",
        fix=fix,
    )
