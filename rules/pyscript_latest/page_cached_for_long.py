"""Pages that browsers keep for so long that visitors do not get a new version."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyscript_doctor import COSMETIC, WARNING, Finding, lazy_pattern, rule
from pyscript_doctor.queries.observed_server import response_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Page, Project
    from pyscript_doctor.queries.observed_server import Response

MAX_AGE = lazy_pattern(r"(?:^|,)\s*max-age\s*=\s*\"?(\d{1,12})", re.IGNORECASE)
ASKS_AGAIN = lazy_pattern(r"(?:^|,)\s*(?:no-cache|no-store)\b", re.IGNORECASE)
LONG = 7 * 24 * 3600
HELP = """Your web server should send pages with this header. Keep the long time for files
that get a new name when they change:

```
Cache-Control: no-cache
```"""


@rule(severity=WARNING, faq="production-vs-development", effect=COSMETIC)
def page_cached_for_long(page: Page, project: Project) -> Iterator[Finding]:
    """A website lets browsers keep a page for a week or more, so visitors do not get a new version."""
    response = response_of(page, project)
    seconds = _kept(response) if response else 0
    if page.loaders and seconds >= LONG:
        yield Finding(
            span=page.loaders[0].url.span(),
            message=f"browsers keep this page for {seconds // (24 * 3600)} days, so a visitor who was here before does "
            "not get a new version of it, nor another release of PyScript",
            label="visitors keep the old page",
            help=HELP,
        )


def _kept(response: Response) -> int:
    """For how many seconds a browser shows a page without asking again."""
    said = response.header("cache-control") or ""
    match = MAX_AGE.search(said)
    return int(match[1]) if match and not ASKS_AGAIN.search(said) else 0
