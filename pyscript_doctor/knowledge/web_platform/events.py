"""The events that browsers fire: their names, their interfaces, and where one can hear them."""

from __future__ import annotations

from functools import cache

from pyscript_doctor.knowledge.data import read
from pyscript_doctor.knowledge.web_platform.interfaces import interface, is_interface
from pyscript_doctor.records import NamedTuple

TREE = frozenset({"Node", "Window"})


class EventType(NamedTuple):
    """An event that a standard defines.

    interface: of the event object. targets: the interfaces where it is fired. bubbles_to: where else it comes by.
    """

    name: str
    interface: str
    targets: tuple[str, ...]
    bubbles_to: tuple[str, ...]

    def can_be_heard_at(self, target: str) -> bool:
        """Whether a listener of a value of this interface can get it, as it bubbles or on its way down."""
        lineage = interface(target).lineage
        if any(place in lineage for place in (*self.targets, *self.bubbles_to)):
            return True
        if any(is_interface(place) and interface(place).inherits(target) for place in self.targets):
            return True
        # A listener with `capture` hears whatever is fired at a node below it.
        return bool(TREE & {*lineage}) and any(
            is_interface(place) and interface(place).inherits("Node") for place in self.targets
        )


@cache
def event_types() -> tuple[EventType, ...]:
    """Every event that a standard defines; several for a name that more than one uses."""
    rows = read("web_platform/events")["events"]
    return tuple(EventType(name, kind, tuple(targets), tuple(path)) for name, kind, targets, path in rows)


@cache
def event_names() -> frozenset[str]:
    """The name of every event that a browser fires or fired, standard or not. Custom events are not included."""
    return frozenset(event.name for event in event_types()) | frozenset(read("web_platform/events")["names"])


@cache
def events_at(target: str) -> frozenset[str]:
    """The names of the standard events that a listener at a value of this interface can hear.

    Not complete: for an event that only some browser fires, no target is known. Ask `event_names` before you say that
    an event does not exist. Raises LookupError if there is no such interface.
    """
    return frozenset(event.name for event in event_types() if event.can_be_heard_at(target))


@cache
def event_interfaces(name: str, target: str = "") -> frozenset[str]:
    """The interfaces that the event object can have: {"PointerEvent"} of click.

    target: the interface of what code listens to, if it is known; `load` of an XMLHttpRequest is a ProgressEvent. Empty
    if nobody says it. To say that `event.buton` does not exist, ask all of them.
    """
    events = [event for event in event_types() if event.name == name]
    heard = [event for event in events if target and event.can_be_heard_at(target)]
    kinds = frozenset(event.interface for event in heard or events)
    return frozenset() if "?" in kinds else kinds
