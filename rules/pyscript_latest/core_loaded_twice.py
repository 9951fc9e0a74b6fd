"""Two releases of PyScript on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import SCRIPT_DIES, WARNING, Finding, Related, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Page


@rule(severity=WARNING, faq="pyscript-latest", effect=SCRIPT_DIES)
def core_loaded_twice(page: Page) -> Iterator[Finding]:
    """The page loads two different releases of PyScript."""
    if not page.loaders or page.excerpt:
        return  # documentation shows alternatives together
    first = page.loaders[0]
    for loader in page.loaders[1:]:
        if loader.url.path == first.url.path and loader.url.value != first.url.value:
            yield Finding(
                span=loader.url.span(),
                message="the page loads a second release of PyScript, and the two get in each other's way",
                label="another release",
                help="Keep only one of the two.",
                related=(Related(first.url.span(), "loaded here first"),),
            )
