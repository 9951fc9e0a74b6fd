"""How the time grows with a project: for each kind of growth a project of twice the size, again and again."""

from __future__ import annotations

import math
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import growing
from benchmarks.measuring import cost
from benchmarks.ratios import COLD

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH = 40
LONGEST_SECONDS = 20
EXIT_CODES = (0, 1, 2)
"""2: one of the files is so large that the doctor does not check all of it, and says so."""


@dataclass(frozen=True, slots=True)
class Growth:
    """The seconds of processor that a check takes, by size, the start of the doctor left out."""

    name: str
    seconds: tuple[tuple[int, float], ...]

    @property
    def exponent(self) -> float:
        """1 where twice as much takes twice as long, 2 where it takes four times as long; by the largest two."""
        (small, first), (large, second) = self.seconds[-2:]
        return math.log(max(second, 0.01) / max(first, 0.01)) / math.log(large / small)

    def lines(self) -> Iterator[str]:
        """The drawing: one bar a size."""
        yield f"{self.name}: time grows with size to the power of {self.exponent:.1f}"
        most = max(seconds for _, seconds in self.seconds) or 1
        for size, seconds in self.seconds:
            yield f"  {size:>7,} {'#' * round(seconds / most * WIDTH):{WIDTH}} {seconds:6.2f} s"


def growths() -> Iterator[Growth]:
    """All of them, each when it is measured."""
    for name, (write, sizes) in growing.KINDS.items():
        with tempfile.TemporaryDirectory() as place:
            yield Growth(name, tuple(_measured(Path(place), write, sizes)))


def _measured(place: Path, write: growing.Writer, sizes: tuple[int, ...]) -> Iterator[tuple[int, float]]:
    (place / "0").mkdir()
    write(place / "0", 1)
    start = cost(COLD, place / "0", 2, exit_codes=EXIT_CODES).cpu
    for size in sizes:
        (place / str(size)).mkdir()
        write(place / str(size), size)
        seconds = max(0.0, cost(COLD, place / str(size), exit_codes=EXIT_CODES).cpu - start)
        yield size, seconds
        if seconds > LONGEST_SECONDS:
            return
