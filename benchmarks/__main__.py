"""Measure how fast the doctor is, and print it.

    python -m benchmarks             the ratios, and how the time grows
    python -m benchmarks ratios      beside other linters, which are installed by npm and pip into .cache/benchmarks
    python -m benchmarks growth      time over size

What is measured is time of the processor, as the clock also counts what others do on the machine. Pages a second are
measured by the clock, as linters use several processors: let nothing else run then.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.growth import growths
from benchmarks.ratios import ratios

PEERS = Path(__file__).resolve().parents[1] / ".cache" / "benchmarks"


def main() -> int:
    """Print what was asked for; nothing here fails a build."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.partition("\n")[0])
    parser.add_argument("what", nargs="?", choices=("ratios", "growth"), help="only these (default: both)")
    parser.add_argument("--pages", type=int, default=1000, help="pages of the large project (default: 1000)")
    options = parser.parse_args()
    if options.what != "growth":
        print("| what | measured | goal | met |\n| --- | ---: | ---: | --- |")
        for each in ratios(options.pages, PEERS):
            goal = f"{'at least' if each.at_least else 'at most'} {each.goal:g}{each.unit}"
            print(
                f"| {each.name} | {each.value:.1f}{each.unit} | {goal} | {'yes' if each.is_met else 'no'} |", flush=True
            )
    if options.what != "ratios":
        for growth in growths():
            print("\n" + "\n".join(growth.lines()), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
