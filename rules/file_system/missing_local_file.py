"""Files that a page asks for and that are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import COSMETIC, ERROR, PAGE_BLANK, SCRIPT_DIES, WARNING, Finding, Missing, rule
from pyscript_doctor.project.isolation import MINI_COI
from pyscript_doctor.project.nearby import Mistake, mistake, url_of
from pyscript_doctor.project.reach import runtime_references
from pyscript_doctor.project.reference import Base, folder_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Page, Project, Reference

EFFECTS = {"python": SCRIPT_DIES, "config": PAGE_BLANK, "file": PAGE_BLANK, "JavaScript module": PAGE_BLANK}
WHAT = {
    "python": "this Python file",
    "config": "this config file",
    "file": "this file",
    "JavaScript module": "this JavaScript module",
    "script": "this JavaScript file",
    "style": "this stylesheet",
}
HINTS = {
    "case": "names of files are case-sensitive on a web server",
    "backslash": "a URL has forward slashes",
    "near": "a file of a similar name is there",
    "elsewhere": "a file of that name lies in another folder",
}


@rule(severity=ERROR, faq="reading-error-messages", effect=SCRIPT_DIES)
def missing_local_file(page: Page, project: Project) -> Iterator[Finding]:
    """The page asks for a local file that does not exist."""
    references = [*page.references]
    for runtime in project.runtimes_of(page):
        references += runtime_references(runtime)
    for reference in dict.fromkeys(references):
        if isinstance(reference.target, Missing) and reference.kind in WHAT and not MINI_COI.search(reference.url):
            yield from _finding(reference, reference.target, page, project)


def _finding(reference: Reference, missing: Missing, page: Page, project: Project) -> Iterator[Finding]:
    found = mistake(reference, missing, project.snapshot.listing)
    if reference.kind == "file" and found is None:
        return  # what is not there yet may be built or served: only the evidence of a mistake counts
    plain = reference.kind in {"script", "style"}
    yield Finding(
        span=reference.span,
        message=f"{WHAT[reference.kind]} does not exist: `{missing.path}`",
        label=HINTS[found.kind] if found else "404 Not Found",
        help=_help(reference, found, page),
        console="" if plain else "404",
        unless="the file is copied there" if reference.kind == "file" and found and found.kind == "elsewhere" else "",
        severity=WARNING if plain else ERROR,
        effect=EFFECTS.get(reference.kind, COSMETIC),
    )


def _help(reference: Reference, found: Mistake | None, page: Page) -> str:
    if found is None:
        return "Create the file, or correct its name."
    in_config = reference.kind in {"file", "JavaScript module"} and reference.span.path != page.path
    base = Base(folder_of(reference.span.path)) if in_config else page.base
    return f"Did you mean `{url_of(found.path, base, reference.url, page.resolver.site)}`?"
