"""Events that a page listens for and that no browser fires."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.web_platform import event_names
from pyscript_doctor.parsers.text import Span
from pyscript_doctor.project.page.page_scripts import page_scripts
from pyscript_doctor.project.program.values import JavaScriptValue, Literal, PythonName
from pyscript_doctor.queries.event_attributes import event_attributes
from pyscript_doctor.queries.spelling import closest
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.project.program.facts import Call
    from pyscript_doctor.queries.page_elements import PageElements

WHEN = frozenset({"pyscript.when", "pyscript.events.when"})
WRAPPERS = frozenset({"pyodide.ffi.wrappers.add_event_listener"})
SIGNS = ("#", ".")
"""What selectors begin with: the event and the selector are swapped."""
SHORTEST = 4
MEANT = {
    "tap": "click",
    "press": "click",
    "pressed": "click",
    "hover": "mouseenter",
    "typing": "input",
    "type": "input",
    "keypressed": "keydown",
    "doubleclick": "dblclick",
    "rightclick": "contextmenu",
    "mousehover": "mouseover",
    "ready": "DOMContentLoaded",
    "unfocus": "blur",
    "swipe": "pointermove",
}
"""What people write for an event, in lower case, and what the browser calls it."""


class MissingEvent(NamedTuple):
    """An event that never comes. span: of its name. nearest: what was perhaps meant. function: what is never called."""

    span: Span
    name: str
    nearest: str
    function: str


def missing_events(elements: PageElements) -> Iterator[MissingEvent]:
    """The events that Python listens for, and that neither a browser nor code of the page fires."""
    for span, name, function in _listened(elements):
        if name.startswith(SIGNS):
            yield MissingEvent(span, name, "", function)
        if name in event_names() or not name.isidentifier() or elements.may_fire(name):
            continue
        if name.removeprefix("on") in event_names() or not elements.has_libraries:
            yield MissingEvent(span, name, _nearest(name), function)


def _listened(elements: PageElements) -> Iterator[tuple[Span, str, str]]:
    """The place and type of each event that the page listens for, and the function that it calls."""
    seen = set[Span]()
    for runtime in elements.runtimes:
        for call in (call for code in runtime.codes for call in code.calls):
            position = _position(call)
            argument = None if position is None else call.argument(position, "event_type")
            if argument is None or argument.span in seen or not isinstance(argument.value, Literal):
                continue
            seen.add(argument.span)
            if isinstance(argument.value.value, str):
                yield argument.span, argument.value.value, call.decorates.name if call.decorates else ""
    for attribute in event_attributes(elements.page):
        if attribute.function:
            yield attribute.attribute.name.span(), attribute.event, attribute.function
    for script in page_scripts(elements.page):
        for listener in script.syntax.listeners:
            name = listener.event.value
            if (name.startswith("on") and name.removeprefix("on") in event_names()) or _is_slip(name):
                yield listener.event.span(), name, ""


def _position(call: Call) -> int | None:
    """The position of the event's type among the arguments of a call; None if it takes none."""
    if isinstance(call.callee, PythonName):
        return 0 if call.callee.name in WHEN else 1 if call.callee.name in WRAPPERS else None
    listens = isinstance(call.callee, JavaScriptValue) and call.callee.path[-1:] == ("addEventListener",)
    return 0 if listens else None


@cache
def _by_letters() -> dict[str, str]:
    # Of `DOMContentLoaded` and `domcontentloaded` browsers fire the one with capitals.
    return {each.lower(): each for each in sorted(event_names(), reverse=True)}


def _is_slip(name: str) -> bool:
    """Whether it has the letters of an event in another order, or lacks one: objects have events of their own."""
    if name in event_names() or len(name) < SHORTEST:
        return False
    return any(
        sorted(name) == sorted(event)
        or (len(event) == len(name) + 1 and name[0] == event[0] and _lacks_one(name, event))
        for event in event_names()
        if abs(len(event) - len(name)) < 2
    )


def _lacks_one(name: str, event: str) -> bool:
    return any(event[:place] + event[place + 1 :] == name for place in range(1, len(event) - 1))


def _nearest(name: str) -> str:
    plain = name.lower().replace("_", "")
    by_letters = _by_letters()
    for candidate in (plain, plain.removeprefix("on")):
        if candidate in by_letters:
            return by_letters[candidate]
    if plain in MEANT:
        return MEANT[plain]
    close = closest(plain, by_letters, 0.75)
    return by_letters[close] if close else ""
