"""URLs from the top of the host, on a site that is in a folder of the host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import SCRIPT_DIES, UNSAFE, WARNING, Finding, fix_of, rule
from pyscript_doctor.queries.bundling import is_bundled
from pyscript_doctor.queries.serving import absolute_references, is_served_as_it_lies, project_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Fix, Page, Project, Reference


@rule(severity=WARNING, faq="reading-error-messages", effect=SCRIPT_DIES)
def absolute_path_on_project_site(page: Page, project: Project) -> Iterator[Finding]:
    """A URL starts with a slash, but GitHub Pages serves the site in a folder with the repository's name."""
    if not is_served_as_it_lies(page) or is_bundled(project):
        return
    references = tuple(absolute_references(page, project.runtimes_of(page)))
    repository = project_site(project.reader) if references else None
    for reference in references:
        if repository and reference.url.split("/")[1].lower() != repository.lower():
            yield Finding(
                span=reference.span,
                message=f"the site is at `/{repository}/`, but this URL leads to the top of the host and is not found",
                label=f"not in /{repository}/",
                help=f"Make it relative to the page: `{_relative(reference.url, page)}`. In a config, make it relative "
                "to the config.",
                unless="the site is served at the top of its host",
                fix=_fix(reference, page) if reference.span.path == page.path else None,
            )


def _fix(reference: Reference, page: Page) -> Fix | None:
    text, meant = reference.text, _relative(reference.url, page)
    if text.value != reference.url:
        return None
    return fix_of(UNSAFE, f"Write `{meant}`", lambda: [text.replacement(0, len(text), meant)])


def _relative(url: str, page: Page) -> str:
    return "../" * page.path.count("/") + url.lstrip("/") if "/" in page.path else f".{url}"
