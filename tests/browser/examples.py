"""Run an example of a rule's page in the browser, and say how what happened differs from what the page claims."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from tests.browser.ends import mark_ends
from tests.browser.page import TIMEOUT
from tests.browser.reply import SHARED, Reply
from tests.browser.runtimes import with_third_party
from tests.browser.server import HEADERS_FILE, header_rules

if TYPE_CHECKING:
    from tests.browser.outcome import Outcome
    from tests.browser.page import Chromium
    from tests.rule_pages import Example


def _media_type(url: str) -> str:
    """Nothing if the name says it; what a CDN has under the bare name of a package is a module."""
    return "" if PurePosixPath(url).suffix else "text/javascript"


def run_example(browser: Chromium, example: Example, release: str) -> tuple[Outcome, set[str]]:
    """What the example's page does on a release, and the marks of the scripts that should reach their end."""
    files, ends = mark_ends(example.files_for(release), example.path)
    headers = header_rules(files.pop(HEADERS_FILE, ""))
    remote = {
        url: Reply(text.encode(), headers={} if url in example.private else SHARED, media_type=_media_type(url))
        for url, text in example.remote.items()
    }

    console = example.console_on(release)

    def settled(outcome: Outcome) -> bool:
        if example.flagged and console:
            return all(any(text in error for error in outcome.errors) for text in console)
        return bool(ends) and ends <= outcome.ends

    outcome = browser.run_page(
        {path: with_third_party(text, release) for path, text in files.items()},
        example.path,
        headers=headers,
        host=example.host,
        remote=remote,
        click=example.click,
        until=settled,
        # Once the error that it is about has come, an example has shown what it says; one that runs must go on to.
        settles=not (example.flagged and console) or bool(example.page),
        timeout=float(example.patience) if example.patience else TIMEOUT,
    )
    return outcome, ends


def contradictions(
    example: Example, release: str, outcome: Outcome, ends: set[str], *, must_fail: bool = True
) -> list[str]:
    """What the browser showed otherwise than the example says; empty where it proves the example.

    must_fail: a flagged page breaks, rather than looks wrong or could be better.
    """
    console = example.console_on(release)
    found = [f"the console does not say {text!r}" for text in console if not outcome.says(text)]
    shown = _words(outcome.shown_text)
    found += [f"the page does not show {text!r}" for text in example.page if _words(text) not in shown]
    if example.flagged:
        found += _fails_otherwise([*console, *example.page], outcome, ends) if must_fail else []
    else:
        found += [f"an error: {error}" for error in outcome.errors]
        found += [f"{mark} does not reach its end" for mark in sorted(ends - outcome.ends)]
        found += [f"asks for {url}, which is not here" for url in outcome.refused]
    if not ends and not console and not example.page:
        found.append("nothing on the page tells whether it ran: give a console or a page block")
    return found


def _fails_otherwise(expected: list[str], outcome: Outcome, ends: set[str]) -> list[str]:
    if not outcome.errors and ends <= outcome.ends:
        return ["the page runs well"]
    # A page may warn of one thing and die of another: the error must be the expected one.
    if outcome.errors and expected and not any(text in error for text in expected for error in outcome.errors):
        return ["the page fails with another error"]
    return []


def _words(text: str) -> str:
    return " ".join(text.split())
