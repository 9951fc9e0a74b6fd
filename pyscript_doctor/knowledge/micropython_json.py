"""What MicroPython's `json` reads: more than JSON.

Measured in MicroPython 1.28: it reads `[1, 2,]`, `{"a" 1}`, `{1: 2}`, `[1}`, and refuses what is not closed, what comes
after the end, and `NaN`.
"""

from __future__ import annotations

from pyscript_doctor.patterns import lazy_pattern

_PART = lazy_pattern(
    r'[\s,:]*(?P<part>[\[\]{}]|"(?:\\[\s\S]|[^"\\])*"|true|false|null'
    r"|-?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?(?![-+.\deE]))"
)
"""A part of what it takes for JSON: commas and colons are white space; any bracket closes any."""


def where_micropython_stops(value: str) -> int | None:
    """The offset at which MicroPython's `json` gives up; None if it takes all."""
    depth = at = 0
    while found := _PART.match(value, at):
        at = found.end()
        depth += found["part"] in "[{"
        depth -= found["part"] in "]}"
        if depth < 0:
            return found.start("part")
        if depth == 0:
            rest = value[at:].lstrip()
            return len(value) - len(rest) if rest else None
    return len(value) - len(value[at:].lstrip(" \t\r\n,:"))
