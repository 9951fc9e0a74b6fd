"""`run` and `serve` as a user starts and stops them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx
import pytest

from tests.command import doctor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = "<!doctype html>\n<head><title>Garden</title>"
SECONDS = 30


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "index.html").write_text(PAGE)
    return tmp_path


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def started(folder: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command in a process of its own, and the address that it serves at."""
    port = free_port()
    command = [sys.executable, "-m", "pyscript_doctor", *arguments, "--no-open", "--port", str(port)]
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        address = f"http://localhost:{port}"
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline and process.poll() is None:
            try:
                httpx.get(address, trust_env=False)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield process, address
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Press Ctrl-C, and what the process leaves."""
    os.kill(process.pid, signal.SIGINT)
    output, errors = process.communicate(timeout=SECONDS)
    return process.returncode, output, errors


@pytest.mark.parametrize("command", ["run", "serve"])
def test_ctrl_c_ends_cleanly_and_nothing_was_written(command: str, folder: Path) -> None:
    with started(folder, command) as (process, address):
        httpx.get(address, trust_env=False)
        code, output, errors = ended(process)
    assert (code, errors.strip()) == (0, "Stopped.")
    assert f"at {address}/" in output
    assert [path.name for path in folder.iterdir()] == ["index.html"]


def test_serve_leaves_pages_as_they_are(folder: Path) -> None:
    with started(folder, "serve") as (_, address):
        answer = httpx.get(address, trust_env=False)
        assert answer.text == PAGE
        assert answer.headers["cross-origin-embedder-policy"] == "credentialless"
        assert httpx.get(f"{address}/__pyscript-doctor/page.js", trust_env=False).status_code == 404


def test_like_serves_as_that_host(folder: Path) -> None:
    (folder / "_headers").write_text("/*\n  X-Garden: yes\n")
    with started(folder, "run", "--like", "netlify") as (_, address):
        headers = httpx.get(address, trust_env=False).headers
        assert headers["x-garden"] == "yes"
        assert "cross-origin-embedder-policy" not in headers


def test_other_machines_are_warned_of(folder: Path) -> None:
    with started(folder, "serve", "--host", "0.0.0.0") as (process, _):
        _, _, errors = ended(process)
    assert "everybody in your network can read the files of this folder" in errors


def test_port_in_use_is_one_line_and_exit_2(folder: Path) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        done = doctor("serve", "--no-open", "--port", str(listener.getsockname()[1]), cwd=folder)
    assert done.returncode == 2
    assert done.stderr.startswith("pyscript-doctor: error: can't listen on 127.0.0.1, port ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("run", "nowhere"), "nowhere: there is no such file or folder"),
        (("run", "--click"), "--click and --output-format go with --headless"),
        (("run", "--output-format", "json"), "--click and --output-format go with --headless"),
        (("run", "--like", "apache"), "'apache'"),
        (("run", "--port", "70000"), "it must be a number from 0 to 65535"),
        (("run", "--headless", "--timeout", "0"), "it must be a number of seconds, at most 3600"),
    ],
)
def test_mistakes_are_one_line_and_exit_2(arguments: tuple[str, ...], said: str, folder: Path) -> None:
    done = doctor(*arguments, cwd=folder)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_to_try_is_one_line_and_exit_2(folder: Path) -> None:
    done = doctor("run", "--headless", cwd=folder)
    assert done.returncode == 2
    assert "there is no page with PyScript here that a browser can open as it is" in done.stderr


def test_parts_that_are_not_installed_are_named_with_what_to_install(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    done = doctor("run", cwd=folder)
    assert done.returncode == 2
    assert "this needs uvicorn, which is not installed" in done.stderr
    assert 'pip install "pyscript-doctor[run]"' in done.stderr
