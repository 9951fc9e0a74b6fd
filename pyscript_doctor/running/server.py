"""Runs the server until somebody stops it, and keeps the pages up to date."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from typing import TYPE_CHECKING

import uvicorn

from pyscript_doctor.running.events import LONGEST_MESSAGE
from pyscript_doctor.running.watching import saves

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Generator

    from pyscript_doctor.running.checked_project import CheckedProject
    from pyscript_doctor.running.monitor import Monitor
    from pyscript_doctor.serving.application import SiteApplication

PATIENCE = 1
"""Seconds that requests get to end when the server stops."""


def listening_socket(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 for a free one. Raises OSError if that cannot be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(128)
    except BaseException:
        listener.close()
        raise
    return listener


class _Server(uvicorn.Server):
    """A server that leaves Ctrl-C to whoever runs it."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Capture none."""
        yield


@contextlib.asynccontextmanager
async def serving(application: SiteApplication, listener: socket.socket) -> AsyncIterator[None]:
    """Serve as long as the context lasts."""
    config = uvicorn.Config(
        application.asgi,
        ws="websockets-sansio",
        ws_max_size=LONGEST_MESSAGE * 4,
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=PATIENCE,
    )
    server = _Server(config)
    running = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        while not server.started and not running.done():
            await asyncio.sleep(0.01)
        yield
    finally:
        server.should_exit = True
        with contextlib.suppress(asyncio.CancelledError):
            await running


async def keep_up(
    project: CheckedProject, application: SiteApplication, monitor: Monitor, saved: Callable[[list[str]], None]
) -> None:
    """After each save, check again and reload the open pages, for ever. saved: is called after each save."""
    async for paths in saves(project.root, asyncio.Event()):
        await asyncio.to_thread(project.change, paths)
        application.site = await asyncio.to_thread(lambda: project.site)
        await monitor.reload()
        await asyncio.to_thread(lambda: project.report)
        saved(paths)
