"""Pages that somebody opens as a file, without a web server."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyscript_doctor import PAGE_BLANK, WARNING, Finding, lazy_pattern, rule
from pyscript_doctor.queries.files import runtime_references
from pyscript_doctor.queries.serving import opened_as_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Page, Project

OF_THE_DEVICE = lazy_pattern(r"file:|[A-Za-z]:[\\/]", re.IGNORECASE)
SERVE = "Start a web server: run `python -m http.server` in the page's folder, and open `http://localhost:8000`."


@rule(severity=WARNING, faq="reading-error-messages", effect=PAGE_BLANK)
def file_protocol(page: Page, project: Project) -> Iterator[Finding]:
    """The readme says to open the page as a file, or the page loads a file by its path on one computer."""
    references = list(page.references)
    for runtime in project.runtimes_of(page):
        references += runtime_references(runtime)
    for reference in dict.fromkeys(references):
        if OF_THE_DEVICE.match(reference.url):
            yield Finding(
                span=reference.span,
                message="a page on a server cannot load files from a computer's disk, and no visitor has this file",
                label="a path on one computer",
                help="Put the file next to the page, and use a relative URL.",
            )
    if any(reference.path for runtime in project.runtimes_of(page) for reference in runtime_references(runtime)):
        for span in opened_as_file(page, project.reader):
            yield Finding(
                span=span,
                message="a page that is opened as a file cannot load its Python and its config",
                label="opened as a file",
                help=SERVE,
                console="from origin 'null' has been blocked by CORS policy",
            )
