"""Releases that are more than a year behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import COSMETIC, INFO, UNSAFE, Finding, Pin, fix_of, rule
from pyscript_doctor.queries.releases import newest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Fix, Loader, Page

YEAR = 365


@rule(severity=INFO, faq="pyscript-latest", effect=COSMETIC, default=False)
def outdated_release(page: Page) -> Iterator[Finding]:
    """The page loads a release of PyScript that is more than a year older than the newest."""
    for loader in page.loaders:
        if loader.releases.legacy or loader.releases.pin not in {Pin.RELEASE, Pin.NPM}:
            continue
        release = loader.releases.options[-1]
        age = (newest().date - release.date).days
        if age > YEAR:
            years = "2 years or more" if age >= 2 * YEAR else "more than a year"
            yield Finding(
                span=loader.url.span(),
                message=f"PyScript {release.name} is {years} behind the newest release",
                label=f"the newest is {newest().name}",
                help=f"Try the page with `releases/{newest().name}/core.js`.",
                fix=_fix(loader, page),
            )


def _fix(loader: Loader, page: Page) -> Fix | None:
    """Name the newest release, also for the stylesheet beside the script."""
    name = loader.releases.options[-1].name
    folder = f"/releases/{name}/"
    links = [link.attribute("href") for document in page.documents for link in document.all("link")]
    urls = [loader.url, *(href.value for href in links if href)]
    own = [(url, url.value.find(folder)) for url in urls if folder in url.value]
    if folder not in loader.url.value:
        return None
    new = f"/releases/{newest().name}/"
    return fix_of(
        UNSAFE, f"Load `{newest().name}`", lambda: [url.replacement(at, at + len(folder), new) for url, at in own]
    )
