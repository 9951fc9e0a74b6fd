"""The projects that a command is about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pyscript_doctor.settings import SettingsError
from pyscript_doctor.sources.paths import PathError, Target, find_projects

if TYPE_CHECKING:
    from collections.abc import Sequence


def targets_of(paths: Sequence[str]) -> tuple[Target, ...]:
    """What the paths on the command line mean; raises SettingsError for one that names nothing."""
    try:
        return find_projects(paths, Path.cwd())
    except PathError as error:
        raise SettingsError(str(error)) from error
