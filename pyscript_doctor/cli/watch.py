"""`pyscript-doctor check --watch`: check again whenever a file changes."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyscript_doctor.cli import formats
from pyscript_doctor.cli.exit_codes import NOTHING
from pyscript_doctor.cli.fix import applied_in, contents_of, said
from pyscript_doctor.engine.report import merge, prefixed
from pyscript_doctor.engine.watched_project import WatchedProject
from pyscript_doctor.reporters.terminal.terminal import is_terminal
from pyscript_doctor.reporters.text.wording import counted
from pyscript_doctor.settings import SettingsError
from pyscript_doctor.sources.listing import SKIPPED
from pyscript_doctor.sources.reading import LARGEST_FILE, Unreadable, read_file
from pyscript_doctor.sources.staging import is_staged
from pyscript_doctor.sources.writing import WriteError, write_all

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Sequence
    from types import ModuleType

    from pyscript_doctor.cli.baseline import WithoutKnown
    from pyscript_doctor.cli.outputs import Output
    from pyscript_doctor.engine.report import Report
    from pyscript_doctor.settings import Settings
    from pyscript_doctor.sources.paths import Target

# It answers so often (in milliseconds), even if nothing has changed.
_ANSWERS: dict[str, Any] = {"rust_timeout": 100, "yield_on_timeout": True}
_CLEAR = "\x1b[2J\x1b[3J\x1b[H"
_NEEDING_AN_END = ("diff", "online", "update_baseline", "add_ignores")


def watch(
    targets: Sequence[Target],
    arguments: Namespace,
    outputs: Sequence[Output],
    settings: Settings,
    packs: Sequence[ModuleType],
    without_known: WithoutKnown,
) -> int:
    """Show the report, and show it again after each change, until Ctrl-C. With `--fix`, apply the fixes first.

    Raises SettingsError if watchfiles is not installed, or with options that need an end.
    """
    for option in _NEEDING_AN_END:
        if getattr(arguments, option) not in (False, None):
            raise SettingsError(f"--{option.replace('_', '-')} can't be used with --watch")
    try:
        from watchfiles import watch as changes_in
    except ImportError as error:
        raise SettingsError('--watch needs watchfiles: pip install "pyscript-doctor[watch]"') from error
    with suppress(KeyboardInterrupt):
        roots = [target.root for target in targets]
        changes = changes_in(*roots, watch_filter=_is_of_a_project, debounce=300, step=30, **_ANSWERS)
        next(changes)  # it watches from its first answer on, so that nothing is missed while the files are read
        watched = [_Watched.of(target, settings, packs) for target in targets]
        _show(watched, outputs, arguments, without_known)
        for changed in changes:
            places = {place for _, place in changed}
            taken = [each.take(places) for each in watched]  # every project takes its part
            if any(taken):
                _show(watched, outputs, arguments, without_known)
    return NOTHING


@dataclass(frozen=True, slots=True)
class _Watched:
    """A target that is watched."""

    target: Target
    project: WatchedProject
    written: dict[str, bytes] = field(default_factory=dict)
    fixed: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, target: Target, settings: Settings, packs: Sequence[ModuleType]) -> _Watched:
        return cls(target, WatchedProject(target.root, target.named or (), settings, packs))

    def take(self, places: Iterable[str]) -> bool:
        """Tell the project what files hold now. Returns whether any of them belongs to it."""
        paths = {Path(os.path.relpath(place, self.target.root)).as_posix(): place for place in places}
        return self.project.take(
            path for path, place in paths.items() if not path.startswith("../") and not self._is_own_write(path, place)
        )

    def fix(self, without_known: WithoutKnown, *, unsafe: bool) -> str:
        """Write what can be fixed, and say what was done; "" if nothing was.

        What somebody undoes is not fixed again in the same way, or two programs may never stop.
        """
        applied = applied_in(self.project.session, self.project.disk, self.target, without_known, unsafe=unsafe)
        contents = contents_of(applied)
        mark = hash(frozenset(contents.items()))
        if mark in self.fixed:
            for path, (before, _) in contents.items():
                self.project.session.change(path, before)
            return ""
        try:
            write_all(self.target.root, contents)
        except WriteError as error:
            self.project.read_again()
            return f"Nothing was fixed: {error}"
        if not contents:
            return ""
        self.fixed.add(mark)
        self.written.update((path, after) for path, (_, after) in contents.items())
        return said(applied.fixed, len(contents))

    def _is_own_write(self, path: str, place: str) -> bool:
        """Whether a file holds what `fix` wrote into it, and the session knows that."""
        if path not in self.written:
            return False
        try:
            if read_file(place, LARGEST_FILE) == self.written[path]:
                return True
        except (FileNotFoundError, Unreadable):
            pass
        del self.written[path]
        return False

    def report(self) -> Report:
        return prefixed(self.project.session.check(self.target.named), self.target.prefix)


def _is_of_a_project(_: object, place: str) -> bool:
    path = Path(place)
    return SKIPPED.isdisjoint(path.parts) and not is_staged(path.name)


def _show(
    watched: Sequence[_Watched], outputs: Sequence[Output], arguments: Namespace, without_known: WithoutKnown
) -> None:
    """Fix what needs a fix, and show the report instead of the last one."""
    done = [each.fix(without_known, unsafe=arguments.unsafe_fixes) for each in watched] if arguments.fix else []
    report = without_known(merge(each.report() for each in watched))
    if is_terminal(sys.stdout):
        sys.stdout.write(_CLEAR)
    formats.write(report, outputs, arguments)
    sys.stdout.flush()
    notes = [*filter(None, done), f"Watching {counted(len(watched), 'project')}. Press Ctrl-C to stop."]
    print("\n".join(notes), file=sys.stderr, flush=True)
