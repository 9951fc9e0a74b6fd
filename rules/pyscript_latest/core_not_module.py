"""core.js loaded as a classic script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, SAFE, Finding, fix_of, rule
from pyscript_doctor.queries.edits import set_attribute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Element, Fix, Page


@rule(severity=ERROR, faq="pyscript-latest", effect=PAGE_BLANK, fix=SAFE)
def core_not_module(page: Page) -> Iterator[Finding]:
    """The page loads PyScript's core.js without `type="module"`, so it does not run."""
    for loader in page.loaders:
        element = loader.element
        if element is None or loader.releases.legacy or not element.has("src"):
            continue
        if (element.get("type") or "").strip().lower() != "module":
            yield Finding(
                span=element.name_span,
                message='core.js is an ES module: without `type="module"` it is a syntax error, so PyScript does not '
                "start",
                label='no type="module"',
                help=f'```html\n<script type="module" src="{loader.url.value}"></script>\n```',
                console="Unexpected token 'export'",
                fix=_fix(element),
            )


def _fix(element: Element) -> Fix | None:
    return fix_of(SAFE, 'Add `type="module"`', lambda: [set_attribute(element, "type", "module")])
