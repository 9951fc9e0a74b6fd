"""Run the command as a user does.

It runs in the test's own process, with everything imported and every table read: to start Python anew for each call
took most of the time that the tests took, and to copy the process takes as long as two small checks.
"""

from __future__ import annotations

import gc
import io
import os
import signal
import sys
import tempfile
from contextlib import contextmanager
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
    from collections.abc import Iterator
    from typing import IO

Result = CompletedProcess[str]
OF_TERMINALS = ("NO_COLOR", "FORCE_COLOR", "COLUMNS")
NOT_OF_THE_COMMAND = (
    "pyscript_doctor.__main__",
    "pyscript_doctor.cli.pyscript_plugin",
    "pyscript_doctor.knowledge.make",
)
SECONDS = 120
"""After this time the process is ended, because the command hangs."""


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

    It runs in this process, whose folder, variables, streams and descriptors are as before when it is done. What it
    imported or read of its own tables stays, as between two checks of a program that uses the doctor.
    environment: variables to set; those that tell of a terminal are otherwise unset.
    """
    import_everything()
    with _files(stdin) as files:
        with _as_it_was(), _descriptors_of_streams():
            try:
                _settle(cwd, environment, files)
                code = _exit_code(list(arguments))
            finally:
                signal.alarm(0)
                _flush()
        return CompletedProcess(arguments, code, *map(_text, files[1:]))


def become(arguments: tuple[str, ...], cwd: Path, environment: dict[str, str], files: tuple[IO[bytes], ...]) -> None:
    """Be the command in this process, and never return."""
    code = 70
    try:
        _settle(cwd, environment, files)
        code = _exit_code(list(arguments))
    finally:
        _flush()
        os._exit(code)


def _settle(cwd: Path, environment: dict[str, str], files: tuple[IO[bytes], ...]) -> None:
    """Give this process what a command is started with."""
    signal.alarm(SECONDS)
    os.chdir(cwd)
    for name in OF_TERMINALS:
        os.environ.pop(name, None)
    os.environ.update(environment)
    for descriptor, file in enumerate(files):
        os.dup2(file.fileno(), descriptor)
    encoding = environment.get("PYTHONIOENCODING", "utf-8")
    sys.stdin = io.TextIOWrapper(os.fdopen(0, "rb", closefd=False), encoding)
    sys.stdout = io.TextIOWrapper(os.fdopen(1, "wb", closefd=False), encoding, write_through=True)
    sys.stderr = io.TextIOWrapper(os.fdopen(2, "wb", closefd=False), encoding, "backslashreplace", write_through=True)


def _flush() -> None:
    sys.stdout.flush()
    sys.stderr.flush()


@contextmanager
def _files(stdin: str) -> Iterator[tuple[IO[bytes], IO[bytes], IO[bytes]]]:
    """What the command reads, and where it writes its output and its errors."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        given.write(stdin.encode())
        given.seek(0)
        yield given, out, err


@contextmanager
def _as_it_was() -> Iterator[None]:
    """Bring folder, variables and streams of this process back in the end."""
    folder, variables, streams = os.getcwd(), dict(os.environ), (sys.stdin, sys.stdout, sys.stderr)
    _flush()
    try:
        yield
    finally:
        sys.stdin, sys.stdout, sys.stderr = streams
        os.environ.clear()
        os.environ.update(variables)
        os.chdir(folder)


@contextmanager
def _descriptors_of_streams() -> Iterator[None]:
    """Bring the files behind 0, 1 and 2 back in the end. Programs that the command starts write to these."""
    kept = [os.dup(descriptor) for descriptor in range(3)]
    try:
        yield
    finally:
        for descriptor, copy in enumerate(kept):
            os.dup2(copy, descriptor)
            os.close(copy)


def _exit_code(arguments: list[str]) -> int:
    try:
        return main(arguments)
    except SystemExit as exit:
        return exit.code if isinstance(exit.code, int) else int(exit.code is not None)


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()
