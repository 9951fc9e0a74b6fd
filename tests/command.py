"""Run the command as a user does, in a process of its own.

The process is a copy of the test's, with everything imported and every table read: starting Python anew for each call
took most of the time that the tests took.
"""

from __future__ import annotations

import gc
import io
import os
import signal
import sys
import tempfile
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from subprocess import CompletedProcess
from typing import TYPE_CHECKING

import pyscript_doctor
from pyscript_doctor.cli.main import main
from pyscript_doctor.engine.session import Session
from pyscript_doctor.sources.disk import Disk

if TYPE_CHECKING:
    from typing import IO

Result = CompletedProcess[str]
OF_TERMINALS = ("NO_COLOR", "FORCE_COLOR", "COLUMNS")
NOT_OF_THE_COMMAND = (
    "pyscript_doctor.__main__",
    "pyscript_doctor.cli.pyscript_plugin",
    "pyscript_doctor.knowledge.make",
)
SECONDS = 120
"""After this time the command is ended, and its exit code is that of the signal, below 0."""


FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


@cache
def import_everything() -> None:
    """Import the modules of the command, which imports them itself only if it needs them, and the rules.

    A check of all fixtures reads the tables of knowledge and compiles the patterns, so that no copy has to.
    """
    from pyscript_doctor.engine.loader import rules

    rules()
    for module in walk_packages(pyscript_doctor.__path__, "pyscript_doctor."):
        if not module.name.startswith(NOT_OF_THE_COMMAND):
            import_module(module.name)
    Session(Disk(FIXTURES)).check()
    gc.freeze()  # a copy that looks for garbage would copy all of this too


def doctor(*arguments: str, cwd: Path, stdin: str = "", **environment: str) -> Result:
    """What `pyscript-doctor ARGUMENTS` prints in a folder, and how it exits.

    environment: variables to set; those that tell of a terminal are otherwise unset.
    """
    import_everything()
    sys.stdout.flush()
    sys.stderr.flush()
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        given.write(stdin.encode())
        given.seek(0)
        process = os.fork()
        if process == 0:
            become(arguments, cwd, environment, (given, out, err))
        _, status = os.waitpid(process, 0)
        return CompletedProcess(arguments, os.waitstatus_to_exitcode(status), _text(out), _text(err))


def become(arguments: tuple[str, ...], cwd: Path, environment: dict[str, str], files: tuple[IO[bytes], ...]) -> None:
    """Be the command in this process, and never return."""
    code = 70
    try:
        signal.alarm(SECONDS)
        os.chdir(cwd)
        for name in OF_TERMINALS:
            os.environ.pop(name, None)
        os.environ.update(environment)
        for descriptor, file in enumerate(files):
            os.dup2(file.fileno(), descriptor)
        encoding = environment.get("PYTHONIOENCODING", "utf-8")
        sys.stdin = io.TextIOWrapper(os.fdopen(0, "rb"), encoding)
        sys.stdout = io.TextIOWrapper(os.fdopen(1, "wb"), encoding, write_through=True)
        sys.stderr = io.TextIOWrapper(os.fdopen(2, "wb"), encoding, "backslashreplace", write_through=True)
        code = _exit_code(list(arguments))
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _exit_code(arguments: list[str]) -> int:
    try:
        return main(arguments)
    except SystemExit as exit:
        return exit.code if isinstance(exit.code, int) else int(exit.code is not None)


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()
