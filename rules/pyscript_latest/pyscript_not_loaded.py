"""Python tags on a page that loads no PyScript."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import PAGE_BLANK, WARNING, Finding, rule
from pyscript_doctor.knowledge.releases import newest
from pyscript_doctor.project.page_scripts import page_scripts
from pyscript_doctor.project.script import scripts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Page

TRACES = ("pyscript", "core.js", "polyscript")


@rule(severity=WARNING, guide="first-steps/", effect=PAGE_BLANK)
def pyscript_not_loaded(page: Page) -> Iterator[Finding]:
    """The page has Python tags, and nothing on it loads PyScript."""
    if page.loaders or page.fragment or _may_be_loaded(page):
        return
    script = next(iter(scripts_of(page.document, page.resolver)), None)
    if script:
        yield Finding(
            span=script.span,
            message="nothing on this page loads PyScript: the browser passes over this tag",
            label="never runs",
            help="Load PyScript in the `<head>`:\n\n```html\n"
            f'<script type="module" src="https://pyscript.net/releases/{newest().name}/core.js"></script>\n```',
        )


def _may_be_loaded(page: Page) -> bool:
    """Whether a script of the page, one of its own or one that cannot be read, may load PyScript."""
    sources = [element.get("src") or "" for element in page.document.all("script")]
    if any(trace in source.lower() for source in sources for trace in TRACES):
        return True
    if any(trace in script.syntax.text.value.lower() for script in page_scripts(page) for trace in TRACES):
        return True
    scripts = [reference for reference in page.references if reference.kind == "script"]
    return any(reference.path is None and "://" not in reference.url for reference in scripts)
