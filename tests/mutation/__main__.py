"""`python -m tests.mutation [MODULE...]`: which changes of rules and queries do the tests not notice?

Words name modules: `callbacks`, `rules/file_system`, `mpy-missing-name`, also `project/urls/site`; without a word, all
rules and queries run. What was found out is kept in `.cache/mutation`, and the next run goes on from there: a mutant
that was noticed runs again only when its module has changed.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, TextIO

from tests.browser.runtimes import ROOT
from tests.mutation.mutants import mutants_of
from tests.mutation.results import SURVIVED, Results, harmless
from tests.mutation.running import run
from tests.mutation.selection import modules

if TYPE_CHECKING:
    from collections.abc import Iterator


def main() -> int:
    """Run the mutants of the modules that are asked for, and print those that live. 0 if there is none."""
    arguments = _parser().parse_args()
    wanted = modules(arguments.modules)
    if not arguments.list:
        until = time.monotonic() + 60 * arguments.minutes
        with _silence() as out:
            run(wanted, until, lambda module, fault: _print(module, fault, out))
    else:
        for module in wanted:
            _print(module, "", sys.stdout)
    return 0 if all(not _living(module) and not _left(module) for module in wanted) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="part of a module's path; all without one")
    parser.add_argument("--minutes", type=float, default=30, help="stop after so many minutes (30)")
    parser.add_argument("--list", action="store_true", help="run nothing: print what is known")
    return parser


def _print(module: str, fault: str, out: TextIO) -> None:
    noticed = len(Results(module).noticed())
    living, left = _living(module), _left(module)
    excused = len(harmless().get(module, {}))
    print(f"{module}: {noticed} noticed, {excused} harmless, {len(living)} live, {left} left to run", file=out)
    for name, line in living.items():
        print(f"  {module}:{line} {name}", file=out)
    if fault:
        print(f"  {fault}", file=out)
    out.flush()


def _living(module: str) -> dict[str, int]:
    """The mutants that no test noticed, and that nobody says are harmless, with their lines."""
    known, excused = Results(module).read(), harmless().get(module, {})
    return {name: line for name, line in _lines(module).items() if known.get(name) == SURVIVED and name not in excused}


def _left(module: str) -> int:
    """How many mutants were not run yet."""
    return len(_lines(module).keys() - Results(module).read().keys() - harmless().get(module, {}).keys())


@cache
def _lines(module: str) -> dict[str, int]:
    return {mutant.name: mutant.line for mutant in mutants_of((ROOT / module).read_text(encoding="utf-8"), module)}


@contextmanager
def _silence() -> Iterator[TextIO]:
    """Keep the output of the tests away, also that of processes. Gives what prints all the same."""
    kept = [os.dup(number) for number in (1, 2)]
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for number in (1, 2):
        os.dup2(nowhere, number)
    try:
        yield os.fdopen(os.dup(kept[0]), "w", encoding="utf-8")
    finally:
        for number, copy in enumerate(kept, start=1):
            os.dup2(copy, number)


if __name__ == "__main__":
    sys.exit(main())
