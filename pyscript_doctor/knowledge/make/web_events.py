"""The table of events: their names, their interfaces, where they are fired and where they can be heard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

LEGACY = """
    DOMActivate DOMAttrModified DOMAttributeNameChanged DOMCharacterDataModified DOMElementNameChanged DOMFocusIn
    DOMFocusOut DOMMouseScroll DOMNodeInserted DOMNodeInsertedIntoDocument DOMNodeRemoved DOMNodeRemovedFromDocument
    DOMSubtreeModified MozMousePixelScroll mousewheel overflowchanged webkitAnimationEnd webkitAnimationIteration
    webkitAnimationStart webkitTransitionEnd transitionend
"""
"""Events of the removed mutation events and of early WebKit and Gecko (from UI Events, HTML and MDN)."""


def event_table(events: list[dict[str, Any]], compat: dict[str, Any], interfaces: dict[str, Any]) -> dict[str, Any]:
    """Events as [name, interface, targets, where else it bubbles to], and the names of which no more is known."""
    rows = sorted({_row(event, interfaces) for event in events if event.get("interface")})
    known = {row[0] for row in rows}
    names = {event["type"] for event in events} | set(LEGACY.split()) | set(_handled(interfaces))
    names |= {
        key.removesuffix("_event")
        for entry in compat["api"].values()
        for key in entry
        if key.endswith("_event") and isinstance(entry, dict)
    }
    return {
        "events": [[name, interface, list(targets), list(path)] for name, interface, targets, path in rows],
        "names": sorted(names - known),
    }


def _row(event: dict[str, Any], interfaces: dict[str, Any]) -> tuple[str, str, tuple[str, ...], tuple[str, ...]]:
    targets = tuple(sorted({item["target"] for item in event.get("targets", ())}))
    path = {place for item in event.get("targets", ()) for place in item.get("bubblingPath", ())}
    interface = event["interface"] if event["interface"] in interfaces else "?"
    return event["type"], interface, targets, tuple(sorted(path))


def _handled(interfaces: dict[str, Any]) -> Iterator[str]:
    """The events that have a handler attribute: `onclick`."""
    for record in interfaces.values():
        for name, code in record.get("members", {}).items():
            if name.startswith("on") and name.islower() and (code.startswith("=") or code == "?"):
                yield name[2:]
