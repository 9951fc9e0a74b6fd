"""`pyscript-doctor check --fix` and `--diff`: apply what can be fixed, or show it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from pyscript_doctor.cli.baseline import shown_of
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

    from pyscript_doctor.cli.baseline import WithoutKnown
    from pyscript_doctor.engine.applying import Applied
    from pyscript_doctor.engine.report import Report
    from pyscript_doctor.settings import Settings
    from pyscript_doctor.sources.paths import Target


def fix(
    targets: Iterable[Target],
    arguments: Namespace,
    settings: Settings,
    packs: Sequence[ModuleType],
    without_known: WithoutKnown,
) -> Report:
    """Write the fixes that the user asked for, say how many, and report what is left.

    Raises SettingsError if a project's files cannot be written; then nothing in that project changes.
    """
    reports = []
    fixed = files = 0
    for target in targets:
        applied = _applied(target, arguments, settings, packs, without_known)
        _write(target, applied)
        fixed, files = fixed + applied.fixed, files + len(applied.changes)
        reports.append(prefixed(applied.report, target.prefix))
    print(said(fixed, files) if files else "Nothing was fixed.", file=sys.stderr)
    return merge(reports)


def said(fixed: int, files: int) -> str:
    """What was fixed, in one line."""
    return f"{counted(fixed, 'finding')} fixed in {counted(files, 'file')}."


def show_differences(
    targets: Iterable[Target],
    arguments: Namespace,
    settings: Settings,
    packs: Sequence[ModuleType],
    without_known: WithoutKnown,
) -> bool:
    """Print what `--fix` would change, for `git apply`, and write nothing. Returns whether there is anything."""
    found = False
    for target in targets:
        applied = _applied(target, arguments, settings, packs, without_known)
        for path, change in sorted(applied.changes.items()):
            sys.stdout.flush()
            sys.stdout.buffer.write(patch(target.prefix + path, change.before, change.after))
            found = True
    sys.stdout.flush()
    return found


def _applied(
    target: Target,
    arguments: Namespace,
    settings: Settings,
    packs: Sequence[ModuleType],
    without_known: WithoutKnown,
) -> Applied:
    source = Disk(target.root, target.named or ())
    session = Session(source, settings.for_project(target.root), packs=packs)
    return applied_in(session, source, target, without_known, unsafe=arguments.unsafe_fixes)


def applied_in(session: Session, source: Disk, target: Target, without_known: WithoutKnown, *, unsafe: bool) -> Applied:
    """The result of fixing, in the session, everything that the report of a project shows; no file is written."""
    return apply_fixes(
        session,
        frozenset({Safety.SAFE, Safety.UNSAFE} if unsafe else {Safety.SAFE}),
        target.named,
        lambda path: not source.is_ignored(path),
        lambda report: shown_of(report, target.prefix, without_known),
    )


def _write(target: Target, applied: Applied) -> None:
    try:
        write_all(target.root, contents_of(applied))
    except WriteError as error:
        raise SettingsError(f"nothing was fixed in {target.prefix or '.'}: {error}") from error


def contents_of(applied: Applied) -> dict[str, tuple[bytes | None, bytes]]:
    """What each changed file held, and what it holds then."""
    return {path: (change.before, change.after) for path, change in applied.changes.items()}
