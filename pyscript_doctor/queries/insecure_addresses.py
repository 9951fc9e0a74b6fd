"""Addresses where a page is not a secure context: plain HTTP from another machine."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.queries.opening_instructions import readmes
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Span, Text
    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.reader import Reader

# Machines of a local network, and 0.0.0.0, which servers print as their address. Public names may lead to HTTPS.
ADDRESS = lazy_pattern(
    r"http://(?P<host>0\.0\.0\.0|10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}"
    r"|[A-Za-z][\w-]{0,60}\.local)(?::\d{1,5})?(?P<path>/[\w./-]{0,200})?(?![\w:-]|\.\w)"
)


class InsecureAddress(NamedTuple):
    """Such an address of a page, and where it is written."""

    span: Span
    host: str

    @property
    def is_every_interface(self) -> bool:
        """Whether it is 0.0.0.0."""
        return self.host == "0.0.0.0"


def insecure_addresses(page: Page, reader: Reader) -> Iterator[InsecureAddress]:
    """Where a readme, or a link of a page, leads to the page by such an address."""
    texts: list[Text] = []
    for path in readmes(page, reader):
        text = reader.text(path)
        if not isinstance(text, Unknown):
            texts.append(text)
    texts += [link.value for element in page.document.all("a") if (link := element.attribute("href"))]
    for text in texts:
        for match in ADDRESS.finditer(text.value):
            if _names(match["path"] or "/", page):
                yield InsecureAddress(text.span(*match.span()), match["host"])


def _names(path: str, page: Page) -> bool:
    """Whether the path of an address can be the page's: the root, a folder, or its name."""
    last = posixpath.basename(path.rstrip("."))
    return not last or last == posixpath.basename(page.path)
