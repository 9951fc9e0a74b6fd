"""The other end of `processes`: a process that judges the parts that it gets."""

from __future__ import annotations

import gc
import os
import pickle
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from pyscript_doctor.engine.loader import load_pack
from pyscript_doctor.engine.session import Session
from pyscript_doctor.project.desk import Desk

if TYPE_CHECKING:
    from pyscript_doctor.engine.part import Work


def main() -> None:
    """Reads what to do from standard input, then one list of paths after the other, and answers each with its Part.

    Whatever goes wrong ends the process: whoever waits for it then does the work itself, and sees the same.
    """
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr  # a rule that prints must not write between the answers
    threshold, work = pickle.load(sys.stdin.buffer)
    gc.set_threshold(*threshold)
    session = _session(work)
    with suppress(EOFError):
        while True:
            paths = pickle.load(sys.stdin.buffer)
            pickle.dump(session.part(paths), answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()


def _session(work: Work) -> Session:
    return Session(
        work.source,
        work.settings,
        packs=[load_pack(name) for name in work.packs],
        assumptions=work.assumptions,
        desk=Desk(work.opened),
        noting=work.noting,
    )
