"""What a project's readme says about how to open its pages."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.project.urls.reference import folder_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.reader import Reader
    from pyscript_doctor.sources.file_names import FileNames

README = lazy_pattern(r"readme(?:\.(?:md|markdown|txt|rst))?$", re.IGNORECASE)
SERVED = lazy_pattern(r"localhost|127\.0\.0\.1|https?://|\bserv(?:e|er|ed|ing)\b|\bdev\b", re.IGNORECASE)
AS_A_FILE = lazy_pattern(
    r"double[- ]?click\w{0,10}\b[^.\n]{0,60}?(?P<clicked>[\w-]{1,100}\.html?)\b"
    r"|\bopen(?:ing)?\b[^.\n]{0,40}?(?P<opened>[\w-]{1,100}\.html?)\b[^.\n]{0,20}\b(?:in|with)\b[^.\n]{0,20}\bbrowser",
    re.IGNORECASE,
)


def opened_as_file(page: Page, reader: Reader) -> Iterator[Span]:
    """Where a readme says to open the page as a file, and mentions no server."""
    for path in readmes(page, reader):
        text = reader.text(path)
        if isinstance(text, Unknown) or SERVED.search(text.value):
            continue
        for match in AS_A_FILE.finditer(text.value):
            if (match["clicked"] or match["opened"]).lower() == posixpath.basename(page.path).lower():
                yield text.span(match.start(), match.end())


def readmes(page: Page, reader: Reader) -> list[str]:
    """The readmes next to the page and at the root."""
    if reader.is_live:
        return []
    folders = {"", folder_of(page.path)}
    return [path for path in reader.of_listing(_all_readmes) if folder_of(path) in folders]


def _all_readmes(listing: FileNames) -> tuple[str, ...]:
    return listing.whose_name(README.match)
