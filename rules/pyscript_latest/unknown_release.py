"""Releases of PyScript that do not exist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, INFO, PAGE_BLANK, Finding, Pin, rule
from pyscript_doctor.knowledge.releases import nearest, newest

if TYPE_CHECKING:
    from pyscript_doctor import Page


@rule(severity=ERROR, faq="pyscript-latest", effect=PAGE_BLANK)
def unknown_release(page: Page) -> Iterator[Finding]:
    """The page loads a release of PyScript that does not exist."""
    for loader in page.loaders:
        name = loader.releases.label
        if loader.releases.pin is Pin.NONEXISTENT and not loader.releases.legacy:
            yield Finding(
                span=loader.url.span(),
                message=f"there is no release {name} of PyScript",
                label="404 Not Found",
                help=f"The nearest one is `{nearest(name).name}`, the newest `{newest().name}`.",
                console="Failed to load resource: the server responded with a status of 404",
            )
        elif loader.releases.pin is Pin.NEWER:
            yield Finding(
                span=loader.url.span(),
                message=f"release {name} is newer than what this doctor knows ({newest().name})",
                label="judged as the newest one known",
                help="Upgrade pyscript-doctor.",
                severity=INFO,
            )
