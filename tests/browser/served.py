"""A project that `run` serves, for a test: the real server in a thread of its own."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import TYPE_CHECKING

from pyscript_doctor.running.checked_project import CheckedProject, Start
from pyscript_doctor.running.live import Live
from pyscript_doctor.running.server import listening_socket
from pyscript_doctor.serving.hosts import Host
from pyscript_doctor.serving.visitors import Visitors
from pyscript_doctor.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path
    from types import TracebackType

    from pyscript_doctor.reporters.terminal.styled import Line

LONGEST_START = 20.0


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files below a folder."""
    for path, content in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content.encode() if isinstance(content, str) else content)


class Served:
    """`run` on a folder while the context lasts. said: the lines that the terminal would show."""

    def __init__(self, folder: Path, host: Host = Host.ISOLATED, *, watches: bool = True) -> None:
        self.said: list[str] = []
        self._listener = listening_socket("127.0.0.1", 0)
        visitors = Visitors(self._listener.getsockname()[1])
        project = CheckedProject(Start(folder.resolve()), host, Settings())
        self._live = Live(project, self._listener, visitors, self._write, watches=watches)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)

    @property
    def address(self) -> str:
        """Where the site is."""
        return self._live.address

    @property
    def text(self) -> str:
        """All that was written to the terminal."""
        return "\n".join(self.said)

    def __enter__(self) -> Served:
        self._thread.start()
        self.wait_for("Press Ctrl-C" if self._live.watches else "Serving")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._task.cancel)
        self._thread.join(10)
        self._listener.close()

    def wait_for(self, text: str, seconds: float = LONGEST_START) -> None:
        """Wait until the terminal shows a text."""
        deadline = time.monotonic() + seconds
        while text not in self.text:
            assert time.monotonic() < deadline, f"the terminal does not say {text!r}, but:\n{self.text}"
            time.sleep(0.02)

    def _write(self, lines: Iterable[Line]) -> None:
        self.said.extend(line.plain for line in lines)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._task = self._loop.create_task(self._live.run())
        try:
            self._loop.run_until_complete(self._task)
        except asyncio.CancelledError:
            pass
        finally:
            self._loop.close()
