"""What is true of whatever anybody gives to the doctor."""

from __future__ import annotations

import hashlib
import io
import json
import signal
import tempfile
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pyscript_doctor import SAFE, UNSAFE, Files, Session, Settings
from pyscript_doctor.engine.applying import apply_fixes
from pyscript_doctor.engine.loader import rules
from pyscript_doctor.explain.answer import answer_to, placed
from pyscript_doctor.explain.log import read_log
from pyscript_doctor.inspection.pages import picture_of
from pyscript_doctor.inspection.values import values_of
from pyscript_doctor.reporters.concise import concise
from pyscript_doctor.reporters.inspect.text import write_picture
from pyscript_doctor.settings import SettingsError
from pyscript_doctor.settings.file import read_settings
from pyscript_doctor.settings.problems import Names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.engine.report import Report
    from tests.fuzz.mutations import Project

SECONDS = 10
"""A project of a few kilobytes that takes longer hangs."""

EVERY_RULE = Settings(select=frozenset({"ALL"}), include_fences=True)


def hold(files: Project, *, fixes: bool = True) -> str:
    """Check, inspect, explain and fix a project. Raises AssertionError, or whatever went wrong.

    Returns what the report says, in short: it must not depend on anything but the files.
    """
    with ended_after(SECONDS):
        session = Session(Files(files), EVERY_RULE)
        report = session.check()
        verify_places(report)
        _inspect(session, files)
        _explain(session, files)
        if fixes and any(each.finding.fix for each in report.diagnostics):
            applied = apply_fixes(session, frozenset({SAFE, UNSAFE}))
            verify_places(applied.report)
            assert all(path in files or change.before is None for path, change in applied.changes.items())
        _read_settings(files)
        return _digest(report)


def verify_places(report: Report) -> None:
    """Findings, what they relate to and their edits are inside of their files."""
    for diagnostic in report.diagnostics:
        finding = diagnostic.finding
        places = [finding.span, *(related.span for related in finding.related)]
        # A file that a fix makes has no text yet.
        places += [edit for edit in (finding.fix.edits if finding.fix else ()) if not edit.creates]  # type: ignore[misc]
        for place in places:
            source = report.sources[place.path]
            assert 0 <= place.start <= place.end <= len(source), (diagnostic.rule.name, place)


@contextmanager
def ended_after(seconds: int) -> Iterator[None]:
    """Raise TimeoutError in what takes longer."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"took more than {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _digest(report: Report) -> str:
    facts = [(each.rule, each.reason, each.count, each.path) for each in report.skips]
    return hashlib.sha256(json.dumps([list(concise(report)), facts]).encode("utf-8", "surrogatepass")).hexdigest()


def _inspect(session: Session, files: Project) -> None:
    project = session.project()
    write_picture(picture_of(project), io.StringIO(), date(2026, 11, 28), color=False)
    for path in sorted(files)[:3]:
        values_of(project, path, "")


def _explain(session: Session, files: Project) -> None:
    """Any file is a text that somebody may paste from a console."""
    for content in list(files.values())[:2]:
        placed(answer_to(read_log(io.BytesIO(content))), session, "")


def _read_settings(files: Project) -> None:
    """Any file may be called pyscript-doctor.toml."""
    names = Names(frozenset(each.name for each in rules()), frozenset(each.section for each in rules()))
    for content in list(files.values())[:2]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "pyscript-doctor.toml")
            path.write_bytes(content)
            try:
                read_settings(path, path.name, names)
            except SettingsError as error:
                if not str(error):
                    raise
