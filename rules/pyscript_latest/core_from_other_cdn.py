"""PyScript that is loaded from a CDN or an address that it does not work from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyscript_doctor import PAGE_BLANK, UNSAFE, WARNING, Finding, Pin, fix_of, lazy_pattern, rule
from pyscript_doctor.queries.releases import newest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Fix, Loader, Page

OTHER_CDN = lazy_pattern(
    r"(?:https?:)?//(?:[\w-]+\.)*(?:unpkg\.com|esm\.sh|esm\.run|skypack\.dev|jspm\.\w+)/", re.IGNORECASE
)
WHOLE = lazy_pattern(r"/dist/core(?:\.min)?\.js(?:[?#]|$)")


@rule(severity=WARNING, faq="pyscript-latest", effect=PAGE_BLANK)
def core_from_other_cdn(page: Page) -> Iterator[Finding]:
    """The page loads PyScript from a CDN that changes or moves its files, or by a shortened address."""
    for loader in page.loaders:
        if loader.releases.pin not in {Pin.NPM, Pin.FLOATING}:
            continue
        other = OTHER_CDN.match(loader.url.value)
        shortened = "@pyscript/core" in loader.url.value and not WHOLE.search(loader.url.value)
        if other or shortened:
            yield Finding(
                span=loader.url.span(),
                message="PyScript looks for its own files next to core.js, "
                + (
                    "but this CDN does not serve them as they are"
                    if other
                    else "but they are not next to this short address"
                ),
                label="load it from PyScript's own host",
                help=f'```html\n<script type="module" src="https://pyscript.net/releases/{newest().name}/core.js"></script>\n```',
                fix=_fix(loader),
            )


def _fix(loader: Loader) -> Fix | None:
    """The same release from PyScript's own host, or the newest where it is not one that is known."""
    options = loader.releases.options
    name = options[0].name if len(options) == 1 else newest().name
    url = f"https://pyscript.net/releases/{name}/core.js"
    return fix_of(UNSAFE, "Load PyScript from its own host", lambda: [loader.url.replacement(0, len(loader.url), url)])
