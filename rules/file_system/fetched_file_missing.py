"""Files of the site that Python or JavaScript fetches, and that are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import SCRIPT_DIES, WARNING, Code, Finding, PageScript, rule
from pyscript_doctor.queries.edits import respelling
from pyscript_doctor.queries.fetched_files import files_missed_by, missed_files

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(severity=WARNING, faq="filesystem", effect=SCRIPT_DIES, mentions=("fetch", "open_url"))
def fetched_file_missing(code: Code | PageScript) -> Iterator[Finding]:
    """Code fetches a file, or from a folder, that the site has only under another name."""
    found = missed_files(code) if isinstance(code, Code) else files_missed_by(code)
    page = code.runtime.page if isinstance(code, Code) else code.page
    for missed in found:
        yield Finding(
            span=missed.span,
            message=f"the project has no {'folder' if missed.is_folder else 'file'} `{missed.url}`, so the fetch fails",
            label="404 Not Found",
            help=f"Did you mean `{missed.meant}`? The URL is relative to the page.",
            console="404",
            fix=respelling(page.resolver.reader, missed.span, missed.url, missed.meant),
        )
