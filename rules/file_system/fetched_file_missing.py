"""Files of the site that Python fetches, and that are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import SCRIPT_DIES, WARNING, Finding, rule
from pyscript_doctor.queries.edits import respelling
from pyscript_doctor.queries.fetched_files import missed_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code


@rule(severity=WARNING, faq="filesystem", effect=SCRIPT_DIES, mentions=("fetch", "open_url"))
def fetched_file_missing(code: Code) -> Iterator[Finding]:
    """Python fetches a file or from a folder of the site that is there under another name only."""
    for missed in missed_files(code):
        yield Finding(
            span=missed.span,
            message=f"the project has no {'folder' if missed.is_folder else 'file'} `{missed.url}`, so the fetch fails",
            label="404 Not Found",
            help=f"Did you mean `{missed.meant}`? The URL is relative to the page.",
            console="404",
            fix=respelling(code.runtime.page.resolver.reader, missed.span, missed.url, missed.meant),
        )
