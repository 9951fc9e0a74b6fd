"""What a command costs: seconds of processor and of the clock, and memory."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """cpu, clock: in seconds; cpu with that of the processes that it started. megabytes: the most that it held."""

    cpu: float
    clock: float
    megabytes: float


FINDS_OR_NOT = (0, 1)
"""How a linter ends that could check all: it found nothing, or something."""


def cost(
    command: Sequence[str],
    folder: Path,
    runs: int = 1,
    environment: Mapping[str, str] | None = None,
    exit_codes: Collection[int] = FINDS_OR_NOT,
) -> Cost:
    """What a command costs in a folder: of several runs the cheapest, as others use the machine too.

    Raises RuntimeError if it ends with another exit code than these.
    """
    found = [_run(command, folder, environment or {}, exit_codes) for _ in range(runs)]
    return min(found, key=lambda each: each.cpu)


def _run(command: Sequence[str], folder: Path, environment: Mapping[str, str], exit_codes: Collection[int]) -> Cost:
    variables = {**os.environ, **environment}
    variables.pop("PYTHONDONTWRITEBYTECODE", None)  # whoever installs a command has its bytecode
    started = time.monotonic()
    with subprocess.Popen(
        command, cwd=folder, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in exit_codes:
        raise RuntimeError(f"`{' '.join(command)}` ended with {process.returncode}")
    return Cost(used.ru_utime + used.ru_stime, time.monotonic() - started, used.ru_maxrss / 1024)
