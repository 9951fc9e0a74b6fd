"""The Python that MicroPython refuses: programs that Python 3.14 runs and a build does not."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.data import read
from pyscript_doctor.knowledge.modules import micropython_builds, nearest_build

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WHILE_READING = ("SyntaxError", "NotImplementedError: unicode name escapes")
REFUSALS = ("TypeError", "NotImplementedError")


@cache
def refused_constructs(build: str) -> Mapping[str, str]:
    """What a build refuses or does in another way, with the error: "match" is "SyntaxError: invalid syntax".

    The names stand for the programs in make/constructs.txt; "AssertionError" is a program that ran and came to another
    result. Raises ValueError if it is not a build.
    """
    place = _place(build)
    outcomes = ((name, _outcome(runs, place)) for name, runs in read("micropython")["constructs"].items())
    return {name: error for name, error in outcomes if error}


@cache
def unread_constructs(build: str) -> Mapping[str, str]:
    """Those of `refused_constructs` that a build refuses while it reads a source, so that nothing of it runs."""
    return {name: error for name, error in refused_constructs(build).items() if error.startswith(WHILE_READING)}


def refused_keyword(build: str, function: str, keyword: str) -> str | None:
    """The error when a function is called with a keyword argument, or None if it is taken or was not tried.

    function: "json.dumps", "print", "str.split"; one that does not exist refuses nothing. Raises ValueError if it is
    not a build.
    """
    outcome = _outcome(read("micropython")["keywords"].get(f"{function} {keyword}", ()), _place(build))
    return outcome if outcome.startswith(REFUSALS) else None


def _place(build: str) -> int:
    return micropython_builds().index(nearest_build(build))


def _outcome(runs: Sequence[tuple[int, str]], place: int) -> str:
    return next((outcome for start, outcome in reversed(runs) if start <= place), "")
