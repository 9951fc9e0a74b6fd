"""The `py-*` and `mpy-*` attributes of a page, which name Python functions for its events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.interpreters import Interpreter
from pyscript_doctor.parsers.templates.masking import is_masked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.html.document import Attribute, Element
    from pyscript_doctor.project.page.page import Page

PREFIXES = {"py-": Interpreter.PYODIDE, "mpy-": Interpreter.MICROPYTHON}
NO_EVENTS = {"env"}


@dataclass(frozen=True, slots=True)
class EventAttribute:
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
    """The event attributes of a page, in its order; those with a template's value left out."""
    for element in page.document.all():
        for name in element.attribute_names:
            prefix = next((prefix for prefix in PREFIXES if name.startswith(prefix)), None)
            if prefix is None or is_masked(name):
                continue
            attribute = element.attribute(name)
            event = name.rpartition("-")[2]
            if attribute and event not in NO_EVENTS and not is_masked(attribute.value.value):
                yield EventAttribute(element, attribute, prefix.rstrip("-"), PREFIXES[prefix], event)
