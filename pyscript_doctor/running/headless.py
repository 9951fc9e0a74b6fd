"""Opens every page of a project in a browser without a window, and waits until each has done its work."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pyscript_doctor.engine.finding import Diagnostic, Effect, Finding, Severity
from pyscript_doctor.engine.rule import Rule
from pyscript_doctor.parsers.text import Span
from pyscript_doctor.running.events import Event, EventKind
from pyscript_doctor.running.verdict import certain
from pyscript_doctor.running.visit import Visit

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Sequence

    from playwright.async_api import BrowserContext, ConsoleMessage, Page

    from pyscript_doctor.engine.report import Report
    from pyscript_doctor.running.monitor import Monitor
    from pyscript_doctor.running.verdict import Seen, Verdict

MOST_CLICKS = 40
AFTER_CLICK = 0.7
"""Seconds in which a click may show its error."""
LONGEST_ANSWER = 5.0
"""Seconds after which a page that does not answer is frozen."""
FROZEN = "Page unresponsive: its main thread does not answer any more"
TICK = 0.05

_NOTE_HANDLERS = """(() => {
  const handled = new Set();
  const { addEventListener } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (type, ...rest) {
    if (type === "click" && this instanceof Element) handled.add(new WeakRef(this));
    return Reflect.apply(addEventListener, this, [type, ...rest]);
  };
  globalThis[Symbol.for("pyscript-doctor.handled")] = () => {
    const attributes = "[py-click], [mpy-click], [onclick]";
    const own = [...document.querySelectorAll("*")].filter((each) => each.matches(attributes) || each.onclick);
    return [...new Set([...[...handled].map((each) => each.deref()), ...own])]
      .filter((each) => each?.isConnected && each instanceof HTMLElement && !["HTML", "BODY"].includes(each.tagName));
  };
})()"""
_CLICK = """index => {
  const found = globalThis[Symbol.for("pyscript-doctor.handled")]?.() ?? [];
  found[index]?.click();
  return found.length;
}"""


@dataclass(frozen=True, slots=True)
class Smoke:
    """How to try a page. timeout: seconds for it to get done. clicks: whether to click what has a handler."""

    timeout: float = 60.0
    clicks: bool = False


UNFORESEEN = Rule(
    name="unforeseen-error",
    check=lambda: iter(()),
    severity=Severity.ERROR,
    effect=Effect.SCRIPT_DIES,
    section="reading_errors",
    subject="",
    wants_project=False,
    pages="",
)
"""What a report calls a browser error that no rule predicted."""


@asynccontextmanager
async def chromium(executable: str = "") -> AsyncIterator[BrowserContext]:
    """A browser without a window: the one at a path, or the one that Playwright installed.

    Raises playwright's Error if there is none.
    """
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable or None)
        try:
            yield await browser.new_context()
        finally:
            await browser.close()


async def visit_pages(
    context: BrowserContext,
    urls: Sequence[tuple[str, str]],
    monitor: Monitor,
    smoke: Smoke,
    progress: Callable[[str], None] = lambda page: None,
) -> list[Visit]:
    """A visit of each page: addresses with the URL path that each has on the server."""
    if smoke.clicks:
        await context.add_init_script(_NOTE_HANDLERS)
    visits = []
    for url, url_path in urls:
        progress(url_path)
        visits.append(await _visit(context, url, url_path, monitor, smoke))
    return visits


async def _visit(context: BrowserContext, url: str, url_path: str, monitor: Monitor, smoke: Smoke) -> Visit:
    from playwright.async_api import Error

    before = len(monitor.visits)
    said: list[Event] = []
    page = await context.new_page()
    page.on("console", lambda message: said.extend(_of_the_browser(message)))
    try:
        await page.goto(url, wait_until="commit")
        if not await _settles(monitor, before, url_path, smoke.timeout) and await _is_frozen(page):
            said.append(Event(EventKind.CONSOLE, text=FROZEN, level="error"))
        elif smoke.clicks:
            await _click(page)
    except Error as error:
        said.append(Event(EventKind.UNCAUGHT, text=f"the page could not be opened: {error.message}"))
    visit = _latest(monitor, before, url_path) or Visit("", url_path)
    for event in said:
        visit.add(event)
    with suppress(asyncio.TimeoutError, Error):
        await asyncio.wait_for(page.close(), LONGEST_ANSWER)
    return visit


async def _settles(monitor: Monitor, before: int, url_path: str, timeout: float) -> bool:
    """Whether the page has run all its Python, or has been quiet, before its time is up."""
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        visit = _latest(monitor, before, url_path)
        if visit and visit.is_settled(time.monotonic()):
            return True
        await asyncio.sleep(TICK)
    return False


async def _is_frozen(page: Page) -> bool:
    """Whether the main thread of a page no longer answers."""
    try:
        await asyncio.wait_for(page.evaluate("1"), LONGEST_ANSWER)
    except asyncio.TimeoutError:
        return True
    return False


async def _click(page: Page) -> None:
    """Click each element that has a handler, once, as long as the page stays."""
    address, index = page.url, 0
    while index < MOST_CLICKS and page.url == address:
        if index >= await page.evaluate(_CLICK, index):
            return
        index += 1
        await page.wait_for_timeout(AFTER_CLICK * 1000)


def _latest(monitor: Monitor, before: int, url_path: str) -> Visit | None:
    """The newest visit of a page: some load themselves again."""
    found = [visit for visit in monitor.visits[before:] if visit.url_path == url_path]
    return found[-1] if found else None


def _of_the_browser(message: ConsoleMessage) -> Iterable[Event]:
    """What the browser itself writes to the console, which no script can hear. Failed requests are known already."""
    if message.type == "error" and not message.args and not message.text.startswith("Failed to load resource"):
        place = message.location
        yield Event(EventKind.CONSOLE, text=message.text, level="error", url=place["url"], line=place["lineNumber"] + 1)


def report_of(verdicts: Iterable[Verdict], report: Report) -> Report:
    """The report of `check`, with what the browser confirmed and with the errors that nothing predicted."""
    judged = list(verdicts)
    found: dict[tuple[str, Span, str], Diagnostic] = {}
    for verdict in judged:
        for seen in verdict.seen:
            diagnostic = certain(seen.diagnostic) if seen.diagnostic else _unforeseen(seen, verdict)
            found.setdefault((diagnostic.rule.name, diagnostic.finding.span, diagnostic.finding.message), diagnostic)
    sources = {path: text for verdict in judged for path, text in verdict.sources.items()}
    ordered = sorted(found.values(), key=lambda each: (each.finding.span.path, each.finding.span.start))
    return replace(report, diagnostics=tuple(ordered), sources={**report.sources, **sources})


def _unforeseen(seen: Seen, verdict: Verdict) -> Diagnostic:
    known = seen.explanation
    finding = Finding(
        span=seen.spans[0] if seen.spans else Span(verdict.page, 0, 0),
        message=f"the browser shows an error: {' '.join(seen.message.split())}",
        help=f"{known.meaning}\n\n{known.help}" if known else "",
        console=seen.said if len(seen.said) < 300 else "",
    )
    return Diagnostic(UNFORESEEN, finding, Severity.ERROR, Effect.SCRIPT_DIES, pages=(verdict.page,))
