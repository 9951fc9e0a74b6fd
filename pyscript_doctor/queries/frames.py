"""Pages of the project that show another one in a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.project.page.page import read_page
from pyscript_doctor.project.serving.isolation import Isolation, isolation_of
from pyscript_doctor.project.urls.reference import ReferenceKind
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.reader import Reader
    from pyscript_doctor.project.urls.reference import Reference

PAGES = (".html", ".htm", ".xhtml")
MOST_FRAMING_PAGES = 50


class Frame(NamedTuple):
    """A frame: where it names the page, and the isolation of the page that it is on."""

    reference: Reference
    isolation: Isolation


def frames_around(page: Page, reader: Reader) -> Iterator[Frame]:
    """The frames that pages of the project make for a page."""
    framing = [path for path in reader.search("<iframe") if path.lower().endswith(PAGES) and path != page.path]
    for path in framing[:MOST_FRAMING_PAGES]:
        parent = read_page(reader, path)
        for element in parent.document.all("iframe") if parent else ():
            source = element.attribute("src")
            if parent is None or source is None:
                continue
            reference = parent.resolver.reference(ReferenceKind.FRAME, source.value)
            if reference.path == page.path:
                yield Frame(reference, isolation_of(parent, reader, needed=True))
