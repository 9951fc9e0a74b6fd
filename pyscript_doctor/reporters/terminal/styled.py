"""Lines of output as plain data: what is said, and the role of each part."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from pyscript_doctor.engine.finding import Severity
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Role(Enum):
    """What a part of a line is; a terminal draws each in its own way."""

    PLAIN = "plain"
    STRONG = "strong"
    GUTTER = "gutter"
    PLACE = "place"
    CODE = "code"
    GOOD = "good"
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    RELATED = "related"
    FAINT = "faint"


SEVERITY_ROLES = {Severity.ERROR: Role.ERROR, Severity.WARNING: Role.WARNING, Severity.INFO: Role.INFO}


class Segment(NamedTuple):
    """A part of a line. `link` is the address that a terminal opens, if it can."""

    text: str
    role: Role = Role.PLAIN
    link: str = ""


class Line(NamedTuple):
    """One line of output, without its newline."""

    segments: tuple[Segment, ...] = ()

    @property
    def plain(self) -> str:
        """The line without colour."""
        return "".join(segment.text for segment in self.segments).rstrip()


EMPTY = Line()


def line(*parts: Segment | str) -> Line:
    """A line of these parts."""
    return Line(tuple(Segment(part) if isinstance(part, str) else part for part in parts))


_CODE = lazy_pattern(r"(`[^`]*`)")


def prose(text: str, role: Role = Role.PLAIN) -> Iterator[Segment]:
    """A sentence in segments, with what is between back-ticks as code."""
    for part in _CODE.split(text):
        if part:
            yield Segment(part, Role.CODE if part.startswith("`") and part.endswith("`") else role)


def plain(lines: Iterable[Line]) -> str:
    """The lines as one text without colour."""
    return "".join(f"{each.plain}\n" for each in lines)
