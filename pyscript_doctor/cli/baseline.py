"""`pyscript-doctor check --baseline` and `--update-baseline`: leave out, or write down, what a project already has."""

from __future__ import annotations

import os
from dataclasses import replace
from itertools import compress
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from pyscript_doctor.engine.report import prefixed
from pyscript_doctor.records import NamedTuple
from pyscript_doctor.reporters.text.wording import counted
from pyscript_doctor.settings import SettingsError
from pyscript_doctor.sources.paths import project_root
from pyscript_doctor.sources.reading import Unreadable, describe, read_file
from pyscript_doctor.sources.replacing import replace_file

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from pyscript_doctor.engine.baseline import Baseline
    from pyscript_doctor.engine.finding import Diagnostic
    from pyscript_doctor.engine.fingerprints import Content
    from pyscript_doctor.engine.report import Report
    from pyscript_doctor.engine.rule import Rule
    from pyscript_doctor.settings import Settings
    from pyscript_doctor.sources.paths import Target

LARGEST = 100_000_000

WithoutKnown: TypeAlias = "Callable[[Report], Report]"
"""Removes from a report, whose paths start at the working directory, what a baseline has."""


class Scope(NamedTuple):
    """What a check was about, and with which rules."""

    targets: Collection[Target]
    rules: Collection[Rule]
    settings: Settings

    def silent_rules(self) -> set[str]:
        """The rules that do not run."""
        return {rule.name for rule in self.rules} - {rule.name for rule in self.settings.wanted(self.rules)}

    def is_about(self, place: Path) -> bool:
        """Whether the check was about a file."""
        file = Path(os.path.normpath(place))
        for target in self.targets:
            if file.is_relative_to(target.root):
                return target.named is None or file.relative_to(target.root).as_posix() in target.named
        return False


class BaselineFile(NamedTuple):
    """Where the baseline of a run is. shown: its path as the user wrote it. required: a setting or option names it."""

    place: Path
    shown: str
    required: bool

    def hide(self, report: Report, scope: Scope) -> Report:
        """The report without what the baseline knows. Raises SettingsError for a file that is not a baseline."""
        baseline = self._read()
        if baseline is None:
            return report
        from pyscript_doctor.engine.baseline import match

        compared = match(self._contents(report), baseline, self._exists)
        kept = tuple(compress(report.diagnostics, (not known for known in compared.known)))
        hidden = tuple(compress(report.diagnostics, compared.known))
        is_checked = self._is_checked(report, scope)
        gone = sum(count for content, count in compared.gone.items() if is_checked(content))
        return replace(report, diagnostics=kept, hidden=hidden, gone=gone)

    def update(self, report: Report, scope: Scope) -> str:
        """Writes everything that the report has, and says what changed.

        What this check could not find stays in the file: findings in other files, and those of rules that did not run
        or knew too little. Raises SettingsError if the file cannot be read or written.
        """
        from pyscript_doctor.engine.baseline import Baseline, updated, written

        before = self._read(updating=True) or Baseline()
        after, new, gone = updated(self._contents(report), before, self._exists, self._is_checked(report, scope))
        try:
            replace_file(self.place, written(after).encode())
        except OSError as error:
            raise SettingsError(f"{self.shown}: cannot be written: {describe(error)}") from error
        return f"{self.shown} has {counted(after.entries.total(), 'finding')}: {new} new, {gone} gone."

    def _is_checked(self, report: Report, scope: Scope) -> Callable[[Content], bool]:
        """Whether a check could have found a content."""
        silent = scope.silent_rules() | {skip.rule for skip in report.skips}
        unread = {self._from_here(problem.path) for problem in report.problems}

        def is_checked(content: Content) -> bool:
            return (
                content.rule not in silent
                and content.path not in unread
                and scope.is_about(self.place.parent / content.path)
            )

        return is_checked

    def _read(self, *, updating: bool = False) -> Baseline | None:
        """What the file holds; None if it does not exist and need not."""
        try:
            content = read_file(str(self.place), LARGEST)
        except FileNotFoundError as error:
            if self.required and not updating:
                raise SettingsError(f"{self.shown}: there is no such file; `--update-baseline` writes it") from error
            return None
        except Unreadable as error:
            raise SettingsError(f"{self.shown}: {error.reason}") from error
        from pyscript_doctor.engine.baseline import BaselineError, read_baseline

        try:
            return read_baseline(content.decode(), tolerant=updating)
        except UnicodeDecodeError as error:
            raise SettingsError(f"{self.shown}: is not UTF-8, so it is not a baseline") from error
        except BaselineError as error:
            raise SettingsError(f"{self.shown}: {error}") from error

    def _contents(self, report: Report) -> list[Content]:
        """What each finding is, its path as the baseline's file has it."""
        from pyscript_doctor.engine.fingerprints import content_of

        found = (content_of(each, report.sources) for each in report.diagnostics)
        return [each._replace(path=self._from_here(each.path)) for each in found]

    def _from_here(self, path: str) -> str:
        """A path from the working directory as one from the folder of the baseline."""
        try:
            return Path(os.path.relpath(Path.cwd() / path, self.place.parent)).as_posix()
        except ValueError:  # another drive of Windows
            return path

    def _exists(self, path: str) -> bool:
        return (self.place.parent / path).exists()


def baseline_file(option: str, paths: Sequence[str], settings: Settings, *, isolated: bool) -> BaselineFile | None:
    """The baseline of a run: the one in the option, in the settings, or the one of the usual name in the project.

    None if the settings want none, or if settings are not read.
    """
    if option:
        return BaselineFile(Path(os.path.realpath(option)), option, required=True)
    folder = settings.folder or _root_of(paths)
    if not settings.baseline or isolated:
        return None
    place = folder / settings.baseline
    is_usual = settings.baseline == type(settings)().baseline
    return BaselineFile(place, Path(os.path.relpath(place)).as_posix(), required=not is_usual)


def shown_of(report: Report, prefix: str, without_known: WithoutKnown) -> list[Diagnostic]:
    """The findings of a project's own report that no baseline has. prefix: what leads to the project."""
    whole = prefixed(report, prefix)
    kept = set(map(id, without_known(whole).diagnostics))
    return [own for own, each in zip(report.diagnostics, whole.diagnostics, strict=True) if id(each) in kept]


def _root_of(paths: Sequence[str]) -> Path:
    """The root of the project that the first path belongs to."""
    first = Path(os.path.realpath(paths[0] if paths else "."))
    return first if first.is_dir() else project_root(first.parent)
