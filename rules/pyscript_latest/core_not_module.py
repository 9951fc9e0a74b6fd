"""core.js loaded as a classic script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, SAFE, Finding, fix_of, rule
from pyscript_doctor.queries.edits import set_attribute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Element, Fix, Loader, Page


@rule(severity=ERROR, faq="pyscript-latest", effect=PAGE_BLANK)
def core_not_module(page: Page) -> Iterator[Finding]:
    """The page loads PyScript's core.js without `type="module"`, so it does not run."""
    for loader in page.loaders:
        if loader.is_classic and not loader.releases.legacy:
            yield _of_settings(loader)
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


def _of_settings(loader: Loader) -> Finding:
    """Of `extra_javascript` in the settings of MkDocs."""
    return Finding(
        span=loader.url.span(),
        message="core.js is an ES module: as a classic script it is a syntax error, and PyScript never starts",
        label="no `type: module`",
        help=f"```yaml\nextra_javascript:\n  - path: {loader.url.value}\n    type: module\n```",
        console="Cannot use import statement outside a module",
    )


def _fix(element: Element) -> Fix | None:
    return fix_of(SAFE, 'Add `type="module"`', lambda: [set_attribute(element, "type", "module")])
