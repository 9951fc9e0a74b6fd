"""Workers with the same name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, WARNING, Finding, Related, rule
from pyscript_doctor.queries.named_workers import declared_names
from pyscript_doctor.queries.pages import is_masked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Page, Text


@rule(severity=WARNING, guide="workers/", effect=ACTION_FAILS, mentions=("worker",))
def named_worker_duplicate(page: Page) -> Iterator[Finding]:
    """Two workers of a page have the same name, so only one of them can be reached by it."""
    if page.excerpt:
        return  # documentation shows alternatives together
    seen: dict[str, Text] = {}
    for text, is_worker in declared_names(page):
        if not is_worker or is_masked(text.value):
            continue
        first = seen.setdefault(text.value, text)
        if first is not text:
            yield Finding(
                span=text.span(),
                message=f"another worker of the page is named `{text.value}` too, so the name reaches only the one that"
                " is ready first",
                label="named twice",
                help="Give each worker its own name.",
                related=(Related(first.span(), "the other worker"),),
            )
