"""What the doctor costs beside something else that was measured in the same run, and what it should cost at most."""

from __future__ import annotations

import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import peers, projects
from benchmarks.measuring import Cost, cost

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCTOR = (sys.executable, "-m", "pyscript_doctor")
CHECK = (*DOCTOR, "check", ".", "--output-format", "concise")
COLD = (*CHECK, "--no-cache")
STEPS = 7


@dataclass(frozen=True, slots=True)
class Ratio:
    """One number and its goal. at_least: whether more is better."""

    name: str
    value: float
    goal: float
    at_least: bool = False
    unit: str = "x"

    @property
    def is_met(self) -> bool:
        """Whether it is as good as it should be."""
        return self.value >= self.goal if self.at_least else self.value <= self.goal


def ratios(pages: int, folder: Path) -> Iterator[Ratio]:
    """All of them, each when it is measured. pages: how many the large project has. folder: for the peers."""
    with tempfile.TemporaryDirectory() as place:
        yield from _all(Path(place), pages, folder)


def _all(place: Path, pages: int, folder: Path) -> Iterator[Ratio]:
    projects.write_small(place / "small")
    projects.write_pages(place / "pages", pages)
    cost(COLD, place / "small")  # so that the bytecode of everything is there
    yield from _start(place / "small")
    small = cost(COLD, place / "small", STEPS)
    library = cost((sys.executable, "-c", "import bs4"), place, STEPS)
    yield Ratio("3 pages and 5 modules, cold, beside `import bs4`", small.cpu / library.cpu, 3)
    cold = cost(COLD, place / "pages")
    yield from _beside_peers(cold, place / "pages", folder)
    yield Ratio(f"{pages} pages: memory of a cold run", cold.megabytes, 300, unit=" MB")
    yield from _again(cold, small, place)
    projects.write_large_repository(place / "large", 45_000, 40)
    yield Ratio("45,000 files of which 40 are pages", cost(COLD, place / "large", 3).cpu, 3, unit=" s")


def _start(folder: Path) -> Iterator[Ratio]:
    python = cost((sys.executable, "-c", "pass"), folder, STEPS)
    yield Ratio(
        "`--version` beside `python -c pass`", cost((*DOCTOR, "--version"), folder, STEPS).cpu / python.cpu, 2.5
    )


def _beside_peers(cold: Cost, project: Path, folder: Path) -> Iterator[Ratio]:
    """By the clock: who waits for a linter does not ask how many processors it uses."""
    html_validate = peers.html_validate(folder)
    if html_validate is not None:
        clock = cost(html_validate, project).clock
        yield Ratio("pages a second beside html-validate's", clock / cold.clock, 4, at_least=True)
    clock = cost(peers.djlint(folder), project).clock
    yield Ratio("pages a second beside djlint's", clock / cold.clock, 1, at_least=True)


def _again(cold: Cost, small: Cost, place: Path) -> Iterator[Ratio]:
    with _cache() as environment:
        cost(CHECK, place / "pages", environment=environment)
        warm = cost(CHECK, place / "pages", 3, environment)
        yield Ratio("a cold run beside a warm one", cold.cpu / warm.cpu, 5, at_least=True)
        changed = min(_with_a_page_changed(place / "pages", name, environment) for name in ("a", "b", "c"))
        yield Ratio("one page of them changed, beside the small project", changed / small.cpu, 1.5)


def _with_a_page_changed(project: Path, name: str, environment: dict[str, str]) -> float:
    """Seconds of processor for a run after one page got a new heading."""
    page = project / "part0" / "page7.html"
    page.write_text(page.read_text(encoding="utf-8").replace("<h1>", f"<h1>{name}"), encoding="utf-8")
    return cost(CHECK, project, environment=environment).cpu


@contextmanager
def _cache() -> Iterator[dict[str, str]]:
    """The variables by which a run has a cache of its own."""
    with tempfile.TemporaryDirectory() as folder:
        yield {"XDG_CACHE_HOME": folder, "PYSCRIPT_DOCTOR_NO_CACHE": ""}
