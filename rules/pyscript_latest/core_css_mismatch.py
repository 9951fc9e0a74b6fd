"""core.css that is missing, or that comes from another release than core.js."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import COSMETIC, INFO, SAFE, Finding, Pin, Related, rule
from pyscript_doctor.queries.releases import releases_of_stylesheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Loader, Page, Text

PINNED = {Pin.RELEASE, Pin.NPM, Pin.FLOATING}


@rule(severity=INFO, faq="pyscript-latest", effect=COSMETIC, fix=SAFE)
def core_css_mismatch(page: Page) -> Iterator[Finding]:
    """PyScript's stylesheet comes from another release than its script, or is missing."""
    if not page.loaders or page.loaders[0].releases.legacy or page.fragment:
        return
    loader = page.loaders[0]
    if loader.releases.pin not in PINNED or loader.element is None or not loader.element.has("src"):
        return
    sheets = list(_stylesheets(page))
    others = [url for url in sheets if not _same(url, loader)]
    if others and len(others) == len(sheets):
        yield Finding(
            span=others[0].span(),
            message=f"the stylesheet comes from another release than PyScript itself ({loader.releases.label})",
            label="another release",
            help="Load both from the same release.",
            related=(Related(loader.url.span(), "PyScript is loaded here"),),
        )
    elif not sheets and not any("core.css" in reference.url for reference in page.references):
        yield Finding(
            span=loader.url.span(),
            message="PyScript's stylesheet is not loaded, so errors, editors and terminals look plain",
            label="no core.css",
            help=f'```html\n<link rel="stylesheet" href="{loader.url.value.replace(".js", ".css")}">\n```',
        )


def _stylesheets(page: Page) -> Iterator[Text]:
    for document in page.documents:
        for element in document.all("link"):
            href = element.attribute("href")
            if href and releases_of_stylesheet(href.value.value):
                yield href.value


def _same(url: Text, loader: Loader) -> bool:
    releases = releases_of_stylesheet(url.value)
    written = loader.releases.options if loader.releases.written is None else loader.releases.written
    return releases is not None and releases.options == written
