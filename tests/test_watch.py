"""`check --watch`, in a process of its own, on a folder whose files change."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from typing import TYPE_CHECKING

import pytest

from tests.command import doctor
from tests.sources.repositories import git, write
from tests.test_cli import CORE

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.long

PAGE = CORE + '<script type="py" src="./main.py"></script>\n'
BAD = "import js\njs.setTimeout(lambda: print('never'), 10)\n"
SECONDS = 20


class Watcher:
    """A running `check --watch`, whose output is read as it comes."""

    def __init__(self, folder: Path, *options: str) -> None:
        program = str(Path(sys.executable).parent / "pyscript-doctor")
        command = [program, "check", "--watch", "--format", "concise", *options]
        self.process = subprocess.Popen(
            command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
        )
        self._lines: Queue[str] = Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)

    def until(self, text: str) -> str:
        """The first line from now on that holds a text."""
        end = time.monotonic() + SECONDS
        seen: list[str] = []
        while time.monotonic() < end:
            try:
                line = self._lines.get(timeout=0.2)
            except Empty:
                continue
            if text in line:
                return line
            seen.append(line)
        raise AssertionError(f"{text!r} did not come, but {seen}")

    def is_silent(self, seconds: float) -> bool:
        time.sleep(seconds)
        return self._lines.empty()


@contextmanager
def watching(folder: Path, *options: str) -> Iterator[Watcher]:
    watcher = Watcher(folder, *options)
    try:
        yield watcher
    finally:
        watcher.process.send_signal(signal.SIGINT)
        assert watcher.process.wait(SECONDS) == 0


def test_report_follows_the_files(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    write(tmp_path, {"index.html": PAGE, "main.py": "print(1)\n", ".gitignore": "build/\n"})
    with watching(tmp_path) as watcher:
        watcher.until("1 page checked: nothing wrong")
        write(tmp_path, {"main.py": BAD})
        watcher.until("main.py:2:15: error[callback-without-create-proxy]")
        watcher.until("1 page checked: 1 error")
        (tmp_path / "main.py").unlink()
        watcher.until("error[missing-local-file]")
        write(tmp_path, {"main.py": "print(2)\n"})
        watcher.until("1 page checked: nothing wrong")
        write(tmp_path, {"build/main.py": BAD})
        assert watcher.is_silent(1.5)
        write(tmp_path, {"more/other.html": PAGE})
        watcher.until("more/other.html:5:24: error[missing-local-file]")


NO_MODULE = PAGE.replace('type="module" ', "")


def wait_for(place: Path, text: str) -> None:
    end = time.monotonic() + SECONDS
    while place.read_bytes().decode() != text:
        assert time.monotonic() < end, place.read_text(encoding="utf-8")
        time.sleep(0.05)


def test_fix_is_written_after_each_save_and_its_own_write_starts_nothing(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    write(tmp_path, {"index.html": PAGE, "main.py": "print(1)\n"})
    with watching(tmp_path, "--fix") as watcher:
        watcher.until("nothing wrong")
        page.write_text(NO_MODULE, encoding="utf-8")
        watcher.until("1 page checked: nothing wrong")
        wait_for(page, PAGE)
        assert watcher.is_silent(1.5)
        page.write_text(NO_MODULE.replace("./main.py", "main.py"), encoding="utf-8")
        watcher.until("1 page checked: nothing wrong")
        wait_for(page, PAGE.replace("./main.py", "main.py"))


def test_fix_that_somebody_undoes_is_not_written_again(tmp_path: Path) -> None:
    """Or two programs, of which each undoes what the other one does, would never come to an end."""
    page = tmp_path / "index.html"
    write(tmp_path, {"index.html": NO_MODULE, "main.py": "print(1)\n"})
    with watching(tmp_path, "--fix") as watcher:
        watcher.until("nothing wrong")
        wait_for(page, PAGE)
        page.write_text(NO_MODULE, encoding="utf-8")
        watcher.until("error[core-not-module]")
        watcher.until("1 page checked: 1 error")
        assert watcher.is_silent(1.0)
        assert page.read_text(encoding="utf-8") == NO_MODULE


def test_what_the_baseline_has_is_neither_shown_nor_fixed(tmp_path: Path) -> None:
    write(tmp_path, {"index.html": NO_MODULE, "main.py": "print(1)\n"})
    doctor("check", "--update-baseline", cwd=tmp_path)
    with watching(tmp_path, "--fix") as watcher:
        watcher.until("1 page checked: nothing new")
        write(tmp_path, {"main.py": "print(2)\n"})
        watcher.until("1 page checked: nothing new")
    assert (tmp_path / "index.html").read_text(encoding="utf-8") == NO_MODULE


def test_watching_needs_files_and_has_no_end(tmp_path: Path) -> None:
    for option in ("--diff", "--online", "--update-baseline", "--add-ignores"):
        result = doctor("check", "--watch", option, cwd=tmp_path)
        assert result.returncode == 2
        assert f"{option} can't be used with --watch" in result.stderr
    result = doctor("check", "--watch", "-", cwd=tmp_path)
    assert "--watch needs files, and `-` is standard input" in result.stderr


def test_terminal_is_drawn_anew(tmp_path: Path) -> None:
    """With a terminal in place of a pipe, each report replaces the last one."""
    import pty

    write(tmp_path, {"index.html": PAGE, "main.py": "print(1)\n"})
    master, slave = pty.openpty()
    command = [str(Path(sys.executable).parent / "pyscript-doctor"), "check", "--watch"]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=slave, stderr=subprocess.DEVNULL)
    os.close(slave)
    shown = b""
    while b"Checked" not in shown:
        shown += os.read(master, 4096)
    process.send_signal(signal.SIGINT)
    process.wait(SECONDS)
    os.close(master)
    assert shown.startswith(b"\x1b[2J\x1b[3J\x1b[H")
