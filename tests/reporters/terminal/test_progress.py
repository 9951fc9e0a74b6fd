"""A sign of life for a person who waits, and nothing for anybody else."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from pyscript_doctor.reporters.terminal import progress
from pyscript_doctor.reporters.terminal.progress import ProgressBar

if TYPE_CHECKING:
    import pytest


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_log_gets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE_SECONDS", 0)
    stream = io.StringIO()
    with ProgressBar(stream) as bar:
        bar("reading")
    assert stream.getvalue() == ""


def test_a_short_run_shows_nothing() -> None:
    stream = Terminal()
    with ProgressBar(stream) as bar:
        bar("reading")
    assert stream.getvalue() == ""


def test_a_long_run_says_what_it_does_without_obeying_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE_SECONDS", 0)
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    with ProgressBar(stream) as bar:
        bar("reading [red]\x07site")
    assert "reading [red]\\x07site" in stream.getvalue()
    assert "\x07" not in stream.getvalue()
