"""Texts that a method of the browser certainly refuses: a name that no element can have, two classes in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.web_platform import canvas_context
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.program.values import JavaScriptValue, Literal
from pyscript_doctor.queries.javascript_types import JavaScriptFunction, type_of
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.program.facts import Call, Code
    from pyscript_doctor.queries.page_elements import PageElements

SPACE = lazy_pattern(r"[ \t\n\f\r]")
NO_ELEMENT = lazy_pattern(r"(?![A-Za-z_:])[\x00-\x7f]|.*[\s/>]")
"""What no name of an element begins with, or contains; the same in all versions of browsers."""
LONGEST = 60
TIMERS = frozenset({"setTimeout", "setInterval"})


class RefusedText(NamedTuple):
    """An argument that a method refuses. message, help, console: what to say about it."""

    call: Call
    span: Span
    message: str
    help: str
    console: str


def refused_texts(code: Code, elements: PageElements) -> Iterator[RefusedText]:
    """Each text that a method of the browser certainly refuses because of its value."""
    for call in code.calls_of_javascript(*_CHECKS):
        found = type_of(call.callee, code.runtime, elements) if isinstance(call.callee, JavaScriptValue) else None
        if not isinstance(found, JavaScriptFunction) or call.place.catches("JsException"):
            continue
        for argument in call.arguments:
            value = argument.value.value if isinstance(argument.value, Literal) else None
            if isinstance(value, str) and len(value) <= LONGEST and not argument.starred and not argument.keyword:
                told = _CHECKS[found.name](value, found)
                if told is not None:
                    yield RefusedText(call, argument.span, *told)
            if found.name not in {"add", "remove"}:
                break  # the text that matters comes first


def swapped_timers(code: Code, elements: PageElements) -> Iterator[Call]:
    """`setTimeout(1000, tick)`: a number comes first, which the browser takes for code, so nothing runs."""
    for call in code.calls_of_javascript(*TIMERS):
        found = type_of(call.callee, code.runtime, elements) if isinstance(call.callee, JavaScriptValue) else None
        first = call.argument(0)
        is_number = first and isinstance(first.value, Literal) and type(first.value.value) in {int, float}
        if isinstance(found, JavaScriptFunction) and is_number and len(call.arguments) > 1:
            yield call


def _of_classes(value: str, method: JavaScriptFunction) -> tuple[str, str, str] | None:
    if method.holder != "DOMTokenList":
        return None
    if not value:
        return "the name of a class can't be empty", "Give the name of a class.", "must not be empty"
    if not SPACE.search(value):
        return None
    written = ", ".join(f'"{each}"' for each in value.split())
    help = (
        f"Pass each class as an argument of its own: `{method.name}({written})`."
        if method.name != "toggle"
        else "Toggle one class."
    )
    return f"`{value}` is not the name of one class: it has a space", help, "contains HTML space characters"


def _of_elements(value: str, method: JavaScriptFunction) -> tuple[str, str, str] | None:
    if method.holder != "Document" or (value and not NO_ELEMENT.match(value)):
        return None
    name = value.strip("<>/ .#")
    help = (
        f'Write the bare name: `createElement("{name}")`.' if name.isalnum() else "Write the bare name of the element."
    )
    return f"`{value}` is not the name of an element", help, "is not a valid name"


def _of_canvas(value: str, method: JavaScriptFunction) -> tuple[str, str, str] | None:
    meant = value.strip().lower()
    if value == meant or canvas_context(meant) is None:
        return None
    return f"a canvas has no context `{value}`, so `getContext` gives null", f'Write `"{meant}"`.', "AttributeError"


_CHECKS: dict[str, Callable[[str, JavaScriptFunction], tuple[str, str, str] | None]] = {
    **dict.fromkeys(("add", "remove", "toggle", "replace"), _of_classes),
    "createElement": _of_elements,
    "getContext": _of_canvas,
}
