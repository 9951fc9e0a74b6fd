"""`pyscript-doctor check --fix` and `--diff`: apply what can be fixed, or show it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from pyscript_doctor.edits.fix import Safety
from pyscript_doctor.engine.applying import apply_fixes
from pyscript_doctor.engine.report import merge, prefixed
from pyscript_doctor.engine.session import Session
from pyscript_doctor.reporters.difference import patch
from pyscript_doctor.reporters.text.wording import counted
from pyscript_doctor.settings import SettingsError
from pyscript_doctor.sources.disk import Disk
from pyscript_doctor.sources.writing import WriteError, write_all

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Sequence
    from types import ModuleType

    from pyscript_doctor.engine.applying import Applied
    from pyscript_doctor.engine.report import Report
    from pyscript_doctor.settings import Settings
    from pyscript_doctor.sources.paths import Target


def fix(targets: Iterable[Target], arguments: Namespace, settings: Settings, packs: Sequence[ModuleType]) -> Report:
    """Write the fixes that were asked for, say how many, and report what is left.

    Raises SettingsError if a project's files cannot be written; then none of that project is.
    """
    reports = []
    fixed = files = 0
    for target in targets:
        applied = _applied(target, arguments, settings, packs)
        _write(target, applied)
        fixed, files = fixed + applied.fixed, files + len(applied.changes)
        reports.append(prefixed(applied.report, target.prefix))
    print(f"{counted(fixed, 'finding')} fixed in {counted(files, 'file')}.", file=sys.stderr)
    return merge(reports)


def show_differences(
    targets: Iterable[Target], arguments: Namespace, settings: Settings, packs: Sequence[ModuleType]
) -> bool:
    """Print what `--fix` would change, for `git apply`, and write nothing. Whether there is anything."""
    found = False
    for target in targets:
        applied = _applied(target, arguments, settings, packs)
        for path, change in sorted(applied.changes.items()):
            sys.stdout.flush()
            sys.stdout.buffer.write(patch(target.prefix + path, change.before, change.after))
            found = True
    sys.stdout.flush()
    return found


def _applied(target: Target, arguments: Namespace, settings: Settings, packs: Sequence[ModuleType]) -> Applied:
    source = Disk(target.root, target.named or ())
    session = Session(source, settings.for_project(target.root), packs=packs)
    safeties = {Safety.SAFE, Safety.UNSAFE} if arguments.unsafe_fixes else {Safety.SAFE}
    return apply_fixes(session, frozenset(safeties), target.named, lambda path: not source.is_ignored(path))


def _write(target: Target, applied: Applied) -> None:
    changes = {path: (change.before, change.after) for path, change in applied.changes.items()}
    try:
        write_all(target.root, changes)
    except WriteError as error:
        raise SettingsError(f"nothing was fixed in {target.prefix or '.'}: {error}") from error
