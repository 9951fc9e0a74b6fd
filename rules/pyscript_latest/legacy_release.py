"""Pages that load PyScript from before 2023.11."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, INFO, PAGE_BLANK, UNSAFE, Finding, Pin, fix_of, rule
from pyscript_doctor.queries.edits import set_attribute
from pyscript_doctor.queries.releases import newest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Fix, Loader, Page


@rule(severity=INFO, faq="pyscript-latest", effect=PAGE_BLANK, legacy=True)
def legacy_release(page: Page) -> Iterator[Finding]:
    """The page loads a PyScript from before 2023.11, or an address that mixes old and new."""
    for loader in page.loaders:
        if not loader.releases.legacy:
            continue
        if loader.releases.pin is Pin.NONEXISTENT:
            yield _never_existed(loader)
        elif loader.releases.pin is Pin.RELEASE:
            yield _still_served(loader)


def _never_existed(loader: Loader) -> Finding:
    name = loader.releases.label
    return Finding(
        span=loader.url.span(),
        message=f"release {name} has no `pyscript.js`: since 2023.11 the file is `core.js`",
        label="404 Not Found",
        help=f'```html\n<script type="module" src="https://pyscript.net/releases/{name}/core.js"></script>\n```',
        severity=ERROR,
        fix=_fix(loader, f"https://pyscript.net/releases/{name}/core.js"),
    )


def _fix(loader: Loader, url: str) -> Fix | None:
    element = loader.element
    if element is None:
        return None
    return fix_of(
        UNSAFE,
        "Load `core.js`",
        lambda: [loader.url.replacement(0, len(loader.url), url), set_attribute(element, "type", "module")],
    )


def _still_served(loader: Loader) -> Finding:
    return Finding(
        span=loader.url.span(),
        message=f"PyScript {loader.releases.label} still runs, but it is from before the rewrite of 2023.11, "
        "and nobody fixes it any more",
        label="an old release",
        help=f"The next time you change the page, move to `releases/{newest().name}/core.js` and its API.",
    )
