"""Whether Chromium is at work: the processor time of its renderers, in which all Python of a page runs.

It is read from Linux's /proc, as the whole harness is for Debian's Chromium.
"""

from __future__ import annotations

import os
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PROCESSES = Path("/proc")
RENDERER = "--type=renderer"
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
SAMPLE = 0.3
IDLE_SHARE = 0.1


class Activity:
    """Watches the renderers among this process's descendants, a sample every `SAMPLE` seconds at most.

    A thread that waits for a processor counts as work too, so that a busy machine does not look like an idle page.
    `used` is the processor time that the renderers have taken meanwhile, in seconds.
    """

    def __init__(self) -> None:
        self.busy_until = time.monotonic()
        self.used = 0.0
        self._sampled = self.busy_until
        self._total, _ = _work()

    def note(self) -> None:
        """Something happened: a message, a request."""
        self.busy_until = time.monotonic()

    def quiet_for(self) -> float:
        """Seconds since something happened or a renderer was at work."""
        now = time.monotonic()
        if now - self._sampled >= SAMPLE:
            total, waiting = _work()
            # A renderer that ends takes its past with it.
            used = max(total - self._total, 0.0)
            if waiting or used > IDLE_SHARE * (now - self._sampled):
                self.busy_until = now
            self._sampled, self._total = now, total
            self.used += used
        return now - self.busy_until


def _work() -> tuple[float, bool]:
    """The seconds that all renderers have used since they started, and whether one of their threads can run now."""
    used, waiting = 0.0, False
    for process in descendants(RENDERER):
        for thread in _threads(process):
            fields = _fields(thread / "stat")
            if fields:
                used += (int(fields[11]) + int(fields[12])) / TICKS_PER_SECOND
                waiting = waiting or fields[0] == "R"
    return used, waiting


def descendants(argument: str) -> Iterator[Path]:
    """The processes that this one or its children started with such an argument."""
    parents: dict[int, int] = {}
    for folder in PROCESSES.iterdir():
        if folder.name.isdigit():
            fields = _fields(folder / "stat")
            if fields:
                parents[int(folder.name)] = int(fields[1])
    for process in parents:
        if _descends(process, parents):
            arguments = re.split(rb"[\0 ]", _read(PROCESSES / str(process) / "cmdline"))
            if argument.encode() in arguments:
                yield PROCESSES / str(process)


def _descends(process: int, parents: dict[int, int]) -> bool:
    own, process = os.getpid(), parents[process]
    while process != own and process in parents:
        process = parents[process]
    return process == own


def _threads(process: Path) -> list[Path]:
    try:
        return list((process / "task").iterdir())
    except OSError:
        return []


def _fields(stat: Path) -> list[str]:
    """The fields of a stat file after the name, which may hold anything: state, parent, ..."""
    return _read(stat).decode("utf-8", "replace").rpartition(")")[2].split()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
