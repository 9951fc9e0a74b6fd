"""Run a page in Chromium and say what it did.

One Chromium serves a whole test session, with its cache of compiled code; every page gets an origin of its own,
so that none sees what another stored.
"""

from __future__ import annotations

import contextlib
import os
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from tests.browser.activity import Activity, descendants
from tests.browser.outcome import ERROR, PAGE_ERROR, Outcome
from tests.browser.runtimes import CHROMIUM, certificate_folder
from tests.browser.server import HeaderRules, Internet, PageServer
from tests.browser.wheels import Distribution, Index

if TYPE_CHECKING:
    import asyncio
    from pathlib import Path
    from types import TracebackType

    from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, WebError

    from tests.browser.reply import Reply

Until = Callable[[Outcome], bool]

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
INSECURE_HOST = "insecure.example"
"""A host name that leads to the page's server too: plain HTTP that is not localhost, so never a secure context."""

END_MARK = "@@end "
ISOLATION_MARK = "@@isolated "
TELL_ISOLATION = f"if (self === top) console.debug('{ISOLATION_MARK}' + crossOriginIsolated)"
READ_PAGE = """html => ({
    text: document.body ? document.body.innerText : "",
    banners: Array.from(document.querySelectorAll(".py-error"), banner => banner.textContent),
})"""

TIMEOUT = 25.0
"""Seconds of processor time for a page that never comes to rest. Pyodide takes 4, and 9 where nothing is cached."""
GRACE = 60.0
"""Seconds for opening, reading and closing a page, after which Chromium is taken for dead."""
LONGEST = 4
"""The time on the clock for it, as a multiple of that: on a busy machine a page may have to wait for the processor."""
SETTLE, SETTLE_AT_MOST = 0.3, 3.0
"""Seconds of quiet to wait for once a page is done, for errors that come late; and for how long at most."""
QUIET, QUIET_AFTER_ERROR = 1.5, 0.6
"""Seconds of quiet after which a page that is not done never will be."""
TICK = 40.0
"""Milliseconds between two looks at the page."""


def printed_done(outcome: Outcome) -> bool:
    """The page printed DONE: how pages say by themselves that they have reached their end."""
    return "DONE" in outcome.lines


def reached(ends: set[str]) -> Until:
    """Every one of these marks was passed."""
    return lambda outcome: ends <= outcome.ends


class Chromium:
    """A Chromium for which every host is on this machine. `pages_run` counts.

    compiled: whether Pyodide gets its standard library with compiled modules (tests/browser/standard_library.py).
    """

    def __init__(self, *, compiled: bool = False) -> None:
        self._compiled = compiled
        self.pages_run = 0
        self.loop: asyncio.AbstractEventLoop | None = None
        self._resources = contextlib.ExitStack()
        self._ports: set[int] = set()

    def __enter__(self) -> Chromium:
        from playwright.sync_api import sync_playwright

        self._internet: Internet = self._resources.enter_context(Internet(compiled=self._compiled))
        self._profile = self._resources.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        self._playwright = self._resources.enter_context(sync_playwright())
        self._start()
        self._resources.callback(self._stop)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._resources.close()

    def _start(self) -> None:
        self._context: BrowserContext = self._playwright.chromium.launch_persistent_context(
            self._profile, executable_path=str(CHROMIUM), args=[*FLAGS, *self.network_flags()]
        )
        self._context.add_init_script(TELL_ISOLATION)

    def _stop(self) -> None:
        from playwright.sync_api import Error

        with contextlib.suppress(Error):
            self._context.close()

    def _kill(self) -> None:
        """End a Chromium that answers no more, by its process."""
        for process in descendants(f"--user-data-dir={self._profile}"):
            with contextlib.suppress(OSError):
                os.kill(process, signal.SIGKILL)

    def network_flags(self) -> list[str]:
        """The options with which a Chromium finds every host on this machine."""
        fingerprint = (certificate_folder() / "fingerprint.txt").read_text(encoding="ascii")
        rules = f"MAP {INSECURE_HOST} 127.0.0.1, MAP * 127.0.0.1:{self._internet.port}"
        return [
            f"--host-resolver-rules={rules}, EXCLUDE localhost, EXCLUDE 127.0.0.1",
            f"--ignore-certificate-errors-spki-list={fingerprint}",
        ]

    @contextlib.contextmanager
    def tab(self) -> Iterator[Page]:
        """A tab of its own, for what is no run of a page."""
        page = self._context.new_page()
        try:
            yield page
        finally:
            page.close()

    @contextlib.contextmanager
    def visiting(
        self, files: Mapping[str, bytes] | Path, remote: Mapping[str, Reply] | None = None
    ) -> Iterator[tuple[Page, str]]:
        """A tab, and the address at which these files are served, for a test that works a page by hand.

        remote: replies of other hosts, by URL.
        """
        self.pages_run += 1
        internet = self._internet.for_page(remote or {}, Index(()))
        with self._server(files, None) as server, internet, self.tab() as page:
            yield page, f"http://localhost:{server.port}/"

    def run_page(
        self,
        files: Mapping[str, bytes] | Path,
        path: str = "index.html",
        *,
        headers: HeaderRules | None = None,
        host: str = "localhost",
        remote: Mapping[str, Reply] | None = None,
        distributions: tuple[Distribution, ...] = (),
        click: str | None = None,
        until: Until = printed_done,
        settles: bool = True,
        timeout: float = TIMEOUT,
    ) -> Outcome:
        """Serve the files, open one of them, and watch the page until it is done or will not be.

        headers: what the page's server sends, by path pattern. host: the name under which the page is opened:
        localhost, 127.0.0.1 or INSECURE_HOST. remote: replies of other hosts, by URL. distributions: what the
        Python index has. click: a selector, clicked once as soon as the page is done or quiet; what is waited
        for must come after that. settles: whether to wait a little for errors that come late. timeout: the
        processor time in seconds that it may take.
        """
        self.pages_run += 1
        with self._server(files, headers) as server, self._internet.for_page(remote or {}, Index(distributions)):
            visit = Visit(self._context, server, self._internet, click, until, settles, timeout)
            with self._guarded(LONGEST * timeout + GRACE):
                outcome = visit.run(f"http://{host}:{server.port}/{path}")
            outcome.not_found = [*server.not_found, *self._internet.not_found]
            outcome.refused = list(self._internet.refused)
        return outcome

    @contextlib.contextmanager
    def _guarded(self, seconds: float) -> Iterator[None]:
        """Start Chromium anew if a visit takes longer than it can: a call to a browser that hangs never returns."""
        killed = threading.Event()

        def end() -> None:
            killed.set()
            self._kill()

        guard = threading.Timer(seconds, end)
        guard.daemon = True
        guard.start()
        try:
            yield
        finally:
            guard.cancel()
            if killed.is_set():
                self._stop()
                self._start()

    def _server(self, files: Mapping[str, bytes] | Path, headers: HeaderRules | None) -> PageServer:
        """A server on a port that no page had before: what an origin stores, such as a service worker, stays."""
        while True:
            server = PageServer(files, headers)
            if server.port not in self._ports:
                self._ports.add(server.port)
                return server


