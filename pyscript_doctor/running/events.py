"""What a page says about itself, read from messages that any page could send: nothing in them is trusted."""

from __future__ import annotations

import json
from enum import Enum
from typing import Any

from pyscript_doctor.explain.log import plain
from pyscript_doctor.records import dataclass

LONGEST_MESSAGE = 200_000
LONGEST_TEXT, LONGEST_URL, MOST_LINES = 20_000, 2_000, 400


class EventKind(Enum):
    """The kinds of events that a page reports."""

    OPENED = "opened"
    LIFECYCLE = "lifecycle"
    RESOURCE = "resource"
    CONSOLE = "console"
    UNCAUGHT = "uncaught"
    POLICY = "policy"
    ELEMENT = "element"


SAYING = frozenset({EventKind.CONSOLE, EventKind.UNCAUGHT, EventKind.POLICY, EventKind.ELEMENT})
"""The kinds that have a text of the browser or of PyScript."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened on a page.

    time: milliseconds since the page was asked for. text: what was said, in lines without control characters.
    level: "error" or "warn", of the console. name: of a lifecycle event, such as "py:ready". url, line: of what failed,
    or where an error was in JavaScript; "" and 0 for nowhere. stack: that of a JavaScript error. status: of a response,
    0 for none. failed: a resource could not be had. isolated: of OPENED, what `crossOriginIsolated` says.
    """

    kind: EventKind
    time: int = 0
    text: str = ""
    level: str = ""
    name: str = ""
    url: str = ""
    line: int = 0
    stack: str = ""
    status: int = 0
    failed: bool = False
    isolated: bool = False


def read_event(message: str) -> Event | None:
    """The event of a message; None if it is not one."""
    if len(message) > LONGEST_MESSAGE:
        return None
    try:
        data = json.loads(message)
        kind = EventKind(data["kind"])
    except (ValueError, RecursionError, KeyError, TypeError):
        return None
    return Event(
        kind=kind,
        time=_number(data, "time"),
        text=_text(data, "text", LONGEST_TEXT),
        level=_text(data, "level", 10),
        name=_text(data, "name", 40),
        url=_text(data, "url", LONGEST_URL),
        line=_number(data, "line"),
        stack=_text(data, "stack", LONGEST_TEXT),
        status=_number(data, "status"),
        failed=data.get("failed") is True,
        isolated=data.get("isolated") is True,
    )


def _text(data: dict[str, Any], name: str, longest: int) -> str:
    """A text of bounded length, each line without escapes and control characters."""
    value = data.get(name)
    if not isinstance(value, str):
        return ""
    return "\n".join(plain(line) for line in value[:longest].split("\n")[:MOST_LINES]).strip("\n")


def _number(data: dict[str, Any], name: str) -> int:
    value = data.get(name)
    return int(value) if isinstance(value, (int, float)) and 0 <= value < 1e9 else 0
