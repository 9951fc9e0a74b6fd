"""`pyscript-doctor serve`: the project in a browser, not watched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.cli.run import serve

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace) -> int:
    """Serve the project of the arguments until Ctrl-C, and return the exit code."""
    return serve(arguments)
