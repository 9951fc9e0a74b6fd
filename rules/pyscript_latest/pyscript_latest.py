"""URLs of PyScript that do not name a release."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, UNSAFE, WARNING, Finding, Pin, fix_of, lazy_pattern, rule
from pyscript_doctor.queries.pyscript_addresses import gone_message, is_gone
from pyscript_doctor.queries.releases import newest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Edit, Fix, Loader, Page, Text

FLOATING = lazy_pattern(r"(?:https?:)?//pyscript\.net/(?:latest|snapshots/[^/]+)/", re.IGNORECASE)


@rule(severity=WARNING, faq="pyscript-latest", effect=PAGE_BLANK, legacy=True)
def pyscript_latest(page: Page) -> Iterator[Finding]:
    """The page loads PyScript by a URL that is not pinned to a release."""
    for loader in page.loaders:
        if loader.releases.pin in {Pin.FLOATING, Pin.SNAPSHOT}:
            is_dead = is_gone(loader.url.value, loader.releases.label)
            yield _dead(loader) if is_dead else _floating(loader, page)


def _dead(loader: Loader) -> Finding:
    return Finding(
        span=loader.url.span(),
        message=gone_message(loader.releases.label),
        label="404 Not Found",
        help=f"Load a release of today's PyScript, and update the page's Python for it:\n\n{_tag()}",
        severity=ERROR,
    )


def _floating(loader: Loader, page: Page) -> Finding:
    snapshot = loader.releases.pin is Pin.SNAPSHOT
    return Finding(
        span=loader.url.span(),
        message="a snapshot is not a release: it may go away, or differ from what was released"
        if snapshot
        else "this address changes with every release of PyScript, and a change may break your page",
        label="not a release",
        help=f"Load the release that you tried your page with, by its number:\n\n{_tag()}",
        console="" if snapshot else "Loading scripts from latest is deprecated and will be removed soon.",
        fix=_fix(loader, page),
    )


def _fix(loader: Loader, page: Page) -> Fix | None:
    """Name the newest release, also for the stylesheet beside the script."""
    if not FLOATING.match(loader.url.value):
        return None
    folder = loader.url.value.rpartition("/")[0] + "/"
    links = [link.attribute("href") for document in page.documents for link in document.all("link")]
    beside = [href.value for href in links if href and href.value.value.startswith(folder)]
    return fix_of(UNSAFE, "Load the newest release by its number", lambda: map(_pinned, [loader.url, *beside]))


def _pinned(url: Text) -> Edit:
    folder = FLOATING.match(url.value)
    assert folder is not None
    return url.replacement(0, folder.end(), f"https://pyscript.net/releases/{newest().name}/")


def _tag() -> str:
    base = f"https://pyscript.net/releases/{newest().name}"
    return (
        "```html\n"
        f'<link rel="stylesheet" href="{base}/core.css">\n'
        f'<script type="module" src="{base}/core.js"></script>\n'
        "```"
    )
