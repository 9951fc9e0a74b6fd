"""The command ends cleanly wherever its streams, its terminal or its user leave it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.command import doctor
from tests.hostile.kinds import KINDS, write
from tests.hostile.kinds.markup import many_pages
from tests.pace import on_this_machine

pytestmark = pytest.mark.long

COMMAND = [str(Path(sys.executable).with_name("pyscript-doctor"))]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, many_pages(3_000))
    return tmp_path


def processor_time(process: subprocess.Popen[bytes]) -> float:
    """The seconds that a process has worked so far, whatever else the machine does."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux shows how long a process has worked")
@pytest.mark.parametrize("after", [0.06, 0.2, 0.4, 0.7, 1.0])
def test_control_c_ends_it_without_a_traceback(after: float, tmp_path: Path) -> None:
    """The first is just after Python itself has started: until then it takes Ctrl-C for a fatal error."""
    write(tmp_path, {**many_pages(300_000), **KINDS["calls-of-one-function"](200_000)})
    process = subprocess.Popen([*COMMAND, "check"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    reached = on_this_machine(after)
    while process.poll() is None and processor_time(process) < reached:
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert b"Traceback" not in err
    assert process.returncode in (0, 1, 2, 130, -signal.SIGINT)


INTERRUPTED_WHERE_NOTHING_CAN_BE_RAISED = """
import sys
from pyscript_doctor.cli.main import end_if_interrupted

class Closing:
    def __init__(self, error):
        self.error = error
    def __del__(self):
        raise self.error

sys.unraisablehook = end_if_interrupted
Closing(ValueError("told as usual"))
print("goes on", flush=True)
Closing(KeyboardInterrupt())
print("goes on after Ctrl-C")
"""


def test_control_c_ends_it_where_python_would_ignore_it() -> None:
    """Python ignores errors while it deletes an object, shows them with a traceback, and goes on."""
    command = [sys.executable, "-c", INTERRUPTED_WHERE_NOTHING_CAN_BE_RAISED]
    done = subprocess.run(command, capture_output=True, check=False)

    assert (done.returncode, done.stdout) == (130, b"goes on\n")
    assert b"told as usual" in done.stderr
    assert b"KeyboardInterrupt" not in done.stderr


def test_a_pipe_that_closes_early_is_no_fault(folder: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([*COMMAND, "check"], cwd=folder, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert done.returncode in (0, 1)
    assert done.stderr == b""


@pytest.mark.parametrize("stream", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_fault(stream: str, folder: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", f"exec {COMMAND[0]} check {stream}"],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    assert done.returncode in (0, 1)
    assert b"Traceback" not in done.stderr
    assert b"internal error" not in done.stderr


@pytest.mark.parametrize("columns", ["0", "1", "20", "-5", "many", "99999999"])
def test_any_width_of_a_terminal_will_do(columns: str, folder: Path) -> None:
    done = doctor("check", cwd=folder, COLUMNS=columns)
    assert done.returncode in (0, 1)
    assert done.stderr == ""


def test_an_old_locale_and_no_home_are_no_fault(folder: Path) -> None:
    (folder / "ü.html").write_text((folder / "p0.html").read_text() + "<p>ü</p>", "utf-8")
    given = {"PATH": os.environ["PATH"], "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run([*COMMAND, "check"], cwd=folder, env=given, capture_output=True, check=False)
    assert done.returncode in (0, 1)
    assert done.stderr == b""


def test_a_folder_that_is_gone_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    done = subprocess.run(
        ["sh", "-c", f"cd gone && rmdir ../gone && exec {COMMAND[0]} check"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "internal error" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
