"""Scripts, comments and other elements that the browser does not see the end of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, WARNING, Finding, Related, rule
from pyscript_doctor.queries.unclosed import unclosed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Page


ENDS = {"comment": "-->", "value": '"'}


@rule(severity=ERROR, faq="reading-error-messages", effect=PAGE_BLANK)
def tag_not_closed(page: Page) -> Iterator[Finding]:
    """A script, a comment, another element or a value has no end, so the browser reads what follows as its text."""
    for found in unclosed(page):
        end = ENDS.get(found.what, f"</{found.what}>")
        name = found.what if found.what in {"comment", "script", "value"} else f"`<{found.what}>`"
        ended = "closing quote" if found.what == "value" else f"`{end}`"
        yield Finding(
            span=found.span,
            message=f"this {name} has no {ended}, so the tags that follow become part of it and do not run"
            if found.eaten
            else f"this {name} has no {ended}, so the tags that follow become part of it"
            if found.what == "value"
            else f"this {name} has no {ended}, so the rest of the page becomes its text, and it does not run",
            label="never ends",
            severity=WARNING if found.what == "value" and not found.eaten else ERROR,
            help=f"Write `{end}` at its end.",
            related=(Related(found.eaten, "the browser reads this as text"),) if found.eaten else (),
        )
