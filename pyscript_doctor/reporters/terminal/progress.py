"""A sign of life while a long run is under way."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TextIO

from pyscript_doctor.reporters.terminal.terminal import is_terminal

if TYPE_CHECKING:
    from types import TracebackType

    from rich.progress import Progress

PATIENCE_SECONDS = 1.0


class ProgressBar:
    """Shows what is being done, once that has taken a while, and only to a person at a terminal.

    Called with a few words at each step; a context manager that leaves nothing on the screen.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._shown_from = time.monotonic() + PATIENCE_SECONDS if is_terminal(stream) else float("inf")
        self._bar: Progress | None = None

    def __enter__(self) -> ProgressBar:
        return self

    def __call__(self, step: str) -> None:
        """Say what is being done now."""
        if self._bar is None:
            if time.monotonic() < self._shown_from:
                return
            self._bar = _bar(self._stream)
            self._bar.add_task("", total=None)
            self._bar.start()
        from pyscript_doctor.reporters.terminal.wrap import one_line

        self._bar.update(self._bar.task_ids[0], description=one_line(step))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()


def _bar(stream: TextIO) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    return Progress(
        BarColumn(bar_width=20),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
        console=Console(file=stream),
        transient=True,
    )
