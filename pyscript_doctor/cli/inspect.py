"""`pyscript-doctor inspect`: what runs where."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from pyscript_doctor.cli.settings import settings_for_reading
from pyscript_doctor.cli.targets import targets_of
from pyscript_doctor.engine.report import with_prefix
from pyscript_doctor.engine.share import problems_of
from pyscript_doctor.inspection.pages import merged, picture_of
from pyscript_doctor.project.reading import read_project
from pyscript_doctor.reporters.terminal.progress import ProgressBar
from pyscript_doctor.settings import SettingsError
from pyscript_doctor.sources.disk import Disk

if TYPE_CHECKING:
    from argparse import Namespace

    from pyscript_doctor.engine.session import Progress
    from pyscript_doctor.inspection.records import Picture
    from pyscript_doctor.settings import Settings
    from pyscript_doctor.sources.paths import Target

NOTHING, FAILED = 0, 2


def run(arguments: Namespace) -> int:
    """Show the picture of the projects, or the values in one file; 2 if a file could not be read."""
    if arguments.values:
        return _show_values(arguments)
    with ProgressBar(sys.stderr) as progress:
        settings = settings_for_reading(arguments.paths)
        picture = merged(_picture(target, settings, progress) for target in targets_of(arguments.paths))
    if arguments.output_format == "json":
        from pyscript_doctor import __version__
        from pyscript_doctor.knowledge import KNOWLEDGE_DATE
        from pyscript_doctor.reporters.inspect.json import picture_to_json

        print(picture_to_json(picture, __version__, KNOWLEDGE_DATE))
    else:
        from pyscript_doctor.reporters.inspect.text import write_picture
        from pyscript_doctor.reporters.terminal.terminal import wants_color

        color = wants_color(arguments.color, sys.stdout, os.environ)
        write_picture(picture, sys.stdout, date.today(), color=color)
    return FAILED if picture.problems else NOTHING


def _picture(target: Target, settings: Settings, progress: Progress) -> Picture:
    progress(f"reading {target.prefix or '.'}")
    declared = settings.for_project(target.root).declared
    project = read_project(Disk(target.root, target.named or ()), declared=declared)
    picture = picture_of(project, target.prefix, target.named)
    return replace(picture, problems=with_prefix(problems_of(project, target.named), target.prefix))


def _show_values(arguments: Namespace) -> int:
    """Say what each expression of a file comes to; 2 if no page runs it."""
    from pyscript_doctor.inspection.values import values_of
    from pyscript_doctor.reporters.inspect.values import value_lines, values_to_json
    from pyscript_doctor.reporters.terminal.terminal import wants_color, write

    (target,) = targets_of([arguments.values])
    if target.named is None:
        raise SettingsError(f"--values: {arguments.values} is a folder; name a file")
    with ProgressBar(sys.stderr) as progress:
        progress(f"reading {target.prefix or '.'}")
        declared = settings_for_reading([arguments.values]).for_project(target.root).declared
        project = read_project(Disk(target.root, target.named), declared=declared)
        (path,) = target.named
        values = values_of(project, path, target.prefix)
    if arguments.output_format == "json":
        print(values_to_json(values))
    else:
        write(value_lines(values), sys.stdout, color=wants_color(arguments.color, sys.stdout, os.environ))
    return NOTHING if values.runtimes else FAILED
