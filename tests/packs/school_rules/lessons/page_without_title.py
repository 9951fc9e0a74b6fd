"""Pages that have no title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import COSMETIC, INFO, Finding, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Page


@rule(severity=INFO, effect=COSMETIC)
def page_without_title(page: Page) -> Iterator[Finding]:
    """A page has no title, so its tab shows an address."""
    if not page.fragment and not any(page.document.all("title")):
        for loader in page.loaders[:1]:
            yield Finding(
                span=loader.url.span(),
                message="the page has no title: its tab shows the address",
                help="Write `<title>My page</title>` into the `<head>`.",
            )
