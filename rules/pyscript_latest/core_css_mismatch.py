"""core.css that is missing, or that comes from another release than core.js."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import COSMETIC, INFO, SAFE, Finding, Pin, Related, fix_of, lazy_pattern, rule
from pyscript_doctor.queries.edits import insert_before
from pyscript_doctor.queries.releases import releases_of_stylesheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyscript_doctor import Edit, Element, Fix, Loader, Page, Text

SCRIPT_ENDING = lazy_pattern(r"\.js(?=$|[?#])")
PINNED = {Pin.RELEASE, Pin.NPM, Pin.FLOATING}


@rule(severity=INFO, faq="pyscript-latest", effect=COSMETIC)
def core_css_mismatch(page: Page) -> Iterator[Finding]:
    """PyScript's stylesheet comes from another release than its script, or is missing."""
    if not page.loaders or page.fragment:
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
            fix=_matching(others, loader),
        )
    elif not sheets and not any("core.css" in reference.url for reference in page.references):
        link = f'<link rel="stylesheet" href="{_stylesheet_of(loader)}">'
        yield Finding(
            span=loader.url.span(),
            message="PyScript's stylesheet is not loaded, so errors, editors and terminals look plain",
            label="no core.css",
            help=f"```html\n{link}\n```",
            fix=_added(link, loader.element),
        )


def _matching(sheets: Sequence[Text], loader: Loader) -> Fix | None:
    wanted = _stylesheet_of(loader)
    return fix_of(SAFE, "Load `core.css` of the same release", lambda: [_replaced(url, wanted) for url in sheets])


def _replaced(url: Text, wanted: str) -> Edit:
    return url.replacement(0, len(url), wanted)


def _added(link: str, loader: Element) -> Fix | None:
    return fix_of(SAFE, "Load `core.css`", lambda: [insert_before(loader, link)])


def _stylesheet_of(loader: Loader) -> str:
    """The URL of the stylesheet of the release that is loaded."""
    return SCRIPT_ENDING.sub(".css", loader.url.value)


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
