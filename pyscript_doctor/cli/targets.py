"""The projects that a command is about."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pyscript_doctor.settings import SettingsError
from pyscript_doctor.sources.paths import PathError, Target, find_projects, target_of_buffer

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

STANDARD_INPUT = "-"
NAME_OF_STANDARD_INPUT = "stdin.html"


def targets_of(paths: Sequence[str]) -> tuple[Target, ...]:
    """What the paths on the command line mean; raises SettingsError for one where there is nothing."""
    try:
        return find_projects(paths, Path.cwd())
    except PathError as error:
        raise SettingsError(str(error)) from error


def targets_of_check(arguments: Namespace) -> tuple[Target, ...]:
    """The same for `check`, where `-` is a file whose text comes from standard input."""
    if STANDARD_INPUT not in arguments.paths:
        return targets_of(arguments.paths)
    try:
        return (target_of_buffer(paths_of_check(arguments)[0], _standard_input(), Path.cwd()),)
    except PathError as error:
        raise SettingsError(str(error)) from error


def paths_of_check(arguments: Namespace) -> Sequence[str]:
    """The paths of `check`; for `-` the name that its text has.

    Raises SettingsError for options that make no sense with standard input, or without it.
    """
    paths: Sequence[str] = arguments.paths
    if STANDARD_INPUT not in paths:
        if arguments.stdin_filename:
            raise SettingsError("--stdin-filename names what comes from standard input: write `check -` with it")
        return paths
    if len(paths) > 1:
        raise SettingsError("`-` is standard input, and it can't be checked together with other paths")
    for option in ("fix", "diff", "watch"):
        if getattr(arguments, option):
            raise SettingsError(f"--{option} needs files, and `-` is standard input")
    return [arguments.stdin_filename or NAME_OF_STANDARD_INPUT]


def _standard_input() -> bytes:
    if sys.stdin.isatty():
        print("Paste a page, then end it with Ctrl-D (on Windows Ctrl-Z and Enter).", file=sys.stderr)
    return sys.stdin.buffer.read()
