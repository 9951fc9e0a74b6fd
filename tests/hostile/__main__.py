"""`python -m tests.hostile [NAME]... [--size BYTES]`: what each kind of hostile input takes."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.hostile.kinds import KINDS, write
from tests.hostile.run import run


def main() -> None:
    """Print a line for each kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="parts of names of kinds")
    parser.add_argument("--size", type=int, default=64_000)
    parser.add_argument("--seconds", type=int, default=30)
    arguments = parser.parse_args()
    for name, make in KINDS.items():
        if arguments.names and not any(each in name for each in arguments.names):
            continue
        with tempfile.TemporaryDirectory() as place:
            size = write(Path(place), make(arguments.size))
            # A report that an earlier run kept says nothing about time, and none is left to whoever runs this.
            command = ("check", "--no-cache", "--isolated", "--jobs", "1", "--output-format", "concise")
            outcome = run(Path(place), *command, seconds=arguments.seconds)
        last = outcome.err.strip().rsplit("\n", 1)[-1][:100] if outcome.code not in (0, 1) else ""
        said = f"{outcome.cpu:7.2f} s  exit {outcome.code:3}  {size:8,} B  {name}"
        print(said, *outcome.trespasses, last, flush=True)


if __name__ == "__main__":
    main()
