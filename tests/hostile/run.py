"""Runs the command under limits, and keeps an eye on what it opens, connects to and starts.

`python -m tests.hostile.run FOLDER RESULT ARGUMENT...` is the command in that folder; RESULT is a file that gets the
measurements. The audit hook of Python sees each file that is opened and each folder that is listed.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MEMORY = 1_500_000_000
"""The address space of a run; what it really used is measured, and is far less."""
SECONDS = 60

_ENTERING = frozenset({"open", "os.listdir", "os.scandir"})
_FORBIDDEN = ("socket.", "os.exec", "os.fork", "os.system", "os.posix_spawn", "os.spawn", "os.startfile", "ctypes.")


@dataclass(frozen=True)
class Outcome:
    """What came of a run.

    cpu: seconds, start-up included. memory: the most bytes that it held at once. trespasses: what it must not do.
    """

    code: int
    out: str
    err: str
    cpu: float
    memory: int
    trespasses: tuple[str, ...]


def run(folder: Path, *arguments: str, seconds: int = SECONDS, stdin: str = "", **environment: str) -> Outcome:
    """What the command does in a folder, within limits of time and memory."""
    with tempfile.TemporaryDirectory() as apart:
        result = Path(apart, "result.json")
        command = [sys.executable, "-m", "tests.hostile.run", str(folder), str(result), str(seconds), *arguments]
        given = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **environment}
        try:
            done = subprocess.run(
                command, capture_output=True, input=stdin.encode(), env=given, timeout=seconds * 10, check=False
            )
        except subprocess.TimeoutExpired:
            return Outcome(-1, "", "waits without end", float(seconds), 0, ())
        unmeasured: dict[str, Any] = {"cpu": float(seconds), "memory": 0, "trespasses": []}
        measured = json.loads(result.read_text()) if result.exists() else unmeasured
    out, err = (text.decode("utf-8", "surrogateescape") for text in (done.stdout, done.stderr))
    return Outcome(done.returncode, out, err, measured["cpu"], measured["memory"], tuple(measured["trespasses"]))


class Watch:
    """Notes what a command must not do: touch files elsewhere, connect to anything, start a program that is not git."""

    def __init__(self, folder: Path) -> None:
        self.trespasses: list[str] = []
        self._allowed = (str(folder), sys.prefix, sys.base_prefix, str(Path(__file__).parents[2]), "/dev/null")
        self._real = tuple(os.path.realpath(place) for place in self._allowed)

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in _ENTERING and isinstance(arguments[0], (str, bytes, os.PathLike)):
            self._enter(os.path.abspath(os.fsdecode(arguments[0])))
        elif event == "subprocess.Popen":
            if os.path.basename(str(arguments[0])) != "git":
                self.trespasses.append(f"started {arguments[0]}")
        elif event.startswith(_FORBIDDEN):
            self.trespasses.append(event)

    def _enter(self, path: str) -> None:
        if not path.startswith(self._allowed) and not path.startswith("/proc/self/"):
            self.trespasses.append(f"opened {path}")
        elif not os.path.realpath(path).startswith(self._real):
            self.trespasses.append(f"opened {path}, a link to {os.path.realpath(path)}")


def _main() -> int:
    folder, result, seconds, *arguments = sys.argv[1:]
    os.chdir(folder)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 1))
    from pyscript_doctor.cli.main import main

    watch = Watch(Path.cwd())
    sys.addaudithook(watch)
    try:
        return main(arguments)
    except SystemExit as exit:
        return exit.code if isinstance(exit.code, int) else 1
    finally:
        seen = list(watch.trespasses)
        used, below = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = used.ru_utime + used.ru_stime + below.ru_utime + below.ru_stime
        Path(result).write_text(json.dumps({"cpu": cpu, "memory": _most_memory(), "trespasses": seen}))


def _most_memory() -> int:
    """The most bytes that this process held. `ru_maxrss` may be that of the process that started it."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else ()
    held = next((line.split()[1] for line in lines if line.startswith("VmHWM:")), None)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 if held is None else int(held) * 1024


if __name__ == "__main__":
    sys.exit(_main())
