"""`python -m tests.fuzz --seconds 60`: break projects at random, and keep as a small case what breaks the doctor."""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import subprocess
import sys
import time
import traceback
from typing import TYPE_CHECKING

from tests.engine.test_session import pool
from tests.fuzz.corpus import smaller, write_case
from tests.fuzz.mutations import mutated
from tests.fuzz.promises import hold

if TYPE_CHECKING:
    from tests.fuzz.mutations import Project

COMPARED = 12
"""So many projects at a time are checked in two processes whose hashes differ."""


def main() -> int:
    """Run until the time is over; 1 where anything was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=None, help="default: another one each time")
    parser.add_argument("--digests", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.digests is not None:
        print(*digests(arguments.digests), sep="\n")
        return 0
    seed = random.randrange(1 << 30) if arguments.seed is None else arguments.seed
    print(f"seed {seed}", flush=True)
    failed = 0 if same_whatever_the_hashes(seed) else 1
    choose, others = random.Random(seed), pool()
    end, done = time.monotonic() + arguments.seconds, 0
    while time.monotonic() < end and failed < 10:
        files = mutated(choose.choice(others), others, choose)
        done += 1
        error = failure(files)
        if error is not None:
            failed += 1
            keep(files, error)
    print(f"{done} projects, {failed} failed")
    return 1 if failed else 0


def failure(files: Project) -> BaseException | None:
    """What goes wrong with a project."""
    try:
        hold(files)
    except Exception as error:
        return error
    return None


def keep(files: Project, error: BaseException) -> None:
    """Say what went wrong, and keep the smallest project with which it still does."""
    traceback.print_exception(error)
    small = files if isinstance(error, TimeoutError) else smaller(files, lambda each: _is_like(failure(each), error))
    name = hashlib.sha256(repr(sorted(small.items())).encode()).hexdigest()[:12]
    print(f"kept as {write_case(small, name)}", flush=True)


def digests(seed: int) -> list[str]:
    """What the doctor says of some projects, in short."""
    choose, others = random.Random(seed), pool()
    projects = [mutated(choose.choice(others), others, choose) for _ in range(COMPARED)]
    return [_digest(files) for files in projects]


def same_whatever_the_hashes(seed: int) -> bool:
    """Whether two processes in which strings have other hashes say the same."""
    command = [sys.executable, "-m", "tests.fuzz", "--digests", str(seed)]
    said = [
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": hashes}, capture_output=True, check=True).stdout
        for hashes in ("1", "2")
    ]
    if said[0] != said[1]:
        print(f"what the doctor says depends on PYTHONHASHSEED: python -m tests.fuzz --digests {seed}")
    return said[0] == said[1]


def _digest(files: Project) -> str:
    try:
        return hold(files, fixes=False)
    except Exception as error:
        return type(error).__name__


def _is_like(one: BaseException | None, other: BaseException) -> bool:
    return one is not None and type(one) is type(other) and _last_line(one) == _last_line(other)


def _last_line(error: BaseException) -> tuple[str, int] | None:
    frames = traceback.extract_tb(error.__traceback__)
    return (frames[-1].filename, frames[-1].lineno or 0) if frames else None


if __name__ == "__main__":
    sys.exit(main())
