"""Listens to the pages that are open, and answers each with what the doctor makes of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from starlette.websockets import WebSocketDisconnect

from pyscript_doctor.reporters.terminal.styled import EMPTY, line
from pyscript_doctor.running.cards import overlay_of
from pyscript_doctor.running.events import Event, EventKind, read_event
from pyscript_doctor.running.terminal import new_in, outcome_lines, seen_lines, visit_line
from pyscript_doctor.running.visit import Visit

if TYPE_CHECKING:
    from starlette.websockets import WebSocket

    from pyscript_doctor.reporters.terminal.styled import Line
    from pyscript_doctor.running.checked_project import CheckedProject
    from pyscript_doctor.running.verdict import Verdict

PAUSE = 0.2
"""Seconds between two looks at what a page has reported."""

Write = Callable[[Iterable["Line"]], None]


def nowhere(_: Iterable[Line]) -> None:
    """Write nothing."""


@dataclass
class OpenPage:
    """A page that is connected. judged: how many of its events a verdict was made of. shown: keys of its errors."""

    visit: Visit
    socket: WebSocket
    judged: int = 0
    shown: set[str] = field(default_factory=set)
    has_overlay: bool = False
    is_told: bool = False
    closed: bool = False


class Monitor:
    """The pages of a project that are open. write: where to say what happens on them.

    remembers: whether `visits` keeps those that have ended.
    """

    def __init__(
        self, project: CheckedProject, write: Write = nowhere, columns: int = 80, *, remembers: bool = False
    ) -> None:
        self.visits: list[Visit] = []
        self._remembers = remembers
        self._project = project
        self._write, self._columns = write, columns
        self._open: list[OpenPage] = []

    async def connected(self, socket: WebSocket) -> None:
        """Listen to a page until it goes."""
        page: OpenPage | None = None
        watching: asyncio.Task[None] | None = None
        try:
            while True:
                event = read_event(await socket.receive_text())
                if event is None:
                    continue
                if event.kind is EventKind.OPENED and page is None:
                    page = await self._opened(event, socket)
                    watching = asyncio.create_task(self._follow(page))
                if page:
                    page.visit.add(event)
        except (WebSocketDisconnect, KeyError, RuntimeError):
            pass
        finally:
            if page:
                page.closed = True
                self._open.remove(page)
                if not self._remembers:
                    self.visits.remove(page.visit)
            if watching:
                watching.cancel()

    def missing(self, url: str, referer: str) -> None:
        """A page asked for an address where there is nothing."""
        path = unquote(urlsplit(referer).path)
        for page in list(self._open):
            if page.visit.url_path == path:
                page.visit.add(Event(EventKind.RESOURCE, url=url, status=404, failed=True))

    async def reload(self) -> None:
        """Have every page that is open load again."""
        for page in list(self._open):
            await _send(page, {"reload": True})

    async def _opened(self, event: Event, socket: WebSocket) -> OpenPage:
        url_path = unquote(urlsplit(event.url).path)
        path = await asyncio.to_thread(self._project.file_of, url_path)
        page = OpenPage(Visit(path, url_path), socket)
        self._open.append(page)
        self.visits.append(page.visit)
        return page

    async def _follow(self, page: OpenPage) -> None:
        """Judge what a page reports, as it comes."""
        while not page.closed:
            await asyncio.sleep(PAUSE)
            settled = page.visit.is_settled(time.monotonic())
            if page.judged == len(page.visit.events) and (page.is_told or not settled):
                continue
            page.judged = len(page.visit.events)
            try:
                verdict = await asyncio.to_thread(self._project.verdict, page.visit)
            except Exception as error:
                self._write(
                    [line(f"The doctor could not judge what it heard ({_named(error)}). The fault is its own.")]
                )
                return
            await self._show(page, verdict)
            if settled and not page.is_told:
                page.is_told = True
                self._write([visit_line(page.visit), *outcome_lines(verdict, page.visit), EMPTY])

    async def _show(self, page: OpenPage, verdict: Verdict) -> None:
        if verdict.seen or page.has_overlay:
            page.has_overlay = bool(verdict.seen)
            await _send(page, overlay_of(verdict))
        for seen in new_in(verdict, page.shown):
            page.shown.add(seen.key)
            self._write(seen_lines(seen, verdict.page or page.visit.url_path, verdict.positions, self._columns))


def _named(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())


async def _send(page: OpenPage, message: dict[str, object]) -> None:
    try:
        await page.socket.send_json(message)
    except (WebSocketDisconnect, RuntimeError):
        page.closed = True
