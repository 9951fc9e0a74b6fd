"""The Content-Security-Policies that a page gets, and what they allow, by the standard of that name (CSP 3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pyscript_doctor.knowledge.hosting_files import HEADER_FILES
from pyscript_doctor.parsers.hosting.content_security import FALLBACKS, directives_of
from pyscript_doctor.parsers.templates.masking import is_masked
from pyscript_doctor.parsers.text import Text
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.serving.isolation import served_urls
from pyscript_doctor.project.urls.reference import folder_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.reader import Reader
    from pyscript_doctor.sources.snapshot import Response

HEADER = "content-security-policy"
TRUSTING = lazy_pattern(r"'(?:nonce-[^']*|sha\d+-[^']*|strict-dynamic)'", re.IGNORECASE)
HOST = lazy_pattern(
    r"(?:(?P<scheme>[a-z][\w+.-]*)://)?(?P<host>\*|[\w*.-]+)(?::(?P<port>\d+|\*))?(?P<path>/\S*)?$", re.I
)


@dataclass(frozen=True)
class Policy:
    """One policy; `text` is how it is written. loads_pyscript: it is a server's own, and its page loads PyScript."""

    text: Text
    loads_pyscript: Span | None = None

    @property
    def place(self) -> Span:
        """Where it is written; a server's own policy is in no file."""
        return self.loads_pyscript or self.text.span()

    @cached_property
    def directives(self) -> dict[str, tuple[str, ...]]:
        """The sources of each directive; if a name comes twice, the first one counts."""
        return directives_of(self.text.value)

    def sources(self, directive: str) -> tuple[str, ...] | None:
        """The sources that decide for a directive; None if the policy says nothing about it."""
        names = (name for name in FALLBACKS[directive] if name in self.directives)
        return next((self.directives[name] for name in names), None)

    def allows(self, directive: str, url: str) -> bool:
        """Whether it lets the page load a URL of another origin; True if nonces and hashes decide."""
        sources = self.sources(directive)
        if sources is None or any(TRUSTING.match(source) for source in sources):
            return True
        return any(_matches(source.lower(), url) for source in sources)

    def allows_keyword(self, directive: str, *keywords: str) -> bool:
        """Whether a directive has one of these keywords, such as `'unsafe-eval'`."""
        sources = self.sources(directive)
        return sources is None or any(source.lower() in keywords for source in sources)


def policies(page: Page, reader: Reader) -> Iterator[Policy]:
    """Those in the page's head, and those that a hosting file sends with it, if a header has only one."""
    for document in page.documents:
        for element in document.all("meta"):
            content = element.attribute("content")
            named = (element.get("http-equiv") or "").strip().lower() == HEADER
            if named and content and not is_masked(content.value.value):
                yield Policy(content.value)
    response = reader.response(page.path)
    if response is not None:
        yield from _sent(response, page)
    for path in reader.files_named(*HEADER_FILES):
        file = reader.hosting(path)
        for url in served_urls(page.path, folder_of(path), file.publish)[:1] if file else ():
            for header in file.headers_for(url) if file else ():
                if header.name.value.lower() == HEADER and header.certain and "," not in header.value.value:
                    yield Policy(header.value)


def _sent(response: Response, page: Page) -> Iterator[Policy]:
    """Those that a web server sends with a page; one header may hold several."""
    written = (value for name, value in response.headers if name.lower() == HEADER)
    place = page.loaders[0].url.span() if page.loaders else page.text.span(0, 0)
    for policy in (policy for value in written for policy in value.split(",")):
        yield Policy(Text.whole(page.path, policy), place)


def _matches(source: str, url: str) -> bool:
    """Whether a source expression matches a URL; `'self'` and other keywords match no URL of another origin."""
    scheme = url.partition(":")[0]
    if source.endswith(":"):
        return scheme == source[:-1] or (source == "http:" and scheme == "https")
    match = HOST.match(source)
    if match is None or scheme not in {"http", "https"}:
        return False
    try:
        split = urlsplit(url)
    except ValueError:
        return True  # no URL that can be loaded at all
    if match["scheme"] and match["scheme"] not in {scheme, "http"}:
        return False
    return _host_matches(match["host"], split.hostname or "") and _path_matches(match["path"] or "", split.path)


def _host_matches(pattern: str, host: str) -> bool:
    if pattern == "*":
        return True
    return host.endswith(pattern[1:]) if pattern.startswith("*.") else host == pattern


def _path_matches(pattern: str, path: str) -> bool:
    if pattern in {"", "/"}:
        return True
    return path.lower().startswith(pattern) if pattern.endswith("/") else path.lower() == pattern
