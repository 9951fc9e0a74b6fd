"""Python tags on a page that does not load PyScript."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import PAGE_BLANK, UNSAFE, WARNING, Finding, fix_of, rule
from pyscript_doctor.queries.edits import insert_last
from pyscript_doctor.queries.pages import Loading, scripts_of
from pyscript_doctor.queries.releases import newest
from pyscript_doctor.queries.unclosed import unclosed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Fix, Page


@rule(severity=WARNING, faq="pyscript-latest", effect=PAGE_BLANK)
def pyscript_not_loaded(page: Page) -> Iterator[Finding]:
    """The page has Python tags, but nothing on it loads PyScript."""
    if page.loading is not Loading.NONE or next(unclosed(page), None):
        return  # tag-not-closed
    script = next(iter(scripts_of(page.document, page.resolver)), None)
    if script:
        yield Finding(
            span=script.span,
            message="nothing on this page loads PyScript, so the browser ignores this tag",
            label="never runs",
            help="Load PyScript in the `<head>`:\n\n```html\n"
            f'<script type="module" src="https://pyscript.net/releases/{newest().name}/core.js"></script>\n```',
            fix=_fix(page),
        )


def _fix(page: Page) -> Fix | None:
    """Load the newest release at the end of the head."""
    base = f"https://pyscript.net/releases/{newest().name}"
    tags = f'<link rel="stylesheet" href="{base}/core.css">\n<script type="module" src="{base}/core.js"></script>'
    return fix_of(UNSAFE, "Load PyScript", lambda: [insert_last(page.document, tags)])
