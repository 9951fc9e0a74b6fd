"""What a page embeds from other origins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.templates.masking import is_masked
from pyscript_doctor.project.page.release import releases_of_stylesheet, releases_of_url
from pyscript_doctor.records import NamedTuple
from pyscript_doctor.sources.addresses import is_web_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.html.document import Attribute, Element
    from pyscript_doctor.parsers.text import Text
    from pyscript_doctor.project.page.page import Page

ATTRIBUTES = {
    "img": "src",
    "script": "src",
    "link": "href",
    "iframe": "src",
    "video": "src",
    "audio": "src",
    "source": "src",
    "embed": "src",
    "object": "data",
}
EMBEDDING_LINKS = {"stylesheet", "icon", "preload", "modulepreload"}
# Hosts whose responses carry Cross-Origin-Resource-Policy: cross-origin.
OPEN_HOSTS = ("cdn.jsdelivr.net", "pyscript.net", "unpkg.com", "cdnjs.cloudflare.com", "fonts.googleapis.com",
              "fonts.gstatic.com", "ajax.googleapis.com", "code.jquery.com", "esm.run", "esm.sh")  # fmt: skip


class Embed(NamedTuple):
    """Something of another origin that a page embeds."""

    url: Text
    is_frame: bool
    has_crossorigin: bool


def embeds(page: Page) -> Iterator[Embed]:
    """What the page embeds from hosts that are not known to allow it."""
    for element in page.document.all(*ATTRIBUTES):
        attribute = element.attribute(ATTRIBUTES[element.name])
        if attribute and _is_foreign(attribute) and _embeds(element):
            is_frame = element.name in {"iframe", "embed", "object"}
            module = (element.get("type") or "").strip().lower() == "module"
            yield Embed(attribute.value, is_frame, element.has("crossorigin") or module)


def _embeds(element: Element) -> bool:
    return element.name != "link" or bool(set((element.get("rel") or "").lower().split()) & EMBEDDING_LINKS)


def _is_foreign(attribute: Attribute) -> bool:
    url = attribute.value.value.strip()
    if is_masked(url) or not (is_web_address(url) or url.startswith("//")):
        return False
    host = url.split("//", 1)[1].split("/", 1)[0].lower()
    return host not in OPEN_HOSTS and releases_of_url(url) is None and releases_of_stylesheet(url) is None
