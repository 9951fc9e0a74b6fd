"""How many arguments the functions of MicroPython's standard modules and common types take."""

from __future__ import annotations

from pyscript_doctor.knowledge.data import at_place, read
from pyscript_doctor.knowledge.modules import nearest_build
from pyscript_doctor.records import NamedTuple


class Counts(NamedTuple):
    """How many arguments by position a call must give, and how many it can; `most` is None for any number."""

    least: int
    most: int | None

    def fits(self, given: int) -> bool:
        """Whether a call can give so many."""
        return given >= self.least and (self.most is None or given <= self.most)


def argument_counts(build: str, function: str) -> Counts | None:
    """How many arguments "random.randint", "builtins.len" or the method "builtins.str.split" takes, without `self`.

    None if it takes any number, or nobody knows. A build that is not known counts as the nearest one. Raises
    ValueError if it is not a build.
    """
    table = read("micropython_calls")
    written = at_place(table["calls"].get(function), table["builds"].index(nearest_build(build)))
    if written is None:
        return None
    least, to, most = written.partition("-")
    return Counts(int(least), int(most or least) if most or not to else None)
