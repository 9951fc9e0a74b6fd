"""The `py-*` and `mpy-*` attributes of a page, which name Python functions for its events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.interpreters import Interpreter
from pyscript_doctor.knowledge.web_platform import event_names
from pyscript_doctor.parsers.templates.masking import is_masked
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.page.page_scripts import page_scripts
from pyscript_doctor.project.urls.reference import Remote
from pyscript_doctor.queries.spelling import closest
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyscript_doctor.parsers.html.document import Attribute, Element
    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.runtime.runtime import Runtime

PREFIXES = {"py-": Interpreter.PYODIDE, "mpy-": Interpreter.MICROPYTHON}
UNREAD = lazy_pattern(r"(?P<data>data-)?(?P<prefix>m?py)(?:[_:.]|(?(data)-))(?:on)?(?P<event>[a-z]+)")
OF_DATA = lazy_pattern(r"data-m?py|\bdataset\b")
NO_EVENTS = {"env"}
NEAR = 0.8


class EventAttribute(NamedTuple):
    """One such attribute: the event that it listens to, and what it names."""

    element: Element
    attribute: Attribute
    prefix: str
    interpreter: Interpreter
    event: str

    @property
    def function(self) -> str:
        """The name in the attribute."""
        return self.attribute.value.value.strip()


def event_attributes(page: Page) -> Iterator[EventAttribute]:
    """The event attributes of a page, in order; those with a value from a template are left out."""
    for element in page.document.with_attributes_of(tuple(PREFIXES)):
        for name in element.attribute_names:
            if not name.startswith(tuple(PREFIXES)) or is_masked(name):
                continue
            prefix = next(prefix for prefix in PREFIXES if name.startswith(prefix))
            attribute = element.attribute(name)
            event = name.rpartition("-")[2]
            if attribute and event not in NO_EVENTS and not is_masked(attribute.value.value):
                yield EventAttribute(element, attribute, prefix.rstrip("-"), PREFIXES[prefix], event)


def unread_attributes(page: Page) -> Iterator[tuple[Element, Attribute, str]]:
    """The attributes such as `py_click`, which PyScript does not read, each with the name that it reads."""
    for element in page.document.with_attributes_of(("py", "mpy", "data-py", "data-mpy")):
        for name in element.attribute_names:
            found = UNREAD.fullmatch(name)
            attribute = element.attribute(name) if found and found["event"] in event_names() else None
            if found and attribute and not (found["data"] and _reads_data(page)):
                yield element, attribute, f"{found['prefix']}-{found['event']}"


def _reads_data(page: Page) -> bool:
    """Whether JavaScript of the page may read attributes such as `data-py-click`."""
    return any(OF_DATA.search(script.syntax.text.value) for script in page_scripts(page))


def is_handler_name(attribute: str) -> bool:
    """Whether an attribute has the name of a handler: `onclick`, or as libraries write it, `onClick`, `on_click`."""
    event = attribute.removeprefix("on")
    return event != attribute and (event in event_names() or event[:1].isupper() or event.startswith("_"))


def intended_event(event: str) -> str | None:
    """The event that was probably meant; None for one that a browser has, and for one that is not like any."""
    known = event_names()
    if not event or event in known or not event.isidentifier():
        return None
    if event.startswith("on") and event[2:] in known:
        return event[2:]
    return closest(event.removeprefix("on"), sorted(known), NEAR)


def may_be_dispatched(event: str, page: Page, runtimes: Iterable[Runtime]) -> bool:
    """Whether code of the page may send an event of this name: it names it, or the doctor can't read that code."""
    if any(isinstance(each.target, Remote) and "pyscript" not in each.url for each in page.references):
        return event.removeprefix("on") not in event_names()
    texts = [script.syntax.text.value for script in page_scripts(page)]
    texts += [syntax.text.value for runtime in runtimes for syntax in runtime.syntaxes]
    return any(event in text for text in texts)
