"""URLs of PyScript that name no release."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, UNSAFE, WARNING, Finding, Pin, rule
from pyscript_doctor.queries.releases import newest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Loader, Page

DEAD = {"latest": "pyscript.js", "unstable": "pyscript.js", "alpha": ""}


@rule(severity=WARNING, faq="pyscript-latest", effect=PAGE_BLANK, legacy=True, fix=UNSAFE)
def pyscript_latest(page: Page) -> Iterator[Finding]:
    """The page loads PyScript by a URL that is not pinned to a release."""
    for loader in page.loaders:
        if loader.releases.pin in {Pin.FLOATING, Pin.SNAPSHOT}:
            yield _dead(loader) if _is_dead(loader) else _floating(loader)


def _is_dead(loader: Loader) -> bool:
    """Whether nothing is served there any more, so that the page stays blank."""
    ending = DEAD.get(loader.releases.label)
    return ending is not None and loader.url.value.split("?", 1)[0].lower().replace(".min.js", ".js").endswith(ending)


def _dead(loader: Loader) -> Finding:
    return Finding(
        span=loader.url.span(),
        message=f"nothing is served at this address any more: `{loader.releases.label}` of the first PyScript is gone",
        label="404 Not Found",
        help=f"Load a release of today's PyScript, and bring the page's Python up to it:\n\n{_tag()}",
        severity=ERROR,
    )


def _floating(loader: Loader) -> Finding:
    snapshot = loader.releases.pin is Pin.SNAPSHOT
    return Finding(
        span=loader.url.span(),
        message="a snapshot is no release: it may go away, or differ from what was released"
        if snapshot
        else "this address changes with every release of PyScript, and the page may break with it",
        label="no release",
        help=f"Pin the release that you tried the page with:\n\n{_tag()}",
        console="" if snapshot else "Loading scripts from latest is deprecated and will be removed soon.",
    )


def _tag() -> str:
    base = f"https://pyscript.net/releases/{newest().name}"
    return (
        "```html\n"
        f'<link rel="stylesheet" href="{base}/core.css">\n'
        f'<script type="module" src="{base}/core.js"></script>\n'
        "```"
    )
