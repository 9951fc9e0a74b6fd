"""`pyscript-doctor check --add-ignores`: write comments that tell the doctor to ignore what it finds."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from pyscript_doctor.cli.baseline import shown_of
from pyscript_doctor.engine.ignoring import add_ignores
from pyscript_doctor.engine.session import Session
from pyscript_doctor.reporters.positions import Positions
from pyscript_doctor.reporters.terminal.visible import visible
from pyscript_doctor.reporters.text.wording import counted
from pyscript_doctor.settings import SettingsError
from pyscript_doctor.sources.disk import Disk
from pyscript_doctor.sources.writing import WriteError, write_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import ModuleType

    from pyscript_doctor.cli.baseline import WithoutKnown
    from pyscript_doctor.engine.ignoring import Ignoring
    from pyscript_doctor.settings import Settings
    from pyscript_doctor.sources.paths import Target

UNSAFE_IN_A_COMMENT = ("-->", "--!>", "*/", "</", "#}", "{#", "{{", "}}", "{%", "%}", "<%", "%>")
"""What would end a comment, or mean something to a template, in one of the languages that it may be written in."""


def ignore(
    targets: Sequence[Target],
    reason: str,
    settings: Settings,
    packs: Sequence[ModuleType],
    without_known: WithoutKnown,
) -> bool:
    """Write the comments, and say how many, and which findings got none. Returns whether any finding is left.

    Raises SettingsError for a reason that cannot be in every comment, and if a project's files cannot be written; then
    nothing in that project changes.
    """
    _verify(reason)
    files = ignored = 0
    left: list[str] = []
    for target in targets:
        done = _ignored(target, reason, settings, packs, without_known)
        files, ignored = files + len(done.changes), ignored + done.ignored
        positions = Positions(done.report.sources)
        for each in done.left:
            place = target.prefix + positions.place(each.diagnostic.finding.span)
            left.append(f"{place}: {each.diagnostic.rule.name}: {each.why}")
    sys.stdout.writelines(f"{line}\n" for line in _said(ignored, files, left))
    return bool(left)


def _said(ignored: int, files: int, left: Sequence[str]) -> Iterator[str]:
    if ignored:
        verb = "is" if ignored == 1 else "are"
        yield f"{counted(ignored, 'finding')} {verb} ignored now, by comments in {counted(files, 'file')}."
    elif not left:
        yield "Nothing was found, so there is nothing to ignore."
    if left:
        yield f"No comment can be written for {counted(len(left), 'finding')}:"
        yield from (f"  {each}" for each in left)


def _verify(reason: str) -> None:
    if found := next((each for each in UNSAFE_IN_A_COMMENT if each in reason), ""):
        raise SettingsError(f"--add-ignores: a reason can't contain {found!r}, because it may end the comment")
    if len(reason.splitlines()) > 1 or visible(reason) != reason:
        raise SettingsError("--add-ignores: a reason is one line of plain text")


def _ignored(
    target: Target,
    reason: str,
    settings: Settings,
    packs: Sequence[ModuleType],
    without_known: WithoutKnown,
) -> Ignoring:
    source = Disk(target.root, target.named or ())
    session = Session(source, settings.for_project(target.root), packs=packs)
    report = session.check(target.named)
    wanted = shown_of(report, target.prefix, without_known)
    done = add_ignores(session, report, wanted, reason, lambda path: not source.is_ignored(path))
    changes = {path: (change.before, change.after) for path, change in done.changes.items()}
    try:
        write_all(target.root, changes)
    except WriteError as error:
        raise SettingsError(f"no comment was written in {target.prefix or '.'}: {error}") from error
    return done
