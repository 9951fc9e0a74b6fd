"""Releases of PyScript that do not exist."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, INFO, PAGE_BLANK, UNSAFE, Finding, Pin, fix_of, rule
from pyscript_doctor.queries.releases import nearest, newest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Fix, Loader, Page


@rule(severity=ERROR, faq="pyscript-latest", effect=PAGE_BLANK)
def unknown_release(page: Page) -> Iterator[Finding]:
    """The page loads a release of PyScript that does not exist."""
    for loader in page.loaders:
        if loader.releases.pin is Pin.NONEXISTENT and not loader.releases.legacy:
            yield _nonexistent(loader)
        elif loader.releases.pin is Pin.NEWER:
            yield _newer(loader)


def _nonexistent(loader: Loader) -> Finding:
    name = loader.releases.label
    is_calendar = re.match(r"\d{4}\.\d+\.\d+$", name)
    return Finding(
        span=loader.url.span(),
        message=f"PyScript has no release {name}",
        label="404 Not Found",
        help=_help(nearest(name).name if is_calendar else newest().name),
        console="Failed to load resource: the server responded with a status of 404",
        unless="" if is_calendar else "PyScript serves something under a name that is not a release number",
        fix=_fix(loader, nearest(name).name) if is_calendar else None,
    )


def _fix(loader: Loader, near: str) -> Fix | None:
    name, url = loader.releases.label, loader.url
    start = url.value.find(name)
    if url.value.count(name) != 1:
        return None
    return fix_of(UNSAFE, f"Load `{near}`", lambda: [url.replacement(start, start + len(name), near)])


def _help(near: str) -> str:
    if near == newest().name:
        return f"Load the newest release, `{near}`."
    return f"Load `{near}`, which is the nearest, or the newest, `{newest().name}`."


def _newer(loader: Loader) -> Finding:
    return Finding(
        span=loader.url.span(),
        message=f"release {loader.releases.label} is newer than the newest that this doctor knows ({newest().name})",
        label=f"checked as {newest().name}",
        help="Upgrade pyscript-doctor.",
        severity=INFO,
    )
