"""One visit: a page from its opening to its reload or end, and what it reported."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyscript_doctor.explain.speaker import MICROPYTHON, PYODIDE, Speaker
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.running.events import SAYING, Event, EventKind

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

MOST_EVENTS, MOST_CHARACTERS = 2_000, 2_000_000
"""How much of what a page reports is kept."""
QUIET, QUIET_WHILE_STARTING = 2.0, 20.0
"""Seconds without news after which a page is at rest; Pyodide may say nothing for longer while it starts."""

_RELEASE = lazy_pattern(r"/releases/(\d{4}\.\d{1,2}\.\d{1,2})/core\.js")
_LATEST = lazy_pattern(r"/(?:latest|releases/latest)/core\.js")
_CORE = lazy_pattern(r"@pyscript/core@(\d[\w.-]*)")
_PYODIDE = lazy_pattern(r"(?:/pyodide/v|[@/]pyodide@)(\d[\w.]*)/")
_MICROPYTHON = lazy_pattern(r"micropython-webassembly-pyscript@(\d[\w.-]*)/")


@dataclass(frozen=True, slots=True)
class LoadedPyScript:
    """What a page loaded, by the addresses: the release of PyScript and its interpreters; "" for what is not known."""

    release: str = ""
    pyodide: str = ""
    micropython: str = ""

    def __str__(self) -> str:
        """Such as "PyScript 2026.7.3, Pyodide 314.0.3"."""
        parts = (("PyScript", self.release), (PYODIDE, self.pyodide), (MICROPYTHON, self.micropython))
        return ", ".join(f"{name} {version}" for name, version in parts if version)


@dataclass
class Visit:
    """The events of a page. path: its file in the project, "" for none. characters: how many its events have."""

    path: str
    url_path: str = ""
    events: list[Event] = field(default_factory=list)
    last_news: float = field(default_factory=time.monotonic)
    characters: int = 0

    def add(self, event: Event) -> None:
        """Note an event, unless there are too many already."""
        size = len(event.text) + len(event.stack) + len(event.url)
        if len(self.events) < MOST_EVENTS and self.characters + size <= MOST_CHARACTERS:
            self.events.append(event)
            self.characters += size
        self.last_news = time.monotonic()

    @property
    def isolated(self) -> bool:
        """Whether the browser says that the page is cross-origin isolated."""
        return any(event.isolated for event in self.events if event.kind is EventKind.OPENED)

    @property
    def texts(self) -> list[Event]:
        """The events with something that was said."""
        return [event for event in self.events if event.kind in SAYING and event.text]

    @property
    def failed_urls(self) -> dict[str, int]:
        """The addresses that could not be loaded, with the status of the response, 0 for none."""
        failed: dict[str, int] = {}
        for event in self.events:
            if event.kind is EventKind.RESOURCE and event.failed and event.url:
                failed[event.url] = failed.get(event.url) or event.status
        return failed

    @property
    def is_done(self) -> bool:
        """Whether all Python of the page ran, as PyScript says it."""
        return any(name.endswith(":all-done") for name in self.times)

    @property
    def is_loaded(self) -> bool:
        """Whether the browser has all that the page's HTML asks for."""
        return "load" in self.times

    def is_settled(self, now: float) -> bool:
        """Whether the page will do nothing more by itself."""
        quiet = now - self.last_news
        if self.is_done:
            return quiet > QUIET / 4
        starting = str(self.loaded) and not self.texts
        return self.is_loaded and quiet > (QUIET_WHILE_STARTING if starting else QUIET)

    @property
    def times(self) -> dict[str, int]:
        """When each lifecycle event first came, in milliseconds."""
        times: dict[str, int] = {}
        for event in self.events:
            if event.kind is EventKind.LIFECYCLE:
                times.setdefault(event.name, event.time)
        return times

    @property
    def loaded(self) -> LoadedPyScript:
        """The release that the page really loaded."""
        urls = [event.url for event in self.events if event.kind is EventKind.RESOURCE]
        return loaded_by(urls)


def loaded_by(urls: Iterable[str]) -> LoadedPyScript:
    """What these addresses are of. A release that has no address of its own is known by its interpreter."""
    text = "\n".join(urls)
    release, core = _RELEASE.search(text), _CORE.search(text)
    pyodide, micropython = _first(_PYODIDE, text), _first(_MICROPYTHON, text)
    if release:
        return LoadedPyScript(release[1], pyodide, micropython)
    if _LATEST.search(text):
        return LoadedPyScript("latest", pyodide, micropython)
    if core:
        named = [each.name for each in Speaker().releases if each.core == core[1]]
        return LoadedPyScript(named[0] if len(named) == 1 else f"of npm {core[1]}", pyodide, micropython)
    return LoadedPyScript("", pyodide, micropython)


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else ""
