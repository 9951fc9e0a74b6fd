"""Judges the parts of a large project in several Python processes of our own at once.

This process works too, and repeats what another one could not finish. So the result never depends on how many there
are, or on what happens to them: a fault shows up here as it would without them.

`multiprocessing` does not make them. It runs the program's main module once more, and on many systems looks for modules
in the folder that the user is in, which may be a stranger's.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
from collections import deque
from contextlib import contextmanager, suppress
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator, Sequence
    from typing import TypeAlias

    from pyscript_doctor.engine.part import Part, Work

    Process: TypeAlias = subprocess.Popen[bytes]

MOST_PROCESSES = 8
"""At most so many are started if the user does not ask for a number: each takes up to 300 MB."""

BOOTSTRAP = (
    "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer)\n"
    "from pyscript_doctor.engine.worker import main; main()\n"
)
"""Ctrl-C reaches all processes, and the first one ends the others. They import only from where it does."""

SECONDS = 0.2
"""Python on Windows does not hear Ctrl-C while it waits without a limit."""


def can_start() -> bool:
    """Whether this Python can be started once more: not in a browser, nor if it is a part of another program."""
    is_apart = sys.platform not in {"emscripten", "wasi"} and not getattr(sys, "frozen", False)
    return is_apart and bool(sys.executable)


def processors() -> int:
    """How many processes can work at the same time, up to a limit."""
    try:
        count = len(os.sched_getaffinity(0))
    except (AttributeError, OSError):
        count = os.cpu_count() or 1
    return min(count, MOST_PROCESSES)


def judged(
    parts: Sequence[Sequence[str]], work: Work, here: Callable[[Sequence[str]], Part], processes: int
) -> list[Part]:
    """What the parts bring, in order; only the first ones if one of them sees all pages.

    here: judges a part in this process.
    """
    waiting = deque(range(len(parts)))
    found: dict[int, Part] = {}
    try:
        serve = partial(_serve, _pickled((gc.get_threshold(), work)), parts, waiting, found)
    except (pickle.PicklingError, TypeError, AttributeError):
        return [here(part) for part in parts]  # a Source of somebody's own, which can't be sent
    with _helped(serve, min(processes, len(parts)) - 1) as helpers:
        # In this order: the last thing that a helper does is to give back what it could not do.
        while any(helper.is_alive() for helper in helpers) or waiting:
            if any(part.sees_all for part in tuple(found.values())):
                break
            try:
                number = waiting.popleft()
            except IndexError:
                for helper in helpers:
                    helper.join(SECONDS)
            else:
                found[number] = here(parts[number])
    return [found[number] for number in sorted(found)]


@contextmanager
def _helped(serve: Callable[[Process], None], count: int) -> Iterator[list[Thread]]:
    """So many processes, or as many as the system gives, each served by a thread; all end with this."""
    import subprocess

    processes: list[Process] = []
    threads: list[Thread] = []
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # on Windows each would open a window
    try:
        with suppress(OSError, ValueError):
            for _ in range(count):
                started = subprocess.Popen(command(), stdin=pipe, stdout=pipe, stderr=nothing, creationflags=flags)
                processes.append(started)
        for process in processes:
            threads.append(Thread(target=serve, args=(process,), daemon=True))
            threads[-1].start()
        yield threads
    finally:
        for process in processes:
            process.kill()
        for thread in threads:
            thread.join()


def command() -> list[str]:
    """What starts a process: this Python with the same ways to read names of files, and no paths of its own."""
    flags = ["-I", "-X", f"utf8={sys.flags.utf8_mode}"]
    if sys.dont_write_bytecode:
        flags.append("-B")
    return [sys.executable, *flags, "-c", BOOTSTRAP]


def _pickled(value: object) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def _serve(
    work: bytes, parts: Sequence[Sequence[str]], waiting: deque[int], found: dict[int, Part], process: Process
) -> None:
    """Sends a process one part after the other. If it fails, its part waits again, for this process."""
    number = None
    requests, answers = process.stdin, process.stdout
    assert requests is not None
    assert answers is not None
    try:
        requests.write(_pickled(sys.path))
        requests.write(work)
        while True:
            number = waiting.popleft()
            requests.write(_pickled(list(parts[number])))
            requests.flush()
            found[number] = pickle.load(answers)
            number = None
    except Exception:  # whatever it is: then this process does the work, and shows what is wrong
        if number is not None:
            waiting.append(number)
    finally:
        for pipe in (requests, answers):
            with suppress(OSError):
                pipe.close()
        process.wait()
