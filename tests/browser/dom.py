"""What Chromium makes of HTML: the elements of its DOM."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.browser.server import PageServer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.browser.page import Chromium

# Scripts and resources are blocked by policy: scripting stays enabled for the parser, and nothing runs.
POLICY = {"*": {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}}
READ_ELEMENTS = """() => Array.from(document.querySelectorAll("*"), element => [
    element.localName.toLowerCase(),
    Array.from(element.attributes, attribute => [attribute.name.toLowerCase(), attribute.value]),
    element.textContent,
])"""


@dataclass(frozen=True, slots=True)
class DomElement:
    """An element: its name and attributes in small letters, and all the text in it."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    text: str


def elements_in_chromium(browser: Chromium, pages: Sequence[str]) -> Iterator[list[DomElement]]:
    """The elements of each of these pages in tree order, those of templates left out."""
    files = {f"{number}.html": text.encode() for number, text in enumerate(pages)}
    with PageServer(files, POLICY) as server, browser.tab() as tab:
        for path in files:
            tab.goto(f"http://localhost:{server.port}/{path}", wait_until="domcontentloaded")
            yield [
                DomElement(name, tuple((key, value) for key, value in attributes), text)
                for name, attributes, text in tab.evaluate(READ_ELEMENTS)
            ]
            browser.pages_run += 1
