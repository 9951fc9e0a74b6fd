"""A process that is killed while it writes files: each of them is the old or the new one, whole.

The process kills itself, before each line of the modules that write in turn, as the power or the system may do.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.sources.gitignore import GitIgnore
from pyscript_doctor.sources.listing import list_files

if TYPE_CHECKING:
    from pathlib import Path

KILLED_AT = """
import os, signal, sys
from pathlib import Path

from pyscript_doctor.sources import staging, writing

left = int(sys.argv[2])


def trace(frame, event, _):
    global left
    if frame.f_code.co_filename not in (staging.__file__, writing.__file__):
        return None
    left -= event == "line"
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return trace


old, new = b"old" * 20_000, b"new" * 30_000
sys.settrace(trace)
writing.write_all(Path(sys.argv[1]), {name: (old, new) for name in ("a.py", "below/b.py")})
"""
FILES = ("a.py", "below/b.py")
OLD, NEW = b"old" * 20_000, b"new" * 30_000
MOST_LINES = 400


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_at_each_line_every_file_is_old_or_new_and_whole(tmp_path: Path) -> None:
    seen = set()
    for line in range(MOST_LINES):
        killed, contents = written(tmp_path / str(line), line)
        assert set(contents) <= {OLD, NEW}, f"killed at line {line}"
        assert listed(tmp_path / str(line)) == set(FILES), (
            "what a killed process leaves is read as a file of the project"
        )
        seen.add(contents)
        if not killed:
            break
    else:
        pytest.fail("the process never came to its end")
    assert contents == (NEW, NEW)
    assert {(OLD, OLD), (NEW, OLD)} <= seen


def listed(folder: Path) -> set[str]:
    return set(list_files(str(folder), GitIgnore(folder), "").files)


def written(folder: Path, lines: int) -> tuple[bool, tuple[bytes, ...]]:
    """Whether a process was killed after so many lines, and what the files hold then."""
    for name in FILES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(OLD)
    done = subprocess.run([sys.executable, "-c", KILLED_AT, folder, str(lines)], check=False, timeout=60)
    assert done.returncode in (0, -signal.SIGKILL)
    return done.returncode != 0, tuple((folder / name).read_bytes() for name in FILES)
