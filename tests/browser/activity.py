"""Whether Chromium is at work: the processor time of its renderers, in which all Python of a page runs.

It is read from Linux's /proc, as the whole harness is for Debian's Chromium.
"""

from __future__ import annotations

import os
import re
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

PROCESSES = "/proc"
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
        self._total = _seconds_used(descendants(RENDERER))

    def note(self) -> None:
        """Something happened: a message, a request."""
        self.busy_until = time.monotonic()

    def quiet_for(self) -> float:
        """Seconds since something happened or a renderer was at work."""
        now = time.monotonic()
        if now - self._sampled >= SAMPLE:
            renderers = descendants(RENDERER)
            # A renderer that ends takes its past with it.
            total = _seconds_used(renderers)
            used = max(total - self._total, 0.0)
            if used > IDLE_SHARE * (now - self._sampled) or any(_waits(each) for each in renderers):
                self.busy_until = now
            self._sampled, self._total = now, total
            self.used += used
        return now - self.busy_until


def _seconds_used(processes: Iterable[int]) -> float:
    """The processor time that these processes have used since they started."""
    fields = (_fields(f"{PROCESSES}/{process}/stat") for process in processes)
    return sum(int(each[11]) + int(each[12]) for each in fields if each) / TICKS_PER_SECOND


def _waits(process: int) -> bool:
    """Whether one of its threads could run now."""
    threads = f"{PROCESSES}/{process}/task"
    return any(_fields(f"{threads}/{each}/stat")[:1] == ["R"] for each in _names(threads))


def descendants(argument: str) -> list[int]:
    """The processes that this one or its children started with such an argument."""
    parents: dict[int, int] = {}
    for name in filter(str.isdigit, _names(PROCESSES)):
        fields = _fields(f"{PROCESSES}/{name}/stat")
        if fields:
            parents[int(name)] = int(fields[1])
    return [each for each in parents if _descends(each, parents) and argument.encode() in _arguments(each)]


def _descends(process: int, parents: dict[int, int]) -> bool:
    own, process = os.getpid(), parents[process]
    while process != own and process in parents:
        process = parents[process]
    return process == own


def _arguments(process: int) -> list[bytes]:
    return re.split(rb"[\0 ]", _read(f"{PROCESSES}/{process}/cmdline"))


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _fields(stat: str) -> list[str]:
    """The fields of a stat file after the name, which may hold anything: state, parent, ..."""
    return _read(stat).decode("utf-8", "replace").rpartition(")")[2].split()


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""
