"""The command: arguments to settings, settings to a run, a run to a report and an exit code."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from pyscript_doctor.cli.exit_codes import FAILED, INTERRUPTED, NOTHING

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence

ISSUES = "https://github.com/pyscript/pyscript-doctor/issues"
# Most of what a run makes stays until its end: looking for garbage as often as Python does takes a tenth of the time.
OBJECTS_BEFORE_COLLECTION = 1_000_000
DEBUG = "PYSCRIPT_DOCTOR_DEBUG"
NO_MEMORY = "there is not enough memory. Check fewer files at once, or leave large ones out with the setting `exclude`"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code. Raises only SystemExit, for --help, --version and mistakes."""
    gc.set_threshold(OBJECTS_BEFORE_COLLECTION, 20, 20)
    if arguments is None:
        sys.unraisablehook = end_if_interrupted
    try:
        # Loaded here, so that Ctrl-C shows no traceback meanwhile.
        from pyscript_doctor.cli.arguments import parse
        from pyscript_doctor.cli.output import closed_pipe_ignored, tolerate_encodings

        tolerate_encodings()
        with closed_pipe_ignored():
            return _run(parse(sys.argv[1:] if arguments is None else arguments))
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        return _fail(error)
    finally:
        if arguments is None:
            gc.freeze()  # the process ends: to look for garbage once more takes a sixth of a short run
    return NOTHING


def end_if_interrupted(unraisable: sys.UnraisableHookArgs) -> None:
    """End the process if Ctrl-C came where Python can't raise it: it would show a traceback and go on."""
    if unraisable.exc_type is KeyboardInterrupt:
        os._exit(INTERRUPTED)
    sys.__unraisablehook__(unraisable)


def _run(arguments: Namespace) -> int:
    """Run the command of the arguments, which has a module of its name next to this one."""
    try:
        os.getcwd()
    except OSError as error:
        from pyscript_doctor.settings import SettingsError

        raise SettingsError("the folder that you are in is gone, or cannot be read") from error
    run: Callable[[Namespace], int] = import_module(f"pyscript_doctor.cli.{arguments.command}").run
    return run(arguments)


def _fail(error: Exception) -> int:
    """Say in one line what went wrong; if it is our own fault, also how to report it."""
    from pyscript_doctor.cli.parser import PROGRAM
    from pyscript_doctor.settings import SettingsError

    if isinstance(error, (SettingsError, MemoryError)):
        print(f"{PROGRAM}: error: {error if isinstance(error, SettingsError) else NO_MEMORY}", file=sys.stderr)
        return FAILED
    if os.environ.get(DEBUG):
        import traceback

        traceback.print_exception(error)
    said = " ".join(f"{type(error).__name__}: {error}".split())
    more = "" if os.environ.get(DEBUG) else f" with the output of {DEBUG}=1"
    print(
        f"{PROGRAM}: internal error ({said}). The fault is the doctor's, not yours: please report it{more} at {ISSUES}",
        file=sys.stderr,
    )
    return FAILED
