"""Runs the command under limits, and keeps an eye on what it opens, connects to and starts.

The audit hook of Python sees each file that is opened and each folder that is listed, whoever does it.
"""

from __future__ import annotations

import math
import os
import resource
import sys
import sysconfig
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.command import become, import_everything
from tests.pace import on_this_machine

MEMORY = 300_000_000
"""So many bytes a run may take beside what it starts with; one that wants more gets a MemoryError."""

_ENTERING = frozenset({"open", "os.listdir", "os.scandir"})
_FORBIDDEN = ("socket.", "os.exec", "os.fork", "os.system", "os.posix_spawn", "os.spawn", "os.startfile", "ctypes.")


@dataclass(frozen=True)
class Outcome:
    """What came of a run.

    code: below 0 the number of the signal that ended it. cpu: in seconds. trespasses: what it must not do.
    """

    code: int
    out: str
    err: str
    cpu: float
    trespasses: tuple[str, ...]


def run(folder: Path, *arguments: str, seconds: int = 20, memory: int = MEMORY, **environment: str) -> Outcome:
    """What the command does in a folder, in a copy of this process that has limits of time and memory.

    seconds: of processor time on the usual machine.
    """
    import_everything()
    allowed = math.ceil(on_this_machine(seconds))
    streams = [tempfile.TemporaryFile() for _ in range(4)]  # noqa: SIM115 - closed below
    given, out, err, seen = streams
    sys.stdout.flush()
    sys.stderr.flush()
    process = os.fork()
    if process == 0:
        try:
            held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
            resource.setrlimit(resource.RLIMIT_AS, (held + memory, held + memory))
            resource.setrlimit(resource.RLIMIT_CPU, (allowed, allowed + 1))
            sys.addaudithook(Watch(folder, seen.fileno()))
            become(arguments, folder, environment, (given, out, err))
        finally:
            os._exit(70)
    _, status, used = os.wait4(process, 0)
    said = []
    for stream in (out, err, seen):
        stream.seek(0)
        said.append(stream.read().decode("utf-8", "surrogateescape"))
    for stream in streams:
        stream.close()
    code = os.waitstatus_to_exitcode(status)
    trespasses = tuple(dict.fromkeys(said[2].splitlines()))
    return Outcome(code, said[0], said[1], used.ru_utime + used.ru_stime, trespasses)


class Watch:
    """Notes what a command must not do: touch files elsewhere, connect to anything, start a program that is not git."""

    def __init__(self, folder: Path, notes: int) -> None:
        self._notes = notes
        own = Path(__file__).parents[2]
        places = (folder, sys.prefix, sys.base_prefix, own, *sysconfig.get_paths().values(), "/dev/null")
        self._allowed = tuple(map(str, places))
        self._real = tuple(os.path.realpath(place) for place in self._allowed)

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in _ENTERING and isinstance(arguments[0], (str, bytes, os.PathLike)):
            self._enter(os.path.abspath(os.fsdecode(arguments[0])))
        elif event == "subprocess.Popen":
            if os.path.basename(str(arguments[0])) != "git":
                self._note(f"started {arguments[0]}")
        elif event.startswith(_FORBIDDEN):
            self._note(event)

    def _enter(self, path: str) -> None:
        real = os.path.realpath(path)
        if not path.startswith(self._allowed) or not real.startswith(self._real):
            self._note(f"opened {path}" + (f", which is {real}" if real != path else ""))

    def _note(self, text: str) -> None:
        os.write(self._notes, f"{text}\n".encode("utf-8", "surrogateescape"))
