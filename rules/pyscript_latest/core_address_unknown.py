"""Addresses that look like PyScript's own, and that nobody serves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import COSMETIC, ERROR, PAGE_BLANK, UNSAFE, WARNING, Finding, fix_of, rule
from pyscript_doctor.queries.pyscript_addresses import core_addresses, intended_address, swapped_addresses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Fix, Page, Text


@rule(severity=ERROR, faq="pyscript-latest", effect=PAGE_BLANK)
def core_address_unknown(page: Page) -> Iterator[Finding]:
    """The page loads PyScript from an address that nobody serves, such as `/release/` instead of `/releases/`."""
    yield from _swapped(page)
    for url in core_addresses(page.document):
        meant = intended_address(url.value)
        if meant is None:
            continue
        is_style = meant.endswith(".css")
        yield Finding(
            span=url.span(),
            message=f"there is no PyScript at this address, so {'its styles are' if is_style else 'it is'} not loaded",
            label="404 Not Found",
            help=f"Write `{meant}`.",
            console="Failed to load resource",
            severity=WARNING if is_style else ERROR,
            effect=COSMETIC if is_style else PAGE_BLANK,
            fix=_fix(url, meant),
        )


def _swapped(page: Page) -> Iterator[Finding]:
    """A script tag with the stylesheet, or the script in a link."""
    for url, file in swapped_addresses(page.document):
        if page.loaders:
            return
        folder = url.value.rpartition("/")[0]
        is_script = file == "core.js"
        yield Finding(
            span=url.span(),
            message="this tag loads PyScript's stylesheet as a script, so PyScript is not loaded"
            if is_script
            else "this tag loads PyScript's script as a stylesheet, so PyScript is not loaded",
            label="the stylesheet" if is_script else "the script",
            help=f"Write `{folder}/core.js`."
            if is_script
            else f'Write `<script type="module" src="{folder}/core.js"></script>`.',
            fix=_fix(url, f"{folder}/core.js") if is_script else None,
        )


def _fix(url: Text, meant: str) -> Fix | None:
    return fix_of(UNSAFE, f"Write `{meant}`", lambda: [url.replacement(0, len(url), meant)])
