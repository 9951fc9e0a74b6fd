"""Files that a page on HTTPS loads over plain HTTP, which browsers refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import COSMETIC, ERROR, PAGE_BLANK, SCRIPT_DIES, Finding, ReferenceKind, Remote, rule
from pyscript_doctor.queries.files import runtime_references
from pyscript_doctor.queries.observed_server import is_secure_context, response_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Page, Project, Reference

EFFECTS = {ReferenceKind.STYLE: COSMETIC, ReferenceKind.PYTHON: SCRIPT_DIES, ReferenceKind.SCRIPT: SCRIPT_DIES}


@rule(severity=ERROR, faq="reading-error-messages", effect=PAGE_BLANK)
def mixed_content(page: Page, project: Project) -> Iterator[Finding]:
    """A page on HTTPS loads a file over plain HTTP, so the browser refuses it."""
    response = response_of(page, project)
    if response is None or not response.url.startswith("https:"):
        return
    for reference in dict.fromkeys(_references(page, project)):
        target = reference.target
        if isinstance(target, Remote) and target.url.lower().startswith("http:") and not is_secure_context(target.url):
            yield Finding(
                span=reference.span,
                message=f"the page comes over HTTPS, so the browser refuses `{target.url}`, which is plain HTTP",
                label="plain HTTP",
                help=f"Write `https{target.url[4:]}`, if that server has HTTPS. Or copy the file into your project.",
                console="Mixed Content: The page at",
                effect=EFFECTS.get(reference.kind),
            )


def _references(page: Page, project: Project) -> Iterator[Reference]:
    yield from page.references
    for runtime in project.runtimes_of(page):
        yield from runtime_references(runtime)
