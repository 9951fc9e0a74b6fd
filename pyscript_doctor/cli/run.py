"""`pyscript-doctor run` and `serve`: the project in a browser, with what the browser says explained."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from pyscript_doctor.cli import formats
from pyscript_doctor.cli.arguments import parse
from pyscript_doctor.cli.exit_codes import NOTHING
from pyscript_doctor.cli.output import closed_pipe_ignored
from pyscript_doctor.cli.outputs import Output
from pyscript_doctor.cli.parser import PROGRAM
from pyscript_doctor.settings import SettingsError

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterable

    from pyscript_doctor.reporters.terminal.styled import Line
    from pyscript_doctor.running.checked_project import CheckedProject
    from pyscript_doctor.running.monitor import Write
    from pyscript_doctor.serving.visitors import Visitors

_OF_SERVING = ("starlette", "uvicorn", "websockets", "watchfiles")
_LOOPBACK = "127.0.0.1"


def run(given: Namespace) -> int:
    """Serve and watch the project of the arguments until Ctrl-C; with `--headless`, try its pages and report."""
    _require("run", _OF_SERVING)
    arguments = _with_those_of_check(given)
    if arguments.headless:
        from pyscript_doctor.cli.headless import run_headless

        _require("browser", ("playwright",))
        return run_headless(arguments, project_of(arguments))
    if arguments.click or arguments.outputs:
        raise SettingsError("--click and --output-format go with --headless")
    return _until_stopped(arguments, watches=True)


def serve(given: Namespace) -> int:
    """Serve the project of the arguments until Ctrl-C."""
    _require("run", _OF_SERVING)
    return _until_stopped(_with_those_of_check(given), watches=False)


def _with_those_of_check(given: Namespace) -> Namespace:
    """The arguments with the defaults of `check`, because checking and reporting work in the same way."""
    return Namespace(**{**vars(parse(["check"])), **vars(given)})


def project_of(arguments: Namespace) -> CheckedProject:
    """The project of the arguments, with its settings."""
    from pyscript_doctor.cli.settings import settings_from, settings_of
    from pyscript_doctor.engine.loader import load_pack, rules_with
    from pyscript_doctor.running.checked_project import CheckedProject, start_at
    from pyscript_doctor.serving.hosts import Host

    formats.verify(arguments.outputs or [Output()])
    packs = [load_pack(name) for name in arguments.rule_pack]
    rules = rules_with(packs)
    path = Path(arguments.path)
    if not path.exists():
        raise SettingsError(f"{arguments.path}: there is no such file or folder")
    file = None if arguments.isolated else settings_of([arguments.path], Path.cwd(), rules)
    settings = settings_from(arguments, file)
    settings.verify(rules)
    return CheckedProject(start_at(path), Host(arguments.like or Host.ISOLATED.value), settings, packs)


def listener_of(arguments: Namespace) -> tuple[socket.socket, Visitors]:
    """A socket that listens where the arguments say, and who may ask there."""
    from pyscript_doctor.running.server import listening_socket
    from pyscript_doctor.serving.visitors import LOOPBACK, Visitors

    host = arguments.host or _LOOPBACK
    try:
        listener = listening_socket(host, arguments.port)
    except (OSError, OverflowError) as error:
        raise SettingsError(f"can't listen on {host}, port {arguments.port}: {error}") from error
    port = listener.getsockname()[1]
    if host in LOOPBACK:
        return listener, Visitors(port)
    import socket

    print(
        f"{PROGRAM}: warning: with --host {host}, everybody in your network can read the files of this folder",
        file=sys.stderr,
    )
    return listener, Visitors(port, (*LOOPBACK, host, socket.gethostname()), anywhere=True)


def _until_stopped(arguments: Namespace, *, watches: bool) -> int:
    import asyncio

    from pyscript_doctor.reporters.terminal import terminal
    from pyscript_doctor.running.live import Live

    project = project_of(arguments)
    listener, visitors = listener_of(arguments)
    columns = terminal.columns(sys.stdout)
    live = Live(project, listener, visitors, writing(arguments), columns, watches=watches, opens=arguments.open)
    try:
        asyncio.run(live.run())
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
    finally:
        listener.close()
    return NOTHING


def _require(extra: str, modules: tuple[str, ...]) -> None:
    """Raise SettingsError, with what to install, if an optional part is not installed."""
    absent = [name for name in modules if find_spec(name) is None]
    if absent:
        raise SettingsError(
            f"this needs {', '.join(absent)}, which {'is' if len(absent) == 1 else 'are'} not installed. "
            f'Install them with: pip install "{PROGRAM}[{extra}]"'
        )


def writing(arguments: Namespace) -> Write:
    """Writes lines to standard output at once, in colours where there are any."""
    from pyscript_doctor.reporters.terminal import terminal

    color = terminal.wants_color(arguments.color, sys.stdout, os.environ)

    def write(lines: Iterable[Line]) -> None:
        with closed_pipe_ignored():
            terminal.write(lines, sys.stdout, color=color)

    return write
