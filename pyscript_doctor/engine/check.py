"""One run of the doctor: from what is to be checked to a report."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pyscript_doctor.engine.loader import rules_with
from pyscript_doctor.engine.report import Report, merge, prefixed
from pyscript_doctor.engine.session import AT_ONCE, Progress, Session, silent
from pyscript_doctor.settings import Settings
from pyscript_doctor.sources.memory import Files
from pyscript_doctor.sources.paths import find_projects

if TYPE_CHECKING:
    from types import ModuleType
    from typing import TypeAlias

    from pyscript_doctor.package_index.lookup import PackageIndex
    from pyscript_doctor.sources.paths import Target
    from pyscript_doctor.sources.snapshot import Source

    AnyPath: TypeAlias = str | os.PathLike[str]
    Checkable: TypeAlias = AnyPath | Iterable[AnyPath] | Mapping[str, str | bytes] | Source


def check(source: Checkable, settings: Settings | None = None, *, packs: Sequence[ModuleType] = ()) -> Report:
    """What will fail in the browser, and why.

    source: the path of a folder or file, or several; files by their paths (`{"index.html": "...", "main.py": "..."}`);
    or any Source. packs: packages with more rules. Paths in the report are relative to the working directory if you
    give paths, and else to the root of the project.

    Raises PathError if there is nothing at a path, SettingsError for a rule that does not exist, and RuleError for a
    pack that is wrong.
    """
    settings = settings or Settings()
    settings.verify(rules_with(packs))
    if isinstance(source, Mapping):
        return Session(Files(source), settings, packs=packs).check()
    if isinstance(source, (str, os.PathLike)):
        return check_targets(find_projects([os.fspath(source)], Path.cwd()), settings, packs=packs)
    if isinstance(source, Iterable):
        paths = [os.fspath(path) for path in source]
        return check_targets(find_projects(paths, Path.cwd()), settings, packs=packs)
    return Session(source, settings, packs=packs).check()


def check_targets(
    targets: Iterable[Target],
    settings: Settings,
    progress: Progress = silent,
    index: PackageIndex | None = None,
    packs: Sequence[ModuleType] = (),
    beside: Callable[[Source], Source] = lambda source: source,
    jobs: int | None = 1,
) -> Report:
    """Checks every target and reports on them together.

    index: the Python index to ask about packages. beside: makes the Source to read from that of a target's files. jobs:
    how many processes may judge pages, None for as many as pay off.
    """
    return merge(_check_target(target, settings, progress, index, packs, beside, jobs) for target in targets)


def _check_target(
    target: Target,
    settings: Settings,
    progress: Progress,
    index: PackageIndex | None,
    packs: Sequence[ModuleType],
    beside: Callable[[Source], Source],
    jobs: int | None,
) -> Report:
    progress(f"reading {target.prefix or '.'}")
    settings = settings.for_project(target.root)
    source = beside(target.source())
    session = Session(source, settings, packs=packs, progress=progress, at_once=AT_ONCE, jobs=jobs)
    return prefixed(session.check(target.named, index), target.prefix)