class Visit:
    """One page from its opening to its closing."""

    def __init__(
        self,
        context: BrowserContext,
        server: PageServer,
        internet: Internet,
        click: str | None,
        until: Until,
        settles: bool,
        timeout: float,
    ) -> None:
        self.outcome = Outcome()
        self._context, self._servers = context, (server, internet)
        self._click, self._until, self._settles, self._timeout = click, until, settles, timeout
        self._activity = Activity()

    def run(self, url: str) -> Outcome:
        """Open the page, watch it, read it, close it."""
        from playwright.sync_api import Error

        started = time.monotonic()
        listeners = {
            "console": self._on_console,
            "weberror": self._on_error,
            "requestfailed": self._on_failure,
        }
        for event, listener in listeners.items():
            self._context.on(event, listener)  # type: ignore[call-overload]
        page = self._context.new_page()
        try:
            page.goto(url, wait_until="commit")
            self._watch(page, started + LONGEST * self._timeout)
            self._read(page)
        except Error as error:
            self.outcome.console.append((ERROR, f"the page could not be watched: {error.message}"))
        finally:
            self._close(page)
            for event, listener in listeners.items():
                self._context.remove_listener(event, listener)
        self.outcome.seconds = time.monotonic() - started
        return self.outcome

    def _close(self, page: Page) -> None:
        from playwright.sync_api import Error

        with contextlib.suppress(Error):
            if self.outcome.timed_out:
                # Closing a page that reloads itself without end may never end either: let no reload succeed.
                self._servers[0].retired = True
                page.wait_for_timeout(1000)
        with contextlib.suppress(Error):
            for other in self._context.pages[1:]:
                other.close()

    def _watch(self, page: Page, deadline: float) -> None:
        while not self._arrived():
            if time.monotonic() > deadline or self._activity.used > self._timeout:
                self.outcome.timed_out = True
                return
            if self._quiet_for() > (QUIET_AFTER_ERROR if self.outcome.errors else QUIET):
                if self._click is None:
                    return
                self._press(page)
            page.wait_for_timeout(TICK)
        self.outcome.done = True
        if self._settles:
            self._settle(page)

    def _settle(self, page: Page) -> None:
        settled = time.monotonic() + SETTLE_AT_MOST
        while self._quiet_for() < SETTLE and time.monotonic() < settled:
            page.wait_for_timeout(TICK)

    def _arrived(self) -> bool:
        return self._click is None and self._until(self.outcome)

    def _press(self, page: Page) -> None:
        from playwright.sync_api import TimeoutError as Late

        selector, self._click = self._click, None
        try:
            page.locator(selector or "").first.click(timeout=2000)
        except Late:
            self.outcome.console.append((ERROR, f"{selector} cannot be clicked"))
        self._activity.note()

    def _quiet_for(self) -> float:
        since_request = time.monotonic() - max(server.last_request for server in self._servers)
        return min(self._activity.quiet_for(), since_request)

    def _read(self, page: Page) -> None:
        from playwright.sync_api import TimeoutError as Late

        with contextlib.suppress(Late):
            read = page.locator("html").evaluate(READ_PAGE, timeout=2000)
            self.outcome.shown_text, self.outcome.banners = read["text"], read["banners"]

    def _on_console(self, message: ConsoleMessage) -> None:
        text = message.text
        self._activity.note()
        if text.startswith(END_MARK):
            self.outcome.ends.add(text.removeprefix(END_MARK))
        elif text.startswith(ISOLATION_MARK):
            self._open_document(isolated=text == f"{ISOLATION_MARK}true")
        else:
            self.outcome.console.append((message.type, text))

    def _open_document(self, isolated: bool) -> None:
        """A page that a service worker isolates reloads itself. How far it came before that is a matter of chance."""
        if isolated and not self.outcome.isolated:
            self.outcome.console[:] = [each for each in self.outcome.console if each[0] not in (ERROR, PAGE_ERROR)]
            self.outcome.ends.clear()
        self.outcome.isolated = isolated

    def _on_error(self, error: WebError) -> None:
        self._activity.note()
        self.outcome.console.append((PAGE_ERROR, getattr(error.error, "message", str(error.error))))

    def _on_failure(self, request: Request) -> None:
        self._activity.note()
        self.outcome.failed_requests.append(f"{request.url} {request.failure}")
