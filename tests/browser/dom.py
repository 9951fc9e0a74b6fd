"""What Chromium makes of HTML: the elements of its DOM."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.browser.server import PageServer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.browser.page import Chromium

# Scripts and resources are blocked by policy: scripting stays enabled for the parser, and nothing runs.
POLICY = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
FRAMED = "frames.html"
AT_ONCE = 20
"""Pages that are read side by side, in frames of one page: to open each in turn takes twice as long."""
READ_ELEMENTS = """async paths => {
    const read = path => new Promise(resolve => {
        const frame = document.body.appendChild(document.createElement("iframe"));
        frame.onload = () => resolve(Array.from(frame.contentDocument.querySelectorAll("*"), element => [
            element.localName.toLowerCase(),
            Array.from(element.attributes, attribute => [attribute.name.toLowerCase(), attribute.value]),
            element.textContent,
        ]));
        frame.src = path;
    });
    const elements = await Promise.all(paths.map(read));
    document.body.replaceChildren();
    return elements;
}"""


@dataclass(frozen=True, slots=True)
class DomElement:
    """An element: its name and attributes in small letters, and all the text in it."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    text: str


def elements_in_chromium(browser: Chromium, pages: Sequence[str]) -> Iterator[list[DomElement]]:
    """The elements of each of these pages in tree order, those of templates left out."""
    files = {f"{number}.html": text.encode() for number, text in enumerate(pages)}
    paths = list(files)
    policy = {f"/{path}": POLICY for path in paths}
    with PageServer(files | {FRAMED: b"<!doctype html><body>"}, policy) as server, browser.tab() as tab:
        tab.goto(f"http://localhost:{server.port}/{FRAMED}")
        for start in range(0, len(paths), AT_ONCE):
            for elements in tab.evaluate(READ_ELEMENTS, paths[start : start + AT_ONCE]):
                yield [
                    DomElement(name, tuple((key, value) for key, value in attributes), text)
                    for name, attributes, text in elements
                ]
                browser.pages_run += 1
