"""Scripts and comments that the browser does not see the end of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, Finding, Related, rule
from pyscript_doctor.queries.unclosed import unclosed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Page

ENDS = {"script": "</script>", "comment": "-->"}


@rule(severity=ERROR, faq="reading-error-messages", effect=PAGE_BLANK)
def tag_not_closed(page: Page) -> Iterator[Finding]:
    """A script or a comment has no end, so the browser reads what follows as its text."""
    for found in unclosed(page):
        end = ENDS[found.what]
        what = "the tags that follow" if found.eaten else "the rest of the page"
        yield Finding(
            span=found.span,
            message=f"this {found.what} has no `{end}`, so {what} become part of it and do not run"
            if found.eaten
            else f"this {found.what} has no `{end}`, so {what} becomes its text, and it does not run",
            label="never ends",
            help=f"Write `{end}` at its end.",
            related=(Related(found.eaten, "the browser reads this as text"),) if found.eaten else (),
        )
