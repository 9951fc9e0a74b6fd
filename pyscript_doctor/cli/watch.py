"""`pyscript-doctor check --watch`: check again whenever a file changes."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyscript_doctor.cli import formats
from pyscript_doctor.cli.exit_codes import NOTHING
from pyscript_doctor.cli.targets import targets_of
from pyscript_doctor.engine.report import merge, prefixed
from pyscript_doctor.engine.watched_project import WatchedProject
from pyscript_doctor.records import dataclass
from pyscript_doctor.reporters.terminal.terminal import is_terminal
from pyscript_doctor.reporters.text.wording import counted
from pyscript_doctor.settings import SettingsError
from pyscript_doctor.sources.listing import SKIPPED

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Sequence
    from types import ModuleType

    from pyscript_doctor.cli.outputs import Output
    from pyscript_doctor.engine.report import Report
    from pyscript_doctor.settings import Settings
    from pyscript_doctor.sources.paths import Target

# It answers so often (in milliseconds), also where nothing has changed.
_ANSWERS: dict[str, Any] = {"rust_timeout": 100, "yield_on_timeout": True}
_CLEAR = "\x1b[2J\x1b[3J\x1b[H"


def watch(arguments: Namespace, outputs: Sequence[Output], settings: Settings, packs: Sequence[ModuleType]) -> int:
    """Show the report, and show it again after each change, until Ctrl-C.

    Raises SettingsError if watchfiles is not installed, or with options that need an end.
    """
    for option in ("fix", "diff", "online"):
        if getattr(arguments, option):
            raise SettingsError(f"--{option} can't be used with --watch")
    try:
        from watchfiles import watch as changes_in
    except ImportError as error:
        raise SettingsError('--watch needs watchfiles: pip install "pyscript-doctor[watch]"') from error
    with suppress(KeyboardInterrupt):
        targets = targets_of(arguments.paths)
        roots = [target.root for target in targets]
        changes = changes_in(*roots, watch_filter=_is_of_a_project, debounce=300, step=30, **_ANSWERS)
        next(changes)  # it watches from its first answer on, so that nothing is missed while the files are read
        watched = [_Watched.of(target, settings, packs) for target in targets]
        _show(watched, outputs, arguments)
        for changed in changes:
            places = {place for _, place in changed}
            taken = [each.take(places) for each in watched]  # every project takes its part
            if any(taken):
                _show(watched, outputs, arguments)
    return NOTHING


@dataclass(frozen=True, slots=True)
class _Watched:
    """A target that is watched."""

    target: Target
    project: WatchedProject

    @classmethod
    def of(cls, target: Target, settings: Settings, packs: Sequence[ModuleType]) -> _Watched:
        return cls(target, WatchedProject(target.root, target.named or (), settings, packs))

    def take(self, places: Iterable[str]) -> bool:
        """Tell the project what files hold now. Whether any of them is of it."""
        paths = (Path(os.path.relpath(place, self.target.root)).as_posix() for place in places)
        return self.project.take(path for path in paths if not path.startswith("../"))

    def report(self) -> Report:
        return prefixed(self.project.session.check(self.target.named), self.target.prefix)


def _is_of_a_project(_: object, place: str) -> bool:
    return SKIPPED.isdisjoint(Path(place).parts)


def _show(watched: Sequence[_Watched], outputs: Sequence[Output], arguments: Namespace) -> None:
    """Draw the report in place of the last one."""
    report = merge(each.report() for each in watched)
    if is_terminal(sys.stdout):
        sys.stdout.write(_CLEAR)
    formats.write(report, outputs, arguments)
    sys.stdout.flush()
    print(f"Watching {counted(len(watched), 'project')}. Press Ctrl-C to stop.", file=sys.stderr, flush=True)
