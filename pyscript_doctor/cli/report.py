"""`pyscript-doctor report`: a short report to paste where one asks for help."""

from __future__ import annotations

import getpass
import sys
from datetime import date
from typing import TYPE_CHECKING

from pyscript_doctor import __version__
from pyscript_doctor.cli.settings import settings_for_reading
from pyscript_doctor.cli.targets import targets_of
from pyscript_doctor.engine.report import merge, prefixed
from pyscript_doctor.engine.session import Session
from pyscript_doctor.inspection.pages import merged, picture_of
from pyscript_doctor.knowledge import KNOWLEDGE_DATE
from pyscript_doctor.reporters.redaction import own_folder
from pyscript_doctor.reporters.short_markdown import short_markdown
from pyscript_doctor.reporters.terminal.progress import ProgressBar
from pyscript_doctor.sources.disk import Disk

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from pyscript_doctor.engine.report import Report
    from pyscript_doctor.engine.session import Progress
    from pyscript_doctor.inspection.records import Picture
    from pyscript_doctor.settings import Settings
    from pyscript_doctor.sources.paths import Target

NOTHING, FAILED = 0, 2


def run(arguments: Namespace) -> int:
    """Print the report; 2 where a file could not be read."""
    targets = targets_of(arguments.paths)
    with ProgressBar(sys.stderr) as progress:
        settings = settings_for_reading(arguments.paths)
        results = [_result(target, settings, len(targets) > 1, progress) for target in targets]
    report = merge(report for report, _ in results)
    picture = merged(picture for _, picture in results)
    sys.stdout.write(short_markdown(report, picture, date.today(), __version__, KNOWLEDGE_DATE))
    return FAILED if report.problems else NOTHING


def _result(target: Target, settings: Settings, several: bool, progress: Progress) -> tuple[Report, Picture]:
    facts = settings.for_project(target.root).by_default()
    session = Session(Disk(target.root, target.named or ()), facts, progress=progress)
    prefix = _name(target.root) if several else ""
    return prefixed(session.check(target.named), prefix), picture_of(session.project(), prefix, target.named)


def _name(root: Path) -> str:
    """What makes a project different from others, without saying whose it is."""
    return "project/" if root.name.lower() in _own_names() else f"{root.name}/"


def _own_names() -> frozenset[str]:
    home = own_folder()
    try:
        user = getpass.getuser()
    except (ImportError, KeyError, OSError):
        user = ""
    return frozenset({home.name.lower() if home else "", user.lower(), ""})
