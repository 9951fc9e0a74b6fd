"""`pyscript-doctor check --as-release`, `--as-interpreter`: what a change would bring."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from pyscript_doctor.cli.exit_codes import FAILED, FOUND, NOTHING, TROUBLE
from pyscript_doctor.cli.parser import PROGRAM
from pyscript_doctor.cli.targets import targets_of_check
from pyscript_doctor.engine.comparison import ReportComparison, compare
from pyscript_doctor.knowledge.interpreters import Interpreter
from pyscript_doctor.knowledge.releases import nearest, newest, release_named
from pyscript_doctor.project.assumptions import Assumptions
from pyscript_doctor.reporters.terminal.progress import ProgressBar
from pyscript_doctor.settings import SettingsError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from types import ModuleType

    from pyscript_doctor.cli.outputs import Output
    from pyscript_doctor.knowledge.releases import Release
    from pyscript_doctor.package_index.lookup import PackageIndex
    from pyscript_doctor.settings import Settings

FORMATS_OF_COMPARISONS = ("text", "concise", "json")


def run(
    arguments: Namespace,
    outputs: Sequence[Output],
    settings: Settings,
    index: PackageIndex | None = None,
    packs: Sequence[ModuleType] = (),
) -> int:
    """Say what would appear and vanish.

    Returns 1 if something that counts would appear, or would begin to count; 2 if a file was not read; 3 if the index
    was asked and did not answer.
    """
    output_format = _format(outputs)
    release = _release(arguments.as_release) if arguments.as_release else None
    interpreter = Interpreter(arguments.as_interpreter) if arguments.as_interpreter else None
    assumptions = Assumptions(release, interpreter, arguments.include_fences)
    with ProgressBar(sys.stderr) as progress:
        comparison = compare(targets_of_check(arguments), settings, assumptions, progress, index, packs)
    _print(comparison, output_format, arguments)
    for trouble in comparison.troubles:
        print(f"{PROGRAM}: note: {trouble}", file=sys.stderr)
    if comparison.after.problems:
        return FAILED
    worse = (after for before, after in comparison.changing if before.severity < settings.fail_level)
    new = (*comparison.appearing, *worse)
    counting = (each for each in new if settings.strict or not each.finding.unless)
    found = any(each.severity >= settings.fail_level for each in counting)
    if found and not arguments.exit_zero:
        return FOUND
    return TROUBLE if comparison.troubles else NOTHING


def _format(outputs: Sequence[Output]) -> str:
    """The one format of a comparison. Raises SettingsError for a format or a file that a comparison can't have."""
    if [each.file for each in outputs] != [""] or outputs[0].format not in FORMATS_OF_COMPARISONS:
        raise SettingsError(f"what would change can be shown as {' or '.join(FORMATS_OF_COMPARISONS)}, and in no file")
    return outputs[0].format


def _release(name: str) -> Release:
    """The release of that name, or the newest; raises SettingsError if there is no release to compare with."""
    if name.lower() in {"latest", "newest"}:
        return newest()
    release = release_named(name)
    if release is None:
        raise SettingsError(f"there is no release {name!r} of PyScript: did you mean {_nearest(name).name}?")
    if release.legacy:
        raise SettingsError(f"PyScript {name} is older than 2023.11 and worked in another way: name a later release")
    return release


def _nearest(name: str) -> Release:
    try:
        near = nearest(name)
    except ValueError:
        return newest()
    return newest() if near.legacy else near


def _print(comparison: ReportComparison, output_format: str, arguments: Namespace) -> None:
    if output_format == "json":
        from pyscript_doctor import __version__
        from pyscript_doctor.knowledge import KNOWLEDGE_DATE
        from pyscript_doctor.reporters.comparison.json import comparison_to_json

        print(comparison_to_json(comparison, __version__, KNOWLEDGE_DATE))
        return
    from pyscript_doctor.reporters.comparison import text as reporter

    if output_format == "concise":
        sys.stdout.writelines(f"{each}\n" for each in reporter.comparison_concise(comparison, quiet=arguments.quiet))
        return
    from pyscript_doctor.reporters.terminal import terminal

    color = terminal.wants_color(arguments.color, sys.stdout, os.environ)
    lines = reporter.comparison_lines(comparison, terminal.columns(sys.stdout), quiet=arguments.quiet)
    terminal.write(lines, sys.stdout, color=color)
