"""The pages of the same site that a page links to."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

from pyscript_doctor.live_site.addresses import server_of
from pyscript_doctor.live_site.trouble import FetchTrouble
from pyscript_doctor.parsers.decoding import Undecodable, decode_html
from pyscript_doctor.parsers.html.document import parse_html
from pyscript_doctor.parsers.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.live_site.client import Answer

OF_PAGES = (".html", ".htm", ".xhtml", ".php")
ATTRIBUTES = {"a": "href", "iframe": "src"}


def links_of(page: Answer, origin: str) -> Iterator[str]:
    """The addresses that a page of a site links to, in order, if their names look like pages."""
    media_type = (page.response.header("content-type") or "text/html").partition(";")[0].strip().lower()
    if media_type in {"text/html", "application/xhtml+xml"}:
        yield from (url for url in _links(page.content, page.response.url) if _is_page_of(url, origin))


@lru_cache(maxsize=256)
def _links(content: bytes, url: str) -> tuple[str, ...]:
    try:
        document = parse_html(Text.whole("", decode_html(content).value))
    except Undecodable:
        return ()
    href = document.base_href()
    base = urljoin(url, href.value.value.strip()) if href else url
    written = (element.get(ATTRIBUTES[element.name]) for element in document.all(*ATTRIBUTES))
    found = (urldefrag(urljoin(base, each.strip())).url for each in written if each and _is_url(base, each))
    return tuple(dict.fromkeys(found))


def _is_url(base: str, written: str) -> bool:
    try:
        server_of(urljoin(base, written.strip()))
    except (ValueError, FetchTrouble):
        return False
    return True


def _is_page_of(url: str, origin: str) -> bool:
    name = urlsplit(url).path.rpartition("/")[2].lower()
    return server_of(url).origin == origin and ("." not in name or name.endswith(OF_PAGES))
