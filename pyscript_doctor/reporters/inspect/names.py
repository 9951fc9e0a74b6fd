"""How the picture of a page names things: places, ages, interpreters."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.interpreters import Thread
from pyscript_doctor.project.runtime.runtime import RuntimeKind
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.reporters.terminal.styled import Role, Segment
from pyscript_doctor.reporters.terminal.visible import visible
from pyscript_doctor.reporters.text.wording import counted, interpreter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from pyscript_doctor.inspection.records import Origin, PageRecord, RuntimeRecord
    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.reporters.positions import Positions

DAYS_OF_A_MONTH = 30.44
MONTHS_IN_DETAIL = 24
NO_PYTHON = "no Python that PyScript runs was found"


class Names:
    """Names the files and places of one page as they are seen from it, like its URLs: "main.py", "../shared.py"."""

    def __init__(self, page: PageRecord, positions: Positions) -> None:
        self._folder = posixpath.dirname(page.path)
        self._positions = positions

    def path(self, path: str) -> str:
        """A file."""
        return visible(posixpath.relpath(path or ".", self._folder or "."))

    def beside(self, span: Span) -> tuple[Segment, ...]:
        """A place, after what is there: " (index.html:12)"."""
        name = self.path(span.path)
        if self._positions.knows(span.path):
            name += f":{self._positions.start(span).line}"
        return (Segment(f" ({name})", Role.FAINT),)


def origin_segments(origin: Origin, names: Names, role: Role = Role.PLAIN) -> Iterator[Segment]:
    """Where something comes from, and what is wrong with that."""
    if origin.state == "unknown":
        yield Segment(visible(origin.place) or "a file", role)
        yield Segment(f", unknown: {origin.reason}", Role.WARNING)
        return
    yield Segment(names.path(origin.place) if origin.state != "remote" else visible(origin.place), role)
    if origin.state == "missing":
        yield Segment(", which is missing", Role.ERROR)


def runtime_title(runtime: RuntimeRecord) -> tuple[str, bool]:
    """What an interpreter is on its page, and whether the place that starts it says more."""
    name = f' "{runtime.name}"' if runtime.name else ""
    if runtime.kind is RuntimeKind.EDITOR:
        return f"editor{name}, in a worker", False
    if runtime.kind is RuntimeKind.GAME:
        return "game, on the main thread", False
    if runtime.kind is RuntimeKind.STARTED:
        return f"worker{name} that code starts", True
    return (f"worker{name}", False) if runtime.thread is Thread.WORKER else ("main thread", False)


def interpreter_of(runtime: RuntimeRecord) -> Iterator[Segment]:
    """ "Pyodide 314.0.3, Python 3.14.2"."""
    name = interpreter(runtime.interpreter)
    if isinstance(runtime.version, Unknown):
        yield Segment(name, Role.CODE)
        yield Segment(f", version unknown: {runtime.version.reason}", Role.WARNING)
        return
    yield Segment(f"{name} {visible(runtime.version)}", Role.CODE)
    if runtime.python:
        yield Segment(f", Python {runtime.python}")


def age(since: date, today: date) -> str:
    """ "12 days", "4 months", "3 years"."""
    days = max(0, (today - since).days)
    months = int(days / DAYS_OF_A_MONTH)
    if months < 1:
        return counted(days, "day")
    if months < MONTHS_IN_DETAIL:
        return counted(months, "month")
    return counted(months // 12, "year")


def in_short(page: PageRecord) -> tuple[str, str]:
    """The release of a page, and its interpreters: "2026.7.3", "Pyodide, MicroPython, 2 workers"."""
    label = page.release.label
    release = page.release.name or ("unknown" if "unknown" in label else f"{visible(label)}?")
    main = dict.fromkeys(interpreter(each.interpreter) for each in page.runtimes if each.thread is Thread.MAIN)
    editors = sum(each.kind is RuntimeKind.EDITOR for each in page.runtimes)
    workers = sum(each.thread is Thread.WORKER for each in page.runtimes) - editors
    parts = [*main]
    parts += [counted(workers, "worker")] if workers else []
    parts += [counted(editors, "editor")] if editors else []
    return release, ", ".join(parts) or (page.notes[0] if page.notes else NO_PYTHON)
