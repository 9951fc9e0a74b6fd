"""Refreshes the knowledge: `python -m pyscript_doctor.knowledge.make [--cache FOLDER] [STEP...]`."""

from __future__ import annotations

import argparse
import importlib
from pathlib import Path

from pyscript_doctor.knowledge.make.gather import Cache

STEPS = (
    "releases",
    "locks",
    "standard_library",
    "standard_library_names",
    "result_types",
    "micropython",
    "micropython_calls",
    "pyscript_api",
    "pyscript_calls",
    "micropython_lib",
    "distributions",
    "unavailable",
    "web_platform",
    "standard_names",
    "dependencies",
    "libraries",
)
"""In the order in which they build on one another."""


def main() -> None:
    """Run the steps that are named."""
    parser = argparse.ArgumentParser(description="Refresh the knowledge.")
    parser.add_argument("--cache", type=Path, default=Path(".cache/knowledge"), help="where what is fetched is kept")
    parser.add_argument("steps", nargs="*", choices=[*STEPS, []], metavar="STEP", help=f"of {', '.join(STEPS)}")
    arguments = parser.parse_args()
    arguments.cache.mkdir(parents=True, exist_ok=True)
    for step in arguments.steps or STEPS:
        importlib.import_module(f"pyscript_doctor.knowledge.make.{step}").make(Cache(arguments.cache.resolve()))


if __name__ == "__main__":
    main()
